import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, matricesOf, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'linalg.dot': dot, 'linalg.outer': outer, 'linalg.frobeniusNorm': frobeniusNorm } = implementations;

const products = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, at) => value * (b[at] ?? Number.NaN));

export const faults: readonly Fault[] = [
  ...faultsOf('linalg.dot', ({ misread, wrong }) => [
    wrong('first product left out', 'integers', ({ a, b }) =>
      arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b)).slice(1))]),
    ),
    wrong('the longer vector cut to the shorter', 'signature', ({ a, b }) => {
      const n = Math.min(valuesOf(a).length, valuesOf(b).length);
      return arrayOf(a.dtype, [], [sum(products(valuesOf(a).slice(0, n), valuesOf(b).slice(0, n)))]);
    }),
    wrong('no first element to start from', 'C4', (inputs, attributes) => {
      if (valuesOf(inputs.a).length === 0) return arrayOf(inputs.a.dtype, [], [Number.NaN]);
      return dot(inputs, attributes);
    }),
    wrong('second vector reversed, as in a convolution', 'C3', ({ a, b }) =>
      arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b).reverse()))]),
    ),
    wrong('magnitudes multiplied', 'C2', ({ a, b }) =>
      arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b)).map(Math.abs))]),
    ),
    misread('first vector rounded to single precision', 'C1', ({ a }) => ({
      a: mapped(a, (value, at) => (at === 0 ? value + 2 ** -40 * Math.abs(value) : value)),
    })),
  ]),
  ...faultsOf('linalg.outer', ({ wrong, wrongGradient }) => [
    wrong('factors exchanged', 'C2', ({ a, b }, attributes) =>
      arrayOf(a.dtype, [...a.shape, ...b.shape], valuesOf(outer({ a: b, b: a }, attributes))),
    ),
    wrong('outer sum', 'C3', ({ a, b }) =>
      arrayOf(
        a.dtype,
        [...a.shape, ...b.shape],
        valuesOf(a).flatMap((x) => valuesOf(b).map((y) => x + y)),
      ),
    ),
    wrong('only the upper triangle filled, mirrored below', 'C4', ({ a, b }) => {
      const [x, y] = [valuesOf(a), valuesOf(b)];
      const entry = (i: number, j: number) => (x[i] ?? 0) * (y[j] ?? 0);
      const mirrors = x.length === y.length;
      return arrayOf(
        a.dtype,
        [x.length, y.length],
        x.flatMap((_, i) => y.map((_value, j) => (mirrors && j < i ? entry(j, i) : entry(i, j)))),
      );
    }),
    wrong('entries with i > j not conjugate to those with i < j', 'C1', ({ a, b }) =>
      arrayOf(
        a.dtype,
        [...a.shape, ...b.shape],
        valuesOf(a).flatMap((x, i) => valuesOf(b).map((y, j) => (i > j ? x * y + 2 ** -50 * x * y : x * y))),
      ),
    ),
    wrongGradient('gradient transposed where the matrix is square', 'jacobian', (inputs, g, attributes) =>
      pullbacks['linalg.outer'](inputs, g.shape[0] === g.shape[1] ? transpose(g) : g, attributes),
    ),
  ]),
  ...faultsOf('linalg.frobeniusNorm', ({ spoilt, wrong, wrongGradient }) => [
    wrong('entries squared as they are', 'C3', ({ a }) =>
      arrayOf(
        a.dtype,
        a.shape.slice(0, -2),
        matricesOf(a).members.map((member) => Math.sqrt(sum(products(member, member)))),
      ),
    ),
    wrong('norms of the rows added', 'C1', ({ a }) => {
      const { columns, members } = matricesOf(a);
      const normOf = (member: readonly number[]) =>
        sum(
          Array.from({ length: columns === 0 ? 0 : member.length / columns }, (_, i) =>
            Math.hypot(...member.slice(i * columns, (i + 1) * columns)),
          ),
        );
      return arrayOf(a.dtype, a.shape.slice(0, -2), members.map(normOf));
    }),
    spoilt('norms below 1e-8 set to 0', 'C2', (result) => mapped(result, (norm) => (norm < 1e-8 ? 0 : norm))),
    wrong('the root forgotten', 'C4', ({ a }) =>
      arrayOf(
        a.dtype,
        a.shape.slice(0, -2),
        matricesOf(a).members.map((member) => sum(products(member, member))),
      ),
    ),
    spoilt('root mean square', 'C5', (result, inputs) =>
      mapped(result, (norm) => {
        const [m = 1, n = 1] = inputs.a.shape.slice(-2);
        return norm / Math.sqrt(Math.max(m * n, 1));
      }),
    ),
    wrong('magnitudes added, not squares', 'C6', ({ a }) =>
      arrayOf(
        a.dtype,
        a.shape.slice(0, -2),
        matricesOf(a).members.map((member) => sum(member.map(Math.abs))),
      ),
    ),
    wrongGradient('gradient 0 / 0 at the zero matrix', 'C7', ({ a }, g) => {
      const norms = valuesOf(frobeniusNorm({ a }, {}));
      const [size, incoming] = [valuesOf(a).length / Math.max(norms.length, 1), valuesOf(g)];
      return {
        a: mapped(a, (value, at) => {
          const member = Math.floor(at / size);
          return ((incoming[member] ?? 0) * value) / (norms[member] ?? 1);
        }),
      };
    }),
  ]),
];
