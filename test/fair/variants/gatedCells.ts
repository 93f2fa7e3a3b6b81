import { type Arithmetic, fusedDot, inLanes, products } from '../_internal/arithmetic.ts';
import type { Cores, Variant } from '../variant.ts';

type Row = readonly number[];
type Logistic = (x: number, f: Arithmetic) => number;

const byExponential: Logistic = (x, f) => f.div(1, f.add(1, f.exp(-x)));
const byTanh: Logistic = (x, f) => f.fma(0.5, f.round(Math.tanh(f.mul(0.5, x))), 0.5);

/** One step of the gated recurrent unit, with the weights side by side where nothing stands between them. */
const gruCell = (name: string, logistic: Logistic): Variant => ({
  name,
  operation: 'sequence.gruCell',
  compute: (inputs: Cores, { reset }, f) => {
    const of = (input: string): Row => inputs[input]?.values ?? [];
    const [x, hidden] = [of('x'), of('hidden')];
    const [d, h] = [x.length, hidden.length];
    const rowX = (r: number) => of('weightX').slice(r * d, r * d + d);
    const rowH = (r: number) => of('weightHidden').slice(r * h, r * h + h);
    const bias = (r: number) => of('bias')[r] ?? 0;
    const biasHidden = (r: number) => of('biasHidden')[r] ?? 0;
    const gate = (r: number) =>
      logistic(fusedDot([...rowX(r), ...rowH(r)], [...x, ...hidden], f, f.add(bias(r), biasHidden(r))), f);
    const resets = hidden.map((_, j) => gate(j));
    const held = hidden.map((value, j) => f.mul(resets[j] ?? 0, value));
    const nextHidden = hidden.map((old, j) => {
      const r = 2 * h + j;
      const own = fusedDot(rowX(r), x, f, bias(r));
      const term =
        reset === 'before'
          ? f.add(f.add(own, biasHidden(r)), inLanes(products(rowH(r), held, f), f))
          : f.fma(resets[j] ?? 0, f.add(inLanes(products(rowH(r), hidden, f), f), biasHidden(r)), own);
      const [z, n] = [gate(h + j), f.round(Math.tanh(term))];
      return f.fma(z, f.sub(old, n), n);
    });
    return { nextHidden };
  },
});

const rnnCell: Variant = {
  name: 'weights side by side, fused, from the bias on',
  operation: 'sequence.rnnCell',
  compute: (inputs, _, f) => {
    const of = (input: string): Row => inputs[input]?.values ?? [];
    const [x, hidden] = [of('x'), of('hidden')];
    const [d, h] = [x.length, hidden.length];
    const row = (j: number) => [
      ...of('weightX').slice(j * d, j * d + d),
      ...of('weightHidden').slice(j * h, j * h + h),
    ];
    return {
      nextHidden: hidden.map((_value, j) =>
        f.round(Math.tanh(fusedDot(row(j), [...x, ...hidden], f, of('bias')[j] ?? 0))),
      ),
    };
  },
};

export const variants: readonly Variant[] = [
  gruCell('one product for both weights, by exponentials', byExponential),
  gruCell('one product for both weights, by tanh', byTanh),
  rnnCell,
];
