import { createRequire } from 'node:module';
import { type Adapter, defineAdapter } from '../../../conformance/adapter.ts';
import { rowMajorStrides } from '../../../spec/tensor.ts';
import { Unsupported } from '../../_internal/nested.ts';
import {
  type Floats,
  floatsOf,
  linesOf,
  placesOf,
  spreadOver,
  tensorOf,
  type View,
  wholeOf,
  zerosLike,
} from './view.ts';

const load = createRequire(import.meta.url);

/** The routine for the type of some numbers: `ddot` or `sdot`. It takes views by offset and strides. */
const routine = (folder: 'base' | 'ext/base', name: string, data: Floats) =>
  (
    load(`@stdlib/blas/${folder}/${data instanceof Float64Array ? 'd' : 's'}${name}`) as {
      ndarray(...given: readonly (string | number | Floats)[]): number | Floats;
    }
  ).ndarray;

const matrix = ({ data, strides: [row = 0, column = 0], offset }: View & { data: Floats }) =>
  [data, row, column, offset] as const;
const ofFloats = (view: View) => ({ ...view, data: floatsOf(view) });
const axisOf = (axis: number, { shape }: View): number => {
  const place = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || place < 0 || place >= shape.length) throw new RangeError(`no axis ${axis}`);
  return place;
};

function copyOf(view: View): View & { data: Floats } {
  const copy = zerosLike(floatsOf(view), view.shape);
  let at = 0;
  for (const place of placesOf(view.shape, view.strides, view.offset)) copy.data[at++] = view.data[place] ?? Number.NaN;
  return copy;
}

/** Which of several routines for one purpose are called. */
export interface Choice {
  readonly sum: 'sum' | 'sumkbn' | 'sumkbn2' | 'sumpw' | 'sumors';
  readonly cusum: 'cusum' | 'cusumkbn' | 'cusumkbn2' | 'cusumpw' | 'cusumors';
  readonly sort: 'sort2hp' | 'sort2ins' | 'sort2sh';
}

/**
 * The routines of @stdlib/blas in JavaScript, by their interfaces `.ndarray`, which take any strides and offsets.
 *
 * Declared conventions, none of which counts as a bug:
 * - sizes are given to a routine, not found by it: that operands fit together is seen to here;
 * - solvers take one right-hand side; a zero on the diagonal is divided by;
 * - a sum takes one line of elements, a whole array only where it is one.
 */
