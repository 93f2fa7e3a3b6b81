import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { arrayOf, mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Order = (line: readonly number[], descending: boolean) => readonly number[];

/** The first positions along the axis that `order` gives, and the elements at them. */
function ordered(
  x: NdArray,
  given: number,
  count: number,
  positionsOf: (line: readonly number[]) => readonly number[],
) {
  const axis = given < 0 ? given + x.shape.length : given;
  const axes = [...x.shape.keys()];
  const last = [...axes.filter((one) => one !== axis), axis];
  const [turned, back] = [permuteAxes(x, last), axes.map((one) => last.indexOf(one))];
  const [length, all] = [x.shape[axis] ?? 1, valuesOf(turned)];
  const lines = Array.from({ length: length === 0 ? 0 : all.length / length }, (_, at) =>
    all.slice(at * length, (at + 1) * length),
  );
  const positions = lines.map((line) => positionsOf(line).slice(0, count));
  const along = (dtype: NdArray['dtype'], values: readonly number[]) =>
    permuteAxes(arrayOf(dtype, turned.shape.with(-1, count), values), back);
  return {
    values: along(
      x.dtype,
      positions.flatMap((list, at) => list.map((position) => lines[at]?.[position] ?? Number.NaN)),
    ),
    indices: along('int32', positions.flat()),
  };
}

/** Positions sorted by a comparison of elements. */
const by =
  (compare: (a: number, b: number) => number): Order =>
  (line, descending) => {
    const at = (position: number) => line[position] ?? 0;
    return [...line.keys()].sort((p, q) => (descending ? compare(at(q), at(p)) : compare(at(p), at(q))));
  };

const plainly = by((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const nanLast = by((a, b) => (a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b))));

/** The axis that is meant where any is taken modulo the rank. */
const wrapped = (x: NdArray, axis: number): number => axis % x.shape.length;

const sortFaults = faultsOf('tensor.sort', ({ wrong, spoilt, misread, misset, wrongGradient }) => {
  const ordering = (name: string, clause: string, order: Order) =>
    wrong(name, clause, ({ x }, { axis, descending }) =>
      ordered(x, axis, x.shape.at(axis) ?? 0, (line) => order(line, descending)),
    );
  return [
    ordering('numbers compared as text', 'C2', (line, descending) => {
      const ascending = [...line.keys()].sort((p, q) => (String(line[p]) < String(line[q]) ? -1 : 1));
      return descending ? ascending.reverse() : ascending;
    }),
    misread('infinities replaced by the largest numbers', 'C2', ({ x }) => ({
      x: mapped(x, (value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))),
    })),
    ordering('the descending order as the ascending one reversed, equals with it', 'C3', (line, descending) =>
      descending ? [...nanLast(line, false)].reverse() : nanLast(line, false),
    ),
    ordering('stable up to 16 elements alone', 'C3', (line, descending) => {
      if (line.length <= 16) return nanLast(line, descending);
      const middle = line.length >> 1;
      const rotated = [...line.slice(middle), ...line.slice(0, middle)];
      return nanLast(rotated, descending).map((position) => (position + middle) % line.length);
    }),
    ordering('NaN left where it is met', 'C4', plainly),
    ordering('NaN last in either direction', 'C4', (line, descending) => {
      const order = nanLast(line, descending);
      const isNumber = (position: number) => !Number.isNaN(line[position]);
      return [...order.filter(isNumber), ...order.filter((position) => !isNumber(position))];
    }),
    spoilt('values without their positions', 'C1', ({ values, indices }) => ({
      values,
      indices: mapped(indices, () => 0),
    })),
    wrong('places in the order instead of positions in the input', 'integers', ({ x }, attributes, right) => {
      const { values, indices } = right({ x }, attributes);
      const places = right({ x: { ...indices, dtype: x.dtype } }, { axis: attributes.axis, descending: false });
      return { values, indices: places.indices };
    }),
    ordering('equals only once', 'C5', (line, descending) => {
      const order = nanLast(line, descending);
      const kept = order.filter((position, at) => at === 0 || line[position] !== line[order[at - 1] ?? 0]);
      return order.map((_, at) => kept[Math.min(at, kept.length - 1)] ?? 0);
    }),
    ordering(
      'the sign of a zero compared',
      'zeros',
      by((a, b) => (a < b ? -1 : a > b ? 1 : Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1)),
    ),
    ordering('compared in float32', 'definition', (line, descending) => nanLast(line.map(Math.fround), descending)),
    misset('direction ignored', 'definition', () => ({ descending: false })),
    wrong('an axis beyond the last taken modulo the rank', 'R1', ({ x }, { axis, descending }, right) =>
      right({ x }, { axis: wrapped(x, axis), descending }),
    ),
    wrongGradient('gradient in the order of the values', 'jacobian', (_, { values }) => ({ x: values })),
    wrongGradient('gradient shared among equals', 'C6', ({ x }, cotangent, attributes, right) => {
      const { x: own } = right({ x }, cotangent, attributes);
      if (own === undefined || x.shape.length !== 1) return { x: own };
      const [elements, gradient] = [valuesOf(x), valuesOf(own)];
      return {
        x: mapped(own, (_, at) => {
          const twins = gradient.filter((_, other) => elements[other] === elements[at]);
          return sum(twins) / twins.length;
        }),
      };
    }),
  ];
});

