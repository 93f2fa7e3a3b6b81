import { type NdArray, permuteAxes } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.sort': sort, 'tensor.topk': topk } = implementations;

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

const sortedBy =
  (order: Order) =>
  ({ x }: { readonly x: NdArray }, { axis, descending }: { readonly axis: number; readonly descending: boolean }) =>
    ordered(x, axis, x.shape.at(axis) ?? 0, (line) => order(line, descending));

/** Positions sorted by a comparison of elements. */
const by =
  (compare: (a: number, b: number) => number): Order =>
  (line, descending) => {
    const at = (position: number) => line[position] ?? 0;
    return [...line.keys()].sort((p, q) => (descending ? compare(at(q), at(p)) : compare(at(p), at(q))));
  };

const plainly = by((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const nanLast = by((a, b) => (a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b))));

const sortFaults: readonly Fault[] = [
  {
    name: 'numbers compared as text',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C2',
    operations: {
      'tensor.sort': sortedBy((line, descending) => {
        const ascending = [...line.keys()].sort((p, q) => (String(line[p]) < String(line[q]) ? -1 : 1));
        return descending ? ascending.reverse() : ascending;
      }),
    },
  },
  {
    name: 'infinities replaced by the largest numbers',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C2',
    operations: {
      'tensor.sort': ({ x }, attributes) =>
        sort({ x: mapped(x, (value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))) }, attributes),
    },
  },
  {
    name: 'the descending order as the ascending one reversed, equals with it',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C3',
    operations: {
      'tensor.sort': sortedBy((line, descending) =>
        descending ? [...nanLast(line, false)].reverse() : nanLast(line, false),
      ),
    },
  },
  {
    name: 'stable up to 16 elements alone',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C3',
    operations: {
      'tensor.sort': sortedBy((line, descending) => {
        if (line.length <= 16) return nanLast(line, descending);
        const middle = line.length >> 1;
        const rotated = [...line.slice(middle), ...line.slice(0, middle)];
        return nanLast(rotated, descending).map((position) => (position + middle) % line.length);
      }),
    },
  },
  {
    name: 'NaN left where it is met',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C4',
    operations: { 'tensor.sort': sortedBy(plainly) },
  },
  {
    name: 'NaN last in either direction',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C4',
    operations: {
      'tensor.sort': sortedBy((line, descending) => {
        const order = nanLast(line, descending);
        const isNumber = (position: number) => !Number.isNaN(line[position]);
        return [...order.filter(isNumber), ...order.filter((position) => !isNumber(position))];
      }),
    },
  },
  {
    name: 'values without their positions',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C1',
    operations: {
      'tensor.sort': ({ x }, attributes) => {
        const { values, indices } = sort({ x }, attributes);
        return { values, indices: mapped(indices, () => 0) };
      },
    },
  },
  {
    name: 'places in the order instead of positions in the input',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/integers',
    operations: {
      'tensor.sort': ({ x }, attributes) => {
        const { values, indices } = sort({ x }, attributes);
        const places = sort({ x: { ...indices, dtype: x.dtype } }, { axis: attributes.axis, descending: false });
        return { values, indices: places.indices };
      },
    },
  },
  {
    name: 'equals only once',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C5',
    operations: {
      'tensor.sort': sortedBy((line, descending) => {
        const order = nanLast(line, descending);
        const kept = order.filter((position, at) => at === 0 || line[position] !== line[order[at - 1] ?? 0]);
        return order.map((_, at) => kept[Math.min(at, kept.length - 1)] ?? 0);
      }),
    },
  },
  {
    name: 'the sign of a zero compared',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/zeros',
    operations: {
      'tensor.sort': sortedBy(by((a, b) => (a < b ? -1 : a > b ? 1 : Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1))),
    },
  },
  {
    name: 'compared in float32',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/definition',
    operations: {
      'tensor.sort': sortedBy((line, descending) => nanLast(line.map(Math.fround), descending)),
    },
  },
  {
    name: 'direction ignored',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/definition',
    operations: { 'tensor.sort': ({ x }, { axis }) => sort({ x }, { axis, descending: false }) },
  },
  {
    name: 'an axis beyond the last taken modulo the rank',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/R1',
    operations: {
      'tensor.sort': ({ x }, { axis, descending }) => sort({ x }, { axis: axis % x.shape.length, descending }),
    },
  },
  {
    name: 'gradient in the order of the values',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/jacobian',
    gradients: { 'tensor.sort': (_, { values }) => ({ x: values }) },
  },
  {
    name: 'gradient shared among equals',
    operation: 'tensor.sort',
    caughtBy: 'tensor.sort/C6',
    gradients: {
      'tensor.sort': ({ x }, cotangent, attributes) => {
        const { x: own } = pullbacks['tensor.sort']({ x }, cotangent, attributes);
        if (own === undefined || x.shape.length !== 1) return { x: own };
        const [elements, gradient] = [valuesOf(x), valuesOf(own)];
        return {
          x: mapped(own, (_, at) => {
            const twins = gradient.filter((_, other) => elements[other] === elements[at]);
            return twins.reduce((sum, value) => sum + value, 0) / twins.length;
          }),
        };
      },
    },
  },
];

