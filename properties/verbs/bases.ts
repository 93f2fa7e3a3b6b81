import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { KnownSpectrum } from '../generators/knownSpectrum.ts';
import { at } from './tensors.ts';

type Element = (i: number, j: number) => number;

/** sqrt(p q), left^T left = p I and right^T right = q I: what the values are multiplied by to become singular values. */
export const scaleOf = ({ left, right }: KnownSpectrum): number => {
  const square = (q: Tensor) => Array.from({ length: q.shape[0] ?? 0 }, (_, i) => at(q, i, 0) ** 2);
  return Math.sqrt([left, right].map((q) => square(q).reduce((sum, value) => sum + value, 0)).reduce((p, q) => p * q));
};

/** The singular values other than zero, descending. */
export const singularValuesIn = (known: KnownSpectrum): number[] => known.values.map((value) => value * scaleOf(known));

function doubled(rows: number, columns: number, element: Element): Tensor {
  const values = Array.from({ length: rows * columns }, (_, at) => element(Math.floor(at / columns), at % columns));
  return tensorOf('float64', [rows, columns], values);
}

const sum = (count: number, term: (index: number) => number): number =>
  Array.from({ length: count }, (_, index) => term(index)).reduce((total, value) => total + value, 0);

/**
 * U C V^T in double precision, C = `changed(M)` and M = U^T g V, U and V the orthonormal bases of all of the space: for
 * derivatives, which are simple in the bases of the singular vectors.
 */
export function inBases(known: KnownSpectrum, g: Tensor, changed: (m: Element) => Element): Tensor {
  const { left, right } = known;
  const [m, n] = [left.shape[0] ?? 0, right.shape[0] ?? 0];
  const scale = scaleOf(known);
  const middle = doubled(
    m,
    n,
    (i, j) => sum(m, (p) => sum(n, (q) => at(left, p, i) * at(g, p, q) * at(right, q, j))) / scale,
  );
  const turned = changed((i, j) => at(middle, i, j));
  const change = doubled(m, n, turned);
  return doubled(
    m,
    n,
    (p, q) => sum(m, (i) => sum(n, (j) => at(left, p, i) * at(change, i, j) * at(right, q, j))) / scale,
  );
}
