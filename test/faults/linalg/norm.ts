import { norm } from '../../../spec/linalg/norm.ts';
import { type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnsIn, entries, largest } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Name = 'fro' | '1' | 'inf' | 'max';

const rowsIn = (a: Matrix): number[][] => columnsIn(transposed(a));
const sizes = (values: Iterable<number>): number => sum([...values].map(Math.abs));
const squares = (a: Matrix): number => sum([...a.data].map((value) => value * value));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(norm, ({ spoilt, wrongGradient, spoiltGradient }) => {
    /** The reference but at one name. */
    const wrongAt = (at: Name, name: string, clause: string, of: (a: Matrix) => number) =>
      spoilt(name, clause, (right, { a }, { ord }) => (ord === at ? of(a) : right));
    const gradientAt = (at: Name, name: string, clause: string, of: (a: Matrix, g: number) => Matrix) =>
      wrongGradient(name, clause, ({ a }, g, attributes, right) =>
        attributes.ord === at ? { a: of(a, g) } : right({ a }, g, attributes),
      );
    return [
      wrongAt('1', 'rows for columns', 'C1', (a) => largest(rowsIn(a).map(sizes))),
      wrongAt('1', 'the size of the sum of a column', 'C2', (a) => largest(columnsIn(a).map((x) => Math.abs(sum(x))))),
      wrongAt('inf', 'the smallest row', 'C5', (a) => (a.rows === 0 ? 0 : Math.min(...rowsIn(a).map(sizes)))),
      wrongAt('max', 'the largest entry with its sign', 'C2', (a) => Math.max(...a.data)),
      wrongAt('inf', 'the sum of the entries for the largest row', 'C6', (a) => sizes(a.data)),
      wrongAt('fro', 'the Frobenius norm without its root', 'C3', squares),
      wrongAt('fro', 'the root of the mean of the squares', 'C4', (a) => Math.sqrt(squares(a) / a.data.length)),
      wrongAt('1', 'NaN passed over', 'special', (a) =>
        largest(
          columnsIn(a)
            .map(sizes)
            .filter((x) => x >= 0),
        ),
      ),
      wrongAt('inf', 'sums in float32', 'definition', (a) =>
        largest(rowsIn(a).map((row) => row.reduce((total, x) => Math.fround(total + Math.abs(x)), 0))),
      ),
      wrongAt('inf', 'the last of more than eight rows left out', 'C8', (a) =>
        largest(
          rowsIn(a)
            .slice(0, a.rows > 8 ? -1 : a.rows)
            .map(sizes),
        ),
      ),
      wrongAt('fro', 'the root of squares that over- and underflow', 'C8', (a) => Math.sqrt(squares(a))),
      gradientAt('1', 'signs in every column', 'adjoint', (a, g) => entries(a, (x) => g * Math.sign(x))),
      spoiltGradient('0 / 0 at the zero matrix', 'C7', (gradients, { a }, { ord }) => ({
        a: ord === 'fro' && sizes(a.data) === 0 ? entries(a, () => Number.NaN) : gradients.a,
      })),
      gradientAt('max', 'the whole gradient to every largest entry', 'C7', (a, g) => {
        const most = largest(a.data.map(Math.abs));
        return entries(a, (x) => (Math.abs(x) === most ? g * Math.sign(x) : 0));
      }),
      gradientAt('fro', 'divided by the root of squares that over- and underflow', 'C9', (a, g) => {
        const size = Math.sqrt(squares(a));
        return entries(a, (x) => (size === 0 ? 0 : (g * x) / size));
      }),
    ];
  }),
  ...faultsOf('linalg.norm', ({ misset, wrongGradient, spoiltGradient }) => [
    misset('the default, whatever is asked for', 'definition', () => ({ ord: 'fro' })),
    misset('any other name taken for the default', 'attributes', ({ ord }) =>
      ['1', 'inf', 'max'].includes(ord) ? {} : { ord: 'fro' },
    ),
    wrongGradient('the gradient of fro, whatever is asked for', 'jacobian', ({ a }, g, _, right) =>
      right({ a }, g, { ord: 'fro' }),
    ),
    spoiltGradient('the row of the largest entry', 'kinks', ({ a }, inputs, { ord }) => {
      const columns = a.shape.at(-1) ?? 1;
      const [slopes, values] = [valuesOf(a), valuesOf(inputs.a)];
      const rowOf = (at: number) => Math.floor(at / columns);
      const rows = new Map(slopes.flatMap((slope, at) => (slope === 0 ? [] : [[rowOf(at), Math.abs(slope)]])));
      const slopeAt = (at: number) => (rows.get(rowOf(at)) ?? 0) * Math.sign(values[at] ?? 0);
      return { a: ord === 'max' ? mapped(a, (_, at) => slopeAt(at)) : a };
    }),
  ]),
];
