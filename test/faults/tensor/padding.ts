import { type NdArray, zeros } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Whether reflect goes beyond the elements that there are. */
const isBeyond = (
  x: NdArray,
  { before, after }: { readonly before: readonly number[]; readonly after: readonly number[] },
) => x.shape.some((n, axis) => Math.max(before[axis] ?? 0, after[axis] ?? 0) >= n);

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.pad', ({ misset, spoiltEach, spoiltGradient, wrong, wrongGradient }) => [
    misset('what goes before put behind', 'C1', ({ before, after }) => ({ before: after, after: before })),
    misset('reflect taken for edge', 'C3', ({ mode }) => ({ mode: mode === 'reflect' ? 'edge' : mode })),
    misset('circular taken for edge', 'C3', ({ mode }) => ({ mode: mode === 'circular' ? 'edge' : mode })),
    wrong('beyond the axis the outermost element repeated', 'C4', ({ x }, attributes, right) =>
      right(
        { x },
        isBeyond(x, attributes) && attributes.mode === 'reflect' ? { ...attributes, mode: 'edge' } : attributes,
      ),
    ),
    misset('the value ignored', 'definition', () => ({ value: 0 })),
    spoiltEach('every zero replaced by the value', 'C2', (value) => (value === 0 ? 1 : value)),
    misset('a mode that is none taken for constant', 'R2', ({ mode }) => ({
      mode: ['edge', 'reflect', 'circular'].includes(mode) ? mode : 'constant',
    })),
    misset('negative numbers taken for 0', 'R1', ({ before, after }) => ({
      before: before.map((many) => Math.max(many, 0)),
      after: after.map((many) => Math.max(many, 0)),
    })),
    wrong('zeros where there is no element', 'R3', ({ x }, attributes, right) =>
      right({ x }, x.shape.includes(0) ? { ...attributes, mode: 'constant' } : attributes),
    ),
    wrongGradient('gradient of the middle alone', 'C5', (_, g, { before, after }) => ({
      x: implementations['tensor.crop']({ x: g }, { before, after }),
    })),
    spoiltGradient('gradient of the outermost elements dropped', 'jacobian', ({ x }) => ({
      x: mapped(x, (value, at) => (at === 0 ? 0 : value)),
    })),
  ]),
  ...faultsOf('tensor.crop', ({ misset, wrong }) => [
    misset('front and back exchanged', 'definition', ({ before, after }) => ({ before: after, after: before })),
    wrong('none of the last taken for all of them', 'C2', ({ x }, attributes, right) =>
      x.shape.length === 1 && attributes.after[0] === 0 ? zeros(x.dtype, [0]) : right({ x }, attributes),
    ),
    misset('none in front where only one is asked for', 'C3', ({ before, after }) => ({
      before: before.map((many, axis) => (many === 1 && after[axis] === 0 ? 0 : many)),
    })),
    misset('at most one on either side', 'definition', ({ before, after }) => ({
      before: before.map((many) => Math.min(many, 1)),
      after: after.map((many) => Math.min(many, 1)),
    })),
    misset('the back cropped only where the front is not', 'C1', ({ before, after }) => ({
      after: after.map((many, axis) => ((before[axis] ?? 0) > 0 ? 0 : many)),
    })),
    misset('no more than there are', 'R2', ({ before, after }, { x }) => ({
      after: after.map((many, axis) => Math.min(many, Math.max((x.shape[axis] ?? 0) - (before[axis] ?? 0), 0))),
    })),
    misset('what is beyond the rank ignored', 'R1', ({ before }, { x }) => ({
      before: before.slice(0, x.shape.length),
    })),
  ]),
];
