import { changeOfBasis, isBasis, isLinearlyIndependent } from '../../spec/decompositions/bases.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { knownEigenvalues } from '../generators/knownSpectrum.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { inverseNorm1, rankOf } from '../verbs/elimination.ts';
import { exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { holds, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { leading } from '../verbs/parts.ts';
import { at, build, only, product, transposed } from '../verbs/tensors.ts';
import { nearByColumns, requireDigits, solutionError } from './_internal/forwardError.ts';
import { lowerRank, wellDetermined } from './_internal/lowerRank.ts';
import { zeroLineMatrices } from './_internal/singular.ts';

const { times } = algebra(0);

const independent = ofMatrices(isLinearlyIndependent, ({ independent }) => only(independent));
const bases = ofMatrices(isBasis, ({ basis }) => only(basis));

const answered = (what: string, received: number, expected: boolean) =>
  holds(what, received === Number(expected), String(Number(expected)), String(received));

const isFull = (a: Tensor): boolean => rankOf(exactMatrix(a)) === (a.shape[1] ?? 0);

/** Integers, with or without their last columns, and not all of the columns independent. */
const integerMatrices = (context: Context) =>
  beside(lowerRank(context), { kept: dealt([1, 2, 3, 4]), power: dealt([0, -60, 30, 100]) }).map(
    ({ a, kept, power }) => {
      const scale = 2 ** (a.dtype === 'float64' ? power : Math.sign(power) * 8);
      return { a: build(a, [a.shape[0] ?? 1, Math.min(kept, a.shape[1] ?? 1)], (i, j) => scale * at(a, i, j)) };
    },
  );

/** Integer matrices of one size, which are singular in one case of three or so. */
const squares = (context: Context) =>
  beside(tensors(context, { one: 'n n', other: 'n n' }, { most: 4 }), { spoil: dealt([false, true, false]) }).map(
    ({ one, other, spoil }) => {
      const n = one.shape[0] ?? 1;
      const small = (a: Tensor) => build(a, [n, n], (i, j) => (i === j ? 1 : 0) + (Math.round(at(a, i, j)) % 3));
      return {
        a: small(one),
        b: spoil ? build(one, [n, n], (i, j) => at(other, i, Math.min(j, Math.max(n - 2, 0))) % 4) : small(other),
      };
    },
  );

/** Coordinates, and the vector that has them, both integer. */
const coordinates = (context: Context) =>
  beside(unimodularMatrices(context), { drawn: pool('integers') }).map(({ a, drawn }) => {
    const expected = build(a, [a.shape[0] ?? 1, 1], (i) => drawn[i] ?? i + 1);
    return { basis: a, expected, x: roundedTo(context.dtype, times(exactMatrix(a), exactMatrix(expected))) };
  });

const vector = (a: Tensor): Tensor => build(a, [a.shape[0] ?? 0], (i) => at(a, i, 0));

export const laws: readonly Law[] = [
  independent('C2', {
    share: 0.5,
    cases: (context) => tensors(context, { a: 'm n' }, { most: 4 }),
    of: ({ a }) => {
      const [m = 1, n = 1] = a.shape;
      return [build(a, [m, m + n], (i, j) => at(a, i, j % n)), build(a, [m, 0], () => 0)];
    },
    see: ([wide, none]) => [answered('more columns than rows', wide, false), answered('no columns', none, true)],
  }),
  independent('C3', {
    hint: 'the tolerance is absolute, missing, or relative to something else than s_1; or rows are asked about',
    cases: integerMatrices,
    of: ({ a }, { u }) => {
      wellDetermined(a, u);
      return [a];
    },
    see: ([received], { a }) => [answered('independent', received, isFull(a))],
  }),
  bases('C2', {
    share: 0.5,
    cases: (context) => unimodularMatrices(context),
    of: ({ a }) => {
      const n = a.shape[0] ?? 1;
      return [
        build(a, [n, n - 1], (i, j) => at(a, i, j)),
        build(a, [n, n + 1], (i, j) => at(a, i, Math.min(j, n - 1))),
      ];
    },
    see: ([fewer, more]) => [answered('fewer columns', fewer, false), answered('more columns', more, false)],
  }),
  bases('C3', {
    cases: squares,
    of: ({ a, b }, { u }) => {
      for (const one of [a, b, product(a, b)]) wellDetermined(one, u);
      return [a, transposed(a), b, product(a, b)];
    },
    see: ([one, rows, other, both], { a }) => [
      answered('basis', one, isFull(a)),
      answered('rows', rows, one === 1),
      answered('A B', both, one === 1 && other === 1),
    ],
  }),
  ofResult(changeOfBasis, 'C2', {
    hint: 'coordinates are not divided by the length of the vectors of the basis, or the rows are taken for them',
    cases: (context) =>
      beside(knownEigenvalues(context), { drawn: pool('integers') }).map(({ right, drawn }) => ({
        basis: right,
        x: build(right, [right.shape[0] ?? 1], (i) => drawn[i % drawn.length] ?? 1),
      })),
    of: ({ c }, { basis, x }, _, { u }) => {
      const n = x.data.length;
      const square = product(transposed(basis), basis).data[0] ?? 1;
      const expected = product(
        transposed(basis),
        build(x, [n, 1], (i) => at(x, i)),
      ).data.map((one) => one / square);
      const [size, length] = [Math.hypot(...x.data), Math.hypot(...expected)];
      // ||B||_1 ||B^-1||_1 is at most n for orthogonal vectors of one length, and 1-norms are at most sqrt(n) Euclidean ones.
      const allowed = 60 * n * n * u * (Math.sqrt(n) * length + size / Math.sqrt(square));
      return [
        nearAll('c', c, expected, allowed),
        near(
          'l^2 ||c||^2',
          square * Math.hypot(...c.data) ** 2,
          size ** 2,
          2 * square * length * Math.sqrt(n) * allowed + 8 * u * size ** 2,
        ),
      ];
    },
  }),
  ofResult(changeOfBasis, 'C3', {
    hint: 'the vector of those coordinates is given, or B^T in the place of B^-1',
    cases: coordinates,
    from: ({ basis, x }, { u }) => {
      requireDigits(basis, u);
      return { basis, x: vector(x) };
    },
    of: ({ c }, { basis, x, expected }, _, { u }) =>
      judgedExactly({ c }, ({ c: received }) =>
        nearByColumns('c', received, exactMatrix(expected), () =>
          solutionError(exactMatrix(basis), received, exactMatrix(x), u),
        ),
      ),
  }),
  law(changeOfBasis, 'C4', {
    cases: (context) =>
      beside(coordinates(context), { other: unimodularMatrices(context) }).map(({ basis, x, other }) => {
        const n = Math.min(basis.shape[0] ?? 1, other.a.shape[0] ?? 1);
        // Leading triangles with ones on the diagonal, so that cut to one size they are bases still.
        const unit = (a: Tensor, isLower: boolean) =>
          build(a, [n, n], (i, j) => (i === j ? 1 : isLower === i > j ? Math.sign(at(a, i, j)) : 0));
        return { a: unit(basis, true), b: unit(other.a, false), x: leading(x, n, 1) };
      }),
    check: async (on, { a, b, x }, { u }) => {
      const [{ c: whole }, { c: first }] = await Promise.all([
        on(changeOfBasis, { basis: product(a, b), x: vector(x) }),
        on(changeOfBasis, { basis: a, x: vector(x) }),
      ]);
      const { c: second } = await on(changeOfBasis, { basis: b, x: first });
      return judgedExactly({ whole, first, second }, ({ whole, first, second }) => {
        const [one, two, both] = [exactMatrix(a), exactMatrix(b), exactMatrix(product(a, b))];
        const inherited = inverseNorm1(two) * solutionError(one, first, exactMatrix(x), u);
        return nearByColumns(
          'c',
          second,
          whole,
          () => solutionError(both, whole, exactMatrix(x), u) + solutionError(two, second, first, u) + inherited,
        );
      });
    },
  }),
  refuses(changeOfBasis, 'R1', {
    statement: 'a row or a column of zeros is refused',
    orNaN: true,
    cases: (context) =>
      beside(zeroLineMatrices(context), { drawn: pool('integers') }).map(({ a, drawn }) => ({
        basis: a,
        x: build(a, [a.shape[0] ?? 1], (i) => drawn[i] || i + 1),
      })),
    calls: ({ basis, x }) => ({ 'columns that are no basis': { basis, x } }),
  }),
];
