import { SVD } from 'svd-js';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import { elementsOf, listOf, type Nested, nested, shapeOf, Unsupported } from '../../_internal/nested.ts';

type Parameters = [withu: boolean | 'f', withv: boolean, eps?: number, tol?: number];

/**
 * svd-js 1.1: one function, of arrays of rows.
 *
 * Declared conventions, none of which counts as a bug:
 * - a matrix has at least as many rows as columns ("m >= n is assumed"): a wide one is refused;
 * - singular values are "not necessarily ordered": they are put in order here, and the columns with them;
 * - U has as many columns as the matrix, and of the full one ('f') those are taken.
 *
 * Without the vectors it is asked for the largest singular value alone.
 */
export const adapterOf = (name: string, ...parameters: Parameters): Adapter<Nested> => {
  const svd = (a: Nested) => {
    const [rows = 0, columns = 0, ...more] = shapeOf(a);
    if (columns === 0 || more.length > 0) throw new Unsupported('number[][] is what it takes');
    if (rows < columns) throw new Unsupported('"Invalid matrix: m < n"');
    return SVD(
      listOf(a).map((row) => elementsOf(row)),
      ...parameters,
    );
  };
  const decompose = (a: Nested) => {
    const { u, q, v } = svd(a);
    const order = [...q.keys()].sort((i, j) => (q[j] ?? 0) - (q[i] ?? 0));
    const ordered = (row: readonly number[]) => order.map((column) => row[column] ?? Number.NaN);
    return { u: u.map(ordered), s: ordered(q), v: v.map(ordered) };
  };
  const vectors = parameters[0] !== false && parameters[1];
  return defineAdapter<Nested>({
    name,
    version: '1.1.1',
    profile: { dtype: 'float64', batches: 'none', empty: false, beyond: ['dtypes'] },
    toNative: ({ shape, data }) => nested(shape, (index) => data[index] ?? Number.NaN),
    fromNative: (value) => ({ dtype: 'float64', shape: shapeOf(value), data: Float64Array.from(elementsOf(value)) }),
    operations: {
      ...(vectors ? { 'decompositions.svd': ({ a }) => decompose(a) } : {}),
      'linalg.spectralNorm': ({ a }) => Math.max(...svd(a).q),
    },
  });
};
