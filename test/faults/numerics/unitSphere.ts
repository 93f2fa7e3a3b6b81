import { type FloatDtype, sizeOf } from '../../../spec/tensor.ts';
import { normals, uniforms } from '../../../src/_internal/random/stream.ts';
import { arrayOf, byRows, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

interface Attributes {
  readonly shape: readonly number[];
  readonly n: number;
  readonly key: number;
  readonly dtype: FloatDtype;
}

/** Every point the direction of a vector that is drawn. */
const directionOf =
  (vector: (at: (i: number) => number, n: number, uniform: (i: number) => number) => readonly number[]) =>
  (_: object, { shape, n, key, dtype }: Attributes) => {
    const [z, u] = [normals(key, 'direction'), uniforms(key, 'direction, uniform')];
    const points = Array.from({ length: sizeOf(shape) }, (_, member) => {
      const drawn = vector(
        (i) => z(member * n + i),
        n,
        (i) => u(member * n + i),
      );
      return drawn.map((one) => one / Math.hypot(...drawn));
    });
    return arrayOf(dtype, [...shape, n], points.flat());
  };

const listOf = (n: number, of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => of(i));

export const faults: readonly Fault[] = faultsOf('numerics.unitSphere', ({ wrong, spoilt, spoiltEach, misset }) => [
  spoiltEach('an ulp or more too long', 'C1', (value) => value * (1 + 2 ** -47)),
  spoilt('divided by the largest coordinate', 'C1', (x) =>
    byRows(x, (row) => row.map((one) => one / Math.max(...row.map(Math.abs)))),
  ),
  spoilt('in the ball', 'C1', (x) => byRows(x, (row, at) => row.map((one) => (one * ((at % 7) + 1)) / 7))),
  spoilt('its half with x_1 > 0', 'C2', (x) => byRows(x, (row) => [Math.abs(row[0] ?? 0), ...row.slice(1)])),
  wrong(
    'stretched along the first axis',
    'C3',
    directionOf((z, n) => listOf(n, (i) => (i === 0 ? 1.05 : 1) * z(i))),
  ),
  wrong(
    'coordinates that depend on their neighbours',
    'C4',
    directionOf((z, n) => listOf(n, (i) => z(i) + (i > 0 ? 0.1 * z(i - 1) : 0))),
  ),
  wrong(
    'of the cube',
    'C5',
    directionOf((_, n, u) => listOf(n, (i) => 2 * u(i) - 1)),
  ),
  wrong(
    'of the cube, in three dimensions',
    'C6',
    directionOf((z, n, u) => listOf(n, (i) => (n === 3 ? 2 * u(i) - 1 : z(i)))),
  ),
  spoilt('always 1 in one dimension', 'C7', (x) => (x.shape.at(-1) === 1 ? byRows(x, () => [1]) : x)),
  misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
  wrong('the same points in every row of the shape', 'streams', (inputs, attributes, right) => {
    const row = valuesOf(right(inputs, { ...attributes, shape: attributes.shape.slice(-1) }));
    const whole = [...attributes.shape, attributes.n];
    return arrayOf(
      attributes.dtype,
      whole,
      listOf(sizeOf(whole), (at) => row[at % row.length] ?? 0),
    );
  }),
]);
