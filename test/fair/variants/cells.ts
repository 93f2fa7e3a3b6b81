import { type Arithmetic, fusedDot, pairwise, products, reversed, type Summation } from '../_internal/arithmetic.ts';
import { valuesOf } from '../_internal/dense.ts';
import type { Cores, Variant } from '../variant.ts';

type Sigmoid = (x: number, f: Arithmetic) => number;

const tanh = (x: number, f: Arithmetic): number => f.round(Math.tanh(x));

const byTanh: Sigmoid = (x, f) => f.mul(0.5, f.add(1, tanh(f.mul(0.5, x), f)));
const byExponential: Sigmoid = (x, f) => f.div(1, f.add(1, f.exp(-x)));

/** What is computed of unit j: the gates, the candidate and both states. */
function unit(inputs: Cores, j: number, sigmoid: Sigmoid, f: Arithmetic) {
  const of = (name: string) => valuesOf(inputs[name]);
  const [x, hidden, cell] = [of('x'), of('hidden'), of('cell')];
  const row = (values: readonly number[], r: number, n: number) => values.slice(r * n, (r + 1) * n);
  const activation = (block: number): number => {
    const r = block * cell.length + j;
    // Bias first, then the state, then the input.
    const start = fusedDot(row(of('weightHidden'), r, hidden.length), hidden, f, of('bias')[r] ?? 0);
    return fusedDot(row(of('weightX'), r, x.length), x, f, start);
  };
  const [i, forget, o] = [0, 1, 3].map((block) => sigmoid(activation(block), f));
  const [g, before] = [tanh(activation(2), f), cell[j] ?? 0];
  const next = f.fma(forget ?? 0, before, f.mul(i ?? 0, g));
  return { i: i ?? 0, forget: forget ?? 0, g, o: o ?? 0, before, next, t: tanh(next, f) };
}

const unitsOf = ({ cell }: Cores): number[] => Array.from({ length: cell?.shape[0] ?? 0 }, (_, j) => j);

const lstm = (name: string, sigmoid: Sigmoid): Variant => ({
  name: `gates ${name}, fused`,
  operation: 'sequence.lstmCell',
  compute: (inputs, _, f) => {
    const units = unitsOf(inputs).map((j) => unit(inputs, j, sigmoid, f));
    return { nextHidden: units.map(({ o, t }) => f.mul(o, t)), nextCell: units.map(({ next }) => next) };
  },
  // The textbook's s (1 - s) and 1 - t^2.
  pullback: (inputs, { nextHidden, nextCell }, _, f) => {
    const slope = (s: number) => f.mul(s, f.sub(1, s));
    const units = unitsOf(inputs).map((j) => {
      const { i, forget, g, o, before, t } = unit(inputs, j, sigmoid, f);
      const h = valuesOf(nextHidden)[j] ?? 0;
      const ofNext = f.fma(f.mul(h, o), f.sub(1, f.mul(t, t)), valuesOf(nextCell)[j] ?? 0);
      return {
        cell: f.mul(ofNext, forget),
        gates: [
          f.mul(f.mul(ofNext, g), slope(i)),
          f.mul(f.mul(ofNext, before), slope(forget)),
          f.mul(f.mul(ofNext, i), f.sub(1, f.mul(g, g))),
          f.mul(f.mul(h, t), slope(o)),
        ],
      };
    });
    const d = [0, 1, 2, 3].flatMap((block) => units.map(({ gates }) => gates[block] ?? 0));
    const outer = (y: readonly number[]) => d.flatMap((value) => y.map((one) => f.mul(value, one)));
    const back = (weight: string, n: number) =>
      Array.from({ length: n }, (_unused, p) =>
        fusedDot(
          d,
          d.map((_value, r) => valuesOf(inputs[weight])[r * n + p] ?? 0),
          f,
        ),
      );
    const [x, hidden] = [valuesOf(inputs['x']), valuesOf(inputs['hidden'])];
    return {
      x: back('weightX', x.length),
      hidden: back('weightHidden', hidden.length),
      cell: units.map(({ cell }) => cell),
      weightX: outer(x),
      weightHidden: outer(hidden),
      bias: d,
    };
  },
});

const convolution = (name: string, sum: Summation): Variant => ({
  name: `sums ${name}`,
  operation: 'linalg.convolve',
  compute: (inputs, _, f) => {
    const [a, b] = [valuesOf(inputs['a']), valuesOf(inputs['b'])];
    const c = Array.from({ length: a.length + b.length - 1 }, (_unused, k) => {
      const first = Math.max(0, k - b.length + 1);
      const own = a.slice(first, k + 1);
      return sum(
        products(
          own,
          own.map((_value, i) => b[k - first - i] ?? 0),
          f,
        ),
        f,
      );
    });
    return { c };
  },
});

export const variants: readonly Variant[] = [
  lstm('by tanh', byTanh),
  lstm('by an exponential', byExponential),
  convolution('in halves', pairwise),
  convolution('last term first', reversed),
];
