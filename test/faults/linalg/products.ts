import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, mapped, matricesOf, sum, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'linalg.dot': dot, 'linalg.outer': outer, 'linalg.frobeniusNorm': frobeniusNorm } = implementations;

const products = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, at) => value * (b[at] ?? Number.NaN));

export const faults: readonly Fault[] = [
  {
    name: 'first product left out',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/integers',
    operations: {
      'linalg.dot': ({ a, b }) => arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b)).slice(1))]),
    },
  },
  {
    name: 'the longer vector cut to the shorter',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/signature',
    operations: {
      'linalg.dot': ({ a, b }) => {
        const n = Math.min(valuesOf(a).length, valuesOf(b).length);
        return arrayOf(a.dtype, [], [sum(products(valuesOf(a).slice(0, n), valuesOf(b).slice(0, n)))]);
      },
    },
  },
  {
    name: 'no first element to start from',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/C4',
    operations: {
      'linalg.dot': async (inputs, attributes) => {
        if (valuesOf(inputs.a).length === 0) return arrayOf(inputs.a.dtype, [], [Number.NaN]);
        return dot(inputs, attributes);
      },
    },
  },
  {
    name: 'second vector reversed, as in a convolution',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/C3',
    operations: {
      'linalg.dot': ({ a, b }) => arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b).reverse()))]),
    },
  },
  {
    name: 'magnitudes multiplied',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/C2',
    operations: {
      'linalg.dot': ({ a, b }) => arrayOf(a.dtype, [], [sum(products(valuesOf(a), valuesOf(b)).map(Math.abs))]),
    },
  },
  {
    name: 'first vector rounded to single precision',
    operation: 'linalg.dot',
    caughtBy: 'linalg.dot/C1',
    operations: {
      'linalg.dot': ({ a, b }, attributes) =>
        dot({ a: mapped(a, (value, at) => (at === 0 ? value + 2 ** -40 * Math.abs(value) : value)), b }, attributes),
    },
  },
  {
    name: 'factors exchanged',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/C2',
    operations: {
      'linalg.outer': async ({ a, b }, attributes) =>
        arrayOf(a.dtype, [...a.shape, ...b.shape], valuesOf(await outer({ a: b, b: a }, attributes))),
    },
  },
  {
    name: 'outer sum',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/C3',
    operations: {
      'linalg.outer': ({ a, b }) =>
        arrayOf(
          a.dtype,
          [...a.shape, ...b.shape],
          valuesOf(a).flatMap((x) => valuesOf(b).map((y) => x + y)),
        ),
    },
  },
  {
    name: 'only the upper triangle filled, mirrored below',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/C4',
    operations: {
      'linalg.outer': ({ a, b }) => {
        const [x, y] = [valuesOf(a), valuesOf(b)];
        const entry = (i: number, j: number) => (x[i] ?? 0) * (y[j] ?? 0);
        const mirrors = x.length === y.length;
        return arrayOf(
          a.dtype,
          [x.length, y.length],
          x.flatMap((_, i) => y.map((_value, j) => (mirrors && j < i ? entry(j, i) : entry(i, j)))),
        );
      },
    },
  },
  {
    name: 'entries with i > j not conjugate to those with i < j',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/C1',
    operations: {
      'linalg.outer': ({ a, b }) =>
        arrayOf(
          a.dtype,
          [...a.shape, ...b.shape],
          valuesOf(a).flatMap((x, i) => valuesOf(b).map((y, j) => (i > j ? x * y + 2 ** -50 * x * y : x * y))),
        ),
    },
  },
  {
    name: 'gradient transposed where the matrix is square',
    operation: 'linalg.outer',
    caughtBy: 'linalg.outer/jacobian',
    gradients: {
      'linalg.outer': (inputs, g, attributes) =>
        pullbacks['linalg.outer'](inputs, g.shape[0] === g.shape[1] ? transpose(g) : g, attributes),
    },
  },
  {
    name: 'entries squared as they are',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C3',
    operations: {
      'linalg.frobeniusNorm': ({ a }) =>
        arrayOf(
          a.dtype,
          a.shape.slice(0, -2),
          matricesOf(a).members.map((member) => Math.sqrt(sum(products(member, member)))),
        ),
    },
  },
  {
    name: 'norms of the rows added',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C1',
    operations: {
      'linalg.frobeniusNorm': ({ a }) => {
        const { columns, members } = matricesOf(a);
        const normOf = (member: readonly number[]) =>
          sum(
            Array.from({ length: columns === 0 ? 0 : member.length / columns }, (_, i) =>
              Math.hypot(...member.slice(i * columns, (i + 1) * columns)),
            ),
          );
        return arrayOf(a.dtype, a.shape.slice(0, -2), members.map(normOf));
      },
    },
  },
  {
    name: 'norms below 1e-8 set to 0',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C2',
    operations: {
      'linalg.frobeniusNorm': async (inputs, attributes) =>
        mapped(await frobeniusNorm(inputs, attributes), (norm) => (norm < 1e-8 ? 0 : norm)),
    },
  },
  {
    name: 'the root forgotten',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C4',
    operations: {
      'linalg.frobeniusNorm': ({ a }) =>
        arrayOf(
          a.dtype,
          a.shape.slice(0, -2),
          matricesOf(a).members.map((member) => sum(products(member, member))),
        ),
    },
  },
  {
    name: 'root mean square',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C5',
    operations: {
      'linalg.frobeniusNorm': async (inputs, attributes) =>
        mapped(await frobeniusNorm(inputs, attributes), (norm) => {
          const [m = 1, n = 1] = inputs.a.shape.slice(-2);
          return norm / Math.sqrt(Math.max(m * n, 1));
        }),
    },
  },
  {
    name: 'magnitudes added, not squares',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C6',
    operations: {
      'linalg.frobeniusNorm': ({ a }) =>
        arrayOf(
          a.dtype,
          a.shape.slice(0, -2),
          matricesOf(a).members.map((member) => sum(member.map(Math.abs))),
        ),
    },
  },
  {
    name: 'gradient 0 / 0 at the zero matrix',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C7',
    gradients: {
      'linalg.frobeniusNorm': async ({ a }, g) => {
        const norms = valuesOf(await frobeniusNorm({ a }, {}));
        const [size, incoming] = [valuesOf(a).length / Math.max(norms.length, 1), valuesOf(g)];
        return {
          a: mapped(a, (value, at) => {
            const member = Math.floor(at / size);
            return ((incoming[member] ?? 0) * value) / (norms[member] ?? 1);
          }),
        };
      },
    },
  },
];
