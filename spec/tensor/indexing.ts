import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { arrayApi, numpy, pytorch } from '../sources.ts';
import { copied } from './_internal/moving.ts';

const axis = { kind: 'axis', of: 's', clause: 'R1' } as const;

const rejects = {
  R1: 'axis must be an integer from -rank to rank - 1',
  R2: 'an index must name a place on the axis: 0 to n - 1, or -n to -1 where it may count from the end',
} as const;

const fromEnd = 'a negative index may be refused';

/** An axis that is indexed has an element at least. */
const indexable = (s: readonly number[], given: number): readonly number[] =>
  s.length === 0 ? [1] : s.with(given, Math.max(s.at(given) ?? 1, 1));

/** The shape that is given and gives another along the axis alone. */
const alongside = (s: readonly number[], t: readonly number[], given: number): readonly number[] => {
  const at = axisFromFront(given, s.length);
  return s.with(at, t[at] ?? 1);
};

function requireAlongside(s: readonly number[], t: readonly number[], given: number): void {
  if (alongside(s, t, given).join() !== t.join() || t.length !== s.length)
    throw new RangeError(`indices must have the shape [${s}] but along axis ${given}, got [${t}]`);
}

export const take = defineOperation({
  id: 'tensor.take',
  meaning:
    'The elements along an axis at the places that integers name; their shape stands in the place of the axis, and a negative axis counts from the end.',
  signature: 'x[s*], int indices[t*] -> y[u*]',
  attributes: { axis },
  sizes: ({ s, t }, { axis }) => ({ u: s.toSpliced(axisFromFront(axis, s.length), 1, ...t) }),
  definition({ x, indices }, S, { axis }) {
    const [at, many] = [axisFromFront(axis, S.shape('s').length), S.shape('t').length];
    return { y: (...index) => x(...index.toSpliced(at, many, indices(...index.slice(at, at + many)))) };
  },
  freedom: fromEnd,
  ...copied,
  rejects,
  domain: { indices: 'label' },
  feasible: ({ s }, { axis }) => ({ s: indexable(s, axis) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'at every place in order it is x, bitwise',
    C2: 'take(take(x, i), j) = take(x, i[j]), bitwise',
    C3: 'a negative index counts from the end, or is refused',
    C4: 'indices of several axes are those of one, in their shape, and a single one leaves no axis, bitwise',
    C5: 'the gradient of an element that is taken several times is the sum of G over them, on integers',
    C6: 'the axis counted from the end is the same axis, bitwise',
  },
  sources: [numpy('numpy.take'), arrayApi('take')],
});

export const indexSelect = defineOperation({
  id: 'tensor.indexSelect',
  meaning: 'The slices of a tensor along an axis at the places that a vector of integers names.',
  signature: 'x[s*], int indices[n] -> y[t*]',
  attributes: { axis },
  sizes: ({ s, n }, { axis }) => ({ t: s.with(axis, n) }),
  definition({ x, indices }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { y: (...index) => x(...index.with(axis, indices(index[axis] ?? 0))) };
  },
  freedom: fromEnd,
  ...copied,
  rejects,
  domain: { indices: 'label' },
  feasible: ({ s }, { axis }) => ({ s: indexable(s, axis) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is take(x, i), bitwise',
    C2: 'slice k of the result is slice i_k of x, in this order, however often it is named, bitwise',
    C3: 'a negative index counts from the end, or is refused',
  },
  sources: [pytorch('torch.index_select'), arrayApi('take')],
});

export const gather = defineOperation({
  id: 'tensor.gather',
  meaning:
    'Along an axis the elements at the places that integers name, line by line: y[.., k, ..] = x[.., i[.., k, ..], ..]; a negative axis counts from the end.',
  signature: 'x[s*], int indices[t*] -> y[t*]',
  attributes: { axis },
  sizes({ s, t }, { axis }) {
    requireAlongside(s, t, axis);
    return {};
  },
  definition({ x, indices }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { y: (...index) => x(...index.with(axis, indices(...index))) };
  },
  freedom: fromEnd,
  ...copied,
  rejects,
  domain: { indices: 'label' },
  feasible: ({ s, t }, { axis }) => ({ s: indexable(s, axis), t: alongside(indexable(s, axis), t, axis) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'at the positions that sort gives it gives what is sorted, bitwise',
    C2: '<gather(x, i), y> = <x, scatterAdd(0, i, y)> on integers, whichever indices are equal',
    C3: 'a negative index counts from the end, or is refused',
  },
  sources: [arrayApi('take_along_axis'), pytorch('torch.gather')],
});

export const scatterAdd = defineOperation({
  id: 'tensor.scatterAdd',
  meaning:
    'A tensor to whose elements others are added, each along an axis at the place that an integer names; those that go to one place are all added.',
  signature: 'x[s*], int indices[t*], updates[t*] -> y[s*]',
  attributes: { axis },
  sizes({ s, t }, { axis }) {
    requireAlongside(s, t, axis);
    return {};
  },
  definition({ x, indices, updates }, S, attributes) {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return {
      y(...index) {
        const coming = S.each([indices.shape[axis] ?? 0], (place) => {
          const from = index.with(axis, place);
          return indices(...from) === index[axis] ? updates(...from) : undefined;
        });
        return S.total([x(...index), ...coming]);
      },
    };
  },
  freedom: fromEnd,
  special: 'propagates',
  rejects,
  domain: { indices: 'label' },
  feasible: ({ s, t }, { axis }) => ({ s: indexable(s, axis), t: alongside(indexable(s, axis), t, axis) }),
  homogeneous: [{ x: 1, updates: 1, y: 1 }],
  derivative: ({ indices }, { y: g }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    return { x: g, updates: (...index) => g(...index.with(axis, indices(...index))) };
  },
  clauses: {
    C1: 'what goes to one place several times is added as often, on integers',
    C2: 'the order of the updates along the axis does not matter, on integers',
    C3: 'a negative index counts from the end, or is refused',
    C4: 'places to which nothing goes keep their element, bitwise',
  },
  sources: [pytorch('torch.scatter_add'), numpy('numpy.ufunc.at')],
});

export const oneHot = defineOperation({
  id: 'tensor.oneHot',
  meaning: 'For every integer a row of n zeros with a 1 at the place that it names.',
  signature: 'int indices[s*] -> int y[s*, n]',
  attributes: { n: { kind: 'integer', min: 1, clause: 'R1' } },
  definition: ({ indices }, S) => ({
    y(...index) {
      const [place = 0] = index.splice(-1);
      return S.equal(
        indices(...index),
        place,
        () => S.constant(1),
        () => S.constant(0),
      );
    },
  }),
  rejects: { R1: 'n must be an integer from 1', R2: 'an index must be one from 0 to n - 1' },
  domain: { indices: 'label' },
  clauses: {
    C1: 'every row has one 1 and zeros beside it',
    C2: 'the position of the largest element of every row is the index, bitwise',
    C3: 'oneHot(i) E = take(E, i), on integers',
  },
  sources: [pytorch('torch.nn.functional.one_hot')],
});

export const maskFill = defineOperation({
  id: 'tensor.maskFill',
  meaning: 'A tensor with a value in the place of the elements where a mask is not 0.',
  signature: 'x[...], int mask[...] -> y[...]',
  attributes: { value: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  definition: ({ x, mask }, S, { value }) => ({ y: () => S.equal(mask(), 0, x, () => S.constant(value)) }),
  ...copied,
  rejects: { R1: 'value must be a finite number' },
  domain: { mask: 'truth' },
  homogeneous: [{ x: 1, value: 1, y: 1 }],
  derivative: ({ mask }, { y: g }, S) => ({ x: () => S.equal(mask(), 0, g, () => S.constant(0)) }),
  clauses: {
    C1: 'it is where(mask, value, x), bitwise',
    C2: 'NaN and infinities below the mask do not show',
    C3: 'filling twice with one mask is filling with the second value, bitwise',
    C4: 'the gradient is 0 below the mask and G beside it, bitwise, also where x is not finite there',
  },
  sources: [pytorch('torch.Tensor.masked_fill')],
});
