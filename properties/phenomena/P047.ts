import { sgd } from '../../spec/optimizers/sgd.ts';
import { P047 } from '../../spec/phenomena/P047.ts';
import { add } from '../../spec/tensor/add.ts';
import { mul } from '../../spec/tensor/mul.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured, sideBySide } from '../phenomenon.ts';
import { outputOf } from '../verbs/judge.ts';
import { map, plus } from '../verbs/tensors.ts';

const rates = [1 / 16, 3 / 16, 7 / 32] as const;
const steps = 192;
const last = 48;
/** Steps between two rows of the series: an odd number, so that both sides of a swing show. */
const stride = 3;

/** A state of one run. */
interface State {
  /** Half the learning rate times the larger eigenvalue of the Hessian. */
  readonly sharpness: number;
  readonly loss: number;
}

export const laws: readonly Law[] = [
  measured(P047, {
    setup: (context) => ({
      x: sideBySide(
        context,
        rates.map(() => 3 / 2),
      ),
      y: sideBySide(
        context,
        rates.map(() => 1 / 4),
      ),
      rest: sideBySide(context, [0, 0]),
    }),
    hint: 'the gradient or the step is off: curvature and learning rate no longer meet at the edge',
    measure: async (on, given) => {
      const states = await descend(on, given);
      const [calm = [], edge = [], farther = []] = rates.map((_, run) => states.flatMap((row) => row[run] ?? []));
      const settled = (run: readonly State[]) =>
        run.slice(-last).reduce((sum, { sharpness }) => sum + sharpness, 0) / last;
      const remaining = (run: readonly State[]) =>
        Math.max(...run.slice(-last).map(({ loss }) => loss)) / (run[0]?.loss ?? Number.NaN);
      const shown = (run: readonly State[], of: keyof State) =>
        run.filter((_, t) => t % stride === 0).map((state) => state[of]);
      return {
        quantities: {
          calm: settled(calm),
          falling: rising(calm),
          edge: settled(edge),
          rising: rising(edge),
          fartherEdge: settled(farther),
          fartherRising: rising(farther),
          loss: Math.max(remaining(edge), remaining(farther)),
        },
        series: {
          t: calm.map((_, t) => t).filter((t) => t % stride === 0),
          'eta lambda / 2 at 1/16': shown(calm, 'sharpness'),
          'eta lambda / 2 at 3/16': shown(edge, 'sharpness'),
          'eta lambda / 2 at 7/32': shown(farther, 'sharpness'),
          'L at 1/16': shown(calm, 'loss'),
          'L at 3/16': shown(edge, 'loss'),
          'L at 7/32': shown(farther, 'loss'),
        },
      };
    },
  }),
];

/** The share of the steps from a loss above 2^-10 that raise it. */
function rising(run: readonly State[]): number {
  const pairs = run.slice(1).map(({ loss }, t) => [run[t]?.loss ?? Number.NaN, loss] as const);
  const high = pairs.filter(([before]) => before > 2 ** -10);
  return high.filter(([before, after]) => after > before).length / high.length;
}

interface Start {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly rest: Tensor;
}

/** The states of all runs, before and after each step: a row for each, an element for each run. */
async function descend(on: Subject, start: Start): Promise<State[][]> {
  const minusOne = map(start.x, () => -1);
  const states: State[][] = [];
  for (let t = 0, { x, y } = start; ; t++) {
    const { c: product } = await on(mul, { a: x, b: y });
    const { c: square } = await on(mul, { a: product, b: product });
    const { c: residual } = await on(add, { a: square, b: minusOne });
    states.push(rates.map((rate, run) => stateOf(rate, x.data[run], y.data[run], residual.data[run])));
    if (t === steps) return states;
    const ofProduct = await on.gradient(mul, { a: product, b: product }, { c: residual });
    // Two equal halves: their sum is exact.
    const c = plus(outputOf(ofProduct, 'a'), outputOf(ofProduct, 'b'));
    const gradient = await on.gradient(mul, { a: x, b: y }, { c });
    [x, y] = await stepped(on, [x, y], [outputOf(gradient, 'a'), outputOf(gradient, 'b')], start.rest);
  }
}

type Pair = readonly [x: Tensor, y: Tensor];

/** One step of every run, each at its own learning rate, side by side. */
async function stepped(on: Subject, [x, y]: Pair, [ofX, ofY]: Pair, rest: Tensor): Promise<Pair> {
  const ofRun = (run: number, ...columns: Pair) => map(rest, (_, axis) => columns[axis]?.data[run] ?? Number.NaN);
  const next = await Promise.all(
    rates.map((learningRate, run) =>
      on(sgd, { parameter: ofRun(run, x, y), gradient: ofRun(run, ofX, ofY), velocity: rest }, { learningRate }),
    ),
  );
  const column = (axis: number) => map(x, (_, run) => next[run]?.nextParameter.data[axis] ?? Number.NaN);
  return [column(0), column(1)];
}

/** The larger eigenvalue of the Hessian of (x^2 y^2 - 1)^2 / 2, and the loss that the residual gives. */
function stateOf(rate: number, x = Number.NaN, y = Number.NaN, residual = Number.NaN): State {
  const product = x * y;
  const r = product ** 2 - 1;
  const ofX = 2 * r * y ** 2 + 4 * (product * y) ** 2;
  const ofY = 2 * r * x ** 2 + 4 * (product * x) ** 2;
  const mixed = 4 * r * product + 4 * product ** 3;
  const lambda = (ofX + ofY) / 2 + Math.hypot((ofX - ofY) / 2, mixed);
  return { sharpness: (rate * lambda) / 2, loss: residual ** 2 / 2 };
}
