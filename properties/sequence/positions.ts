import fc from 'fast-check';
import { exact } from '../../spec/scalars/exact.ts';
import { learnedPositions, rotaryPositions, sinusoidalPositions } from '../../spec/sequence/positions.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient, ofResult, refuses } from '../observed.ts';
import { apart } from '../verbs/apart.ts';
import { totalOf } from '../verbs/bothWithin.ts';
import { identical, worst } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { each, finite, holds, near, nearExactly } from '../verbs/measured.ts';
import { at, build, filled, map, zeros } from '../verbs/tensors.ts';
import { below, rows } from './_internal/attention.ts';

const layouts = () => dealt(['interleaved', 'halves'] as const);

/** Positions at some frequencies. */
const tables = ({ dtype }: Context) =>
  fc.record({
    n: dealt([5, 2, 9]),
    d: dealt([4, 2, 6, 8]),
    base: dealt([10_000, 100, 500_000]),
    layout: layouts(),
    dtype: fc.constant(dtype as 'float64'),
  });

/** The columns of the two elements of a pair. */
const pairIn = (pair: number, d: number, layout: string): readonly [number, number] =>
  layout === 'halves' ? [pair, pair + d / 2] : [2 * pair, 2 * pair + 1];

/** Rows of features in pairs, the same number in both, and where they stand. */
const turns = (context: Context) =>
  beside(tensors(context, { x: 'n h', other: 'n h', more: 'n h', rest: 'n h' }, { least: 1, most: 4 }), {
    layout: layouts(),
    base: dealt([10_000, 100]),
    offset: dealt([0, 1, 17]),
  }).map(({ x, other, more, rest, ...given }) => ({ ...given, x: wide(x, other), key: wide(more, rest) }));

/** The columns of one matrix beside those of another. */
const wide = (x: Tensor, other: Tensor): Tensor => {
  const [n = 0, h = 0] = x.shape;
  return build(x, [n, 2 * h], (t, k) => (k < h ? at(x, t, k) : at(other, t, k - h)));
};

interface Turned {
  readonly x: Tensor;
  readonly layout: 'interleaved' | 'halves';
  readonly base: number;
  readonly offset?: number;
}

/** How far each element may be off. */
const allowedOf = ({ x, layout, base, offset = 0 }: Turned, context: Context): readonly number[] =>
  boundedResult(rotaryPositions, { x }, { layout, base, offset }, context).allowed;

