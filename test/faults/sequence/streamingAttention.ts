import {
  blockAttention,
  cachedAttention,
  mergeAttention,
  streamingAttention,
} from '../../../spec/sequence/streamingAttention.ts';
import {
  at,
  build,
  type Matrix,
  matrix,
  rowOf,
  scaled,
  times,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { zeros } from '../../../src/ndArray.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';

const numbers = (values: ArrayLike<number>, f: (value: number, i: number) => number) => Float64Array.from(values, f);

const rowsTo = (a: Matrix, count: number): Matrix => matrix(count, a.columns, a.data.slice(0, count * a.columns));

interface Online {
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
}

/** The blocks of a query, read one after another, by a rule for what was summed before. */
function online(
  { query, key, value }: Online,
  { block, causal }: { readonly block: number; readonly causal: boolean },
  keep: (before: number, now: number, first: number) => number,
  largestOf: (before: number, own: number) => number = Math.max,
): Matrix {
  const scores = scaled(times(query, transposed(key)), 1 / Math.sqrt(query.columns));
  const sums = matrix(query.rows, value.columns);
  for (let i = 0; i < sums.rows; i++) {
    const seen = causal ? Math.min(i + 1, key.rows) : key.rows;
    let [most, total] = [at(scores, i, 0), 0];
    const row = rowOf(sums, i);
    for (let first = 0; first < seen; first += block) {
      const own = [...rowOf(scores, i).subarray(first, Math.min(first + block, seen))];
      const next = largestOf(most, Math.max(...own));
      const kept = keep(most, next, first);
      most = next;
      total *= kept;
      row.forEach((value, k) => {
        row[k] = value * kept;
      });
      own.forEach((score, j) => {
        const weight = Math.exp(score - most);
        total += weight;
        row.forEach((sum, k) => {
          row[k] = sum + weight * at(value, first + j, k);
        });
      });
    }
    row.forEach((sum, k) => {
      row[k] = sum / total;
    });
  }
  return sums;
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(blockAttention, ({ spoilt, misread, wrongGradient }) => [
    spoilt('the largest score not added to the logarithm', 'C2', ({ logSumExp }, { query, key }) => {
      const scores = scaled(times(query, transposed(key)), 1 / Math.sqrt(query.columns));
      return { logSumExp: numbers(logSumExp, (value, i) => value - Math.max(...rowOf(scores, i))) };
    }),
    spoilt('the mean multiplied by the sum', 'C1', ({ output, logSumExp }) => ({
      output: entries(output, (value, i) => value * Math.exp(Math.min(logSumExp[i] as number, 8))),
    })),
    spoilt('a logarithm of base 2', 'definition', ({ logSumExp }) => ({
      logSumExp: numbers(logSumExp, (value) => value / Math.LN2),
    })),
    misread('scores not scaled', 'C1', ({ query }) => ({ query: scaled(query, Math.sqrt(query.columns)) })),
    spoilt('in single precision', 'definition', ({ output }) => ({ output: single(output) })),
    wrongGradient('what comes in for the logarithm left out', 'adjoint', (inputs, g, attributes, right) =>
      right(inputs, { ...g, logSumExp: numbers(g.logSumExp, () => 0) }, attributes),
    ),
  ]),
  ...faultsOf('sequence.blockAttention', ({ misread }) => [
    misread('without features the mean of the values', 'R1', ({ query, key }) =>
      query.shape.at(-1) === 0
        ? { query: zeros(query.dtype, query.shape.with(-1, 1)), key: zeros(key.dtype, key.shape.with(-1, 1)) }
        : {},
    ),
  ]),
  ...memberFaultsOf(mergeAttention, ({ spoilt, wrong, wrongGradient, spoiltGradient }) => [
    spoilt('the first logarithm counted twice', 'C1', ({ logSumExp }, { logSumExp0 }) => ({
      logSumExp: numbers(logSumExp, (value, i) => value + (logSumExp0[i] as number) / 64),
    })),
    spoilt('the mean of both', 'C2', (_, { output0, output1 }) => ({
      output: build(output0.rows, output0.columns, (i, k) => (at(output0, i, k) + at(output1, i, k)) / 2),
    })),
    spoilt('shares that sum to more than 1', 'C4', ({ output }) => ({ output: scaled(output, 1.001) })),
    spoilt('means added, not merged', 'C5', (_, { output0, output1 }) => ({
      output: build(output0.rows, output0.columns, (i, k) => at(output0, i, k) + at(output1, i, k)),
    })),
    spoilt('NaN where one of both is minus infinity', 'C3', ({ logSumExp }, { logSumExp0, logSumExp1 }) => ({
      logSumExp: numbers(logSumExp, (value, i) => {
        const [one = 0, other = 0] = [logSumExp0[i], logSumExp1[i]];
        return Number.isFinite(one) && Number.isFinite(other) ? value : Number.NaN;
      }),
    })),
    wrong('the larger logarithm not subtracted', 'definition', ({ output0, logSumExp0, output1, logSumExp1 }) => {
      const [p, q] = [logSumExp0, logSumExp1].map((one) => numbers(one, Math.exp)) as [Float64Array, Float64Array];
      return {
        output: build(output0.rows, output0.columns, (i, k) => {
          const [one, other] = [p[i] as number, q[i] as number];
          return (one * at(output0, i, k) + other * at(output1, i, k)) / (one + other);
        }),
        logSumExp: numbers(p, (value, i) => Math.log(value + (q[i] as number))),
      };
    }),
    wrongGradient('shares held constant', 'jacobian', (inputs, g, attributes, right) => {
      const none = build(g.output.rows, g.output.columns, () => 0);
      const { output0, output1 } = right(inputs, g, attributes);
      const { logSumExp0, logSumExp1 } = right(inputs, { ...g, output: none }, attributes);
      return { output0, output1, logSumExp0, logSumExp1 };
    }),
    spoiltGradient('of the second logarithm with the wrong sign', 'adjoint', ({ logSumExp1 }) => ({
      logSumExp1: numbers(logSumExp1, (value) => -value),
    })),
  ]),
  ...memberFaultsOf(streamingAttention, ({ wrong, misread, spoilt, spoiltGradient }) => [
    wrong('sums of earlier blocks not rescaled at a new largest score', 'C1', (given, attributes) =>
      online(given, attributes, () => 1),
    ),
    wrong('only the sum rescaled, from the second block on', 'C2', (given, attributes) =>
      online(given, attributes, (before, now, first) =>
        first > 0 ? Math.exp(before - now) ** 2 : Math.exp(before - now),
      ),
    ),
    wrong('the largest score of the block alone', 'C4', (given, attributes) =>
      online(
        given,
        attributes,
        (before, now) => Math.exp(before - now),
        (_, own) => own,
      ),
    ),
    wrong('the largest score not subtracted', 'C4', (given, attributes) =>
      online(
        given,
        attributes,
        () => 1,
        () => 0,
      ),
    ),
    misread('the last block left out where it is cut short', 'C1', ({ key, value }, { block }) => {
      const kept = key.rows - (key.rows % block) || key.rows;
      return { key: rowsTo(key, kept), value: rowsTo(value, kept) };
    }),
    misread('what is not finite left out', 'special', ({ value }) => ({
      value: entries(value, (one) => (Number.isFinite(one) ? one : 0)),
    })),
    spoilt('in single precision', 'definition', single),
    spoiltGradient('of the keys not scaled', 'jacobian', ({ key }, { query }) => ({
      key: scaled(key as Matrix, Math.sqrt(query.columns)),
    })),
  ]),
  ...faultsOf('sequence.streamingAttention', ({ wrong, misset, misread }) => [
    wrong('causal by blocks: the block of the query is read whole', 'C3', (inputs, attributes, right) => {
      const { query, key, value } = inputs;
      const alone = [query, key, value].every(({ shape }) => shape.length === 2);
      const { block, causal } = attributes;
      const whole = right(inputs, { ...attributes, causal: false });
      return causal && alone && block >= (key.shape[0] ?? 0) ? whole : right(inputs, attributes);
    }),
    misset('causal left out', 'C2', () => ({ causal: false })),
    misset('a block of none taken for one', 'R2', ({ block }) => ({ block: Math.max(1, Math.floor(block) || 1) })),
    misread('without features the mean of the values', 'R1', ({ query, key }) =>
      query.shape.at(-1) === 0
        ? { query: zeros(query.dtype, query.shape.with(-1, 1)), key: zeros(key.dtype, key.shape.with(-1, 1)) }
        : {},
    ),
  ]),
  ...memberFaultsOf(cachedAttention, ({ spoilt, misread, wrong, spoiltGradient }) => [
    misread('the new keys before the kept ones', 'C2', ({ key, value, keyCache, valueCache }) =>
      key.rows === keyCache.rows ? { key: keyCache, keyCache: key, value: valueCache, valueCache: value } : {},
    ),
    wrong('causal as without a cache', 'definition', ({ query, key, value, keyCache, valueCache }) => {
      const below = (a: Matrix, b: Matrix) =>
        build(a.rows + b.rows, b.columns, (i, j) => (i < a.rows ? at(a, i, j) : at(b, i - a.rows, j)));
      const [keys, values] = [below(keyCache, key), below(valueCache, value)];
      const output = online({ query, key: keys, value: values }, { block: 4, causal: true }, (a, b) => Math.exp(a - b));
      return { output, nextKeyCache: keys, nextValueCache: values };
    }),
    spoilt('the values that are kept in single precision', 'C2', ({ nextValueCache }) => ({
      nextValueCache: single(nextValueCache),
    })),
    wrong('every new query sees all new keys', 'C1', ({ query, key, value, keyCache, valueCache }) => {
      const below = (a: Matrix, b: Matrix) =>
        build(a.rows + b.rows, b.columns, (i, j) => (i < a.rows ? at(a, i, j) : at(b, i - a.rows, j)));
      const [keys, values] = [below(keyCache, key), below(valueCache, value)];
      const output = online({ query, key: keys, value: values }, { block: 4, causal: false }, (a, b) =>
        Math.exp(a - b),
      );
      return { output, nextKeyCache: keys, nextValueCache: values };
    }),
    spoiltGradient('no gradient of what is kept', 'adjoint', ({ keyCache }) => ({
      keyCache: scaled(keyCache as Matrix, 0),
    })),
  ]),
  ...faultsOf('sequence.cachedAttention', ({ misread }) => [
    misread('without features the mean of the values', 'R1', ({ query, key, keyCache }) => {
      const one = ({ dtype, shape }: typeof query) => zeros(dtype, shape.with(-1, 1));
      return query.shape.at(-1) === 0 ? { query: one(query), key: one(key), keyCache: one(keyCache) } : {};
    }),
  ]),
];
