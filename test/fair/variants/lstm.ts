import { type Arithmetic, fusedDot, inLanes, pairwise, products } from '../_internal/arithmetic.ts';
import { type Matrix, matrixOf, valuesOf } from '../_internal/dense.ts';
import type { Cores, Variant } from '../variant.ts';

type Row = readonly number[];

const rowsOf = ({ rows, columns, values }: Matrix): Row[] =>
  Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));

/** The logistic function, from the exponential of what is not positive or from tanh. */
type Logistic = (x: number, f: Arithmetic) => number;
const byExponential: Logistic = (x, f) => {
  const small = f.exp(-Math.abs(x));
  return x < 0 ? f.div(small, f.add(1, small)) : f.div(1, f.add(1, small));
};
const byTanh: Logistic = (x, f) => f.mul(0.5, f.add(1, f.round(Math.tanh(f.mul(0.5, x)))));

/** All states, each rounded before the next step. */
function statesOf(inputs: Cores, logistic: Logistic, isFused: boolean, f: Arithmetic): { hidden: Row[]; cell: Row[] } {
  const [x, wx, wh] = ['x', 'weightX', 'weightHidden'].map((name) => rowsOf(matrixOf(inputs[name])));
  const bias = valuesOf(inputs['bias']);
  const size = inputs['weightHidden']?.shape[1] ?? 0;
  const nothing = new Array<number>(size).fill(0);
  const start = (name: string): Row => (inputs[name] === undefined ? nothing : valuesOf(inputs[name]));
  let [h, c] = [start('initialHidden'), start('initialCell')];
  const states: { hidden: Row[]; cell: Row[] } = { hidden: [], cell: [] };
  for (const row of x ?? []) {
    const activations = (wx ?? []).map((weights, r) => {
      const recurrent = wh?.[r] ?? [];
      return isFused
        ? f.add(fusedDot([...weights, ...recurrent], [...row, ...h], f), bias[r] ?? 0)
        : f.add(f.add(pairwise(products(weights, row, f), f), bias[r] ?? 0), inLanes(products(recurrent, h, f), f));
    });
    const at = (block: number, j: number): number => activations[block * size + j] ?? 0;
    const next = c.map((cell, j) => {
      const fresh = f.mul(logistic(at(0, j), f), f.round(Math.tanh(at(2, j))));
      const gate = logistic(at(1, j), f);
      return isFused ? f.fma(gate, cell, fresh) : f.add(f.mul(gate, cell), fresh);
    });
    h = next.map((cell, j) => f.mul(logistic(at(3, j), f), f.round(Math.tanh(cell))));
    c = next;
    states.hidden.push(h);
    states.cell.push(c);
  }
  return states;
}

const lstm = (name: string, logistic: Logistic, isFused: boolean): Variant => ({
  name,
  operation: 'sequence.lstm',
  compute: (inputs, _, f) => {
    const { hidden, cell } = statesOf(inputs, logistic, isFused, f);
    return { hidden: hidden.flat(), cell: cell.flat() };
  },
});

export const variants: readonly Variant[] = [
  lstm('weights side by side, fused; gates from exponentials', byExponential, true),
  lstm('the products of the sequence first; gates from exponentials', byExponential, false),
  lstm('gates from tanh', byTanh, true),
];
