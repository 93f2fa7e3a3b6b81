import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, numpy, pytorch } from '../sources.ts';
import { copied, linear } from './_internal/moving.ts';
import { modulo, runOf } from './_internal/places.ts';

const anyInteger = Number.NEGATIVE_INFINITY;

export const flip = defineOperation({
  id: 'tensor.flip',
  meaning: 'The elements along a set of axes in reverse order; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[s*]',
  attributes: { axes: { kind: 'axes', of: 's', default: null, clause: 'R1' } },
  definition({ x }, S, { axes }) {
    const shape = S.shape('s');
    const reversed = new Set(axes?.map((axis) => axisFromFront(axis, shape.length)) ?? shape.keys());
    return {
      y: (...index) => x(...index.map((at, axis) => (reversed.has(axis) ? (shape[axis] ?? 0) - 1 - at : at))),
    };
  },
  ...copied,
  rejects: { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' },
  ...linear,
  clauses: {
    C1: 'flip(flip(x)) = x, bitwise',
    C2: 'over several axes it is that over one after another, over none it is x, bitwise',
    C3: '<flip(x), flip(y)> = <x, y> on integers',
    C4: 'the first element along a flipped axis is the last of x, bitwise',
  },
  sources: [arrayApi('flip'), pytorch('torch.flip')],
});

export const roll = defineOperation({
  id: 'tensor.roll',
  meaning:
    'The elements along an axis moved on by a shift, those that leave it at one end coming in at the other; a negative axis counts from the end.',
  signature: 'x[s*] -> y[s*]',
  attributes: {
    shift: { kind: 'integer', min: anyInteger, clause: 'R2' },
    axis: { kind: 'axis', of: 's', clause: 'R1' },
  },
  definition({ x }, S, attributes) {
    const shape = S.shape('s');
    const axis = axisFromFront(attributes.axis, shape.length);
    return {
      y: (...index) => x(...index.with(axis, modulo((index[axis] ?? 0) - attributes.shift, shape[axis] ?? 0))),
    };
  },
  ...copied,
  rejects: { R1: 'axis must be an integer from -rank to rank - 1', R2: 'shift must be an integer' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  ...linear,
  clauses: {
    C1: 'roll_j(roll_k(x)) = roll_(j + k)(x), bitwise, whatever their signs',
    C2: 'a shift by a multiple of the size, of either sign, is x, bitwise; of an axis without elements too',
    C3: 'element i goes to (i + shift) mod n: forwards where the shift is positive, bitwise',
    C4: '<roll(x), roll(y)> = <x, y> on integers',
    C5: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [arrayApi('roll'), pytorch('torch.roll')],
});

export const slice = defineOperation({
  id: 'tensor.slice',
  meaning:
    'Along every axis the elements from a start to before a stop, each so many steps from the one before it: x[start:stop:step]. Negative starts and stops count from the end, and those beyond the axis mean its end.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    starts: { kind: 'perAxis', of: 's', min: anyInteger, clause: 'R1' },
    stops: { kind: 'perAxis', of: 's', min: anyInteger, clause: 'R1' },
    steps: { kind: 'perAxis', of: 's', min: anyInteger, clause: 'R1' },
  },
  sizes({ s }, attributes) {
    if (attributes.steps.includes(0)) refuse('R2', `steps must not be 0, got [${attributes.steps.join(', ')}]`);
    return { t: s.map((size, axis) => runOf(size, axis, attributes).count) };
  },
  definition({ x }, S, attributes) {
    const shape = S.shape('s');
    return { y: (...index) => x(...index.map((at, axis) => placeIn(shape[axis] ?? 0, axis, attributes, at))) };
  },
  ...copied,
  rejects: { R1: 'starts, stops and steps must hold one integer for each axis', R2: 'a step must not be 0' },
  // Most starts and stops are such that something lies between them in the direction of the step.
  compatible: ({ starts, stops, steps }) => ({
    starts,
    stops,
    steps: steps.map((step, axis) => {
      const [start, stop] = [starts[axis] ?? 0, stops[axis] ?? 0];
      const isOneSided = start < 0 === stop < 0;
      return (isOneSided && start > stop ? -1 : 1) * (isOneSided ? Math.abs(step) || 1 : step || 1);
    }),
  }),
  ...linear,
  clauses: {
    C1: 'x[a:b] and x[b:c] one after another are x[a:c], bitwise, for a <= b <= c on either side of 0',
    C2: 'with step -1 over all of an axis it is flip(x), and x[start:stop:-k] is every k-th of flip(x), bitwise',
    C3: 'a start or a stop beyond the axis means its end, bitwise',
    C4: 'a negative start or stop counts from the end, bitwise',
    C5: 'the gradient is G where an element was taken and 0 elsewhere, bitwise',
  },
  sources: [numpy('Basic indexing')],
});

const placeIn = (size: number, axis: number, attributes: Parameters<typeof runOf>[2], at: number): number => {
  const { first, step } = runOf(size, axis, attributes);
  return first + at * step;
};
