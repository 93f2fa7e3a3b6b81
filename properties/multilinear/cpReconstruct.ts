import { cpReconstruct } from '../../spec/multilinear/cpReconstruct.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { alone } from '../generators/calls.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { scaledBy } from '../verbs/compare.ts';
import { at, build, inner, inShape, map, product, scaled, transposed } from '../verbs/tensors.ts';
import { khatriRaoOf } from './_internal/kroneckerOf.ts';

/** A diag(w). */
const weighted = (a: Tensor, weights: Tensor): Tensor => build(a, a.shape, (i, k) => at(a, i, k) * at(weights, k));

const rotated = <T>(list: readonly T[]): T[] => [...list.slice(1), ...list.slice(0, 1)];

export const laws: readonly Law[] = [
  closedForm(cpReconstruct, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r' }),
    from: ({ weights, a, b }) => ({ weights, factors: [a, b] }),
    result: ({ weights, a, b }) => ({ x: product(weighted(a, weights), transposed(b)) }),
    what: 'A diag(w) B^T',
  }),
  metamorphic(cpReconstruct, 'C2', {
    bits: 24,
    hint: 'a factor belongs to another axis',
    cases: (context) => alone(cpReconstruct, context, { entries: 'integers', most: 4, scaled: false }),
    to: ({ factors }) => ({ factors: rotated(factors) }),
    result: ({ x }) => ({
      x: build(x, rotated(x.shape), (...index) => at(x, ...index.slice(-1), ...index.slice(0, -1))),
    }),
    what: 'the factors rotated',
  }),
  closedForm(cpReconstruct, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r', c: 'p r' }, { most: 4 }),
    from: ({ weights, a, b, c }) => ({ weights, factors: [a, b, c] }),
    result: ({ weights, a, b, c }) => ({
      x: inShape(
        product(weighted(a, weights), transposed(khatriRaoOf(b, c))),
        [a, b, c].map(({ shape }) => shape[0] ?? 1),
      ),
    }),
    what: 'A diag(w) (B khatri-rao C)^T',
  }),
  equal(cpReconstruct, 'C4', {
    repeats: true,
    cases: (context) => alone(cpReconstruct, context, { entries: 'reals', most: 4, scaled: false }),
    sides: (f, { weights, factors }) => {
      const plain = f({ weights, factors });
      const doubled = factors.map((factor, k) => f({ weights, factors: factors.with(k, scaled(factor, 2)) }));
      return Object.fromEntries(doubled.map((x, k) => [`twice factor ${k}`, [x, plain] as const]));
    },
    compare: (received, expected, what) => scaledBy(received, expected, 1, what),
  }),
  closedForm(cpReconstruct, 'C5', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r' }),
    from: ({ weights }) => ({ weights, factors: [] }),
    result: ({ weights }) => ({
      x: build(weights, [], () =>
        inner(
          weights,
          map(weights, () => 1),
        ),
      ),
    }),
    what: 'sum',
  }),
];
