import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { pytorch } from '../sources.ts';
import { copied } from './_internal/moving.ts';

/** The sizes of the parts: as large as they must be that so many hold all; there may be fewer, and the last may be smaller. */
function partsOf(size: number, chunks: number): number[] {
  if (size === 0) return new Array<number>(chunks).fill(0);
  const most = Math.ceil(size / chunks);
  return Array.from({ length: Math.ceil(size / most) }, (_, k) => Math.min(most, size - k * most));
}

export const chunk = defineOperation({
  id: 'tensor.chunk',
  meaning:
    'A tensor in at most so many parts along an axis, all of one size but the last, which may be smaller; a negative axis counts from the end.',
  signature: 'x[s*] -> ys*[each t*]',
  attributes: {
    chunks: { kind: 'integer', min: 1, clause: 'R2' },
    axis: { kind: 'axis', of: 's', clause: 'R1' },
  },
  sizes: ({ s }, { chunks, axis }) => ({ t: partsOf(s.at(axis) ?? 0, chunks).map((size) => s.with(axis, size)) }),
  definition({ x }, S, { chunks, ...attributes }) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const sizes = partsOf(x.shape[axis] ?? 0, chunks);
    return {
      ys: sizes.map(
        (_, k) =>
          (...index) =>
            x(...index.with(axis, k * (sizes[0] ?? 0) + (index[axis] ?? 0))),
      ),
    };
  },
  ...copied,
  rejects: { R1: 'axis must be an integer from -rank to rank - 1', R2: 'chunks must be an integer from 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, ys: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'concat of the parts returns x, bitwise',
    C2: 'where the number of parts divides the axis it is split into as many, bitwise',
    C3: 'n = 5 in four parts is 2 2 1: three, and seven elements in three parts are 3 3 1, bitwise',
  },
  sources: [pytorch('torch.chunk')],
});
