import { linear } from '../../spec/layers/linear.ts';
import { lora, loraMerge } from '../../spec/multilinear/lora.ts';
import { beside } from '../generators/beside.ts';
import { calls } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { rankOf } from '../verbs/elimination.ts';
import { judgedExactly } from '../verbs/exactMatrices.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { leading } from '../verbs/parts.ts';
import { build, minus, plus, product, scaled, transposed, zeros } from '../verbs/tensors.ts';

/** Small integers, and an alpha of so many times the rank, which is a power of two: nothing rounds on the way. */
const adapters = (context: Context) =>
  beside(tensors(context, { x: 'k n', weight: 'm n', a: 'r n', b: 'm r', g: 'k m' }, { most: 4, sizes: { r: 4 } }), {
    rank: dealt([1, 2, 4]),
    times: dealt([1, -2, 3]),
  }).map(({ a, b, rank, times, ...others }) => ({
    ...others,
    a: leading(a, rank, a.shape[1]),
    b: leading(b, b.shape[0] ?? 1, rank),
    alpha: times * rank,
    times,
  }));

const withoutRank = (context: Context) =>
  tensors(context, { x: 'k n', weight: 'm n', a: 'r n', b: 'm r' }, { sizes: { r: 0 } });

/** A unit lower triangular matrix of ones, and its inverse. */
const gauge = (like: Parameters<typeof build>[0], r: number) => ({
  turned: build(like, [r, r], (i, j) => (i >= j ? 1 : 0)),
  back: build(like, [r, r], (i, j) => (i === j ? 1 : i === j + 1 ? -1 : 0)),
});

export const laws: readonly Law[] = [
  closedForm(lora, 'C1', {
    bits: 24,
    cases: adapters,
    from: ({ b, ...others }) => ({ ...others, b: zeros(b) }),
    result: ({ x, weight }) => ({ y: product(x, transposed(weight)) }),
    what: 'W x',
  }),
  equal(lora, 'C2', {
    bits: 24,
    needs: [loraMerge, linear],
    hint: 'alpha is not divided by the rank, or divided twice, in one of the two',
    cases: adapters,
    sides: (f, { x, weight, a, b, alpha }, merge, apply) => ({
      'W x + (alpha / r) B (A x)': [
        f({ x, weight, a, b, alpha }),
        apply({ x, weight: merge({ weight, a, b, alpha }) }),
      ],
    }),
  }),
  equal(lora, 'C3', {
    bits: 24,
    cases: adapters,
    sides: (f, { x, weight, a, b, alpha }) => {
      const { turned, back } = gauge(a, a.shape[0] ?? 1);
      const other = { a: product(back, a), b: product(b, turned) };
      return { '(B R) (R^-1 A) x': [f({ x, weight, ...other, alpha }), f({ x, weight, a, b, alpha })] };
    },
  }),
  ofGradient(lora, 'C4', {
    bits: 24,
    hint: 'the gradient of one factor misses the other, or alpha / r',
    cases: adapters,
    from: ({ b, ...others }) => ({ ...others, b: zeros(b) }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ a, b }, { x, a: given, g, times }) => {
      const expected = scaled(product(transposed(g), product(x, transposed(given))), times);
      return [identical(a, zeros(given), 'gradient of A'), identical(b, expected, 'gradient of B')];
    },
  }),
  ofGradient(lora, 'C5', {
    cases: (context) => calls(lora, context),
    cotangents: ({ x, weight }) => {
      const shape = [...x.shape.slice(0, -1), weight.shape[0] ?? 1];
      return { y: build(x, shape, () => 1) };
    },
    of: ({ a, b }, { weight }) => {
      const [[m = 0, n = 0], [r = 0]] = [weight.shape, a.shape];
      const received = a.data.length + b.data.length;
      return [holds('gradients of A and B', received === r * (m + n), String(r * (m + n)), String(received))];
    },
  }),
  refuses(lora, 'R2', {
    cases: withoutRank,
    calls: ({ x, weight, a, b }) => ({ 'an adapter of rank 0 is refused': { x, weight, a, b, alpha: 1 } }),
  }),
  closedForm(loraMerge, 'C1', {
    bits: 24,
    hint: 'alpha is not divided by the rank, or the factors are multiplied in the other order',
    cases: adapters,
    result: ({ weight, a, b, times }) => ({ merged: plus(weight, scaled(product(b, a), times)) }),
    what: 'W + (alpha / r) B A',
  }),
  ofResult(loraMerge, 'C2', {
    bits: 24,
    cases: adapters,
    of: ({ merged }, { weight, a }) =>
      judgedExactly({ change: minus(merged, weight) }, ({ change }) => [
        atMost('rank of the change', rankOf(change), a.shape[0] ?? 0),
      ]),
  }),
  equal(loraMerge, 'C3', {
    bits: 24,
    cases: adapters,
    sides: (f, { weight, a, b, alpha }) => ({
      W: [f({ weight: f({ weight, a, b, alpha }), a, b, alpha: -alpha }), weight],
    }),
  }),
  refuses(loraMerge, 'R2', {
    cases: withoutRank,
    calls: ({ weight, a, b }) => ({ 'an adapter of rank 0 is refused': { weight, a, b, alpha: 1 } }),
  }),
];
