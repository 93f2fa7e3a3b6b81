import type fc from 'fast-check';
import { cpReconstruct } from '../../spec/multilinear/cpReconstruct.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import type { Entries } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { listOf, outputOf } from '../verbs/judge.ts';
import { at, build, map, product, transposed } from '../verbs/tensors.ts';

interface Decomposition extends Case {
  readonly weights: Tensor;
  readonly factors: readonly Tensor[];
}

const decompositions = (context: Context, entries: Entries = 'integers'): fc.Arbitrary<Decomposition> =>
  operationCases(cpReconstruct, context, { entries, most: 4, scaled: false }).map(({ inputs }) => ({
    weights: outputOf(inputs, 'weights'),
    factors: listOf(inputs, 'factors'),
  }));

/** A diag(w). */
const weighted = (a: Tensor, weights: Tensor): Tensor =>
  build(a, a.shape, (i, k) => at(a, i ?? 0, k ?? 0) * at(weights, k ?? 0));

/** The Khatri-Rao product: column k is the Kronecker product of both columns k. */
const khatriRao = (a: Tensor, b: Tensor): Tensor => {
  const rows = b.shape[0] ?? 1;
  const shape = [(a.shape[0] ?? 1) * rows, a.shape[1] ?? 1];
  return build(a, shape, (i = 0, k = 0) => at(a, Math.floor(i / rows), k) * at(b, i % rows, k));
};

export const laws: readonly Law[] = [
  law(cpReconstruct, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r' }),
    check: async (on, { weights, a, b }) => {
      const { x } = await on(cpReconstruct, { weights, factors: [a, b] });
      return [identical(x, product(weighted(a, weights), transposed(b)), 'A diag(w) B^T')];
    },
  }),
  law(cpReconstruct, 'C2', {
    bits: 24,
    hint: 'a factor belongs to another axis',
    cases: (context) => decompositions(context),
    check: async (on, { weights, factors }) => {
      const rotated = [...factors.slice(1), ...factors.slice(0, 1)];
      const [plain, other] = await Promise.all([
        on(cpReconstruct, { weights, factors }),
        on(cpReconstruct, { weights, factors: rotated }),
      ]);
      const shape = [...plain.x.shape.slice(1), ...plain.x.shape.slice(0, 1)];
      const turned = build(plain.x, shape, (...index) => at(plain.x, ...index.slice(-1), ...index.slice(0, -1)));
      return [identical(other.x, turned, 'the factors rotated')];
    },
  }),
  law(cpReconstruct, 'C3', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r', a: 'm r', b: 'n r', c: 'p r' }, { most: 4 }),
    check: async (on, { weights, a, b, c }) => {
      const { x } = await on(cpReconstruct, { weights, factors: [a, b, c] });
      const unfolded = product(weighted(a, weights), transposed(khatriRao(b, c)));
      const shape = [a, b, c].map((factor) => factor.shape[0] ?? 1);
      return [identical(x, { ...unfolded, shape }, 'A diag(w) (B khatri-rao C)^T')];
    },
  }),
  law(cpReconstruct, 'C4', {
    repeats: true,
    cases: (context) => decompositions(context, 'reals'),
    check: async (on, { weights, factors }) => {
      const plain = await on(cpReconstruct, { weights, factors });
      const doubled = factors.map((_, k) =>
        on(cpReconstruct, {
          weights,
          factors: factors.map((factor, other) => (other === k ? map(factor, (value) => 2 * value) : factor)),
        }),
      );
      return (await Promise.all(doubled)).map(({ x }, k) => scaledBy(x, plain.x, 1, `twice factor ${k}`));
    },
  }),
  law(cpReconstruct, 'C5', {
    bits: 24,
    cases: (context) => tensors(context, { weights: 'r' }),
    check: async (on, { weights }) => {
      const { x } = await on(cpReconstruct, { weights, factors: [] });
      return [
        identical(
          x,
          build(weights, [], () => Array.from(weights.data).reduce((sum, w) => sum + w, 0)),
          'sum',
        ),
      ];
    },
  }),
];
