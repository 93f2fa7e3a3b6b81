import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { hu2022 } from '../sources.ts';

const rejects = { R1: 'alpha must be a finite number', R2: 'a must have a row: the rank is at least 1' } as const;

const attributes = {
  alpha: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, clause: 'R1' },
} as const;

function requireRank(r: number): Record<never, never> {
  if (r < 1) refuse('R2', `a must have a row at least, got a rank of ${r}`);
  return {};
}

export const lora = defineOperation({
  id: 'multilinear.lora',
  meaning: 'A linear map with a low-rank adapter, W x + (alpha / r) B A x: A takes n features to r, B these to m.',
  signature: 'x[..., n], weight[m, n], a[r, n], b[m, r] -> y[..., m]',
  attributes,
  sizes: ({ r }) => requireRank(r),
  definition({ x, weight, a, b }, { mul, div, total, each, sum, memo, count, constant }, { alpha }) {
    const scale = div(constant(alpha), count('r'));
    const inner = memo((k) => sum('n', (i) => mul(a(k, i), x(i))));
    return {
      y: (o) =>
        total([...each('n', (i) => mul(weight(o, i), x(i))), ...each('r', (k) => mul(scale, mul(b(o, k), inner(k))))]),
    };
  },
  freedom: 'whether the adapter is applied beside the weight, or merged into it first',
  special: 'propagatesNaN',
  rejects,
  feasible: ({ r }) => ({ r: Math.max(r, 1) }),
  homogeneous: [
    { x: 1, y: 1 },
    { weight: 1, b: 1, y: 1 },
    { weight: 1, alpha: 1, y: 1 },
  ],
  exchangeable: ['m', 'n', 'r'],
  derivative({ x, weight, a, b }, { y: g }, { mul, div, add, sum, memo, count, constant }, { alpha }) {
    const scale = div(constant(alpha), count('r'));
    const inner = memo((k) => sum('n', (i) => mul(a(k, i), x(i))));
    const back = memo((k) =>
      mul(
        scale,
        sum('m', (o) => mul(g(o), b(o, k))),
      ),
    );
    return {
      x: (i) =>
        add(
          sum('m', (o) => mul(g(o), weight(o, i))),
          sum('r', (k) => mul(back(k), a(k, i))),
        ),
      weight: (o, i) => mul(g(o), x(i)),
      a: (k, i) => mul(back(k), x(i)),
      b: (o, k) => mul(mul(scale, g(o)), inner(k)),
    };
  },
  clauses: {
    C1: 'where training starts, B = 0, it is W x, whatever A and alpha are, on integers',
    C2: 'merged into the weight it is the same map, on integers: W x + (alpha / r) B (A x) = (W + (alpha / r) B A) x',
    C3: '(B R) (R^-1 A) is the same adapter, on integers: what the two factors are is not determined',
    C4: 'where training starts, B = 0, the gradient of A is 0, and that of B is (alpha / r) g (A x)^T, on integers',
    C5: 'A and B have r (m + n) gradients: for r = 8 and W of 4096 by 4096 they are 65536, 0.39 % of the entries of W',
  },
  sources: [hu2022('section 4.1')],
});

export const loraMerge = defineOperation({
  id: 'multilinear.loraMerge',
  meaning: 'A weight with a low-rank adapter merged into it, W + (alpha / r) B A.',
  signature: 'weight[m, n], a[r, n], b[m, r] -> merged[m, n]',
  attributes,
  sizes: ({ r }) => requireRank(r),
  definition({ weight, a, b }, { mul, div, total, each, count, constant }, { alpha }) {
    const scale = div(constant(alpha), count('r'));
    return {
      merged: (o, i) => total([weight(o, i), ...each('r', (k) => mul(scale, mul(b(o, k), a(k, i))))]),
    };
  },
  special: 'propagatesNaN',
  rejects,
  feasible: ({ r }) => ({ r: Math.max(r, 1) }),
  homogeneous: [
    { weight: 1, a: 1, merged: 1 },
    { weight: 1, b: 1, merged: 1 },
    { weight: 1, alpha: 1, merged: 1 },
  ],
  exchangeable: ['m', 'n', 'r'],
  derivative({ a, b }, { merged: g }, { mul, div, sum, count, constant }, { alpha }) {
    const scale = div(constant(alpha), count('r'));
    return {
      weight: g,
      a: (k, i) =>
        mul(
          scale,
          sum('m', (o) => mul(b(o, k), g(o, i))),
        ),
      b: (o, k) =>
        mul(
          scale,
          sum('n', (i) => mul(g(o, i), a(k, i))),
        ),
    };
  },
  clauses: {
    C1: 'the weight changes by (alpha / r) B A, on integers',
    C2: 'the change has rank r at most, exactly, on integers',
    C3: 'merging -alpha takes the adapter out again: the weight is back, bitwise, on integers',
  },
  sources: [hu2022('section 4.1: no additional inference latency')],
});
