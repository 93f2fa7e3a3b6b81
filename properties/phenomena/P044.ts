import { sgd } from '../../spec/optimizers/sgd.ts';
import { P044 } from '../../spec/phenomena/P044.ts';
import { mul } from '../../spec/tensor/mul.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured, sideBySide } from '../phenomenon.ts';

const steps = 16;

interface Descent {
  readonly learningRate: number;
  readonly momentum: number;
}

const rates: readonly Descent[] = [3 / 4, 1, 3 / 2, 2, 17 / 8].map((learningRate) => ({ learningRate, momentum: 0 }));
const heavy: Descent = { learningRate: 3, momentum: 1 / 2 };

export const laws: readonly Law[] = [
  measured(P044, {
    setup: (context) => ({
      curvature: sideBySide(context, [1, 1 / 4]),
      start: sideBySide(context, [1, 1]),
      rest: sideBySide(context, [0, 0]),
    }),
    hint: 'the step does not go against the gradient, by the learning rate, or the velocity is not carried over',
    measure: async (on, given) => {
      const runs = await Promise.all([...rates, heavy].map((how) => descend(on, given, how)));
      const steep = runs.map((run) => run.map(([first = Number.NaN]) => first));
      const [calm = [], gone = [], flipping = [], swinging = [], diverging = [], momentum = []] = steep;
      const flat = runs.slice(0, rates.length).map((run) => run.map(([, second = Number.NaN]) => second));
      return {
        quantities: {
          calm: flips(calm),
          gone: gone[1] ?? Number.NaN,
          flipping: flips(flipping),
          swinging: flips(swinging),
          diverging: flips(diverging),
          flat: flat.reduce((sum, run) => sum + flips(run), 0),
          calmFactor: factor(calm),
          flippingFactor: factor(flipping),
          swingingFactor: factor(swinging),
          divergingFactor: factor(diverging),
          momentum: momentum[steps] ?? Number.NaN,
        },
        series: {
          t: calm.map((_, t) => t),
          'c at 3/4': calm,
          'c at 1': gone,
          'c at 3/2': flipping,
          'c at 2': swinging,
          'c at 17/8': diverging,
          'c with momentum': momentum,
        },
      };
    },
  }),
];

/** Both errors, before and after each step. */
async function descend(
  on: Subject,
  { curvature, start, rest }: { readonly curvature: Tensor; readonly start: Tensor; readonly rest: Tensor },
  how: Descent,
): Promise<number[][]> {
  const errors = [Array.from(start.data)];
  for (let t = 0, [parameter, velocity] = [start, rest]; t < steps; t++) {
    const { c: gradient } = await on(mul, { a: curvature, b: parameter });
    const next = await on(sgd, { parameter, gradient, velocity }, how);
    [parameter, velocity] = [next.nextParameter, next.nextVelocity];
    errors.push(Array.from(parameter.data));
  }
  return errors;
}

const flips = (run: readonly number[]): number =>
  run.filter((value, t) => t > 0 && value * (run[t - 1] ?? Number.NaN) < 0).length;

/** The geometric mean of what the steps multiply the error by. */
const factor = (run: readonly number[]): number =>
  Math.abs((run[steps] ?? Number.NaN) / (run[0] ?? Number.NaN)) ** (1 / steps);
