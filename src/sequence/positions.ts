import * as specification from '../../spec/sequence/positions.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { at, build, type Matrix } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom } from '../_internal/values.ts';

interface Pairs {
  readonly base: number;
  readonly layout: string;
}

/** The place of element k: its pair, and whether it is the second of it. */
const placeOf = (k: number, d: number, layout: string) =>
  layout === 'halves'
    ? { pair: k % (d / 2), isSecond: k >= d / 2 }
    : { pair: Math.floor(k / 2), isSecond: k % 2 === 1 };

const angleOf = (position: number, pair: number, d: number, base: number): number =>
  position / base ** ((2 * pair) / d);

export const sinusoidalPositions = arrayReference(specification.sinusoidalPositions, {
  whole(_, { n, d, base, layout, dtype }) {
    const values = Array.from({ length: n * d }, (_one, place) => {
      const { pair, isSecond } = placeOf(place % d, d, layout);
      const angle = angleOf(Math.floor(place / d), pair, d, base);
      return isSecond ? Math.cos(angle) : Math.sin(angle);
    });
    return arrayFrom(dtype, [n, d], values);
  },
});

export const learnedPositions = reference(specification.learnedPositions, {
  halves: true,
  member: ({ x, table }, { offset }) => build(x.rows, x.columns, (t, k) => at(x, t, k) + at(table, offset + t, k)),
  pullback: ({ x, table }, g, { offset }) => ({
    x: g,
    table: build(table.rows, table.columns, (row, k) =>
      row >= offset && row < offset + x.rows ? at(g, row - offset, k) : 0,
    ),
  }),
});

/** Every pair turned by its angle times a sign. */
function turned(x: Matrix, { base, layout }: Pairs, offset: number, sign: number): Matrix {
  const d = x.columns;
  const step = layout === 'halves' ? d / 2 : 1;
  return build(x.rows, d, (t, k) => {
    const { pair, isSecond } = placeOf(k, d, layout);
    const angle = angleOf(offset + t, pair, d, base);
    const across = sign * Math.sin(angle) * at(x, t, isSecond ? k - step : k + step);
    return Math.cos(angle) * at(x, t, k) + (isSecond ? across : -across);
  });
}

export const rotaryPositions = reference(specification.rotaryPositions, {
  halves: true,
  member: ({ x }, attributes) => turned(x, attributes, attributes.offset, 1),
  pullback: (_, g, attributes) => ({ x: turned(g, attributes, attributes.offset, -1) }),
});
