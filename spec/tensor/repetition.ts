import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { arrayApi, numpy, pytorch } from '../sources.ts';
import { copied, linear } from './_internal/moving.ts';

export const repeat = defineOperation({
  id: 'tensor.repeat',
  meaning: 'Every element along an axis so many times, each beside itself; a negative axis counts from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    repeats: { kind: 'integer', min: 0, clause: 'R2' },
    axis: { kind: 'axis', of: 's', clause: 'R1' },
  },
  sizes: ({ s }, { repeats, axis }) => ({ t: s.with(axis, repeats * (s.at(axis) ?? 0)) }),
  definition({ x }, S, { repeats, ...attributes }) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { y: (...index) => x(...index.with(axis, Math.floor((index[axis] ?? 0) / repeats))) };
  },
  ...copied,
  rejects: { R1: 'axis must be an integer from -rank to rank - 1', R2: 'repeats must be an integer from 0' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  ...linear,
  clauses: {
    C1: 'the copies of an element stand side by side: 0 1 twice is 0 0 1 1, bitwise',
    C2: 'k times and then j times is k j times, and once is x, bitwise',
    C3: '<repeat(x), y> = <x, sums of y over the copies> on integers',
    C4: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [arrayApi('repeat'), pytorch('torch.repeat_interleave')],
});

export const tile = defineOperation({
  id: 'tensor.tile',
  meaning: 'The whole tensor so many times along every axis, one copy behind the other.',
  signature: 'x[s*] -> y[t*]',
  attributes: { reps: { kind: 'perAxis', of: 's', min: 0, clause: 'R1' } },
  sizes: ({ s }, { reps }) => ({ t: s.map((size, axis) => size * (reps[axis] ?? 1)) }),
  definition({ x }, S) {
    const shape = S.shape('s');
    return { y: (...index) => x(...index.map((at, axis) => at % (shape[axis] ?? 1))) };
  },
  ...copied,
  rejects: { R1: 'reps must hold a number from 0 for each axis' },
  ...linear,
  clauses: {
    C1: 'along one axis it is concat of as many copies: 0 1 twice is 0 1 0 1, bitwise',
    C2: 'one tiling after another is that of the products, and by ones it is x, bitwise',
    C3: '<tile(x), y> = <x, sums of y over the copies> on integers',
  },
  sources: [arrayApi('tile'), numpy('numpy.tile'), pytorch('torch.tile')],
});
