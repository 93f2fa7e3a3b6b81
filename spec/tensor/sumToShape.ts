import { broadcastShapes } from '../binding.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { pytorch } from '../sources.ts';

export const sumToShape = defineOperation({
  id: 'tensor.sumToShape',
  meaning:
    'Sums over the axes along which a shape is stretched where it broadcasts to that of x: the adjoint of broadcasting.',
  signature: 'x[s*] -> y[t*]',
  attributes: { shape: { kind: 'shape', of: 's', by: 'sum' } },
  sizes({ s }, { shape }) {
    const valid = shape.every((size) => Number.isInteger(size) && size >= 0);
    if (!valid || String(broadcastShapes(shape, s)) !== String(s)) {
      refuse('R1', `shape must be one that broadcasts to [${s.join(', ')}], got [${shape.join(', ')}]`);
    }
    return { t: shape };
  },
  definition({ x }, S, { shape }) {
    const from = S.shape('s');
    const extra = from.length - shape.length;
    const isSummed = (axis: number) => axis < extra || shape[axis - extra] !== from[axis];
    const over = from.map((size, axis) => (isSummed(axis) ? size : 1));
    return {
      y: (...at) =>
        S.sum(over, (...along) => x(...along.map((one, axis) => (isSummed(axis) ? one : (at[axis - extra] ?? 0))))),
    };
  },
  special: 'propagates',
  rejects: { R1: 'shape must be one that broadcasts to the shape of x' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: '<broadcastTo(x, s), y> = <x, sumToShape(y)> on integers',
    C2: 'sumToShape(broadcastTo(x, s)) = x size(s) / size(x) on integers',
    C3: 'to the shape of x it is x, bitwise, and to the scalar it is sum(x) on integers',
    C4: 'to one shape and then to another is to the other at once, on integers',
  },
  sources: [pytorch('torch.Tensor.sum_to_size')],
});
