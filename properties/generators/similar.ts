import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import type { Case, Context } from '../law.ts';
import { conditionOf } from '../verbs/elimination.ts';
import { exactMatrix, roundedTo } from '../verbs/exactMatrices.ts';
import { dealt } from './dealt.ts';

const { norm1, times } = algebra(0);

/** An eigenvalue with its imaginary part; other than 0 it stands for a conjugate pair. */
export type Eigenvalue = readonly [re: number, im: number];

/** A = S D S^-1, rounded: S of determinant 1, D with blocks of one and two on its diagonal. */
export interface Similar extends Case {
  readonly a: Tensor;
  /** S and S^-1, both integer. */
  readonly basis: readonly [s: Tensor, inverse: Tensor];
  /** All n of them. */
  readonly values: readonly Eigenvalue[];
}

/** Unit triangles of signs, one below and one above the diagonal, and their inverses. */
function basisOf({ dtype }: Context, n: number, signs: readonly number[]): readonly [ExactMatrix, ExactMatrix] {
  let next = 0;
  const triangle = (isLower: boolean) =>
    Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return i === j ? 1 : isLower === i > j ? (signs[next++] ?? 0) : 0;
    });
  const inverted = (entries: readonly number[], isLower: boolean) => {
    // I - N + N^2 - .., N what stands beside the diagonal.
    const inverse = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
    for (let step = 0; step < n; step++) {
      const i = isLower ? step : n - 1 - step;
      for (let p = 0; p < n; p++) {
        const factor = p === i ? 0 : (entries[i * n + p] ?? 0);
        for (let j = 0; j < n; j++)
          (inverse[i] as number[])[j] = (inverse[i]?.[j] ?? 0) - factor * (inverse[p]?.[j] ?? 0);
      }
    }
    return inverse.flat();
  };
  const [lower, upper] = [triangle(true), triangle(false)];
  const exact = (entries: readonly number[]) => exactMatrix(tensorOf(dtype, [n, n], entries));
  return [times(exact(lower), exact(upper)), times(exact(inverted(upper, false)), exact(inverted(lower, true)))];
}

/** D: blocks [re, -im; im, re] where there is room for two, else the real part alone. */
function blocksOf(n: number, drawn: readonly Eigenvalue[]): { d: number[]; values: Eigenvalue[] } {
  const d = new Array<number>(n * n).fill(0);
  const values: Eigenvalue[] = [];
  for (let k = 0, turn = 0; k < n; turn++) {
    const [re, im] = drawn[turn] ?? [1, 0];
    d[k * (n + 1)] = re;
    if (im === 0 || k + 1 === n) values.push([re, 0]);
    else {
      [d[(k + 1) * (n + 1)], d[k * n + k + 1], d[(k + 1) * n + k]] = [re, -im, im];
      values.push([re, im], [re, -im]);
      k++;
    }
    k++;
  }
  return { d, values };
}

/** Matrices similar to those of some eigenvalues, dyadic numbers; in every second case the first is one of `others`. */
export const similarMatrices = (
  context: Context,
  some: readonly Eigenvalue[],
  others: readonly Eigenvalue[] = some,
): fc.Arbitrary<Similar> =>
  fc
    .record({
      n: dealt([1, 2, 3, 4, 3, 2]),
      signs: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 12, maxLength: 12 }),
      drawn: fc.array(fc.constantFrom(...some), { minLength: 4, maxLength: 4 }),
      other: dealt([...others.map(() => undefined), ...others]),
    })
    .map(({ n, signs, drawn, other }) => {
      const [s, inverse] = basisOf(context, n, signs);
      const { d, values } = blocksOf(n, other === undefined ? drawn : [other, ...drawn]);
      const float = context.dtype === 'float32' ? 'float32' : 'float64';
      const a = times(s, exactMatrix(tensorOf(context.dtype, [n, n], d)), inverse);
      return { a: roundedTo(float, a), basis: [roundedTo(float, s), roundedTo(float, inverse)], values };
    });

/**
 * How far the eigenvalues of A + E may lie from those of A, ||E||_2 <= 20 n eps ||A||_1 and a rounding: kappa(S) ||E||_2 (Bauer and Fike), for D is
 * normal; kappa_2 is at most n kappa_1.
 */
export function similarError(
  { a, basis: [s] }: { readonly a: Tensor; readonly basis: readonly [Tensor, ...Tensor[]] },
  u: number,
): number {
  const n = a.shape[0] ?? 1;
  return 2 * thresholds.nonsymmetricEigen * n * 2 * u * norm1(exactMatrix(a)) * n * conditionOf(exactMatrix(s));
}
