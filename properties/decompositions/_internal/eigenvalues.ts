import { algebra } from '../../../spec/exactMatrix.ts';
import { toNumber } from '../../../spec/scalars/exact.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import { tensors } from '../../generators/tensors.ts';
import type { Context, Observation } from '../../law.ts';
import { numbersOf } from '../../verbs/complexes.ts';
import { exactMatrix } from '../../verbs/exactMatrices.ts';
import { near } from '../../verbs/measured.ts';
import { at, build } from '../../verbs/tensors.ts';

const { norm1 } = algebra(0);

/** A complex number by its parts. */
export type Value = readonly [re: number, im: number];

export const valuesOf = (w: Tensor): Value[] => numbersOf(w).map(({ re, im }) => [toNumber(re), toNumber(im)]);

/** The change of A, in the 1-norm, for which the eigenvalues are right. */
export const backwardError = (a: Tensor, u: number): number =>
  thresholds.nonsymmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

/** Integers, each row the one above moved by one place: normal, with the same eigenvectors all of them. */
export const circulants = (context: Context) =>
  tensors(context, { row: 'n' }).map(({ row }) => {
    const n = row.shape[0] ?? 1;
    return { a: build(row, [n, n], (i, j) => at(row, (j - i + n) % n)) };
  });

/** The Fourier transform of the first row. */
export const transformOf = (a: Tensor): Value[] => {
  const n = a.shape[0] ?? 1;
  const part = (k: number, f: (angle: number) => number) =>
    Array.from({ length: n }, (_, j) => at(a, 0, j) * f((2 * Math.PI * ((j * k) % n)) / n)).reduce(
      (sum, one) => sum + one,
      0,
    );
  return Array.from({ length: n }, (_, k) => [part(k, Math.cos), part(k, Math.sin)]);
};

/** Of a normal matrix no eigenvalue moves by more than ||E||_2; n sums of n terms are as exact. */
export const normalError = (a: Tensor, u: number): number => Math.sqrt(a.shape[0] ?? 1) * backwardError(a, u);

/** Every number of either set beside one of the other; where several are near to each other they may lie as far as all together. */
export function sameSets(
  what: string,
  received: readonly Value[],
  expected: readonly Value[],
  error: number,
): Observation[] {
  const distance = ([re, im]: Value, others: readonly Value[]) =>
    Math.min(
      ...others.map(([x, y]) => Math.hypot(re - x, im - y)),
      received.length === 0 ? 0 : Number.POSITIVE_INFINITY,
    );
  const [there, back] = [
    received.map((one) => distance(one, expected)),
    expected.map((one) => distance(one, received)),
  ];
  return [
    near(`${what}: distance from what it must be`, Math.max(0, ...there), 0, error),
    near(`${what}: distance of what it must be`, Math.max(0, ...back), 0, 2 * received.length * error),
  ];
}
