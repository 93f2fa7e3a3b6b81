import { inShape, permuteAxes, transpose } from '../../../src/ndArray.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('sequence.mergeHeads', ({ spoilt, wrongGradient }) => [
  spoilt('reshaped, the axes not permuted', 'C2', (y, { x }) => inShape(x, y.shape)),
  spoilt('features before heads', 'C1', (y, { x }) => {
    const rank = x.shape.length;
    const batch = x.shape.slice(0, -3).map((_, axis) => axis);
    return inShape(permuteAxes(x, [...batch, rank - 2, rank - 1, rank - 3]), y.shape);
  }),
  wrongGradient('in the order of the cotangent', 'jacobian', ({ x }, g) => ({ x: inShape(transpose(g), x.shape) })),
]);
