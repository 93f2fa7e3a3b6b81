import { empiricalRisk } from '../../spec/losses/empiricalRisk.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { between } from '../verbs/measured.ts';
import { filled, map, only, vector } from '../verbs/tensors.ts';
import { all, sumsTo, term } from './_internal/combined.ts';

/** Losses, and weights of 1 to 4. */
const samples = (context: Context) =>
  tensors(context, { losses: 'n', weight: 'n' }, { least: 2, most: 7 }).map(({ losses, weight }) => ({
    losses,
    weight: map(weight, (value) => 1 + (Math.abs(value) % 4)),
  }));

const part = (x: Tensor, first: number, last?: number): Tensor => vector(x, Array.from(x.data).slice(first, last));
const sum = (x: Tensor): number => Array.from(x.data).reduce((all, one) => all + one, 0);

export const laws: readonly Law[] = [
  ofResult(empiricalRisk, 'C1', {
    cases: (context) => beside(samples(context), { isEqual: dealt([false, true]) }),
    from: ({ losses, weight, isEqual }) => ({
      losses: isEqual ? filled(losses, losses.shape, losses.data[0] ?? 0) : losses,
      weight,
    }),
    of: ({ risk }, { losses, isEqual }, bounds) => {
      const [first = 0] = losses.data;
      const range = isEqual
        ? ([first, first] as const)
        : ([Math.min(...losses.data), Math.max(...losses.data)] as const);
      return [between('risk between the losses', only(risk), range, bounds().most)];
    },
  }),
  law(empiricalRisk, 'C2', {
    cases: samples,
    check: (on, { losses, weight }, context) => {
      const again = Array.from(losses.data).flatMap((loss, i) => new Array<number>(weight.data[i] ?? 1).fill(loss));
      const plain = term(-1, empiricalRisk, { losses });
      const level = term(1, empiricalRisk, { losses, weight: filled(losses, losses.shape, 3) });
      const repeated = term(-1, empiricalRisk, { losses: vector(losses, again) });
      return all(
        sumsTo('weights of 3 less none', 0, [level, plain], [on, context]),
        sumsTo(
          'weights less losses given again',
          0,
          [term(1, empiricalRisk, { losses, weight }), repeated],
          [on, context],
        ),
      );
    },
  }),
  law(empiricalRisk, 'C3', {
    cases: samples,
    check: (on, { losses, weight }, context) => {
      const of = (times: number, first: number, last?: number) => {
        const own = part(weight, first, last);
        return term(times * sum(own), empiricalRisk, { losses: part(losses, first, last), weight: own });
      };
      return all(sumsTo('of all less that of two parts', 0, [of(1, 0), of(-1, 0, 1), of(-1, 1)], [on, context]));
    },
  }),
  refuses(empiricalRisk, 'R1', {
    share: 0.25,
    asks: ['empty'],
    cases: samples,
    calls: ({ losses: { dtype } }) => ({ 'no samples are refused': { losses: tensorOf(dtype, [0], []) } }),
    honest: ({ risk }) => Number.isNaN(risk?.data[0]),
  }),
];
