import { sizeOf } from '../../../spec/tensor.ts';
import { uniforms } from '../../../src/_internal/random/stream.ts';
import { arrayOf, byRows, mapped, sum, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The sums of the first elements of a list, one, two, .. of them. */
const sums = (values: readonly number[]): number[] => values.map((_, i) => sum(values.slice(0, i + 1)));

export const faults: readonly Fault[] = [
  ...faultsOf('numerics.categorical', ({ wrong, spoiltEach, misread, misset }) => [
    spoiltEach('from 1 to k', 'C1', (value) => value + 1),
    wrong('the first whose sum is reached, with a draw from eight bits', 'C2', ({ p }, { shape, key }) => {
      const [draw, upTo] = [uniforms(key, 'categorical'), sums(valuesOf(p))];
      const drawn = Array.from({ length: sizeOf(shape) }, (_, at) => Math.floor(256 * draw(at)) / 256);
      return arrayOf(
        'int32',
        shape,
        drawn.map((u) => upTo.findIndex((end) => u <= end)),
      );
    }),
    wrong('all equally likely', 'C2', ({ p }, { shape, key }) => {
      const draw = uniforms(key, 'categorical');
      const positive = valuesOf(p).flatMap((one, i) => (one > 0 ? [i] : []));
      const drawn = Array.from({ length: sizeOf(shape) }, (_, at) => Math.floor(draw(at) * positive.length));
      return arrayOf(
        'int32',
        shape,
        drawn.map((i) => positive[i] ?? 0),
      );
    }),
    wrong('probabilities in 64ths', 'C2', ({ p }, { shape, key }, right) => {
      const floors = valuesOf(p).map((one) => Math.floor(64 * one) / 64);
      const rest = 1 - sum(floors);
      const at = floors.findIndex((one) => one > 0);
      return right({ p: mapped(p, (_, i) => (floors[i] ?? 0) + (i === at ? rest : 0)) }, { shape, key });
    }),
    misread('divided by their sum, whatever it is', 'R3', ({ p }) => ({
      p: valuesOf(p).every((one) => one >= 0) && sum(valuesOf(p)) > 0 ? mapped(p, (one) => one / sum(valuesOf(p))) : p,
    })),
    misread('magnitudes of them', 'R3', ({ p }) => ({
      p: valuesOf(p).some((one) => one < 0) ? mapped(p, (one) => Math.abs(one) / sum(valuesOf(p).map(Math.abs))) : p,
    })),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
  ]),
  ...faultsOf('numerics.dirichlet', ({ spoilt, spoiltEach, misread, misset }) => [
    spoiltEach('a little below 0', 'C1', (value) => (value < 2 ** -20 ? -(2 ** -60) : value)),
    spoilt('Gamma numbers that are not divided', 'C2', (x) =>
      byRows(x, (row, at) => row.map((one) => one * (1 + (at % 3)))),
    ),
    spoilt('the last left as it was', 'C2', (x) => byRows(x, (row) => row.with(-1, (row.at(-1) ?? 0) * 0.99))),
    misread('alpha in reverse order', 'C3', ({ alpha }) => ({
      alpha: arrayOf(alpha.dtype, alpha.shape, valuesOf(alpha).toReversed()),
    })),
    misread('twice alpha', 'C4', ({ alpha }) => ({ alpha: mapped(alpha, (one) => 2 * one) })),
    misread('alpha of at least 1', 'C3', ({ alpha }) => ({
      alpha: mapped(alpha, (one) => (one > 0 ? Math.max(1, one) : one)),
    })),
    misread('an eighth more', 'C5', ({ alpha }) => ({ alpha: mapped(alpha, (one) => one * 1.125) })),
    misread('0 for a small number', 'R3', ({ alpha }) => ({ alpha: mapped(alpha, (one) => (one > 0 ? one : 1e-3)) })),
    misset('the key cut to 16 bits', 'streams', ({ key }) => ({ key: key % 2 ** 16 })),
  ]),
];
