import { sizeOf } from '../../../spec/tensor.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { matrix } from '../../../src/_internal/dense/matrix.ts';
import { normals, uniforms } from '../../../src/_internal/random/stream.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, sum, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'numerics.haarOrthogonal': haarOrthogonal } = implementations;

type Attributes = Parameters<typeof haarOrthogonal>[1];

/** A matrix for every member, of what is right for it. */
const each =
  (change: (q: readonly number[], n: number, attributes: Attributes, k: number) => ArrayLike<number>) =>
  (inputs: Parameters<typeof haarOrthogonal>[0], attributes: Attributes): NdArray => {
    const { n, shape, dtype } = attributes;
    const values = valuesOf(haarOrthogonal(inputs, attributes));
    const members = Array.from({ length: sizeOf(shape) }, (_, k) =>
      Array.from(change(values.slice(k * n * n, (k + 1) * n * n), n, attributes, k)),
    );
    return arrayOf(dtype, [...shape, n, n], members.flat());
  };

const trace = (q: readonly number[], n: number): number => sum(q.filter((_, at) => at % (n + 1) === 0));

/** 1 or -1 for an orthogonal matrix of two or three rows. */
const determinant = (q: readonly number[], n: number): number => {
  const at = (i: number, j: number) => q[(i % n) * n + (j % n)] ?? 0;
  if (n === 2) return at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
  return sum([0, 1, 2].map((j) => at(0, j) * (at(1, j + 1) * at(2, j + 2) - at(1, j + 2) * at(2, j + 1))));
};

/** The factor Q as Householder reflections leave it, of entries that are drawn. */
const factorOf = (n: number, entry: (at: number) => number): Float64Array =>
  productOf(
    triangularise(
      matrix(
        n,
        n,
        Float64Array.from({ length: n * n }, (_, at) => entry(at)),
      ),
    ).reflectors,
    n,
    n,
  ).data;

const fault = (name: string, clause: string, wrong: ReturnType<typeof each>): Fault => ({
  name,
  operation: 'numerics.haarOrthogonal',
  caughtBy: `numerics.haarOrthogonal/${clause}`,
  operations: { 'numerics.haarOrthogonal': wrong },
});

export const faults: readonly Fault[] = [
  fault(
    'rows of length 1 that are not orthogonal',
    'C1',
    each((q, n, { key }, k) => {
      const z = normals(key, 'normal');
      const rows = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => z(k * q.length + i * n + j)),
      );
      return rows.flatMap((row) => row.map((entry) => entry / Math.hypot(...row)));
    }),
  ),
  fault(
    'the signs as the factorisation leaves them',
    'C2',
    each((q, n, { key }, k) => {
      const z = normals(key, 'haarOrthogonal');
      return factorOf(n, (at) => z(k * q.length + at));
    }),
  ),
  fault(
    'turned in the plane of the first two axes alone',
    'C3',
    each((q, n) => {
      const [x = 0, y = 0] = q;
      const [c, s] = n < 2 ? [1, 0] : [x / Math.hypot(x, y), y / Math.hypot(x, y)];
      const turned = [c, s, -s, c];
      return q.map((_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i < 2 && j < 2 ? (turned[2 * i + j] ?? 0) : Number(i === j);
      });
    }),
  ),
  fault(
    'entries from [-1, 1) in place of normal ones',
    'C4',
    each((q, n, { key }, k) => {
      const uniform = uniforms(key, 'haarOrthogonal');
      const sign = (column: number) => (uniform(k * n + column, 1) < 0.5 ? -1 : 1);
      const signs = Array.from({ length: n }, (_, column) => sign(column));
      return factorOf(n, (at) => 2 * uniform(k * q.length + at) - 1).map((entry, at) => entry * (signs[at % n] ?? 1));
    }),
  ),
  fault(
    'of Q and -Q the one whose trace is positive',
    'C5',
    each((q, n) => (trace(q, n) < 0 ? q.map((entry) => -entry) : q)),
  ),
  fault(
    'rotations alone',
    'C6',
    each((q, n) => (n < 4 && n > 1 && determinant(q, n) < 0 ? q.map((entry, at) => (at < n ? -entry : entry)) : q)),
  ),
  fault('the same matrices in every row of the shape', 'streams', (inputs, { shape, ...attributes }) => {
    const [last = 1] = shape.slice(-1);
    const row = valuesOf(haarOrthogonal(inputs, { ...attributes, shape: shape.length === 0 ? [] : [last] }));
    const { n, dtype } = attributes;
    return arrayOf(
      dtype,
      [...shape, n, n],
      Array.from({ length: sizeOf(shape) * n * n }, (_, at) => row[at % row.length] ?? 0),
    );
  }),
];
