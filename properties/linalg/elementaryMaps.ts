import fc from 'fast-check';
import { givens, planeRotation, reflection, shear } from '../../spec/linalg/elementaryMaps.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult, refuses } from '../observed.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, finite, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import {
  at,
  build,
  filled,
  identity,
  map,
  negated,
  only,
  plus,
  product,
  scaled,
  transposed,
} from '../verbs/tensors.ts';
import { integerDeterminant } from './_internal/integerMatrices.ts';

const scalar = (context: Context, value: number): Tensor => tensorOf(context.dtype, [], [value]);

/** A plane of n dimensions, and angles that are sixteenths of a turn by 1: their sums are exact. */
const planes = () => ({
  plane: dealt([
    { n: 2, i: 0, j: 1 },
    { n: 3, i: 2, j: 0 },
    { n: 4, i: 1, j: 3 },
    { n: 2, i: 1, j: 0 },
  ]),
});
const angles = { a: fc.integer({ min: -64, max: 64 }), b: fc.integer({ min: -64, max: 64 }) };

const drawn = <const More extends object>(more: { readonly [Name in keyof More]: fc.Arbitrary<More[Name]> }) =>
  beside(fc.record(planes()), more);

const agree = (what: string, received: Tensor, expected: Tensor, allowed: number) =>
  nearAll(what, received, expected.data, allowed);

/** Entry by entry, up to some roundings of numbers of size 1. */
const nearly = (what: string, received: Tensor, expected: Tensor, roundings: number, u: number) =>
  agree(what, received, expected, roundings * u);

const nonzeroVectors = (context: Context) =>
  tensors(context, { drawn: 'n' }, { entries: 'reals' }).map(({ drawn }) => ({ v: map(drawn, (value) => value || 1) }));

/** What an entry of a reflection may be off by. */
const entryError = (v: Tensor, context: Context): number => boundedResult(reflection, { v }, {}, context).most;

const column = (v: Tensor): Tensor => build(v, [v.data.length, 1], (i) => at(v, i));

/** Integer vectors of integer length. */
const ofIntegerLength = [
  [3, 4],
  [4, -3],
  [1, 2, 2],
  [2, -1, 2],
  [-2, 4, 5, 6],
  [-7, 0, 0],
] as const;

