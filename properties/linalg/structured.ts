import { convolve } from '../../spec/linalg/convolve.ts';
import { nuclearNorm } from '../../spec/linalg/schattenNorms.ts';
import { spectralNorm } from '../../spec/linalg/spectralNorm.ts';
import { blockDiag, circulant, companion, hankel, toeplitz, vandermonde } from '../../spec/linalg/structured.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { near } from '../verbs/measured.ts';
import {
  at,
  build,
  filled,
  identity,
  inShape,
  map,
  only,
  plus,
  product,
  transposed,
  vector,
} from '../verbs/tensors.ts';
import { integerDeterminant } from './_internal/integerMatrices.ts';

const columnAndRow = (context: Context) => tensors(context, { c: 'm', r: 'n' }, { entries: 'reals' });

/** With NaN where nothing is read. */
const unread = (r: Tensor): Tensor => map(r, (value, j) => (j === 0 ? Number.NaN : value));

const asColumn = (x: Tensor): Tensor => inShape(x, [x.data.length, 1]);
const asVector = (x: Tensor): Tensor => inShape(x, [x.data.length]);

/** The coefficients of the monic polynomial with these roots, the highest first. */
const polynomial = (roots: readonly number[]): number[] =>
  roots.reduce<number[]>(
    (all, root) => Array.from({ length: all.length + 1 }, (_, k) => (all[k] ?? 0) - root * (all[k - 1] ?? 0)),
    [1],
  );

const valueAt = (coefficients: Tensor, x: number): number =>
  Array.from(coefficients.data).reduce((value, coefficient) => value * x + coefficient, 0);

const blocks = (context: Context) =>
  beside(tensors(context, { a: 'm n', b: 'p q', c: 'r s' }, { most: 3 }), { count: dealt([1, 2, 3, 3]) }).map(
    ({ a, b, c, count }) => ({ xs: [a, b, c].slice(0, count) }),
  );

