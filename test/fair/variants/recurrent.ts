import { type Arithmetic, fusedDot, inLanes, pairwise, products } from '../_internal/arithmetic.ts';
import { type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Cores, Variant } from '../variant.ts';

type Row = readonly number[];

const rowsOf = ({ rows, columns, values }: Matrix): Row[] =>
  Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
const columnsOf = ({ columns, values }: Matrix): Row[] =>
  Array.from({ length: columns }, (_, j) => values.filter((_value, at) => at % columns === j));

/** The argument of tanh from an element of the sequence, the state before it, and a row of each weight and of the bias. */
type Affine = (x: Row, state: Row, rowX: Row, rowHidden: Row, bias: number, f: Arithmetic) => number;

/** One product of the weights side by side with element and state one below the other. */
const sideBySide: Affine = (x, state, rowX, rowHidden, bias, f) =>
  f.add(fusedDot([...rowX, ...rowHidden], [...x, ...state], f), bias);

/** The products with the elements of the whole sequence first, the bias in them. */
const sequenceFirst: Affine = (x, state, rowX, rowHidden, bias, f) =>
  f.add(f.add(pairwise(products(rowX, x, f), f), bias), inLanes(products(rowHidden, state, f), f));

/** All states, each rounded before the next. */
function statesOf(inputs: Cores, affine: Affine, f: Arithmetic): { states: Row[]; before: Row[] } {
  const [x, wx, wh] = [inputs['x'], inputs['weightX'], inputs['weightHidden']].map((one) => rowsOf(matrixOf(one)));
  const bias = valuesOf(inputs['bias']);
  const size = wh?.length ?? 0;
  const start =
    inputs['initialHidden'] === undefined ? new Array<number>(size).fill(0) : valuesOf(inputs['initialHidden']);
  const before: Row[] = [];
  const states: Row[] = [];
  for (const row of x ?? []) {
    const state = states.at(-1) ?? start;
    before.push(state);
    states.push(
      Array.from({ length: size }, (_, j) =>
        f.round(Math.tanh(affine(row, state, wx?.[j] ?? [], wh?.[j] ?? [], bias[j] ?? 0, f))),
      ),
    );
  }
  return { states, before };
}

/** 1 - h^2 from the state that was kept, in one of two forms. */
type Slope = (state: number, f: Arithmetic) => number;
const square: Slope = (state, f) => f.sub(1, f.mul(state, state));
const factored: Slope = (state, f) => f.mul(f.sub(1, state), f.add(1, state));

const rnn = (name: string, affine: Affine, slopeOf: Slope): Variant => ({
  name,
  operation: 'sequence.rnn',
  compute: (inputs, _, f) => ({ hidden: statesOf(inputs, affine, f).states.flat() }),
  pullback: (inputs, { hidden: g }, _, f) => {
    const { states, before } = statesOf(inputs, affine, f);
    const [xs, incoming] = [rowsOf(matrixOf(inputs['x'])), rowsOf(matrixOf(g))];
    const [wx, wh] = [columnsOf(matrixOf(inputs['weightX'])), columnsOf(matrixOf(inputs['weightHidden']))];
    let carried: Row = (states[0] ?? wh).map(() => 0);
    const slopes = states.map(() => [] as Row);
    for (let t = states.length - 1; t >= 0; t--) {
      const slope = (states[t] ?? []).map((state, j) =>
        f.mul(slopeOf(state, f), f.add(incoming[t]?.[j] ?? 0, carried[j] ?? 0)),
      );
      slopes[t] = slope;
      carried = wh.map((column) => fusedDot(column, slope, f));
    }
    const along = (j: number): Row => slopes.map((slope) => slope[j] ?? 0);
    const outer = (rows: readonly Row[], width: number): number[] =>
      wh.flatMap((_column, j) =>
        Array.from({ length: width }, (_, p) =>
          pairwise(
            products(
              along(j),
              rows.map((row) => row[p] ?? 0),
              f,
            ),
            f,
          ),
        ),
      );
    return {
      x: xs.flatMap((_row, t) => wx.map((column) => inLanes(products(column, slopes[t] ?? [], f), f))),
      weightX: outer(xs, wx.length),
      weightHidden: outer(before, wh.length),
      ...(inputs['bias'] === undefined ? {} : { bias: wh.map((_column, j) => inLanes(along(j), f)) }),
      ...(inputs['initialHidden'] === undefined ? {} : { initialHidden: carried }),
    };
  },
});

export const variants: readonly Variant[] = [
  rnn('weights side by side, fused; states rounded', sideBySide, square),
  rnn('the products of the sequence first; (1 - h)(1 + h)', sequenceFirst, factored),
];