export const laws: readonly Law[] = [
  ofResult(sinusoidalPositions, 'C1', {
    share: 0.5,
    hint: 'the frequencies of the sine and the cosine of a pair differ, or the pairs lie otherwise',
    cases: tables,
    of: ({ y }, { n, d, layout }, bounds) => {
      const { allowed } = bounds();
      const off = (t: number, k: number) => allowed[t * d + k] ?? 0;
      const seen: Observation[] = [];
      for (let t = 0; t < n; t++) {
        for (let k = 0; t + k < n; k++) {
          for (let pair = 0; pair < d / 2; pair++) {
            const [sine, cosine] = pairIn(pair, d, layout);
            const [s, c, a, b] = [at(y, t, sine), at(y, t, cosine), at(y, k, sine), at(y, k, cosine)];
            // Numbers of at most 1: each product is off by what both factors are, and by the roundings here.
            const slack = off(t, sine) + off(t, cosine) + off(k, sine) + off(k, cosine) + 2 ** -51;
            seen.push(
              near(`sine ${pair} of ${t} + ${k}`, at(y, t + k, sine), s * b + c * a, slack + off(t + k, sine)),
              near(`cosine ${pair} of ${t} + ${k}`, at(y, t + k, cosine), c * b - s * a, slack + off(t + k, cosine)),
            );
          }
        }
      }
      return [worst(seen, 'positions turned')];
    },
  }),
  ofResult(sinusoidalPositions, 'C2', {
    share: 0.5,
    cases: tables,
    of: ({ y }, { n, d }, bounds) => {
      const { allowed } = bounds();
      return below(n).map((t) => {
        const row = rows(y, [t]).data;
        const slack = 2.5 * allowed.slice(t * d, (t + 1) * d).reduce((sum, value) => sum + value, 0);
        const squares = Array.from(row, (value) => exact.mul(exact.constant(value), exact.constant(value)));
        return nearExactly(`squared length of position ${t}`, exact.sum(squares), exact.constant(d / 2), slack);
      });
    },
  }),
  ofResult(sinusoidalPositions, 'C3', {
    share: 0.5,
    cases: (context) => beside(tables(context), { n: dealt([17, 64, 5]) }),
    of: ({ y }, { n }) => {
      const seen = new Set(below(n).map((t) => Array.from(rows(y, [t]).data).join()));
      return [holds('positions that differ', seen.size === n, String(n), String(seen.size))];
    },
  }),
  ofResult(sinusoidalPositions, 'C4', {
    share: 0.3,
    cases: tables,
    of: ({ y }, { n, d, layout }, bounds) => {
      const { allowed } = bounds();
      const first = rows(y, [0]);
      const [sine, cosine] = pairIn(0, d, layout);
      const of = (k: number) => (layout === 'halves' ? k < d / 2 : k % 2 === 0);
      return [
        identical(
          first,
          build(first, [1, d], (_, k) => (of(k) ? 0 : 1)),
          'position 0',
        ),
        ...below(n).flatMap((t) => [
          near(`sine of ${t}`, at(y, t, sine), Math.sin(t), (allowed[t * d + sine] ?? 0) + 2 ** -51),
          near(`cosine of ${t}`, at(y, t, cosine), Math.cos(t), (allowed[t * d + cosine] ?? 0) + 2 ** -51),
        ]),
      ];
    },
  }),
  refuses(sinusoidalPositions, 'R1', {
    share: 0.2,
    cases: (context) => beside(tables(context), { d: dealt([3, 1, 0, 2.5]) }),
    calls: (given) => ({ 'a dimension that is odd, or none, is refused': given }),
  }),
  refuses(sinusoidalPositions, 'R2', {
    share: 0.2,
    cases: (context) => beside(tables(context), { base: dealt([0, -1, Number.NaN]) }),
    calls: (given) => ({ 'a base below 1 is refused': given }),
  }),
  refuses(sinusoidalPositions, 'R3', {
    share: 0.2,
    cases: (context) => beside(tables(context), { n: dealt([-1, 1.5]) }),
    calls: (given) => ({ 'fewer positions than none, and parts of them, are refused': given }),
  }),
  closedForm(learnedPositions, 'C1', {
    share: 0.5,
    cases: (context) =>
      beside(tensors(context, { x: 'n d', more: 'm d' }, { entries: 'reals' }), { offset: dealt([0, 1]) }),
    from: ({ x, more, offset }) => ({ x: zeros(x), table: tableOf(x, more), offset }),
    result: ({ x, more, offset }) => ({
      y: rows(
        tableOf(x, more),
        below(x.shape[0] ?? 0).map((t) => t + offset),
      ),
    }),
  }),
  equal(learnedPositions, 'C2', {
    share: 0.5,
    cases: (context) =>
      beside(tensors(context, { x: 'n d', more: 'm d' }, { entries: 'reals', least: 2 }), { cut: fc.nat(8) }),
    sides: async (f, { x, more, cut }) => {
      const [n, table] = [x.shape[0] ?? 0, tableOf(x, more)];
      const later = below(n).filter((t) => t >= cut % n);
      return {
        'the later positions': [f({ x: rows(x, later), table, offset: cut % n }), rows(await f({ x, table }), later)],
      };
    },
  }),
  ofGradient(learnedPositions, 'C3', {
    share: 0.5,
    bits: 24,
    cases: (context) => tensors(context, { x: 'b n d', more: 'm d' }),
    from: ({ x, more }) => ({ x, table: tableOf(member(x), more), offset: 1 }),
    cotangents: ({ x }) => ({ y: map(x, (_, place) => ((5 * place) % 7) - 3) }),
    of: ({ table }, { x }, _allowed, _context, { y: g }) => {
      const [b = 0, n = 0] = x.shape;
      const sums = build(table, table.shape, (row, k) =>
        row < 1 || row > n ? 0 : below(b).reduce((sum, one) => sum + at(g, one, row - 1, k), 0),
      );
      return [identical(table, sums, 'gradient of the table')];
    },
  }),
  refuses(learnedPositions, 'R1', {
    share: 0.2,
    cases: (context) => tensors(context, { x: 'n d', table: 'n d' }),
    calls: ({ x, table }) => ({
      'a table that is too short is refused': { x, table, offset: 1 },
    }),
  }),
  refuses(learnedPositions, 'R2', {
    share: 0.2,
    cases: (context) => beside(tensors(context, { x: 'n d', table: 'n d' }), { offset: dealt([-1, 0.5]) }),
    calls: (given) => ({ 'an offset that is no integer from 0 is refused': given }),
  }),
  law(rotaryPositions, 'C1', {
    share: 0.5,
    hint: 'the angle does not grow with the position, or the pairs of queries and keys lie otherwise',
    cases: (context) => beside(turns(context), { by: dealt([1, 3, 7, 100]) }),
    check: async (on, { x: query, key, layout, base, by }, context) => {
      const products = async (offset: number) => {
        // The same query and the same key at all positions.
        const alike = (x: Tensor) => rows(x, new Array(3).fill(0));
        const given = [alike(query), alike(key)].map((x) => ({ x, layout, base, offset }));
        const [one, other] = await Promise.all(
          given.map(({ x }) => on(rotaryPositions, { x }, { layout, base, offset })),
        );
        const off = given.reduce((sum, turned) => sum + Math.max(...allowedOf(turned, context), 0), 0);
        return { q: one?.y ?? query, k: other?.y ?? key, off };
      };
      const [here, there] = await Promise.all([products(0), products(by)]);
      const d = here.q.shape[1] ?? 0;
      const size = Math.max(1, ...[...here.q.data, ...here.k.data, ...there.q.data, ...there.k.data].map(Math.abs));
      const slack = (d + 1) * size * (here.off + there.off) + 4 * d * size ** 2 * 2 ** -52;
      const inner = ({ q, k }: typeof here, p: number, s: number) =>
        totalOf(below(d).map((i) => at(q, p, i) * at(k, s, i)));
      return below(9).map((place) => {
        const [p, s] = [Math.floor(place / 3), place % 3];
        return near(`<query at ${p}, key at ${s}>, both moved on`, inner(there, p, s), inner(here, p, s), slack);
      });
    },
  }),
  ofResult(rotaryPositions, 'C2', {
    share: 0.5,
    cases: turns,
    of: ({ y }, { x, layout }, bounds) => {
      const seen = finite('y', y);
      if (seen.ratio !== 0) return [seen];
      const { allowed } = bounds();
      const [n = 0, d = 0] = x.shape;
      const square = (z: Tensor, t: number, pair: number) =>
        exact.sum(
          pairIn(pair, d, layout).map((k) => exact.mul(exact.constant(at(z, t, k)), exact.constant(at(z, t, k)))),
        );
      return below((n * d) / 2).map((place) => {
        const [t, pair] = [Math.floor((2 * place) / d), place % (d / 2)];
        const slack = pairIn(pair, d, layout).reduce((sum, k) => {
          const off = allowed[t * d + k] ?? 0;
          return sum + (2 * Math.abs(at(y, t, k)) + off) * off;
        }, 0);
        return nearExactly(`squared length of pair ${pair} at ${t}`, square(y, t, pair), square(x, t, pair), slack);
      });
    },
  }),
  closedForm(rotaryPositions, 'C3', {
    share: 0.3,
    cases: turns,
    from: ({ x, layout, base }) => ({ x: rows(x, [0]), layout, base }),
    result: ({ x }) => ({ y: rows(x, [0]) }),
  }),
  law(rotaryPositions, 'C4', {
    share: 0.5,
    cases: turns,
    check: async (on, { x, base }, context) => {
      const d = x.shape[1] ?? 0;
      const order = below(d).map((k) => (k < d / 2 ? 2 * k : 2 * k - d + 1));
      const apartOf = (z: Tensor) => build(z, z.shape, (t, k) => at(z, t, order[k] ?? 0));
      const [{ y }, halves] = await Promise.all([
        on(rotaryPositions, { x }, { base }),
        on(rotaryPositions, { x: apartOf(x) }, { base, layout: 'halves' }),
      ]);
      const limits = [
        { shape: x.shape, values: allowedOf({ x: apartOf(x), base, layout: 'halves' }, context) },
        { shape: x.shape, values: allowedOf({ x: apartOf(x), base, layout: 'halves' }, context) },
      ];
      return [apart('y', halves.y, apartOf(y), limits)];
    },
  }),
  law(rotaryPositions, 'C5', {
    share: 0.5,
    cases: turns,
    check: async (on, { x, layout, base }, context) => {
      const n = x.shape[0] ?? 0;
      const later = below(n).filter((t) => 2 * t >= n);
      const offset = later[0] ?? 0;
      const part = rows(x, later);
      const [{ y }, own] = await Promise.all([
        on(rotaryPositions, { x }, { layout, base }),
        on(rotaryPositions, { x: part }, { layout, base, offset }),
      ]);
      const limits = { shape: part.shape, values: allowedOf({ x: part, layout, base, offset }, context) };
      return [apart('later positions', own.y, rows(y, later), [limits, limits])];
    },
  }),
  law(rotaryPositions, 'C6', {
    share: 0.5,
    gradient: true,
    hint: 'the pairs are turned on, not back',
    cases: turns,
    check: async (on, { x, layout, base, offset }, context) => {
      const { y } = await on(rotaryPositions, { x }, { layout, base, offset });
      const { x: back } = await on.gradient(rotaryPositions, { x }, { y }, { layout, base, offset });
      const off = [x, y].map((one) => Math.max(...allowedOf({ x: one, layout, base, offset }, context), 0));
      const slack = 2 * (off[0] ?? 0) + 2 * (off[1] ?? 0);
      return [
        each('gradient at y', back ?? filled(x, [0], 0), (what, value, i) =>
          near(what, value, x.data[i] ?? Number.NaN, slack),
        ),
      ];
    },
  }),
  refuses(rotaryPositions, 'R1', {
    share: 0.2,
    cases: (context) => tensors(context, { x: 'n d' }, { sizes: { d: 3 } }),
    calls: (given) => ({ 'an odd number of features is refused': given }),
  }),
  refuses(rotaryPositions, 'R2', {
    share: 0.2,
    cases: (context) => beside(turns(context), { base: dealt([0, -1, Number.NaN]) }),
    calls: ({ x, base }) => ({ 'a base below 1 is refused': { x, base } }),
  }),
  refuses(rotaryPositions, 'R3', {
    share: 0.2,
    cases: (context) => beside(turns(context), { offset: dealt([-1, 0.5]) }),
    calls: ({ x, offset }) => ({ 'an offset that is no integer from 0 is refused': { x, offset } }),
  }),
];

/** A table of a row more than there are positions at least. */
function tableOf(x: Tensor, more: Tensor): Tensor {
  const [n = 0, d = 0] = x.shape;
  const [m = 0] = more.shape;
  return tensorOf(x.dtype, [n + m, d], [...more.data, ...Array.from(x.data, (value, i) => value * 2 + (i % 3))]);
}

const member = (x: Tensor): Tensor => build(x, x.shape.slice(1), (t, k) => at(x, 0, t, k));