interface Some {
  readonly axis: number;
  readonly k: number;
  readonly largest: boolean;
}

const topFaults: readonly Fault[] = [
  {
    name: 'in the order of their positions',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/C1',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }: Some) =>
        ordered(x, axis, k, (line) =>
          nanLast(line, largest)
            .slice(0, k)
            .sort((p, q) => p - q),
        ),
    },
  },
  {
    name: 'the last of equals taken first',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/C2',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }: Some) =>
        ordered(x, axis, k, (line) =>
          nanLast([...line].reverse(), largest).map((position) => line.length - 1 - position),
        ),
    },
  },
  {
    name: 'NaN passed over',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/C3',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }: Some) =>
        ordered(x, axis, k, (line) =>
          nanLast(
            line.map((value) => (Number.isNaN(value) ? (largest ? -1 : 1) * Number.POSITIVE_INFINITY : value)),
            largest,
          ),
        ),
    },
  },
  {
    name: 'always the largest',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/integers',
    operations: { 'tensor.topk': ({ x }, { axis, k }) => topk({ x }, { axis, k, largest: true }) },
  },
  {
    name: 'the largest in size',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/definition',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }: Some) =>
        ordered(x, axis, k, (line) => nanLast(line.map(Math.abs), largest)),
    },
  },
  {
    name: 'as many as there are, where there are fewer than k',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/R2',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }) =>
        topk({ x }, { axis, k: Math.min(k, x.shape.at(axis) ?? k), largest }),
    },
  },
  {
    name: 'an axis beyond the last taken modulo the rank',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/R1',
    operations: {
      'tensor.topk': ({ x }, { axis, k, largest }) => topk({ x }, { axis: axis % x.shape.length, k, largest }),
    },
  },
  {
    name: 'gradient at the first k positions',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/jacobian',
    gradients: {
      'tensor.topk': ({ x }, { values, indices }, attributes) =>
        pullbacks['tensor.topk']({ x: mapped(x, () => 0) }, { values, indices }, attributes),
    },
  },
  {
    name: 'gradient to the last of equals',
    operation: 'tensor.topk',
    caughtBy: 'tensor.topk/C4',
    gradients: {
      'tensor.topk': ({ x }, cotangent, attributes) => {
        const nudge = attributes.largest ? 2 ** -40 : -(2 ** -40);
        return pullbacks['tensor.topk']({ x: mapped(x, (value, at) => value + nudge * at) }, cotangent, attributes);
      },
    },
  },
];

export const faults: readonly Fault[] = [...sortFaults, ...topFaults];
