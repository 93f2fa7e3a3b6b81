import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { KnownSpectrum } from '../generators/knownSpectrum.ts';
import { at, map, transposed } from './tensors.ts';

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

/** P Q of doubles. */
const product = (p: Tensor, q: Tensor): Tensor =>
  doubled(p.shape[0] ?? 0, q.shape[1] ?? 0, (i, j) => {
    let sum = 0;
    for (let r = 0; r < (p.shape[1] ?? 0); r++) sum += at(p, i, r) * at(q, r, j);
    return sum;
  });

/**
 * U C V^T in double precision, C = `changed(M)` and M = U^T g V, U and V the orthonormal bases of all of the space: for
 * derivatives, which are simple in the bases of the singular vectors.
 */
export function inBases(known: KnownSpectrum, g: Tensor, changed: (m: Element) => Element): Tensor {
  const { left, right } = known;
  const scale = scaleOf(known);
  const middle = product(product(transposed(left), g), right);
  const turned = changed((i, j) => at(middle, i, j) / scale);
  const [m = 0, n = 0] = middle.shape;
  const change = product(product(left, doubled(m, n, turned)), transposed(right));
  return map(change, (value) => value / scale);
}
