import { broadcastShapes } from '../binding.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi } from '../sources.ts';

export const broadcastTo = defineOperation({
  id: 'tensor.broadcastTo',
  meaning: 'The tensor stretched to a shape: axes are aligned at the right, new ones and those of size 1 repeat.',
  signature: 'x[s*] -> y[t*]',
  attributes: { shape: { kind: 'shape', of: 's', by: 'broadcast' } },
  sizes: ({ s }, { shape }) => {
    const valid = shape.every((size) => Number.isInteger(size) && size >= 0);
    if (!valid || String(broadcastShapes(s, shape)) !== String(shape)) {
      refuse('R1', `shape must be one that [${s.join(', ')}] broadcasts to, got [${shape.join(', ')}]`);
    }
    return { t: shape };
  },
  definition: ({ x }, S, { shape }) => {
    const from = S.shape('s');
    const extra = shape.length - from.length;
    return { y: (...index) => x(...from.map((size, axis) => (size === 1 ? 0 : (index[extra + axis] ?? 0)))) };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'shape must be one that the shape of x broadcasts to' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S) => {
    const [from, to] = [S.shape('s'), S.shape('t')];
    const extra = to.length - from.length;
    const isRepeated = (axis: number) => axis < extra || from[axis - extra] === 1;
    const run = to.map((size, axis) => (isRepeated(axis) ? size : 1));
    const place = (at: readonly number[], along: readonly number[]) =>
      along.map((one, axis) => (isRepeated(axis) ? one : (at[axis - extra] ?? 0)));
    return { x: (...at) => S.sum(run, (...along) => g(...place(at, along))) };
  },
  clauses: {
    C1: '<broadcastTo(x, s), y> = <x, sum of y over the stretched axes> on integers',
    C2: 'broadcastTo(broadcastTo(x, s), t) = broadcastTo(x, t), bitwise',
    C3: 'broadcastTo(x, shape of x) = x, bitwise',
    C4: 'sum(broadcastTo(x, s)) = sum(x) size(s) / size(x) on integers',
  },
  sources: [arrayApi('broadcast_to; broadcasting')],
});
