import { type FloatDtype, type Tensor, tensorOf } from '../../../spec/tensor.ts';

/** A reproducible stream of numbers in [-1, 1). */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    // A full-period generator of 32 bits: Numerical Recipes' constants.
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}

export const tensorBy = (
  rows: number,
  columns: number,
  entry: (i: number, j: number) => number,
  dtype: FloatDtype = 'float64',
): Tensor =>
  tensorOf(
    dtype,
    [rows, columns],
    Array.from({ length: rows * columns }, (_, at) => entry(Math.floor(at / columns), at % columns)),
  );

export const random = (rows: number, columns: number, seed: number, dtype: FloatDtype = 'float64'): Tensor => {
  const next = stream(seed);
  return tensorBy(rows, columns, next, dtype);
};

/** Entries in {-1, 0, 1}: exact ties, zero pivots, repeated eigenvalues. */
export const signs = (rows: number, columns: number, seed: number): Tensor => {
  const next = stream(seed);
  return tensorBy(rows, columns, () => Math.floor((next() + 1) * 1.5) - 1);
};

const entryOf = (a: Tensor, i: number, j: number): number => a.data[i * (a.shape[1] ?? 0) + j] ?? Number.NaN;

export const transposeOf = (a: Tensor): Tensor =>
  tensorBy(a.shape[1] ?? 0, a.shape[0] ?? 0, (i, j) => entryOf(a, j, i), a.dtype === 'float32' ? 'float32' : 'float64');

export const product = (a: Tensor, b: Tensor): Tensor =>
  tensorBy(a.shape[0] ?? 0, b.shape[1] ?? 0, (i, j) => {
    let sum = 0;
    for (let p = 0; p < (a.shape[1] ?? 0); p++) sum += entryOf(a, i, p) * entryOf(b, p, j);
    return sum;
  });

/** The symmetric matrix with the upper triangle of a square one. */
export const mirrored = (a: Tensor): Tensor =>
  tensorBy(a.shape[0] ?? 0, a.shape[0] ?? 0, (i, j) => entryOf(a, Math.min(i, j), Math.max(i, j)));

export const scaledBy = (a: Tensor, factor: number): Tensor =>
  tensorOf(
    a.dtype,
    a.shape,
    Array.from(a.data, (value) => value * factor),
  );

