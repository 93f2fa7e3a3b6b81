import { attentionScores, attentionWeights } from '../../../spec/sequence/attentionWeights.ts';
import { at, build, matrix, rowOf, scaled, transposed } from '../../../src/_internal/dense/matrix.ts';
import { zeros } from '../../../src/ndArray.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, none, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { isShared, lastMember } from './_internal/members.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(attentionScores, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('not scaled', 'C2', (scores, { query }) => scaled(scores, Math.sqrt(query.columns))),
    spoilt('divided by d', 'C2', (scores, { query }) => scaled(scores, 1 / Math.sqrt(query.columns))),
    spoilt('an eighth added on the diagonal', 'C1', (scores) =>
      entries(scores, (value, i, j) => value + (i === j ? (1 + i) / 8 : 0)),
    ),
    misread('keys brought to a largest entry of 1', 'C3', ({ key }) => ({
      key: scaled(key, 1 / (Math.max(...key.data.map(Math.abs)) || 1)),
    })),
    spoilt('in single precision', 'definition', single),
    misread('queries and keys exchanged where that fits', 'integers', ({ query, key }) =>
      query.rows === key.rows ? { query: key, key: query } : {},
    ),
    spoiltGradient('of the keys not scaled', 'jacobian', ({ key }, { query }) => ({
      key: scaled(key as typeof query, Math.sqrt(query.columns)),
    })),
  ]),
  ...faultsOf('sequence.attentionScores', ({ misread }) => [
    misread('without features zeros', 'R1', ({ query, key }) =>
      query.shape.at(-1) === 0
        ? { query: zeros(query.dtype, query.shape.with(-1, 1)), key: zeros(key.dtype, key.shape.with(-1, 1)) }
        : {},
    ),
    misread('two heads as one', 'E76', ({ query }) =>
      query.shape.length > 2
        ? { query: { ...query, shape: query.shape.slice(1), strides: query.strides.slice(1) } }
        : {},
    ),
  ]),
  ...memberFaultsOf(attentionWeights, ({ spoilt, misread, wrongGradient, spoiltGradient }) => [
    spoilt('columns that sum to 1 in the place of rows', 'C1', (weights) => {
      const columns = transposed(weights);
      const sums = Array.from({ length: columns.rows }, (_, j) => sum([...rowOf(columns, j)]) || 1);
      return entries(weights, (value, _, j) => value / (sums[j] ?? 1));
    }),
    spoilt('twice the weights', 'C2', (weights) => scaled(weights, 2)),
    spoilt('the first key preferred', 'C3', (weights) =>
      entries(weights, (value, _, j) =>
        weights.columns === 1 ? value : value + (j === 0 ? 1 : -1 / (weights.columns - 1)) / 64,
      ),
    ),
    spoilt('the smallest normal number where a key is not seen', 'C4', (weights) =>
      entries(weights, (value) => value || 2 ** -1022),
    ),
    spoilt('a weight of the second row moved on', 'C5', (weights) =>
      entries(weights, (value, i, j) => (i === 1 && j === 0 ? value + 1 / 2 : value)),
    ),
    wrongGradient('weights times what comes in, without the term of the row', 'C6', (inputs, g, attributes, right) => {
      const all = right(inputs, g, attributes);
      return all.mask === undefined ? all : { ...all, mask: matrix(g.rows, g.columns, g.data.slice()) };
    }),
    misread('queries twice as large', 'C7', ({ query }) => ({ query: scaled(query, 2) })),
    misread('the mask left out', 'C4', ({ mask }) => ({
      mask: mask && scaled(mask, 0) && build(mask.rows, mask.columns, () => 0),
    })),
    misread('minus infinity of the mask taken for -1e9', 'definition', ({ mask }) => ({
      mask: mask && entries(mask, (value) => Math.max(value, -1e9) / 1.0000001),
    })),
    spoilt('in single precision', 'definition', single),
    spoilt('the diagonal first', 'E61', (weights) =>
      build(weights.rows, weights.columns, (i, j) => (i === j ? 1 : 0) * 0.5 + at(weights, i, j) / 2),
    ),
    spoiltGradient('of the keys with the wrong sign', 'adjoint', ({ key }, inputs) => ({
      key: scaled(key as typeof inputs.key, -1),
    })),
  ]),
  ...faultsOf('sequence.attentionWeights', ({ misread, misset, missetGradient, spoiltGradient, wrongGradient }) => [
    misread('-1e4 for minus infinity', 'C4', ({ mask }) => ({
      mask: mask && mapped(mask, (value) => (value === Number.NEGATIVE_INFINITY ? -1e4 : value)),
    })),
    wrongGradient(
      'a mask for all members learns from the last',
      'gradientStretched',
      (inputs, g, attributes, right) => {
        const gradients = right(inputs, g, attributes);
        return isShared(inputs.mask, g)
          ? { ...gradients, mask: right(inputs, lastMember(g), attributes).mask }
          : gradients;
      },
    ),
    misset('causal left out', 'C4', () => ({ causal: false })),
    missetGradient('causal left out of the gradient', 'C4', () => ({ causal: false })),
    misread('without features equal weights', 'R1', ({ query, key }) =>
      query.shape.at(-1) === 0
        ? { query: zeros(query.dtype, query.shape.with(-1, 1)), key: zeros(key.dtype, key.shape.with(-1, 1)) }
        : {},
    ),
    misread('the largest negative number for minus infinity', 'R2', ({ mask }) => ({
      mask: mask && mapped(mask, (value) => Math.max(value, -1e300)),
    })),
    spoiltGradient('no gradient of the mask', 'jacobian', ({ mask }) => ({ mask: mask && none(mask) })),
  ]),
];
