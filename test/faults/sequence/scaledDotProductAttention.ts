import { type NdArray, slice, stretch } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, none, scaled, sum, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { isShared, lastMember } from './_internal/members.ts';

type Inputs = Parameters<(typeof implementations)['sequence.scaledDotProductAttention']>[0];
type Row = readonly number[];

const { 'linalg.matmul': matmul } = implementations;
const asGiven = { transposeA: false, transposeB: false };

/** Attention query by query: from the scaled and masked scores of the keys that it sees to its weights. */
function weighted(
  { query, key, value, mask }: Inputs,
  causal: boolean,
  weightsOf: (scores: Row, i: number) => Row,
): NdArray {
  const [l = 1, d = 1] = query.shape.slice(-2);
  const products = scaled(matmul({ a: query, b: key }, { ...asGiven, transposeB: true }), 1 / Math.sqrt(d));
  const scores = mask === undefined ? products : zipped(products, mask, (product, bias) => product + bias);
  const weights = byRows(scores, (row, at) => {
    const own = weightsOf(causal ? row.slice(0, (at % l) + 1) : row, at % l);
    return row.map((_, j) => own[j] ?? 0);
  });
  return matmul({ a: weights, b: value }, asGiven);
}

const exponentials = (scores: Row): number[] => scores.map((score) => Math.exp(score - Math.max(...scores)));

const over = (terms: Row, total: number): number[] => terms.map((term) => term / total);

const softmax = (scores: Row): number[] => over(exponentials(scores), sum(exponentials(scores)));

/** A mask that adds something of the place to the given one. */
const biased = ({ query, key, mask }: Inputs, bias: (i: number, j: number) => number): NdArray => {
  const [l, s] = [query.shape.at(-2) ?? 0, key.shape.at(-2) ?? 0];
  const places = Array.from({ length: l * s }, (_, at) => bias(Math.floor(at / s), at % s));
  const own = arrayOf(query.dtype, [l, s], places);
  return mask === undefined ? own : zipped(mask, own, (a, b) => a + b);
};

/** A mask whose first matrix or row, along an axis counted from the end, stands for all. */
const firstForAll = (mask: NdArray | undefined, axis: number): NdArray | undefined =>
  mask === undefined || mask.shape.length < -axis || mask.shape.includes(0)
    ? mask
    : stretch(slice(mask, mask.shape.length + axis, 0, 1), mask.shape);

const rootOf = ({ query }: Inputs): number => Math.sqrt(Math.max(query.shape.at(-1) ?? 1, 1));

const isSingle = ({ shape }: NdArray): boolean => shape.length === 2;