/** diag(values) between two random reflections, m by n. */
export function withSingularValues(m: number, n: number, values: readonly number[], seed: number): Tensor {
  const reflection = (size: number, from: number): Tensor => {
    const v = random(size, 1, from).data;
    const square = Array.from(v).reduce((sum, x) => sum + x * x, 0);
    return tensorBy(size, size, (i, j) => (i === j ? 1 : 0) - (2 * (v[i] ?? 0) * (v[j] ?? 0)) / square);
  };
  const diagonal = tensorBy(m, n, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  return product(product(reflection(m, seed), diagonal), reflection(n, seed + 1));
}

const powers = (count: number, ratio: number): number[] => Array.from({ length: count }, (_, i) => ratio ** i);

export const hilbert = (n: number): Tensor => tensorBy(n, n, (i, j) => 1 / (i + j + 1));

/** Wilkinson's matrix of maximal growth under partial pivoting: U ends in 2^(n-1). */
export const growing = (n: number): Tensor => tensorBy(n, n, (i, j) => (j === n - 1 || i === j ? 1 : i > j ? -1 : 0));

/** Wilkinson's W+: pairs of eigenvalues that agree to many digits. */
export const wilkinson = (n: number): Tensor =>
  tensorBy(n, n, (i, j) => (i === j ? Math.abs(i - (n - 1) / 2) : Math.abs(i - j) === 1 ? 1 : 0));

export const kahan = (n: number): Tensor => {
  const [sine, cosine] = [Math.sin(1.2), Math.cos(1.2)];
  return tensorBy(n, n, (i, j) => sine ** i * (i === j ? 1 : i < j ? -cosine : 0));
};

/** Hard matrices of every shape, by name. */
export const rectangular: readonly (readonly [name: string, a: Tensor])[] = [
  ['Hilbert 8', hilbert(8)],
  ['Wilkinson W21', wilkinson(21)],
  ['Kahan 12', kahan(12)],
  ['largest growth 12', growing(12)],
  ['random 20 by 20', random(20, 20, 1)],
  ['random tall', random(19, 6, 2)],
  ['random wide', random(6, 19, 3)],
  ['one row', random(1, 9, 4)],
  ['one column', random(9, 1, 5)],
  ['one entry', random(1, 1, 6)],
  ['zero', tensorBy(5, 4, () => 0)],
  ['ones', tensorBy(6, 7, () => 1)],
  ['identity', tensorBy(6, 6, (i, j) => (i === j ? 1 : 0))],
  ['negative diagonal', tensorBy(5, 5, (i, j) => (i === j ? -(i % 3) : 0))],
  ['geometric to 1e-14', withSingularValues(12, 9, powers(9, 10 ** -1.75), 7)],
  ['one large', withSingularValues(9, 12, [1, ...Array<number>(8).fill(1e-13)], 8)],
  ['one small', withSingularValues(10, 10, [...Array<number>(9).fill(1), 1e-14], 9)],
  ['cluster', withSingularValues(11, 8, [2, 1, 1, 1 + 1e-13, 1 - 1e-15, 1, 1e-8, 1e-8], 10)],
  ['1 and 1e-9', withSingularValues(3, 2, [1, 1e-9], 11)],
  ['graded rows', tensorBy(10, 7, (i, j) => 2 ** (-20 * i) * Math.sin(i * 7 + j + 1))],
  ['graded columns', tensorBy(10, 7, (i, j) => 2 ** (-20 * j) * Math.sin(i * 7 + j + 1))],
  ['graded both ways', tensorBy(8, 8, (i, j) => 2 ** (-12 * (i + j)) * (1 + Math.sin(i * 8 + j)))],
  ['diagonal from 1 to 1e-280', tensorBy(9, 9, (i, j) => (i === j ? 10 ** (-35 * i) : 0))],
  ['rank 3, integer', product(signs(9, 3, 12), signs(3, 7, 13))],
  ['rank 1, integer', product(signs(6, 1, 14), signs(1, 8, 15))],
  ['repeated columns', tensorBy(7, 6, (i, j) => Math.sin(i + (j % 2)))],
  ['zero row and column', tensorBy(6, 6, (i, j) => (i === 2 || j === 4 ? 0 : Math.cos(3 * i + j)))],
  ['nilpotent', tensorBy(7, 7, (i, j) => (j === i + 1 ? 1 : 0))],
  ['Jordan block', tensorBy(7, 7, (i, j) => (j === i + 1 ? 1 : i === j ? 1e-3 : 0))],
  ['Lauchli', tensorBy(5, 4, (i, j) => (i === 0 ? 1 : i === j + 1 ? 1e-9 : 0))],
  ['scale 1e150', scaledBy(random(7, 5, 16), 1e150)],
  ['scale 1e-150', scaledBy(random(5, 7, 17), 1e-150)],
  ['scale 1e300', scaledBy(random(6, 6, 18), 1e300)],
  ['scale 1e-290', scaledBy(random(6, 6, 19), 1e-290)],
  ['no rows', tensorBy(0, 3, () => 0)],
  ['no columns', tensorBy(3, 0, () => 0)],
  ['empty', tensorBy(0, 0, () => 0)],
];

const isSquare = (a: Tensor): boolean => a.shape[0] === a.shape[1];

export const square = rectangular.filter(([, a]) => isSquare(a));

export const symmetric = [
  ...square.map(([name, a]) => [name, mirrored(a)] as const),
  ['rank 2, integer', product(signs(8, 2, 20), transposeOf(signs(8, 2, 20)))] as const,
  ['off-diagonal only', tensorBy(6, 6, (i, j) => (i + j === 5 ? 1 : 0))] as const,
  ['graded upwards', mirrored(tensorBy(8, 8, (i, j) => 2 ** (-6 * (14 - i - j))))] as const,
];

/** L L^T for integer L with positive diagonal, so that definiteness is exact; and classics. */
export const positiveDefinite = [
  ['min(i, j)', tensorBy(10, 10, (i, j) => Math.min(i, j) + 1)] as const,
  ['Hilbert 8', hilbert(8)] as const,
  ['second difference', tensorBy(12, 12, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0))] as const,
  ['graded', tensorBy(8, 8, (i, j) => 2 ** (-10 * (i + j)) * (i === j ? 2 : 1))] as const,
  ['one entry', tensorBy(1, 1, () => 3)] as const,
  ['scale 1e150', tensorBy(6, 6, (i, j) => 1e150 * (i === j ? 3 : 1 / (1 + i + j)))] as const,
  ['scale 1e-150', tensorBy(6, 6, (i, j) => 1e-150 * (i === j ? 3 : 1 / (1 + i + j)))] as const,
  ['empty', tensorBy(0, 0, () => 0)] as const,
];
