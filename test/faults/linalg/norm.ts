import type { Matrix } from '../../../src/_internal/dense/matrix.ts';
import { at, build, transposed } from '../../../src/_internal/dense/matrix.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, scalar } from '../_internal/members.ts';
import { mapped, sum } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'linalg.norm': norm } = implementations;

type Name = 'fro' | '1' | 'inf' | 'max';

const columnsOf = (a: Matrix): number[][] =>
  Array.from({ length: a.columns }, (_, j) => Array.from({ length: a.rows }, (_, i) => at(a, i, j)));

/** The reference but at one name, member by member. */
const wrongAt =
  (name: Name, of: (a: Matrix) => number) =>
  ({ a }: { readonly a: NdArray }, { ord }: { readonly ord: Name }): NdArray =>
    ord === name ? overMembers([a], (member) => ({ norm: scalar(of(member as Matrix)) })).norm : norm({ a }, { ord });

const wrong = (name: string, clause: string, operation: ReturnType<typeof wrongAt>): Fault => ({
  name,
  operation: 'linalg.norm',
  caughtBy: `linalg.norm/${clause}`,
  operations: { 'linalg.norm': operation },
});

const wrongGradient = (
  name: string,
  clause: string,
  of: (a: NdArray, g: NdArray, ord: Name) => NdArray | undefined,
): Fault => ({
  name,
  operation: 'linalg.norm',
  caughtBy: `linalg.norm/${clause}`,
  gradients: {
    'linalg.norm': ({ a }, g, { ord }) => ({ a: of(a, g, ord) ?? pullbacks['linalg.norm']({ a }, g, { ord }).a }),
  },
});

const largest = (values: readonly number[]): number => Math.max(0, ...values);
const sizes = (values: readonly number[]): number => sum(values.map(Math.abs));

export const faults: readonly Fault[] = [
  wrong(
    'rows for columns',
    'C1',
    wrongAt('1', (a) => largest(columnsOf(transposed(a)).map(sizes))),
  ),
  wrong(
    'the size of the sum of a column',
    'C2',
    wrongAt('1', (a) => largest(columnsOf(a).map((column) => Math.abs(sum(column))))),
  ),
  wrong(
    'the smallest row',
    'C5',
    wrongAt('inf', (a) => {
      const rows = columnsOf(transposed(a)).map(sizes);
      return rows.length === 0 ? 0 : Math.min(...rows);
    }),
  ),
  wrong(
    'the largest entry with its sign',
    'C2',
    wrongAt('max', (a) => Math.max(...a.data)),
  ),
  wrong(
    'the sum of the entries for the largest row',
    'C6',
    wrongAt('inf', (a) => sizes([...a.data])),
  ),
  wrong(
    'the Frobenius norm without its root',
    'C3',
    wrongAt('fro', (a) => sum([...a.data].map((value) => value * value))),
  ),
  wrong(
    'the root of the mean of the squares',
    'C4',
    wrongAt('fro', (a) => Math.sqrt(sum([...a.data].map((value) => value * value)) / a.data.length)),
  ),
  wrong('the default, whatever is asked for', 'definition', ({ a }) => norm({ a }, { ord: 'fro' })),
  wrong('any other name taken for the default', 'attributes', ({ a }, { ord }) =>
    norm({ a }, { ord: ['1', 'inf', 'max'].includes(ord) ? ord : 'fro' }),
  ),
  wrong(
    'NaN passed over',
    'special',
    wrongAt('1', (a) =>
      largest(
        columnsOf(a)
          .map(sizes)
          .filter((value) => !Number.isNaN(value)),
      ),
    ),
  ),
  wrong(
    'sums in float32',
    'definition',
    wrongAt('inf', (a) =>
      largest(columnsOf(transposed(a)).map((row) => row.reduce((total, x) => Math.fround(total + Math.abs(x)), 0))),
    ),
  ),
  wrongGradient('the gradient of fro, whatever is asked for', 'jacobian', (a, g, ord) =>
    ord === 'fro' ? undefined : pullbacks['linalg.norm']({ a }, g, { ord: 'fro' }).a,
  ),
  wrongGradient('signs in every column', 'adjoint', (a, g, ord) =>
    ord === '1'
      ? overMembers([a, { ...g, shape: [...g.shape, 1, 1], strides: [...g.strides, 1, 1] }], (member, weight) => {
          const [x, w] = [member as Matrix, (weight as Matrix).data[0] ?? 0];
          const signs = build(x.rows, x.columns, (i, j) => w * Math.sign(at(x, i, j)));
          return { a: { shape: [x.rows, x.columns], values: signs.data } };
        }).a
      : undefined,
  ),
  wrongGradient('0 / 0 at the zero matrix', 'C7', (a, g, ord) => {
    const own = pullbacks['linalg.norm']({ a }, g, { ord }).a;
    const isZero = a.data.every((value) => value === 0);
    return ord === 'fro' && own !== undefined && isZero ? mapped(own, () => Number.NaN) : own;
  }),
];