const forward = faultsOf('sequence.scaledDotProductAttention', ({ misread, misreadEach, spoilt, wrong }) => {
  /** Other weights of the keys than the softmax of their scores. */
  const weighing = (name: string, clause: string, weightsOf: (scores: Row) => Row) =>
    spoilt(name, clause, (_, inputs, { causal }) => weighted(inputs, causal, weightsOf));
  /** The right one for a triangle of another shape. */
  const triangle = (
    name: string,
    isCut: (i: number, j: number, l: number, s: number) => boolean,
    by = Number.NEGATIVE_INFINITY,
  ) =>
    wrong(name, 'C4', (inputs, { causal }, right) => {
      if (!causal) return right(inputs, { causal });
      const [l, s] = [inputs.query.shape.at(-2) ?? 0, inputs.key.shape.at(-2) ?? 0];
      const mask = biased(inputs, (i, j) => (isCut(i, j, l, s) ? by : 0));
      return right({ ...inputs, mask }, { causal: false });
    });
  /** Queries times a factor: another scale. */
  const rescaled = (name: string, factorOf: (inputs: Inputs) => number) =>
    misread(name, 'C6', (inputs) => ({ query: scaled(inputs.query, factorOf(inputs)) }));
  /** Another mask, where what the given one leaves is refused all the same. */
  const unmasked = (name: string, of: (value: number) => number) =>
    spoilt(name, 'C5', (_, inputs, attributes) =>
      implementations['sequence.scaledDotProductAttention'](
        { ...inputs, mask: inputs.mask && mapped(inputs.mask, of) },
        attributes,
      ),
    );
  return [
    weighing('one added to the sum of the exponentials', 'C1', (scores) =>
      over(exponentials(scores), 1 + sum(exponentials(scores))),
    ),
    misread('later keys preferred by their place', 'C2', (inputs) => ({ mask: biased(inputs, (_, j) => j / 8) })),
    misread('every query with the mask of the first', 'C3', ({ mask }) => ({ mask: firstForAll(mask, -2) })),
    triangle('causal triangle that shows the next key', (i, j) => j > i + 1),
    triangle('causal triangle aligned at the last key', (i, j, l, s) => s >= l && j > i + s - l),
    triangle('causal triangle of -1e9', (i, j) => j > i, -1e9),
    spoilt('causal triangle cut out of the weights', 'C4', (output, inputs, { causal }) =>
      causal
        ? weighted(inputs, false, (scores, i) => softmax(scores).map((weight, j) => (j > i ? 0 : weight)))
        : output,
    ),
    unmasked('minus infinity of the mask taken for -1e9', (value) => Math.max(value, -1e9)),
    unmasked('mask that is not finite left out', (value) => (value === Number.NEGATIVE_INFINITY ? 0 : value)),
    rescaled('not scaled', rootOf),
    rescaled('divided by d', (inputs) => 1 / rootOf(inputs)),
    rescaled(
      'divided by the root of the features of the values',
      (inputs) => rootOf(inputs) / Math.sqrt(Math.max(inputs.value.shape.at(-1) ?? 1, 1)),
    ),
    weighing('weights rounded to three digits', 'C7', (scores) =>
      softmax(scores).map((weight) => Math.round(weight * 1e3) / 1e3),
    ),
    misreadEach('values kept between -8 and 8', 'C8', 'value', (value) => Math.min(Math.max(value, -8), 8)),
    weighing('1e-12 added to the sum of the exponentials', 'C9', (scores) =>
      over(exponentials(scores), 1e-12 + sum(exponentials(scores))),
    ),
    misreadEach('mask multiplied by the root of d', 'C5', 'mask', (value, _, inputs) => value * rootOf(inputs)),
    weighing('scores kept below 50, against overflow', 'C10', (scores) =>
      softmax(scores.map((score) => Math.min(score, 50))),
    ),
    weighing('largest score not subtracted', 'C10', (scores) => over(scores.map(Math.exp), sum(scores.map(Math.exp)))),
    weighing('sum of earlier blocks not rescaled at a new largest score', 'definition', (scores) => {
      let [largest, total] = [Number.NEGATIVE_INFINITY, 0];
      for (const score of scores) {
        largest = Math.max(largest, score);
        total += Math.exp(score - largest);
      }
      return scores.map((score) => Math.exp(score - largest) / total);
    }),
    misread('without features the mean of the values', 'R1', ({ query, key }) => {
      if (query.shape.at(-1) !== 0) return {};
      const zero = ({ dtype, shape }: NdArray) => none({ ...query, dtype, shape: shape.with(-1, 1) });
      return { query: zero(query), key: zero(key) };
    }),
    misread('the mean of the values where every key is masked', 'R2', ({ mask }) => {
      const level = (row: number[]) => (row.every((value) => value === -Infinity) ? row.map(() => 0) : row);
      return { mask: mask && byRows(mask, level) };
    }),
    misread('the whole batch with the mask of its first member', 'neighbours', ({ mask }) => ({
      mask: firstForAll(mask, -Math.max(mask?.shape.length ?? 0, 3)),
    })),
    misreadEach(
      'an eighth added to every second query',
      'C14',
      'query',
      (value, at, { query }) => value + (Math.floor(at / (query.shape.at(-1) ?? 1)) % 2) / 8,
    ),
    misread('queries and keys exchanged', 'definition', ({ query, key }) =>
      query.shape.at(-2) === key.shape.at(-2) ? { query: key, key: query } : {},
    ),
  ];
});

const backward = faultsOf(
  'sequence.scaledDotProductAttention',
  ({ misreadGradient, missetGradient, spoiltGradient, spoiltGradientEach, wrongGradient }) => [
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
    wrongGradient('weights times what comes in, without the term of the row', 'C11', (inputs, g, attributes, right) => {
      const gradients = right(inputs, g, attributes);
      const { query, key, value, mask } = inputs;
      if (mask === undefined || ![query, key, value, mask, g].every(isSingle)) return gradients;
      const [s = 0, e = 0] = value.shape;
      const identity = arrayOf(
        key.dtype,
        [s, s],
        [...Array(s * s).keys()].map((at) => Number(at % (s + 1) === 0)),
      );
      const weights = implementations['sequence.scaledDotProductAttention']({ ...inputs, value: identity }, attributes);
      const [incoming, values] = [valuesOf(g), valuesOf(value)];
      const scores = mapped(weights, (weight, at) => {
        const [i, j] = [Math.floor(at / s), at % s];
        return weight * sum(Array.from({ length: e }, (_, p) => (incoming[i * e + p] ?? 0) * (values[j * e + p] ?? 0)));
      });
      return { ...gradients, mask: scores };
    }),
    misreadGradient('mask left out of the gradient', 'C12', ({ mask }) => ({ mask: mask && none(mask) })),
    missetGradient('causal left out of the gradient', 'C12', () => ({ causal: false })),
    spoiltGradient('weights held constant', 'C13', ({ query, key, mask }) => ({
      query: none(query),
      key: none(key),
      mask: mask && none(mask),
    })),
    spoiltGradientEach(
      'gradient of the keys not scaled',
      'jacobian',
      'key',
      (value, _, inputs) => value * rootOf(inputs),
    ),
    spoiltGradientEach(
      'gradient of the mask scaled like the products',
      'jacobian',
      'mask',
      (value, _, inputs) => value / rootOf(inputs),
    ),
    spoiltGradient('gradients of queries and keys with the wrong sign', 'adjoint', ({ query, key }) => ({
      query: scaled(query, -1),
      key: scaled(key, -1),
    })),
  ],
);

export const faults: readonly Fault[] = [...forward, ...backward];