export const laws: readonly Law[] = [
  law(planeRotation, 'C1', {
    cases: () => drawn(angles),
    check: async (on, { plane, a, b }, context) => {
      const turn = async (angle: number) => (await on(planeRotation, { theta: scalar(context, angle / 16) }, plane)).r;
      const [one, other, both] = await Promise.all([turn(a), turn(b), turn(a + b)]);
      const ulps = context.profile.ulps?.cos ?? 4;
      return [nearly('R(a) R(b)', product(one, other), both, 8 * ulps + 8, context.u)];
    },
  }),
  law(planeRotation, 'C2', {
    hint: 'a sine has the sign of the other',
    cases: () => drawn(angles),
    check: async (on, { plane, a }, context) => {
      const turn = async (angle: number) => (await on(planeRotation, { theta: scalar(context, angle / 16) }, plane)).r;
      const [there, back] = await Promise.all([turn(a), turn(-a)]);
      const { i, j, n } = plane;
      const ulps = context.profile.ulps?.cos ?? 4;
      const determinant = at(there, i, i) * at(there, j, j) - at(there, i, j) * at(there, j, i);
      return [
        nearly('R^T R', product(transposed(there), there), identity(there, n), 8 * ulps + 8, context.u),
        near('det R', determinant, 1, (8 * ulps + 8) * context.u),
        nearly('R(-a)', back, transposed(there), context.deterministic ? 0 : 4 * ulps, context.u),
      ];
    },
  }),
  equal(planeRotation, 'C3', {
    cases: (context) =>
      drawn({ a: fc.integer({ min: -64, max: 64 }) }).map((one) => ({ ...one, dtype: context.dtype })),
    sides: async (f, { plane, a, dtype }) => {
      const [none, turned] = await Promise.all(
        [0, a / 16].map((angle) => f({ theta: tensorOf(dtype, [], [angle]), ...plane })),
      );
      const unit = identity(tensorOf(dtype, [], [0]), plane.n);
      const isInside = (k: number) => k === plane.i || k === plane.j;
      const outside = (r: Tensor) => build(r, r.shape, (p, q) => (isInside(p) && isInside(q) ? 0 : at(r, p, q)));
      return { 'R(0)': [none ?? unit, unit], 'beside the plane': [outside(turned ?? unit), outside(unit)] };
    },
  }),
  law(planeRotation, 'C4', {
    hint: 'the rotation turns the other way',
    cases: () => drawn({ k: dealt([4, 5, 6]) }),
    check: async (on, { plane, k }, context) => {
      const angle = 2 ** -k;
      const { r } = await on(planeRotation, { theta: scalar(context, angle) }, plane);
      // cos a >= 1 - a^2 / 2 and a - a^3 / 6 <= sin a <= a.
      const slack = 16 * context.u;
      return [
        near('the part along e_i', at(r, plane.i, plane.i), 1, angle ** 2 / 2 + slack),
        near('the part along e_j', at(r, plane.j, plane.i), angle, angle ** 3 / 6 + slack),
      ];
    },
  }),
  refuses(planeRotation, 'R1', {
    share: 0.5,
    cases: (context) =>
      beside(tensors(context, { theta: '' }), {
        plane: dealt([
          { n: 2, i: 0, j: 2 },
          { n: 2, i: 2, j: 1 },
          { n: 3, i: 1, j: 1 },
          { n: 1, i: 0, j: 0 },
          { n: 3, i: -1, j: 1 },
        ]),
      }),
    calls: ({ theta, plane }) => ({ [`axes ${plane.i} and ${plane.j} of ${plane.n}`]: { theta, ...plane } }),
  }),
  equal(shear, 'C1', {
    bits: 24,
    cases: ({ dtype }) => drawn({ a: integerEntry, b: integerEntry }).map((one) => ({ ...one, dtype })),
    sides: async (f, { plane, a, b, dtype }) => {
      const by = (k: number) => f({ k: tensorOf(dtype, [], [k]), ...plane });
      const [one, other, inverse] = await Promise.all([by(a), by(b), by(-a)]);
      return {
        'S(a) S(b)': [product(one, other), by(a + b)],
        'S(a) S(-a)': [product(one, inverse), identity(one, plane.n)],
      };
    },
  }),
  ofResult(shear, 'C2', {
    bits: 24,
    cases: ({ dtype }) =>
      drawn({ factor: integerEntry }).map(({ plane, factor }) => ({
        ...plane,
        factor,
        k: tensorOf(dtype, [], [factor]),
      })),
    of: ({ s }, { n, i, j, factor }) => {
      const x = build(s, [n, 1], (row) => 2 * row + 1);
      const due = build(s, [n, 1], (row) => at(x, row, 0) + (row === i ? factor * at(x, j, 0) : 0));
      return [near('det S', integerDeterminant(s), 1, 0), agree('S x', product(s, x), due, 0)];
    },
  }),
  refuses(shear, 'R1', {
    share: 0.3,
    cases: (context) =>
      beside(tensors(context, { k: '' }), {
        plane: dealt([
          { n: 2, i: 0, j: 2 },
          { n: 2, i: 2, j: 1 },
          { n: 3, i: 1, j: 1 },
        ]),
      }),
    calls: ({ k, plane }) => ({ [`axes ${plane.i} and ${plane.j} of ${plane.n}`]: { k, ...plane } }),
  }),
  law(reflection, 'C1', {
    cases: nonzeroVectors,
    check: async (on, { v }, context) => {
      const { h } = await on(reflection, { v });
      const n = v.data.length;
      const error = entryError(v, context);
      return [
        agree('H^T', transposed(h), h, 2 * error),
        agree('H H', product(h, h), identity(h, n), 2 * n * error + 2 * n * 2 ** -53),
      ];
    },
  }),
  law(reflection, 'C2', {
    hint: 'the vector is not divided by its length, or the factor 2 is missing',
    cases: (context) => nonzeroVectors(context),
    check: async (on, { v }, context) => {
      const { h } = await on(reflection, { v });
      const [n, most] = [v.data.length, Math.max(...Array.from(v.data, Math.abs))];
      // Perpendicular in the plane of the first entry and the last one.
      const across = build(v, [n, 1], (i) => (n === 1 ? 0 : i === 0 ? -at(v, n - 1) : i === n - 1 ? at(v, 0) : 0));
      const error = n * most * (entryError(v, context) + 4 * context.u);
      return [
        agree('H v', product(h, column(v)), negated(column(v)), error),
        agree('H x of a perpendicular x', product(h, across), across, error),
      ];
    },
  }),
  law(reflection, 'C3', {
    cases: (context) =>
      tensors(context, { drawn: 'n' }, { most: 4 }).map(({ drawn }) => ({ v: map(drawn, (value) => value || 1) })),
    check: async (on, { v }, context) => {
      const { h } = await on(reflection, { v });
      const [n, error] = [v.data.length, entryError(v, context)];
      const trace = Array.from({ length: n }, (_, i) => at(h, i, i)).reduce((sum, value) => sum + value, 0);
      // A determinant moves by at most n times the error of a column of length 1, to first order.
      return [
        near('det H', integerDeterminant(h), -1, n * n * (error + context.u) * 2 + 64 * 2 ** -53),
        near('tr H', trace, n - 2, n * (error + context.u)),
      ];
    },
  }),
  law(reflection, 'C4', {
    cases: (context) =>
      fc.record({ entries: dealt(ofIntegerLength) }).map(({ entries }) => ({
        x: tensorOf(context.dtype, [entries.length], [...entries]),
      })),
    check: async (on, { x }, context) => {
      const length = Math.round(Math.hypot(...x.data));
      const v = map(x, (value, i) => (i === 0 ? value - length : value));
      const { h } = await on(reflection, { v });
      const due = build(x, [x.data.length, 1], (i) => (i === 0 ? length : 0));
      const error = x.data.length * length * (boundedResult(reflection, { v }, {}, context).most + 2 * context.u);
      return [agree('H x', product(h, column(x)), due, error)];
    },
  }),
  refuses(reflection, 'R1', {
    share: 0.3,
    orNaN: true,
    cases: (context) => tensors(context, { v: 'n' }),
    calls: ({ v }) => ({ 'a vector of zeros': { v: filled(v, v.shape, 0) } }),
  }),
  law(givens, 'C4', {
    hint: 'the squares over- or underflow: scale by the larger first',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { x: '', y: '' }, { entries: 'reals' }), {
        k: dealt(context.dtype === 'float64' ? [0, 600, -600, 900, -900] : [0, 70, -70, 90, -90]),
      }).map(({ x, y, k }) => ({ a: scaled(x, 2 ** k), b: scaled(y, 2 ** k), k })),
    check: async (on, { a, b, k }, { u }) => {
      const { r } = await on(givens, { a, b });
      const due = Math.hypot(only(a) * 2 ** -k, only(b) * 2 ** -k);
      return [near(`2^-k |r|, k = ${k}`, Math.abs(only(r)) * 2 ** -k, due, 2 * thresholds.linear * u * due)];
    },
  }),
  law(givens, 'C5', {
    hint: 'a division by r, which is 0',
    hintOfLoss: true,
    cases: (context) => tensors(context, { a: '' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const zero = filled(a, [], 0);
      const [plain, none] = await Promise.all([on(givens, { a, b: zero }), on(givens, { a: zero, b: zero })]);
      return [
        near('s for b = 0', only(plain.s), 0, only(a) === 0 ? 1 + 4 * u : 0),
        near('|r| for b = 0', Math.abs(only(plain.r)), Math.abs(only(a)), 0),
        near('r of 0 and 0', only(none.r), 0, 0),
        atMost('c of 0 and 0', Math.abs(only(none.c)), 1, 4 * u),
        finite('c and s of 0 and 0', plus(none.c, none.s)),
      ];
    },
  }),
];
