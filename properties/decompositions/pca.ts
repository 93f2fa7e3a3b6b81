import fc from 'fast-check';
import { pca } from '../../spec/decompositions/pca.ts';
import { svdvals } from '../../spec/decompositions/spectralValues.ts';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { shiftBelow } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, vector } from '../verbs/tensors.ts';

const { at: entry, block, identity, minus, times, transpose } = algebra(0);

/** Samples, and a number of components that there may be. */
const samples = (context: Context) =>
  beside(tensors(context, { drawn: 'm n' }, { least: 2 }), { choice: dealtBelow(12) }).map(({ drawn, choice }) => {
    const [m = 2, n = 1] = drawn.shape;
    return { x: drawn, k: 1 + (choice % Math.min(m - 1, n)) };
  });

/** The sum of some numbers. */
const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/** X less the mean of its rows, in doubles. */
function centredOf(x: Tensor): Tensor {
  const [m = 1] = x.shape;
  const doubled = tensorOf('float64', x.shape, x.data);
  const mean = (j: number) => total(Array.from({ length: m }, (_, i) => at(x, i, j))) / m;
  return build(doubled, x.shape, (i, j) => at(x, i, j) - mean(j));
}

/** How far a variance may be off, by C4, and as much for what C1 and C2 say of all of them. */
function varianceError(x: Tensor, u: number): number {
  const [m = 2] = x.shape;
  const error = thresholds.singular * Math.max(...x.shape) * 2 * u * frobeniusNormOf(exactMatrix(x));
  return (2 * frobeniusNormOf(exactMatrix(centredOf(x))) * error + error ** 2) / (m - 1);
}

/** The variance along the columns of a matrix. */
const varianceAlong = (x: Tensor, directions: ExactMatrix): number =>
  frobeniusNormOf(times(exactMatrix(centredOf(x)), directions)) ** 2 / ((x.shape[0] ?? 2) - 1);

/** Features in another order, every second one with the other sign. */
const permutation = (like: Tensor, n: number, by: number): Tensor =>
  build(like, [n, n], (i, j) => (i === (j + by) % n ? (j % 2 === 0 ? 1 : -1) : 0));

