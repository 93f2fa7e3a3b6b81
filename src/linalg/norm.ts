import { norm as specification } from '../../spec/linalg/norm.ts';
import { at, build, type Matrix } from '../_internal/dense/matrix.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { argmax } from '../_internal/exponentials.ts';
import { reference } from '../_internal/reference.ts';

type Largest = '1' | 'inf' | 'max';

/** The column, row or entry that an entry counts in. */
const groupOf = (ord: Largest, { columns }: Matrix, i: number, j: number): number =>
  ord === '1' ? j : ord === 'inf' ? i : i * columns + j;

/** The sums of the sizes of the entries, group by group. */
function sumsOf(a: Matrix, ord: Largest): Float64Array {
  const sums = new Float64Array(ord === '1' ? a.columns : ord === 'inf' ? a.rows : a.data.length);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      const group = groupOf(ord, a, i, j);
      sums[group] = (sums[group] as number) + Math.abs(at(a, i, j));
    }
  }
  return sums;
}

export const norm = reference(specification, {
  member: ({ a }, { ord }) =>
    ord === 'fro' ? normOf(a.data) : sumsOf(a, ord).reduce((largest, sum) => Math.max(largest, sum), 0),
  pullback({ a }, g, { ord }) {
    if (ord === 'fro') {
      const norm = normOf(a.data);
      return { a: build(a.rows, a.columns, (i, j) => (norm === 0 ? 0 : g * (at(a, i, j) / norm))) };
    }
    const largest = argmax(sumsOf(a, ord));
    return {
      a: build(a.rows, a.columns, (i, j) => (groupOf(ord, a, i, j) === largest ? g * Math.sign(at(a, i, j)) : 0)),
    };
  },
});
