import { type NdArray, slice, stretch } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, matricesOf, sum, valuesOf, zipped } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const operation = 'sequence.scaledDotProductAttention';
const right = implementations[operation];
const rightGradient = pullbacks[operation];

type Inputs = Parameters<typeof right>[0];
type Forward = (...given: Parameters<typeof right>) => NdArray;
type Pullback = typeof rightGradient;
type Row = readonly number[];

/** Attention query by query: from the scaled and masked scores of the keys that it sees to its weights. */
function weighted(inputs: Inputs, causal: boolean, weightsOf: (scores: Row, features: number) => Row): NdArray {
  const { query, key, value, mask } = inputs;
  // Refuses what is to be refused, and has the shape.
  const { dtype, shape } = right(inputs, { causal });
  const batch = shape.slice(0, -2);
  const membersOf = (array: NdArray) => matricesOf(stretch(array, [...batch, ...array.shape.slice(-2)]));
  const [queries, keys, values] = [membersOf(query), membersOf(key), membersOf(value)];
  const [d, s, e] = [queries.columns, keys.rows, values.columns];
  const masks = mask && membersOf(mask).members;
  const outputs = queries.members.flatMap((member, at) =>
    Array.from({ length: queries.rows }, (_, i) => {
      const scores = Array.from({ length: causal ? Math.min(i + 1, s) : s }, (_, j) => {
        const products = Array.from(
          { length: d },
          (_, p) => (member[i * d + p] ?? 0) * (keys.members[at]?.[j * d + p] ?? 0),
        );
        return sum(products) / Math.sqrt(d) + (masks?.[at]?.[i * s + j] ?? 0);
      });
      const weights = weightsOf(scores, d);
      return Array.from({ length: e }, (_, column) =>
        sum(weights.map((weight, j) => weight * (values.members[at]?.[j * e + column] ?? 0))),
      );
    }).flat(),
  );
  return arrayOf(dtype, shape, outputs);
}

const exponentials = (scores: Row): number[] => scores.map((score) => Math.exp(score - Math.max(...scores)));

const softmax = (scores: Row): number[] => {
  const terms = exponentials(scores);
  return terms.map((term) => term / sum(terms));
};

/** A mask that adds something of the place to the given one. */
const biased = ({ query, key, mask }: Inputs, bias: (i: number, j: number) => number): NdArray => {
  const [l, s] = [query.shape.at(-2) ?? 0, key.shape.at(-2) ?? 0];
  const places = Array.from({ length: l * s }, (_, at) => bias(Math.floor(at / s), at % s));
  const own = arrayOf(query.dtype, [l, s], places);
  return mask === undefined ? own : zipped(mask, own, (a, b) => a + b);
};

/** The right one for a triangle of another shape. */
const triangle =
  (isCut: (i: number, j: number, l: number, s: number) => boolean, by = Number.NEGATIVE_INFINITY): Forward =>
  (inputs, { causal }) => {
    if (!causal) return right(inputs, { causal });
    const [l, s] = [inputs.query.shape.at(-2) ?? 0, inputs.key.shape.at(-2) ?? 0];
    const mask = biased(inputs, (i, j) => (isCut(i, j, l, s) ? by : 0));
    return right({ ...inputs, mask }, { causal: false });
  };

const fault = (name: string, clause: string, wrong: Forward): Fault => ({
  name,
  operation,
  caughtBy: `${operation}/${clause}`,
  operations: { [operation]: wrong },
});

const gradientFault = (name: string, clause: string, wrong: Pullback): Fault => ({
  name,
  operation,
  caughtBy: `${operation}/${clause}`,
  gradients: { [operation]: wrong },
});

/** The right gradient with some inputs' replaced. */
const regraded =
  (change: (gradients: ReturnType<Pullback>, inputs: Inputs) => object): Pullback =>
  (inputs, cotangent, attributes) => {
    const gradients = rightGradient(inputs, cotangent, attributes);
    return { ...gradients, ...change(gradients, inputs) };
  };

const times = (array: NdArray | undefined, factor: number): NdArray | undefined =>
  array && mapped(array, (value) => value * factor);

