import { nearestKronecker } from '../../../spec/multilinear/nearestKronecker.ts';
import { at, build, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

const squared = (a: Matrix): number => a.data.reduce((sum, value) => sum + value * value, 0);

export const faults: readonly Fault[] = memberFaultsOf(nearestKronecker, ({ wrong, spoilt, misread }) => {
  const block = (c: Matrix, i: number, j: number, p: number, q: number): Matrix =>
    build(p, q, (r, s) => at(c, i * p + r, j * q + s));
  const weighing = (c: Matrix, b: Matrix, m: number, n: number): Matrix =>
    build(m, n, (i, j) => {
      const one = block(c, i, j, b.rows, b.columns);
      return one.data.reduce((sum, value, k) => sum + value * (b.data[k] as number), 0) / (squared(b) || 1);
    });
  return [
    wrong('the first block, and what of it is in the others', 'C5', ({ c }, { m, n }) => {
      const b = block(c, 0, 0, c.rows / m, c.columns / n);
      return { a: weighing(c, b, m, n), b };
    }),
    wrong('the mean of the blocks, and what of it is in each', 'C1', ({ c }, { m, n }) => {
      const [p, q] = [c.rows / m, c.columns / n];
      const b = build(p, q, (r, s) => {
        let sum = 0;
        for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) sum += at(c, i * p + r, j * q + s);
        return sum / (m * n);
      });
      return { a: weighing(c, b, m, n), b };
    }),
    spoilt('the second factor transposed where it is square', 'C4', ({ b }) => ({
      b: b.rows === b.columns ? transposed(b) : b,
    })),
    spoilt('the first factor transposed where it is square', 'C4', ({ a }) => ({
      a: a.rows === a.columns ? transposed(a) : a,
    })),
    spoilt('the first factor as if all blocks were alike', 'C6', ({ a }) => ({
      a: entries(a, (x, i, j) => (i === j ? at(a, 0, 0) : x)),
    })),
    spoilt('the sizes of the entries of the second factor', 'C3', ({ b }) => ({ b: entries(b, Math.abs) })),
    spoilt('the second factor in single precision', 'C2', ({ b }) => ({ b: entries(b, Math.fround) })),
    spoilt('of a diagonal of blocks as if it were the product', 'E71', ({ a, b }) => ({
      a,
      b: a.rows === 2 && b.rows === 2 ? entries(b, (x) => x / 2) : b,
    })),
    misread('NaN taken for zero', 'special', ({ c }) => ({ c: entries(c, (x) => x || 0) })),
  ];
});