export const laws: readonly Law[] = [
  ofResult(pca, 'C6', {
    hint: 'components are turned against each other',
    cases: samples,
    of: ({ components, variances }, { x, k }, _, { u }) =>
      judgedExactly({ components, variances }, ({ components: v }) => {
        const scores = times(exactMatrix(centredOf(x)), v);
        const covariance = times(transpose(scores), scores);
        const allowed = 4 * Math.max(...x.shape) * varianceError(x, u);
        return Array.from({ length: k * k }, (__, position) => {
          const [i, j] = [Math.floor(position / k), position % k];
          const received = entry(covariance, i, j) / ((x.shape[0] ?? 2) - 1);
          return near(`(X_c V)^T X_c V / (m - 1) at (${i}, ${j})`, received, i === j ? at(variances, i) : 0, allowed);
        });
      }),
  }),
  ofResult(pca, 'C7', {
    hint: 'variances are divided by m, or are not the squares of singular values',
    cases: samples,
    of: ({ components, variances }, { x }, _, { u }) =>
      judgedExactly({ components, variances }, ({ components: v }) => {
        const [, n = 1] = x.shape;
        const left = minus(exactMatrix(centredOf(x)), times(exactMatrix(centredOf(x)), v, transpose(v)));
        const rest = frobeniusNormOf(left) ** 2 / ((x.shape[0] ?? 2) - 1);
        const whole = varianceAlong(x, identity(n));
        return [
          near('what is left', rest, whole - total(variances.data), 4 * Math.max(...x.shape) * varianceError(x, u)),
        ];
      }),
  }),
  law(pca, 'C8', {
    hint: 'the mean is not subtracted',
    cases: (context) =>
      beside(samples(context), { shifts: fc.array(shiftBelow(64, context), { minLength: 5, maxLength: 5 }) }),
    check: async (on, { x, k, shifts }, { u }) => {
      const moved = build(x, x.shape, (i, j) => at(x, i, j) + (shifts[j] ?? 0));
      const [plain, other] = await Promise.all([on(pca, { x }, { k }), on(pca, { x: moved }, { k })]);
      const m = x.shape[0] ?? 2;
      const size = Math.max(...x.data.map(Math.abs), ...moved.data.map(Math.abs));
      return [
        nearAll('variances', other.variances, plain.variances.data, varianceError(x, u) + varianceError(moved, u)),
        nearAll(
          'mean',
          other.mean,
          plain.mean.data.map((value, j) => value + (shifts[j] ?? 0)),
          5 * (m + 2) * u * size,
        ),
      ];
    },
  }),
  law(pca, 'C9', {
    hint: 'features are taken for samples, or the first ones are preferred',
    cases: (context) => beside(samples(context), { by: fc.nat(4) }),
    check: async (on, { x, k, by }, context) => {
      const [m = 2, n = 1] = x.shape;
      const place = (j: number) => (j + by) % n;
      const sign = (j: number) => (j % 2 === 0 ? 1 : -1);
      const turned = build(x, [m, n], (i, j) => sign(j) * at(x, i, place(j)));
      const { mean, components, variances } = await on(pca, { x: turned }, { k });
      const from = (j: number) => (j - (by % n) + n) % n;
      const back = {
        mean: build(mean, [n], (j) => sign(from(j)) * at(mean, from(j))),
        components: build(components, [n, k], (j, i) => sign(from(j)) * at(components, from(j), i)),
        variances,
      };
      return ['C1', 'C4', 'C5'].map((clause) => satisfies(pca, clause, { x }, { k }, back, context));
    },
  }),
  ofResult(pca, 'C10', {
    hint: 'the features with the largest variances are kept, or an iteration stops early',
    cases: (context) => beside(samples(context), { by: fc.nat(4) }),
    of: ({ components }, { x, k, by }, _, { u }) =>
      judgedExactly({ components }, ({ components: v }) => {
        const [, n = 1] = x.shape;
        const own = varianceAlong(x, v);
        const chosen = block(exactMatrix(permutation(x, n, by)), n, k);
        // Two directions of all turned by a rotation of 7, 24 and 25, and every one of V so.
        const rotation = exactMatrix(
          build(tensorOf('float64', [], [0]), [n, n], (i, j) => {
            const [a, b] = [by % n, (by + 1) % n];
            if (n < 2 || ![a, b].includes(i) || ![a, b].includes(j)) return i === j ? 1 : 0;
            return i === j ? 0.96 : i === a ? 0.28 : -0.28;
          }),
        );
        const allowed = 4 * Math.max(...x.shape) * varianceError(x, u);
        return [
          atMost('variance along a signed permutation', varianceAlong(x, chosen), own, allowed),
          atMost('variance along V turned', varianceAlong(x, times(rotation, v)), own, allowed),
        ];
      }),
  }),
  law(pca, 'C11', {
    needs: [svdvals],
    cases: (context) =>
      samples(context).map(({ x, k }) => {
        const [m = 2, n = 1] = x.shape;
        return { x: build(x, [2 * m, n], (i, j) => (i < m ? 1 : -1) * at(x, i % m, j)), k };
      }),
    check: async (on, { x, k }, { u }) => {
      const [{ variances }, { s }] = await Promise.all([on(pca, { x }, { k }), on(svdvals, { a: x })]);
      const scale = (x.shape[0] ?? 2) - 1;
      const expected = Array.from(s.data.slice(0, k), (value) => value ** 2 / scale);
      return [nearAll('variances', variances, expected, 2 * varianceError(x, u))];
    },
  }),
  refuses(pca, 'R1', {
    statement: 'more components than there can be are refused',
    cases: (context) => tensors(context, { x: 'm n' }),
    calls: ({ x }) => {
      const [m = 1, n = 1] = x.shape;
      return { 'one component too many': { x, k: Math.min(m - 1, n) + 1 } };
    },
  }),
  erratum(pca, 'E72', {
    given: ({ dtype }) => ({ x: tensorOf(dtype, [3, 2], [10, -1, 10, 0, 10, 1]) }),
    check: async (on, { x }, { u }) => {
      const { components, variances } = await on(pca, { x }, { k: 1 });
      return judgedExactly({ components, variances }, ({ components: v, variances: w }) => {
        const first = exactMatrix(vector(x, [1, 0]));
        const along = numberOf(times(transpose(first), v));
        return [
          refuted('(1, 0), the first vector of X^T X, is the direction of most variance', 1 - Math.abs(along), 0.5),
          near('|(1, 0) . v|', Math.abs(along), 0, 1e3 * u),
          near('variance', numberOf(w), 1, varianceError(x, u)),
        ];
      });
    },
  }),
];
