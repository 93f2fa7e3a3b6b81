import { stretch, transpose } from '../../../src/ndArray.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const sorted = (axes: readonly number[] | null, rank: number): readonly number[] | null =>
  axes?.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b) ?? null;

export const faults: readonly Fault[] = faultsOf('linalg.tensordot', ({ misset, misread, spoilt, spoiltGradient }) => [
  misset('the axes of B paired in the order in which they lie', 'C5', ({ axesB }, { b }) => ({
    axesB: sorted(axesB, b.shape.length),
  })),
  misset('axes counted from the end taken for others', 'C4', ({ axesA }, { a }) => ({
    axesA: axesA?.map((axis) => (axis < -1 ? Math.max(0, -axis - 1) % a.shape.length : axis)) ?? null,
  })),
  misset('no axes contracted where none are named', 'C1', ({ axesA, axesB }) =>
    axesA === null || axesB === null ? { axesA: [], axesB: [] } : {},
  ),
  misread('a square second factor read by columns', 'C2', ({ b }) => ({
    b: b.shape.length === 2 && b.shape[0] === b.shape[1] ? transpose(b) : b,
  })),
  spoilt('the axes left of B first', 'C3', (c, { a, b }, { axesA }) => {
    const left = a.shape.length - (axesA?.length ?? a.shape.length);
    const order = c.shape.map((_, axis) => (axis + left) % Math.max(c.shape.length, 1));
    const turned = {
      ...c,
      shape: order.map((axis) => c.shape[axis] ?? 0),
      strides: order.map((axis) => c.strides[axis] ?? 0),
    };
    return b.shape.length > 3 ? turned : c;
  }),
  spoilt('sums in single precision', 'definition', (c) => mapped(c, Math.fround)),
  misread('an axis that lacks a size stretched to it', 'R2', ({ a, b }, { axesA, axesB }) => {
    const [one, other] = [axesA?.[0], axesB?.[0]];
    if (one !== 0 || other !== 0 || b.shape[0] !== 1) return {};
    return { b: stretch(b, b.shape.with(0, a.shape[0] ?? 1)) };
  }),
  misset('axes named twice taken once', 'attributes', ({ axesA, axesB }) => ({
    axesA: axesA && [...new Set(axesA)],
    axesB: axesB && [...new Set(axesB)],
  })),
  spoiltGradient('gradients exchanged where shapes agree', 'jacobian', (gradients, { a, b }) =>
    a.shape.join() === b.shape.join() ? { a: gradients.b, b: gradients.a } : gradients,
  ),
]);