const topFaults = faultsOf('tensor.topk', ({ wrong, misset, wrongGradient }) => {
  const ordering = (
    name: string,
    clause: string,
    order: (line: readonly number[], largest: boolean, k: number) => readonly number[],
  ) => wrong(name, clause, ({ x }, { axis, k, largest }) => ordered(x, axis, k, (line) => order(line, largest, k)));
  return [
    ordering('in the order of their positions', 'C1', (line, largest, k) =>
      nanLast(line, largest)
        .slice(0, k)
        .sort((p, q) => p - q),
    ),
    ordering('the last of equals taken first', 'C2', (line, largest) =>
      nanLast([...line].reverse(), largest).map((position) => line.length - 1 - position),
    ),
    ordering('NaN passed over', 'C3', (line, largest) => {
      const least = (largest ? -1 : 1) * Number.POSITIVE_INFINITY;
      return nanLast(
        line.map((value) => (Number.isNaN(value) ? least : value)),
        largest,
      );
    }),
    misset('always the largest', 'integers', () => ({ largest: true })),
    ordering('the largest in size', 'definition', (line, largest) => nanLast(line.map(Math.abs), largest)),
    wrong('as many as there are, where there are fewer than k', 'R2', ({ x }, { axis, k, largest }, right) =>
      right({ x }, { axis, k: Math.min(k, x.shape.at(axis) ?? k), largest }),
    ),
    wrong('an axis beyond the last taken modulo the rank', 'R1', ({ x }, { axis, k, largest }, right) =>
      right({ x }, { axis: wrapped(x, axis), k, largest }),
    ),
    wrongGradient('gradient at the first k positions', 'jacobian', ({ x }, cotangents, attributes, right) =>
      right({ x: mapped(x, () => 0) }, cotangents, attributes),
    ),
    wrongGradient('gradient to the last of equals', 'C4', ({ x }, cotangents, attributes, right) => {
      const nudge = attributes.largest ? 2 ** -40 : -(2 ** -40);
      return right({ x: mapped(x, (value, at) => value + nudge * at) }, cotangents, attributes);
    }),
    wrongGradient('gradient to the last of equals on lines of more than ten', 'C4', (inputs, g, attributes, right) => {
      const nudge = (inputs.x.shape.at(attributes.axis) ?? 0) > 10 ? (attributes.largest ? 2 ** -40 : -(2 ** -40)) : 0;
      return right({ x: mapped(inputs.x, (value, at) => value + nudge * at) }, g, attributes);
    }),
  ];
});

export const faults: readonly Fault[] = [...sortFaults, ...topFaults];
