import { inShape, permuteAxes, slice } from '../../../src/ndArray.ts';
import { byRows, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf(
  'sequence.splitHeads',
  ({ misread, misset, spoilt, spoiltGradient, wrong }) => [
    spoilt('reshaped into heads, the axes not permuted', 'C3', (y, { x }) => inShape(x, y.shape)),
    wrong('every heads-th feature to one head', 'C1', ({ x }, { heads }, right) => {
      const d = right({ x }, { heads }).shape.at(-1) ?? 1;
      const rank = x.shape.length + 1;
      const batch = x.shape.slice(0, -2).map((_, axis) => axis);
      return permuteAxes(inShape(x, [...x.shape.slice(0, -1), d, heads]), [...batch, rank - 1, rank - 3, rank - 2]);
    }),
    misread('features that fill no head dropped', 'signature', ({ x }, { heads }) => {
      const last = x.shape.length - 1;
      const width = x.shape[last] ?? 0;
      return { x: slice(x, last, 0, width - (width % Math.max(heads, 1))) };
    }),
    misset('no heads taken for one', 'R1', ({ heads }) => ({ heads: Math.max(heads, 1) })),
    spoilt('a single head without its axis', 'C2', (y, { x }, { heads }) => (heads === 1 ? x : y)),
    spoiltGradient('of the first head alone', 'jacobian', ({ x }, _, { heads }) => ({
      x: byRows(x, (row) => row.map((value, k) => (k < row.length / heads ? value : 0))),
    })),
    spoilt('heads behind the eighth left as zeros', 'C1', (y, _, { heads }) => {
      const size = (y.shape.at(-1) ?? 1) * (y.shape.at(-2) ?? 1);
      return mapped(y, (value, at) => (Math.floor(at / size) % heads >= 8 ? 0 : value));
    }),
    spoiltGradient('of the first eight heads alone', 'adjoint', ({ x }, _, { heads }) => ({
      x: byRows(x, (row) => row.map((value, k) => (k < (8 * row.length) / heads ? value : 0))),
    })),
  ],
);
