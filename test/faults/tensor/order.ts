import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { arrayOf, mapped, none, orZero, sum, valuesOf } from '../_internal/plain.ts';
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
const signedZeros = by((a, b) => (a < b ? -1 : a > b ? 1 : Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1));
const nanLast = by((a, b) => (a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b))));

const sortFaults = faultsOf('tensor.sort', ({ wrong, spoilt, misreadEach, misset, wrongGradient, spoiltGradient }) => {
  const ordering = (name: string, clause: string, order: Order) =>
    wrong(name, clause, ({ x }, { axis, descending }) =>
      ordered(x, axis, x.shape.at(axis) ?? 0, (line) => order(line, descending)),
    );
  return [
    ordering('numbers compared as text', 'C2', (line, descending) => {
      const ascending = [...line.keys()].sort((p, q) => (String(line[p]) < String(line[q]) ? -1 : 1));
      return descending ? ascending.reverse() : ascending;
    }),
    misreadEach('infinities replaced by the largest numbers', 'C2', 'x', (value) =>
      Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)),
    ),
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
    spoilt('values without their positions', 'C1', ({ indices }) => ({ indices: none(indices) })),
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
    ordering('the sign of a zero compared', 'zeros', signedZeros),
    ordering('compared in float32', 'definition', (line, descending) => nanLast(line.map(Math.fround), descending)),
    misset('direction ignored', 'definition', () => ({ descending: false })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    wrongGradient('gradient in the order of the values', 'jacobian', (_, { values }) => ({ x: values })),
    spoiltGradient('gradient shared among equals', 'C6', ({ x: own }, { x }) => {
      if (x.shape.length !== 1) return {};
      const [elements, gradient] = [valuesOf(x), valuesOf(own)];
      const twinsOf = (at: number) => gradient.filter((_, other) => elements[other] === elements[at]);
      return { x: mapped(own, (_, at) => sum(twinsOf(at)) / twinsOf(at).length) };
    }),
  ];
});

const topFaults = faultsOf('tensor.topk', ({ wrong, spoilt, misset, misreadGradient }) => {
  const ordering = (
    name: string,
    clause: string,
    order: (line: readonly number[], largest: boolean, k: number) => readonly number[],
  ) => wrong(name, clause, ({ x }, { axis, k, largest }) => ordered(x, axis, k, (line) => order(line, largest, k)));
  /** Elements so little apart that the order of equals alone changes. */
  const nudged = (x: NdArray, largest: boolean): NdArray =>
    mapped(x, (value, at) => value + (largest ? at : -at) * 2 ** -40);
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
      const numbers = line.map((value) => (Number.isNaN(value) ? least : value));
      return nanLast(numbers, largest);
    }),
    spoilt('0 in the place of NaN', 'C3', ({ values }) => ({ values: mapped(values, orZero) })),
    misset('always the largest', 'integers', () => ({ largest: true })),
    ordering('the largest in size', 'definition', (line, largest) => nanLast(line.map(Math.abs), largest)),
    misset('as many as there are, where there are fewer than k', 'R2', ({ axis, k }, { x }) => ({
      k: Math.min(k, x.shape.at(axis) ?? k),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % x.shape.length,
    })),
    misreadGradient('gradient at the first k positions', 'jacobian', ({ x }) => ({ x: none(x) })),
    misreadGradient('gradient to the last of equals', 'C4', ({ x }, { largest }) => ({ x: nudged(x, largest) })),
    misreadGradient('gradient to the last of equals on lines of more than ten', 'C4', ({ x }, { axis, largest }) =>
      (x.shape.at(axis) ?? 0) > 10 ? { x: nudged(x, largest) } : {},
    ),
  ];
});

export const faults: readonly Fault[] = [...sortFaults, ...topFaults];