export const laws: readonly Law[] = [
  closedForm(toeplitz, 'C1', {
    hint: 'row and column are exchanged, or the corner is that of the row',
    cases: columnAndRow,
    from: ({ c, r }) => ({ c, r: unread(r) }),
    result: ({ c, r }) => ({
      t: build(c, [c.data.length, r.data.length], (i, j) => (j > i ? at(r, j - i) : at(c, i - j))),
    }),
  }),
  equal(toeplitz, 'C2', {
    bits: 24,
    needs: [convolve],
    cases: (context) => tensors(context, { c: 'm', x: 'n' }),
    sides: async (f, { c, x }, convolved) => {
      const padded = vector(c, [...c.data, ...new Array<number>(x.data.length - 1).fill(0)]);
      const matrix = await f({ c: padded, r: filled(x, x.shape, 0) });
      return { 'T x': [asVector(product(matrix, asColumn(x))), convolved({ a: c, b: x })] };
    },
  }),
  metamorphic(toeplitz, 'C3', {
    cases: columnAndRow,
    from: ({ c, r }) => ({ c, r: map(r, (value, j) => (j === 0 ? at(c, 0) : value)) }),
    to: ({ c, r }) => ({ c: map(r, (value, j) => (j === 0 ? at(c, 0) : value)), r: c }),
    result: ({ t }) => ({ t: transposed(t) }),
    what: 'T(r, c)',
  }),
  closedForm(circulant, 'C1', {
    hint: 'rows are shifted, or columns up and not down',
    cases: (context) => tensors(context, { c: 'n' }, { entries: 'reals', most: 7 }),
    result({ c }) {
      const columns = [Array.from(c.data)];
      while (columns.length < c.data.length) {
        const before = columns.at(-1) ?? [];
        columns.push([...before.slice(-1), ...before.slice(0, -1)]);
      }
      return { a: build(c, [c.data.length, c.data.length], (i, j) => columns[j]?.[i] ?? Number.NaN) };
    },
  }),
  equal(circulant, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { c: 'n', d: 'n' }),
    sides: async (f, { c, d }) => {
      const [one, other] = await Promise.all([f({ c }), f({ c: d })]);
      const both = product(one, other);
      return {
        'C(c) C(d)': [both, product(other, one)],
        'the circulant of its first column': [f({ c: build(both, c.shape, (i) => at(both, i, 0)) }), both],
      };
    },
  }),
  ofResult(circulant, 'C3', {
    cases: (context) => tensors(context, { c: 'n' }, { most: 7 }),
    of: ({ a }, { c }) => {
      const n = c.data.length;
      const sum = (of: (j: number) => number) =>
        Array.from({ length: n }, (_, j) => of(j)).reduce((all, one) => all + one, 0);
      const turn = (k: number) => (2 * Math.PI * k) / n;
      const size = sum((j) => Math.abs(at(c, j)));
      return Array.from({ length: n }, (_, k) => {
        // The transform of c at k, and C v - lambda v for v = exp(2 pi i j k / n), both in doubles.
        const [re, im] = [sum((j) => at(c, j) * Math.cos(turn(j * k))), -sum((j) => at(c, j) * Math.sin(turn(j * k)))];
        const errors = Array.from({ length: n }, (_, i) => {
          const real =
            sum((j) => at(a, i, j) * Math.cos(turn(j * k))) - (re * Math.cos(turn(i * k)) - im * Math.sin(turn(i * k)));
          const imaginary =
            sum((j) => at(a, i, j) * Math.sin(turn(j * k))) - (re * Math.sin(turn(i * k)) + im * Math.cos(turn(i * k)));
          return Math.max(Math.abs(real), Math.abs(imaginary));
        });
        // Arguments up to 2 pi n are rounded, sines and cosines, and sums of n terms.
        return near(`C v - lambda v, k = ${k}`, Math.max(0, ...errors), 0, 2 ** -53 * (16 * n * n + 32) * size);
      });
    },
  }),
  law(circulant, 'C4', {
    needs: [convolve],
    hint: 'rows are shifted, which correlates',
    cases: (context) => tensors(context, { c: 'n', x: 'n' }, { most: 7 }),
    check: async (on, { c, x }) => {
      const n = c.data.length;
      const [{ a }, { c: whole }] = await Promise.all([on(circulant, { c }), on(convolve, { a: c, b: x })]);
      const received = product(a, inShape(x, [n, 1]));
      return [
        identical(
          inShape(received, [n]),
          build(c, [n], (k) => at(whole, k) + (k + n < whole.data.length ? at(whole, k + n) : 0)),
          'C x',
        ),
      ];
    },
  }),
  closedForm(hankel, 'C1', {
    hint: 'the corner is that of the row, or a row is reversed',
    cases: columnAndRow,
    from: ({ c, r }) => ({ c, r: unread(r) }),
    result: ({ c, r }) => {
      const all = [...c.data, ...Array.from(r.data).slice(1)];
      return { h: build(c, [c.data.length, r.data.length], (i, j) => all[i + j] ?? Number.NaN) };
    },
  }),
  equal(hankel, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { c: 'm', x: 'n' }),
    sides: async (f, { c, x }) => {
      const matrix = await f({ c, r: filled(x, x.shape, 0) });
      const sums = Array.from(c.data, (_, i) =>
        Array.from(x.data).reduce((sum, value, j) => sum + value * (c.data[i + j] ?? 0), 0),
      );
      return { 'H x': [asVector(product(matrix, asColumn(x))), vector(c, sums)] };
    },
  }),
  equal(vandermonde, 'C1', {
    bits: 24,
    hint: 'powers rise where they should fall',
    cases: (context) => tensors(context, { x: 'm', p: 'n' }, { most: 4 }),
    sides: async (f, { x, p }) => {
      const points = map(x, (value) => value % 4);
      const values = product(await f({ x: points, n: p.data.length }), asColumn(p));
      return { 'V p': [asVector(values), map(points, (value) => valueAt(p, value))] };
    },
  }),
  ofResult(vandermonde, 'C2', {
    bits: 24,
    cases: (context) =>
      tensors(context, { drawn: 'n' }, { most: 4 }).map(({ drawn }) => ({
        x: map(drawn, (value) => value % 5),
        n: drawn.data.length,
        increasing: true,
      })),
    of: ({ v }, { x, n }) => {
      const pairs = Array.from({ length: n }, (_, j) =>
        Array.from({ length: j }, (_, i) => at(x, j) - at(x, i)),
      ).flat();
      return [
        near(
          'det V',
          integerDeterminant(v),
          pairs.reduce((all, one) => all * one, 1),
          0,
        ),
      ];
    },
  }),
  equal(vandermonde, 'C3', {
    repeats: true,
    cases: (context) =>
      beside(tensors(context, { x: 'm' }, { entries: 'reals' }), { n: dealt([1, 2, 4]), bad: dealt([Number.NaN, 0]) }),
    sides: async (f, { x, n, bad }) => {
      const falling = await f({ x, n });
      const ones = filled(x, [x.data.length, 1], 1);
      return {
        'rising powers': [f({ x, n, increasing: true }), build(x, falling.shape, (i, j) => at(falling, i, n - 1 - j))],
        [`the power 0 of ${bad}`]: [f({ x: filled(x, x.shape, bad), n: 1 }), ones],
      };
    },
  }),
  equal(companion, 'C1', {
    bits: 24,
    hint: 'coefficients stand in the other order, or in the last column',
    cases: (context) =>
      tensors(context, { drawn: 'n' }, { most: 4 }).map(({ drawn }) => ({
        drawn,
        roots: Array.from(drawn.data, (value) => value % 5),
      })),
    sides: async (f, { drawn, roots }) => {
      const matrix = await f({ a: vector(drawn, polynomial(roots)) });
      return Object.fromEntries(
        roots.map((root) => {
          const powers = build(drawn, [roots.length, 1], (i) => root ** (roots.length - 1 - i));
          return [`C v of the root ${root}`, [product(matrix, powers), map(powers, (value) => root * value)] as const];
        }),
      );
    },
  }),
  ofResult(companion, 'C2', {
    bits: 24,
    cases: (context) =>
      beside(tensors(context, { drawn: 'n' }, { least: 2 }), { at: dealt([0, 1, -1, 2]) }).map(({ drawn, at }) => ({
        a: map(drawn, (value, k) => (k === 0 ? 1 : value)),
        at,
      })),
    of: ({ c }, { a, at: x }) => {
      const shifted = plus(
        map(identity(c, c.shape[0] ?? 0), (value) => x * value),
        map(c, (value) => -value),
      );
      return [near(`det(x I - C) at ${x}`, integerDeterminant(shifted), valueAt(a, x), 0)];
    },
  }),
  refuses(companion, 'R1', {
    share: 0.2,
    cases: (context) => tensors(context, { a: 'n' }, { most: 1 }),
    calls: ({ a }) => ({ 'a constant polynomial': { a } }),
  }),
  refuses(companion, 'R2', {
    share: 0.3,
    orNaN: true,
    cases: (context) => tensors(context, { a: 'n' }, { least: 2 }),
    calls: ({ a }) => ({ 'a leading coefficient 0': { a: map(a, (value, k) => (k === 0 ? 0 : value || 1)) } }),
  }),
  equal(blockDiag, 'C1', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'm n', b: 'n p', c: 'q r', d: 'r s' }, { most: 3 }),
    sides: async (f, { a, b, c, d }) => ({
      'blocks multiplied': [
        product(await f({ xs: [a, c] }), await f({ xs: [b, d] })),
        f({ xs: [product(a, b), product(c, d)] }),
      ],
    }),
  }),
  equal(blockDiag, 'C2', {
    cases: blocks,
    sides: (f, { xs }) => {
      const [first, ...others] = xs;
      const rest = others.length === 0 ? [] : [f({ xs: others })];
      return {
        'one block': [f({ xs: xs.slice(0, 1) }), first as Tensor],
        'a block and others': [f({ xs: [first as Tensor, ...rest] }), f({ xs })],
      };
    },
  }),
  law(blockDiag, 'C3', {
    needs: [nuclearNorm, spectralNorm],
    cases: blocks,
    check: async (on, { xs }, { u }) => {
      const { y } = await on(blockDiag, { xs });
      const norms = async (a: Tensor) => {
        const [one, other] = await Promise.all([on(nuclearNorm, { a }), on(spectralNorm, { a })]);
        return { nuclear: only(one.norm), spectral: only(other.norm) };
      };
      const [whole, ...parts] = await Promise.all([y, ...xs].map(norms));
      const [sum, most] = [
        parts.reduce((all, { nuclear }) => all + nuclear, 0),
        Math.max(...parts.map(({ spectral }) => spectral)),
      ];
      const share = 2 * thresholds.singular * Math.max(...y.shape) * 2 * u;
      return [
        near('the nuclear norm', whole?.nuclear ?? Number.NaN, sum, share * sum),
        near('the spectral norm', whole?.spectral ?? Number.NaN, most, share * most),
      ];
    },
  }),
  refuses(blockDiag, 'R1', {
    share: 0.1,
    cases: (context) => tensors(context, { like: '' }),
    calls: () => ({ 'an empty list': { xs: [] } }),
  }),
];
