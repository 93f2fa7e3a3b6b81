import { sizeOf } from '../../../spec/tensor.ts';
import { productOf, triangularise } from '../../../src/_internal/dense/householder.ts';
import { matrix } from '../../../src/_internal/dense/matrix.ts';
import { normals, uniforms } from '../../../src/_internal/random/stream.ts';
import type { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, matricesOf, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

type Haar = (typeof implementations)['numerics.haarOrthogonal'];
type Attributes = Parameters<Haar>[1];

/** Every matrix of a result replaced. */
const each =
  (change: (q: readonly number[], n: number, attributes: Attributes, k: number) => ArrayLike<number>) =>
  (result: ReturnType<Haar>, _: Parameters<Haar>[0], attributes: Attributes): ReturnType<Haar> => {
    const { members } = matricesOf(result);
    const changed = members.map((q, k) => Array.from(change(q, attributes.n, attributes, k)));
    return arrayOf(result.dtype, result.shape, changed.flat());
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

export const faults: readonly Fault[] = faultsOf('numerics.haarOrthogonal', ({ spoilt, wrong }) => [
  spoilt(
    'of order 1 always 1',
    'C8',
    each((q, n) => (n === 1 ? [1] : q)),
  ),
  spoilt(
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
  spoilt(
    'the signs as the factorisation leaves them',
    'C2',
    each((q, n, { key }, k) => {
      const z = normals(key, 'haarOrthogonal');
      return factorOf(n, (at) => z(k * q.length + at));
    }),
  ),
  spoilt(
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
  spoilt(
    'entries from [-1, 1) in place of normal ones',
    'C4',
    each((q, n, { key }, k) => {
      const uniform = uniforms(key, 'haarOrthogonal');
      const sign = (column: number) => (uniform(k * n + column, 1) < 0.5 ? -1 : 1);
      const signs = Array.from({ length: n }, (_, column) => sign(column));
      return factorOf(n, (at) => 2 * uniform(k * q.length + at) - 1).map((entry, at) => entry * (signs[at % n] ?? 1));
    }),
  ),
  spoilt(
    'of Q and -Q the one whose trace is positive',
    'C5',
    each((q, n) => (trace(q, n) < 0 ? q.map((entry) => -entry) : q)),
  ),
  spoilt(
    'rotations alone',
    'C6',
    each((q, n) => (n < 4 && n > 1 && determinant(q, n) < 0 ? q.map((entry, at) => (at < n ? -entry : entry)) : q)),
  ),
  wrong('the same matrices in every row of the shape', 'streams', (inputs, { shape, ...attributes }, right) => {
    const row = valuesOf(right(inputs, { ...attributes, shape: shape.slice(-1) }));
    const whole = [...shape, attributes.n, attributes.n];
    return arrayOf(
      attributes.dtype,
      whole,
      Array.from({ length: sizeOf(whole) }, (_, at) => row[at % row.length] ?? 0),
    );
  }),
  spoilt(
    'rotations alone, of odd orders',
    'C7',
    each((q, n) => (n === 3 && determinant(q, n) < 0 ? q.map((entry) => -entry) : q)),
  ),
  spoilt(
    'angles up to half a turn',
    'C2',
    each((q, n) => ((q[n * (n - 1)] ?? 0) < 0 ? q.map((entry, at) => (at % n === 0 ? -entry : entry)) : q)),
  ),
]);
