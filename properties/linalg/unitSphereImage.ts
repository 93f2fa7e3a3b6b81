import { algebra } from '../../spec/exactMatrix.ts';
import { unitSphereImage } from '../../spec/linalg/unitSphereImage.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { determinantOf } from '../verbs/elimination.ts';
import { columnsOf, exactMatrix, frobeniusNormOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';

const { norm1, times, transpose } = algebra(0);

/** How far the square of a length may be off, by C1 and C2. */
function squareError(a: Tensor, u: number): number {
  const n = Math.max(...a.shape);
  return 4 * thresholds.singular * n * 2 * u * Math.sqrt(n) * norm1(exactMatrix(a)) * norm1(transpose(exactMatrix(a)));
}

/** Directions (3, 4), (4, -3), (5, 12), .. in the plane of two coordinates, one after the other, and the unit vectors. */
const directions = (n: number): readonly number[][] =>
  [
    [1, 0],
    [3, 4],
    [4, -3],
    [5, 12],
    [12, -5],
  ].flatMap(([x = 1, y = 0]) =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) => (j === i ? x : n > 1 && j === (i + 1) % n ? y : 0)),
    ),
  );

export const laws: readonly Law[] = [
  ofResult(unitSphereImage, 'C4', {
    hint: 'the axes are not scaled by the singular values, or are the images of the unit vectors',
    cases: (context) => tensors(context, { a: 'm n' }, { most: 4 }),
    of: ({ axes }, { a }, _, { u }) =>
      judgedExactly({ axes }, ({ axes: b }) => {
        const [m = 1, n = 1] = a.shape;
        const lengthOf = (j: number) => frobeniusNormOf(columnsOf(b, [j]));
        const [first, last] = [lengthOf(0), lengthOf(b.columns - 1)];
        const error = squareError(a, u);
        const seen = directions(n).flatMap((direction) => {
          const x = exactMatrix(tensorOf('float64', [n, 1], direction));
          const square = (frobeniusNormOf(times(exactMatrix(a), x)) / frobeniusNormOf(x)) ** 2;
          const what = `||A x||^2, x along (${direction.join(', ')})`;
          const above = atMost(what, square, first ** 2, error);
          return m < n ? [above] : [above, atLeast(what, square, last ** 2, error)];
        });
        const attained = times(transpose(exactMatrix(a)), columnsOf(b, [0]));
        const image = frobeniusNormOf(times(exactMatrix(a), attained));
        const size = frobeniusNormOf(attained);
        return [...seen, near('||A x||^2, x along A^T b_1', image ** 2, (first * size) ** 2, error * size ** 2)];
      }),
  }),
  ofResult(unitSphereImage, 'C5', {
    cases: (context) => tensors(context, { drawn: 'n n' }, { most: 4 }),
    from: ({ drawn }) => ({ a: drawn }),
    of: ({ axes }, { drawn: a }, _, { u }) =>
      judgedExactly({ axes }, ({ axes: b }) => {
        const lengths = Array.from({ length: b.columns }, (__, j) => frobeniusNormOf(columnsOf(b, [j])));
        const square = lengths.reduce((product, one) => product * one ** 2, 1);
        // The product of the squares moves by the error of one times the others, which are at most the first.
        const most = (lengths[0] ?? 0) ** 2 + squareError(a, u);
        const allowed = lengths.length * most ** (lengths.length - 1) * squareError(a, u);
        return [near('square of the product', square, numberOf(determinantOf(exactMatrix(a))) ** 2, allowed)];
      }),
  }),
];
