import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, foundationsText, numpy, pytorch } from '../sources.ts';
import { sizeOf } from '../tensor.ts';
import { movedAxis, squeezedAxes, swappedAxes } from './_internal/axes.ts';
import { copied, linear } from './_internal/moving.ts';
import { sameElement } from './_internal/reshaping.ts';

/** The index into x of what stands at an index of x with its axes in another order. */
const unpermuted = (index: readonly number[], order: readonly number[]): number[] =>
  order.map((_, axis) => index[order.indexOf(axis)] ?? 0);

export const flatten = defineOperation({
  id: 'tensor.flatten',
  meaning: 'All elements in row-major order along a single axis; a scalar becomes a vector of one.',
  signature: 'x[s*] -> y[n]',
  sizes: ({ s }) => ({ n: sizeOf(s) }),
  definition: ({ x }, S) => ({ y: (at) => x(...sameElement([at], [S.size('n')], S.shape('s'))) }),
  ...copied,
  ...linear,
  clauses: {
    C1: 'reshape to the shape of x returns x, bitwise',
    C2: 'an image of h by w pixels of c colours has its colour k of the pixel (i, j) at (i w + j) c + k, bitwise',
  },
  sources: [numpy('ndarray.flatten'), pytorch('torch.flatten'), foundationsText('1.1.2')],
});

export const swapaxes = defineOperation({
  id: 'tensor.swapaxes',
  meaning: 'Two axes exchanged; negative ones count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: { axis1: { kind: 'axis', of: 's', clause: 'R1' }, axis2: { kind: 'axis', of: 's', clause: 'R1' } },
  sizes: ({ s }, attributes) => ({ t: swappedAxes(s.length, attributes).map((axis) => s[axis] ?? 0) }),
  definition: ({ x }, S, attributes) => ({
    y: (...index) => x(...unpermuted(index, swappedAxes(S.shape('s').length, attributes))),
  }),
  ...copied,
  rejects: { R1: 'axis1 and axis2 must be integers from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  ...linear,
  clauses: {
    C1: 'twice it gives x, and the order of the two axes does not matter, bitwise',
    C2: 'the permutation that exchanges the two gives the same, bitwise',
    C3: 'an axis counted from the end is the same axis, bitwise',
  },
  sources: [numpy('numpy.swapaxes'), pytorch('torch.swapaxes')],
});

export const moveaxis = defineOperation({
  id: 'tensor.moveaxis',
  meaning: 'One axis moved to another place, the others in their order; negative ones count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    source: { kind: 'axis', of: 's', clause: 'R1' },
    destination: { kind: 'axis', of: 's', clause: 'R1' },
  },
  sizes: ({ s }, attributes) => ({ t: movedAxis(s.length, attributes).map((axis) => s[axis] ?? 0) }),
  definition: ({ x }, S, attributes) => ({
    y: (...index) => x(...unpermuted(index, movedAxis(S.shape('s').length, attributes))),
  }),
  ...copied,
  rejects: { R1: 'source and destination must be integers from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  ...linear,
  clauses: {
    C1: 'moving it back gives x, bitwise',
    C2: 'axis k of x without the source is axis k of y without the destination: the others keep their order, bitwise',
    C3: 'an axis counted from the end is the same axis, bitwise',
  },
  sources: [arrayApi('moveaxis'), pytorch('torch.movedim')],
});

export const expandDims = defineOperation({
  id: 'tensor.expandDims',
  meaning: 'A new axis of size 1; a negative place of it counts from the end of the result.',
  signature: 'x[s*] -> y[t*]',
  attributes: { axis: { kind: 'place', of: 's', clause: 'R1' } },
  sizes: ({ s }, { axis }) => ({ t: s.toSpliced(axisFromFront(axis, s.length + 1), 0, 1) }),
  definition: ({ x }, S, { axis }) => ({
    y: (...index) => x(...index.toSpliced(axisFromFront(axis, S.shape('t').length), 1)),
  }),
  ...copied,
  rejects: { R1: 'axis must be an integer from -(rank + 1) to rank' },
  ...linear,
  clauses: {
    C1: 'reshape to the shape with a 1 at that place is the same, bitwise',
    C2: 'the place counted from the end is the same place: -1 is behind the last axis, bitwise',
  },
  sources: [arrayApi('expand_dims'), pytorch('torch.unsqueeze')],
});

export const squeeze = defineOperation({
  id: 'tensor.squeeze',
  meaning: 'Axes of size 1 left out: those that are named, or all of them (null); negative ones count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes: { axes: { kind: 'axes', of: 's', default: null, clause: 'R1' } },
  sizes({ s }, { axes }) {
    const dropped = squeezedAxes(s, axes);
    const long = dropped.find((axis) => s[axis] !== 1);
    if (long !== undefined) refuse('R2', `axis ${long} must have size 1, got ${s[long]}`);
    return { t: s.filter((_, axis) => !dropped.includes(axis)) };
  },
  definition({ x }, S, { axes }) {
    const shape = S.shape('s');
    const dropped = squeezedAxes(shape, axes);
    const kept = [...shape.keys()].filter((axis) => !dropped.includes(axis));
    return { y: (...index) => x(...shape.map((_, axis) => index[kept.indexOf(axis)] ?? 0)) };
  },
  ...copied,
  rejects: {
    R1: 'axes must be integers from -rank to rank - 1 that name distinct axes',
    R2: 'an axis that is named must have size 1',
  },
  feasible: ({ s }, { axes }) => {
    const named = axes === null ? [] : squeezedAxes(s, axes);
    return { s: s.map((size, axis) => (named.includes(axis) ? 1 : size)) };
  },
  ...linear,
  clauses: {
    C1: 'the order of the elements stays, and of null no axis of size 1 is left, bitwise',
    C2: 'squeeze(expandDims(x, k), [k]) = x, bitwise',
    C3: 'no axis that is not named is left out, though it may have size 1; of an empty list none, bitwise',
  },
  sources: [arrayApi('squeeze'), pytorch('torch.squeeze')],
});
