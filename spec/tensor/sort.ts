import { axisFromFront } from '../attributeKinds.ts';
import { defineOperation } from '../operation.ts';
import { arrayApi, pytorch } from '../sources.ts';

export const sort = defineOperation({
  id: 'tensor.sort',
  meaning:
    'Elements along an axis in order of size, and the positions that they had; a negative axis counts from the end.',
  signature: 'x[s*] -> values[s*], int indices[s*]',
  attributes: {
    axis: { kind: 'axis', of: 's', clause: 'R1' },
    descending: { kind: 'boolean', default: false },
  },
  definition({ x }, S, { axis: given, descending }) {
    const shape = S.shape('s');
    const axis = axisFromFront(given, shape.length);
    const positions = Array.from({ length: shape[axis] ?? 0 }, (_, position) => position);
    const [zero, one] = [S.constant(0), S.constant(1)];
    // 1 where `other` comes before `own`: it is ahead in order, or an equal that stands before it.
    const comesBefore = (index: readonly number[], other: number, own: number) => {
      const [there, here] = [x(...index.with(axis, other)), x(...index.with(axis, own))];
      const mustBeAhead = other > own;
      return S.select(
        mustBeAhead === descending ? here : there,
        mustBeAhead === descending ? there : here,
        () => (mustBeAhead ? one : zero),
        () => (mustBeAhead ? zero : one),
      );
    };
    const place = S.tensor(shape, (...index) => {
      const own = index[axis] ?? 0;
      return S.total(positions.filter((other) => other !== own).map((other) => comesBefore(index, other, own)));
    });
    // What `of` says of the position whose element has its place at the index.
    const placed = (index: readonly number[], of: (position: number) => typeof zero) => {
      const wanted = index[axis] ?? 0;
      return positions.reduce(
        (found, position) =>
          S.select(
            place(...index.with(axis, position)),
            S.constant(wanted - 0.5),
            () => found,
            () =>
              S.select(
                place(...index.with(axis, position)),
                S.constant(wanted + 0.5),
                () => of(position),
                () => found,
              ),
          ),
        of(0),
      );
    };
    return {
      values: (...index) => placed(index, (position) => x(...index.with(axis, position))),
      indices: (...index) => placed(index, S.constant),
    };
  },
  zeros: 'signed',
  rejects: { R1: 'axis must be an integer from -rank to rank - 1' },
  feasible: ({ s }) => ({ s: s.length === 0 ? [1] : s }),
  homogeneous: [{ x: 1, values: 1, indices: 0 }],
  ties: { of: 'x', elements: 'values', positions: 'indices' },
  derivative: ({ indices }, { values: g }, S, attributes) => {
    const axis = axisFromFront(attributes.axis, S.shape('s').length);
    const zero = () => S.constant(0);
    return {
      x: (...index) =>
        S.sum([g.shape[axis] ?? 0], (place) => {
          const there = index.with(axis, place);
          return S.equal(indices(...there), index[axis] ?? 0, () => g(...there), zero);
        }),
    };
  },
  kinks: 'among equal elements the positions given say which has which gradient',
  clauses: {
    C1: 'the values are the elements at the positions given, which are those of the axis, each once',
    C2: 'no value is smaller than the one before it; none larger where descending: on numbers of any size and sign, infinities, and long axes',
    C3: 'equal elements keep their order, whichever the direction',
    C4: 'NaN counts as larger than every number, and is equal to NaN',
    C5: 'sorting what is sorted changes nothing: the positions are 0 .. n - 1',
    C6: 'among equal elements, too, the gradient of each is G where it was put: at the position given',
  },
  sources: [arrayApi('sort, argsort'), pytorch('torch.sort')],
});