export const adapterOf = (name: string, { sum, cusum, sort }: Choice): Adapter<View> =>
  defineAdapter<View>({
    name,
    version: '0.4.1',
    profile: { dtype: ['float64', 'float32'], batches: 'none', refusal: 'nan' },
    toNative: ({ data, shape }) => ({ data, shape, strides: rowMajorStrides(shape), offset: 0 }),
    fromNative: (view, { dtype }) => tensorOf(view, dtype),
    layouts: {
      transposed: (tensor) =>
        spreadOver(tensor, tensor.data.length, rowMajorStrides(tensor.shape.toReversed()).toReversed(), 0),
      sliced: (tensor) =>
        spreadOver(
          tensor,
          2 * tensor.data.length,
          rowMajorStrides(tensor.shape).map((stride) => 2 * stride),
          0,
        ),
      offset: (tensor) => spreadOver(tensor, tensor.data.length + 3, rowMajorStrides(tensor.shape), 3),
      reversed: (tensor) =>
        spreadOver(
          tensor,
          tensor.data.length,
          rowMajorStrides(tensor.shape).map((stride) => -stride),
          Math.max(0, tensor.data.length - 1),
        ),
    },
    operations: {
      'tensor.add': ({ a, b }) => {
        if (a.shape.join() !== b.shape.join()) throw new RangeError('two arrays of one shape');
        const result = copyOf(b);
        const axis = Math.max(0, a.shape.length - 1);
        const [from, to] = [linesOf(a, axis), linesOf(result, axis)];
        const size = a.shape.length === 0 ? 1 : from.size;
        const axpy = routine('base', 'axpy', result.data);
        for (const [i, start] of from.starts.entries())
          axpy(size, 1, floatsOf(a), from.stride, start, result.data, to.stride, to.starts[i] ?? 0);
        return result;
      },
      'tensor.sum': ({ x }, { axes, keepdims }) => {
        const data = floatsOf(x);
        const total = routine('ext/base', sum, data);
        if (axes === null) {
          const { size, stride, offset } = wholeOf(x);
          const result = zerosLike(data, keepdims ? x.shape.map(() => 1) : []);
          result.data[0] = total(size, data, stride, offset) as number;
          return result;
        }
        const [only, ...more] = axes;
        if (only === undefined || more.length > 0) throw new Unsupported('along one axis, or all elements');
        const axis = axisOf(only, x);
        const { size, stride, starts } = linesOf(x, axis);
        const result = zerosLike(data, keepdims ? x.shape.with(axis, 1) : x.shape.filter((_, i) => i !== axis));
        for (const [i, start] of starts.entries()) result.data[i] = total(size, data, stride, start) as number;
        return result;
      },
      'tensor.cumsum': ({ x }, { axis: given }) => {
        const axis = axisOf(given, x);
        const result = zerosLike(floatsOf(x), x.shape);
        const [from, to] = [linesOf(x, axis), linesOf(result, axis)];
        const running = routine('ext/base', cusum, result.data);
        for (const [i, start] of from.starts.entries())
          running(from.size, 0, floatsOf(x), from.stride, start, result.data, to.stride, to.starts[i] ?? 0);
        return result;
      },
      'tensor.sort': ({ x }, { axis: given, descending }) => {
        const axis = axisOf(given, x);
        const values = copyOf(x);
        const indices = zerosLike(values.data, x.shape);
        const { size, stride, starts } = linesOf(values, axis);
        const sorted = routine('ext/base', sort, values.data);
        for (const start of starts) {
          for (let i = 0; i < size; i++) indices.data[start + i * stride] = i;
          sorted(size, descending ? -1 : 1, values.data, stride, start, indices.data, stride, start);
        }
        return { values, indices: { ...indices, data: Int32Array.from(indices.data) } };
      },
      'linalg.dot': ({ a, b }) => {
        const [left, right] = [ofFloats(a), ofFloats(b)];
        const [size = 0] = a.shape;
        if (a.shape.length !== 1 || a.shape.join() !== b.shape.join())
          throw new RangeError('two vectors of one length');
        const result = zerosLike(left.data, []);
        const dot = routine('base', 'dot', left.data);
        result.data[0] = dot(
          size,
          left.data,
          a.strides[0] ?? 0,
          a.offset,
          right.data,
          b.strides[0] ?? 0,
          b.offset,
        ) as number;
        return result;
      },
      'linalg.outer': ({ a, b }) => {
        const [m = 0, n = 0] = [a.shape[0], b.shape[0]];
        if (a.shape.length !== 1 || b.shape.length !== 1) throw new RangeError('two vectors');
        const result = zerosLike(floatsOf(a), [m, n]);
        routine(
          'base',
          'ger',
          result.data,
        )(
          ...[m, n, 1, floatsOf(a), a.strides[0] ?? 0, a.offset, floatsOf(b), b.strides[0] ?? 0, b.offset],
          ...matrix(result),
        );
        return result;
      },
      'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
        const [left, right] = [ofFloats(a), ofFloats(b)];
        if (a.shape.length !== 2 || b.shape.length !== 2) throw new RangeError('two matrices');
        const [m = 0, inner] = transposeA ? a.shape.toReversed() : a.shape;
        const [k = 0, n = 0] = transposeB ? b.shape.toReversed() : b.shape;
        if (inner !== k) throw new RangeError('the inner sizes differ');
        const result = zerosLike(left.data, [m, n]);
        const turn = (transpose: boolean) => (transpose ? 'transpose' : 'no-transpose');
        routine(
          'base',
          'gemm',
          result.data,
        )(
          ...[turn(transposeA), turn(transposeB), m, n, k, 1],
          ...[...matrix(left), ...matrix(right), 0, ...matrix(result)],
        );
        return result;
      },
      'linalg.frobeniusNorm': ({ a }) => {
        if (a.shape.length !== 2) throw new RangeError('a matrix');
        const { size, stride, offset } = wholeOf(a);
        const result = zerosLike(floatsOf(a), []);
        result.data[0] = routine('base', 'nrm2', result.data)(size, floatsOf(a), stride, offset) as number;
        return result;
      },
      'decompositions.triangularSolve': ({ t, b }, { lower, transpose, unitDiagonal }) => {
        const [n = 0, columns] = t.shape;
        if (t.shape.length !== 2 || b.shape.length !== 2 || n !== columns || b.shape[0] !== n)
          throw new RangeError('t[n, n], b[n, k]');
        const x = copyOf(b);
        const { stride, starts } = linesOf(x, 0);
        const solve = routine('base', 'trsv', x.data);
        const [triangle, turn] = [lower ? 'lower' : 'upper', transpose ? 'transpose' : 'no-transpose'];
        for (const start of starts)
          solve(triangle, turn, unitDiagonal ? 'unit' : 'non-unit', n, ...matrix(ofFloats(t)), x.data, stride, start);
        return x;
      },
    },
  });
