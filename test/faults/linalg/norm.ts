import { at, build, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { overMembers, scalar } from '../_internal/members.ts';
import { mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Name = 'fro' | '1' | 'inf' | 'max';

const columnsOf = (a: Matrix): number[][] =>
  Array.from({ length: a.columns }, (_, j) => Array.from({ length: a.rows }, (_, i) => at(a, i, j)));
const rowsOf = (a: Matrix): number[][] => columnsOf(transposed(a));
const largest = (values: readonly number[]): number => Math.max(0, ...values);
const sizes = (values: readonly number[]): number => sum(values.map(Math.abs));
const squares = (a: Matrix): number => sum([...a.data].map((value) => value * value));

export const faults: readonly Fault[] = faultsOf('linalg.norm', ({ wrong, misset, wrongGradient, spoiltGradient }) => {
  /** The reference but at one name, member by member. */
  const wrongAt = (ord: Name, name: string, clause: string, of: (a: Matrix) => number) =>
    wrong(name, clause, ({ a }, attributes, right) =>
      attributes.ord === ord
        ? overMembers([a], (member) => ({ norm: scalar(of(member as Matrix)) })).norm
        : right({ a }, attributes),
    );
  return [
    wrongAt('1', 'rows for columns', 'C1', (a) => largest(rowsOf(a).map(sizes))),
    wrongAt('1', 'the size of the sum of a column', 'C2', (a) =>
      largest(columnsOf(a).map((column) => Math.abs(sum(column)))),
    ),
    wrongAt('inf', 'the smallest row', 'C5', (a) => (a.rows === 0 ? 0 : Math.min(...rowsOf(a).map(sizes)))),
    wrongAt('max', 'the largest entry with its sign', 'C2', (a) => Math.max(...a.data)),
    wrongAt('inf', 'the sum of the entries for the largest row', 'C6', (a) => sizes([...a.data])),
    wrongAt('fro', 'the Frobenius norm without its root', 'C3', squares),
    wrongAt('fro', 'the root of the mean of the squares', 'C4', (a) => Math.sqrt(squares(a) / a.data.length)),
    misset('the default, whatever is asked for', 'definition', () => ({ ord: 'fro' })),
    misset('any other name taken for the default', 'attributes', ({ ord }) =>
      ['1', 'inf', 'max'].includes(ord) ? {} : { ord: 'fro' },
    ),
    wrongAt('1', 'NaN passed over', 'special', (a) =>
      largest(
        columnsOf(a)
          .map(sizes)
          .filter((value) => !Number.isNaN(value)),
      ),
    ),
    wrongAt('inf', 'sums in float32', 'definition', (a) =>
      largest(rowsOf(a).map((row) => row.reduce((total, x) => Math.fround(total + Math.abs(x)), 0))),
    ),
    wrongGradient('the gradient of fro, whatever is asked for', 'jacobian', ({ a }, g, _, right) =>
      right({ a }, g, { ord: 'fro' }),
    ),
    wrongGradient('signs in every column', 'adjoint', ({ a }, g, { ord }, right) => {
      if (ord !== '1') return right({ a }, g, { ord });
      const weights = { ...g, shape: [...g.shape, 1, 1], strides: [...g.strides, 1, 1] };
      return overMembers([a, weights], (member, weight) => {
        const [x, w] = [member as Matrix, (weight as Matrix).data[0] ?? 0];
        const signs = build(x.rows, x.columns, (i, j) => w * Math.sign(at(x, i, j)));
        return { a: { shape: [x.rows, x.columns], values: signs.data } };
      });
    }),
    wrongGradient('0 / 0 at the zero matrix', 'C7', ({ a }, g, { ord }, right) => {
      const { a: own = a } = right({ a }, g, { ord });
      const isZero = a.data.every((value) => value === 0);
      return { a: ord === 'fro' && isZero ? mapped(own, () => Number.NaN) : own };
    }),
    wrongAt('inf', 'the last of more than eight rows left out', 'C8', (a) =>
      largest(
        rowsOf(a)
          .slice(0, a.rows > 8 ? -1 : a.rows)
          .map(sizes),
      ),
    ),
    wrongAt('fro', 'the root of squares that over- and underflow', 'C8', (a) => Math.sqrt(squares(a))),
    wrongGradient('the whole gradient to every largest entry', 'C7', ({ a }, g, { ord }, right) => {
      if (ord !== 'max' || a.shape.length !== 2) return right({ a }, g, { ord });
      const [values, [slope = 0]] = [valuesOf(a), valuesOf(g)];
      const most = largest(values.map(Math.abs));
      return { a: mapped(a, (value) => (Math.abs(value) === most ? slope * Math.sign(value) : 0)) };
    }),
    wrongGradient('divided by the root of squares that over- and underflow', 'C9', ({ a }, g, { ord }, right) => {
      if (ord !== 'fro' || a.shape.length !== 2) return right({ a }, g, { ord });
      const [values, [slope = 0]] = [valuesOf(a), valuesOf(g)];
      const norm = Math.sqrt(sum(values.map((value) => value * value)));
      return { a: mapped(a, (value) => (norm === 0 ? 0 : (slope * value) / norm)) };
    }),
    spoiltGradient('the row of the largest entry', 'kinks', ({ a }, inputs, { ord }) => {
      const columns = a.shape.at(-1) ?? 1;
      const [slopes, values] = [valuesOf(a), valuesOf(inputs.a)];
      const rowOf = (at: number) => Math.floor(at / columns);
      const rows = new Map(slopes.flatMap((slope, at) => (slope === 0 ? [] : [[rowOf(at), Math.abs(slope)]])));
      const slopeAt = (at: number) => (rows.get(rowOf(at)) ?? 0) * Math.sign(values[at] ?? 0);
      return { a: ord === 'max' ? mapped(a, (_, at) => slopeAt(at)) : a };
    }),
  ];
});
