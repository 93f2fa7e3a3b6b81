import { gruCell as cellSpecification, gru as specification } from '../../spec/sequence/gru.ts';
import { type Matrix, matrix, rowOf, times, transposed } from '../_internal/dense/matrix.ts';
import { logistic } from '../_internal/logistic.ts';
import { type MembersOf, reference } from '../_internal/reference.ts';
import { applied, before, columnSums } from './_internal/recurrence.ts';

type Inputs = MembersOf<typeof specification>;
type Reset = 'after' | 'before';

export const gru = reference(specification, {
  halves: true,
  member: (inputs, { reset }) => statesOf(inputs, reset).hidden,
  pullback: (inputs, g, { reset }) => pulledBack(inputs, g, reset),
});

const asRow = (vector: Float64Array): Matrix => matrix(1, vector.length, vector);

/** The step as a sequence of one. */
const asSequence = ({ x, hidden, ...weights }: MembersOf<typeof cellSpecification>): Inputs => ({
  ...weights,
  x: asRow(x),
  initialHidden: hidden,
});

export const gruCell = reference(cellSpecification, {
  halves: true,
  member: (given, { reset }) => statesOf(asSequence(given), reset).hidden.data,
  pullback(given, g, { reset }) {
    const { x, initialHidden, ...weights } = pulledBack(asSequence(given), asRow(g), reset);
    return { ...weights, x: x.data, hidden: initialHidden };
  },
});

interface States {
  readonly hidden: Matrix;
  /** Of r, z and n, a row a step. */
  readonly gates: Matrix;
  /** What the reset gate multiplies: U h + c after the product, h before it. */
  readonly within: Matrix;
}

/** All states of a sequence. */
function statesOf({ x, weightX, weightHidden, bias, biasHidden, initialHidden }: Inputs, reset: Reset): States {
  const gates = times(x, transposed(weightX));
  const h = weightHidden.columns;
  const [hidden, within] = [matrix(x.rows, h), matrix(x.rows, h)];
  const forCandidate = matrix(h, h, weightHidden.data.subarray(2 * h * h));
  for (let t = 0; t < x.rows; t++) {
    const state = t === 0 ? (initialHidden ?? new Float64Array(h)) : rowOf(hidden, t - 1);
    const products = applied(weightHidden, state);
    const second = (row: number) => biasHidden?.[row] ?? 0;
    const [gate, next, inner] = [rowOf(gates, t), rowOf(hidden, t), rowOf(within, t)];
    for (let row = 0; row < gate.length; row++) {
      gate[row] = (gate[row] as number) + (bias?.[row] ?? 0);
      if (row < 2 * h) gate[row] = logistic((gate[row] as number) + (products[row] as number) + second(row));
    }
    if (reset === 'before') inner.set(state);
    else for (let j = 0; j < h; j++) inner[j] = (products[2 * h + j] as number) + second(2 * h + j);
    const held = inner.map((value, j) => (gate[j] as number) * value);
    const terms = reset === 'before' ? applied(forCandidate, held).map((value, j) => value + second(2 * h + j)) : held;
    for (let j = 0; j < h; j++) {
      const n = Math.tanh((gate[2 * h + j] as number) + (terms[j] as number));
      const z = gate[h + j] as number;
      gate[2 * h + j] = n;
      next[j] = (1 - z) * n + z * (state[j] as number);
    }
  }
  return { hidden, gates, within };
}

/**
 * From the last step back, with H the cotangent of the state after a step: those of the activations are z(1-z) (h - n) H, (1-n^2) (1-z) H
 * = a for the candidate and r(1-r) R for the reset gate, R = q a with q = U h + c after the product, h U^T a before it.
 */
function pulledBack(inputs: Inputs, g: Matrix, reset: Reset) {
  const { x, weightX, weightHidden, initialHidden } = inputs;
  const { hidden, gates, within } = statesOf(inputs, reset);
  const h = hidden.columns;
  const earlier = before(hidden, initialHidden);
  const [slopes, ofProducts] = [matrix(gates.rows, 3 * h), matrix(gates.rows, 3 * h)];
  const held = matrix(hidden.rows, h);
  const back = transposed(weightHidden);
  const backOfCandidate = transposed(matrix(h, h, weightHidden.data.subarray(2 * h * h)));
  let carried: Float64Array = new Float64Array(h);
  for (let t = hidden.rows - 1; t >= 0; t--) {
    const [gate, slope, product] = [rowOf(gates, t), rowOf(slopes, t), rowOf(ofProducts, t)];
    const [state, inner] = [rowOf(earlier, t), rowOf(within, t)];
    const r = gate.subarray(0, h);
    const given = rowOf(g, t).map((value, j) => value + (carried[j] as number));
    for (let j = 0; j < h; j++) {
      const [z, n, one] = [gate[h + j] as number, gate[2 * h + j] as number, given[j] as number];
      slope[2 * h + j] = (1 - n * n) * (1 - z) * one;
      slope[h + j] = z * (1 - z) * ((state[j] as number) - n) * one;
    }
    const candidate = slope.subarray(2 * h);
    const through = reset === 'before' ? applied(backOfCandidate, candidate) : candidate;
    for (let j = 0; j < h; j++) {
      const gated = r[j] as number;
      slope[j] = gated * (1 - gated) * (inner[j] as number) * (through[j] as number);
      held.data[t * h + j] = gated * (state[j] as number);
    }
    product.set(slope);
    // What the weights of the candidate hand to the state passes by the reset gate, before or after them.
    for (let j = 0; j < h; j++)
      product[2 * h + j] = reset === 'before' ? 0 : (r[j] as number) * (candidate[j] as number);
    const fromProducts = applied(back, product);
    if (reset === 'before') product.set(candidate, 2 * h);
    carried = fromProducts.map((value, j) => {
      const direct = (gate[h + j] as number) * (given[j] as number);
      return value + direct + (reset === 'before' ? (r[j] as number) * (through[j] as number) : 0);
    });
  }
  const ofWeights = times(transposed(ofProducts), earlier);
  if (reset === 'before') ofWeights.data.set(times(transposed(ofProducts), held).data.subarray(2 * h * h), 2 * h * h);
  return {
    x: times(slopes, weightX),
    weightX: times(transposed(slopes), x),
    weightHidden: ofWeights,
    bias: columnSums(slopes),
    biasHidden: columnSums(ofProducts),
    initialHidden: carried,
  };
}
