import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { keras } from '../sources.ts';

export const locallyConnected1d = defineOperation({
  id: 'layers.locallyConnected1d',
  meaning: 'A convolution of sequences whose kernel is another one at every position: nothing is shared.',
  signature: 'x[n, c, w], weight[ow, o, c, k], bias?[o, ow] -> y[n, o, ow]',
  attributes: { stride: { kind: 'integer', min: 1, default: 1, clause: 'R2' } },
  sizes({ w, k, ow }, { stride }) {
    const positions = k >= 1 && w >= k ? Math.floor((w - k) / stride) + 1 : 0;
    if (ow !== positions || positions < 1) {
      refuse('R1', `there must be a kernel for each of ${positions} positions of ${k} in ${w}, got ${ow}`);
    }
    return {};
  },
  definition: ({ x, weight, bias }, { mul, total, each }, { stride }) => ({
    y(n, o, t) {
      const list = each('c k', (c, j) => mul(x(n, c, t * stride + j), weight(t, o, c, j)));
      return total(bias === undefined ? list : [...list, bias(o, t)]);
    },
  }),
  special: 'propagates',
  rejects: {
    R1: 'there must be a kernel for each position, floor((w - k) / stride) + 1 of them, and a position for one',
    R2: 'stride must be an integer that is at least 1',
  },
  feasible({ w, k, ow }, { stride }) {
    const [size, positions] = [Math.max(k, 1), Math.max(ow, 1)];
    return { k: size, ow: positions, w: (positions - 1) * stride + size + (w % stride) };
  },
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n', 'c', 'o'],
  derivative: ({ x, weight }, { y: g }, { sum, mul, total, each, size }, { stride }) => ({
    x: (n, c, at) =>
      total(
        each('o ow', (o, t) => {
          const j = at - t * stride;
          return j < 0 || j >= size('k') ? undefined : mul(g(n, o, t), weight(t, o, c, j));
        }),
      ),
    weight: (t, o, c, j) => sum('n', (n) => mul(g(n, o, t), x(n, c, t * stride + j))),
    bias: (o, t) => sum('n', (n) => g(n, o, t)),
  }),
  clauses: {
    C1: 'with the same kernel at every position it is conv1d, on integers',
    C2: 'a kernel changes the output of its own position alone, bitwise',
  },
  sources: [keras('LocallyConnected1D')],
  cost: { multiplications: ({ n = 0, o = 0, ow = 0, c = 0, k = 0 }) => n * o * ow * c * k },
});