/** The right one for queries times a factor: another scale. */
const rescaled =
  (factorOf: (inputs: Inputs) => number): Forward =>
  (inputs, attributes) => {
    const factor = factorOf(inputs);
    return right({ ...inputs, query: mapped(inputs.query, (value) => value * factor) }, attributes);
  };

const featuresOf = ({ query }: Inputs): number => Math.max(query.shape.at(-1) ?? 1, 1);

export const faults: readonly Fault[] = [
  fault('one added to the sum of the exponentials', 'C1', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => {
      const terms = exponentials(scores);
      return terms.map((term) => term / (1 + sum(terms)));
    }),
  ),
  fault('later keys preferred by their place', 'C2', (inputs, attributes) =>
    right({ ...inputs, mask: biased(inputs, (_, j) => j / 8) }, attributes),
  ),
  fault('every query with the mask of the first', 'C3', (inputs, attributes) => {
    const { mask } = inputs;
    if (mask === undefined || mask.shape.includes(0)) return right(inputs, attributes);
    const first = stretch(slice(mask, mask.shape.length - 2, 0, 1), mask.shape);
    return right({ ...inputs, mask: first }, attributes);
  }),
  fault(
    'causal triangle that shows the next key',
    'C4',
    triangle((i, j) => j > i + 1),
  ),
  fault(
    'causal triangle aligned at the last key',
    'C4',
    triangle((i, j, l, s) => s >= l && j > i + s - l),
  ),
  fault(
    'causal triangle of -1e9',
    'C4',
    triangle((i, j) => j > i, -1e9),
  ),
  fault('causal triangle cut out of the weights', 'C4', (inputs, { causal }) => {
    if (!causal) return right(inputs, { causal });
    let query = -1;
    const l = inputs.query.shape.at(-2) ?? 1;
    return weighted(inputs, false, (scores) => {
      query++;
      return softmax(scores).map((weight, j) => (j > query % l ? 0 : weight));
    });
  }),
  fault('minus infinity of the mask taken for -1e9', 'C5', (inputs, attributes) => {
    right(inputs, attributes);
    return right({ ...inputs, mask: inputs.mask && mapped(inputs.mask, (value) => Math.max(value, -1e9)) }, attributes);
  }),
  fault('mask that is not finite left out', 'C5', (inputs, attributes) => {
    right(inputs, attributes);
    const mask = inputs.mask && mapped(inputs.mask, (value) => (value === Number.NEGATIVE_INFINITY ? 0 : value));
    return right({ ...inputs, mask }, attributes);
  }),
  fault(
    'not scaled',
    'C6',
    rescaled((inputs) => Math.sqrt(featuresOf(inputs))),
  ),
  fault(
    'divided by d',
    'C6',
    rescaled((inputs) => 1 / Math.sqrt(featuresOf(inputs))),
  ),
  fault(
    'divided by the root of the features of the values',
    'C6',
    rescaled((inputs) => Math.sqrt(featuresOf(inputs) / Math.max(inputs.value.shape.at(-1) ?? 1, 1))),
  ),
  fault('weights rounded to three digits', 'C7', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => softmax(scores).map((weight) => Math.round(weight * 1e3) / 1e3)),
  ),
  fault('values kept between -8 and 8', 'C8', (inputs, attributes) =>
    right({ ...inputs, value: mapped(inputs.value, (value) => Math.min(Math.max(value, -8), 8)) }, attributes),
  ),
  fault('1e-12 added to the sum of the exponentials', 'C9', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => {
      const terms = exponentials(scores);
      return terms.map((term) => term / (1e-12 + sum(terms)));
    }),
  ),
  fault('mask multiplied by the root of d', 'C5', (inputs, attributes) => {
    const { mask } = inputs;
    return right(
      { ...inputs, mask: mask && mapped(mask, (value) => value * Math.sqrt(featuresOf(inputs))) },
      attributes,
    );
  }),
  fault('scores kept below 50, against overflow', 'C10', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => softmax(scores.map((score) => Math.min(score, 50)))),
  ),
  fault('largest score not subtracted', 'C10', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => {
      const terms = scores.map(Math.exp);
      return terms.map((term) => term / sum(terms));
    }),
  ),
  fault('sum of earlier blocks not rescaled at a new largest score', 'definition', (inputs, { causal }) =>
    weighted(inputs, causal, (scores) => {
      let [largest, total] = [Number.NEGATIVE_INFINITY, 0];
      for (const score of scores) {
        largest = Math.max(largest, score);
        total += Math.exp(score - largest);
      }
      return scores.map((score) => Math.exp(score - largest) / total);
    }),
  ),
  fault('without features the mean of the values', 'R1', (inputs, attributes) => {
    if (inputs.query.shape.at(-1) !== 0) return right(inputs, attributes);
    const ones = ({ dtype, shape }: NdArray) =>
      arrayOf(dtype, [...shape.slice(0, -1), 1], new Float64Array(shape.at(-2) ?? 0));
    return right({ ...inputs, query: ones(inputs.query), key: ones(inputs.key) }, attributes);
  }),
  fault('the mean of the values where every key is masked', 'R2', (inputs, attributes) => {
    const level = (row: number[]) =>
      row.every((value) => value === Number.NEGATIVE_INFINITY) ? row.map(() => 0) : row;
    return right({ ...inputs, mask: inputs.mask && byRows(inputs.mask, level) }, attributes);
  }),
  fault('the whole batch with the mask of its first member', 'neighbours', (inputs, attributes) => {
    const { mask } = inputs;
    if (mask === undefined || mask.shape.length < 3 || mask.shape.includes(0)) return right(inputs, attributes);
    return right({ ...inputs, mask: stretch(slice(mask, 0, 0, 1), mask.shape) }, attributes);
  }),
  fault('queries and keys exchanged', 'definition', (inputs, attributes) => {
    const { query, key } = inputs;
    const isSquare = query.shape.at(-2) === key.shape.at(-2);
    return right(isSquare ? { ...inputs, query: key, key: query } : inputs, attributes);
  }),
  gradientFault('weights times what comes in, without the term of the row', 'C11', (inputs, g, attributes) => {
    const gradients = rightGradient(inputs, g, attributes);
    const { key, value, mask } = inputs;
    const isSingle = [...Object.values(inputs), g].every((array) => array === undefined || array.shape.length === 2);
    if (mask === undefined || !isSingle) return gradients;
    const [s = 0, e = 0] = value.shape;
    const identity = Array.from({ length: s * s }, (_, at) => (at % (s + 1) === 0 ? 1 : 0));
    const weights = right({ ...inputs, value: arrayOf(key.dtype, [s, s], identity) }, attributes);
    const [incoming, values] = [valuesOf(g), valuesOf(value)];
    const scores = mapped(weights, (weight, at) => {
      const [i, j] = [Math.floor(at / s), at % s];
      return weight * sum(Array.from({ length: e }, (_, p) => (incoming[i * e + p] ?? 0) * (values[j * e + p] ?? 0)));
    });
    return { ...gradients, mask: scores };
  }),
  gradientFault('mask left out of the gradient', 'C12', (inputs, cotangent, attributes) => {
    const open = inputs.mask && mapped(inputs.mask, () => 0);
    return rightGradient({ ...inputs, mask: open }, cotangent, attributes);
  }),
  gradientFault('causal left out of the gradient', 'C12', (inputs, cotangent) =>
    rightGradient(inputs, cotangent, { causal: false }),
  ),
  gradientFault(
    'weights held constant',
    'C13',
    regraded(({ query, key, mask }) => ({ query: times(query, 0), key: times(key, 0), mask: times(mask, 0) })),
  ),
  gradientFault(
    'gradient of the keys not scaled',
    'jacobian',
    regraded(({ key }, inputs) => ({ key: times(key, Math.sqrt(featuresOf(inputs))) })),
  ),
  gradientFault(
    'gradient of the mask scaled like the products',
    'jacobian',
    regraded(({ mask }, inputs) => ({ mask: times(mask, 1 / Math.sqrt(featuresOf(inputs))) })),
  ),
  gradientFault(
    'gradients of queries and keys with the wrong sign',
    'adjoint',
    regraded(({ query, key }) => ({ query: times(query, -1), key: times(key, -1) })),
  ),
];
