import { sgd } from '../optimizers/sgd.ts';
import { type Prediction, phenomenon } from '../phenomenon.ts';
import { polyak1964, principlesText } from '../sources.ts';
import { mul } from '../tensor/mul.ts';

/** Of so many steps, those after which the error along the steeper axis has the other sign. */
const flips = (rate: number, value: number): Prediction => ({
  measured: `sign changes of c_t in 16 steps at a learning rate of ${rate}`,
  formula: rate > 1 ? 'every step, for the rate is above 1' : 'none, for the rate is at most 1',
  value,
  tolerance: () => 0,
  because: 'it is a count, and no step comes near 0 but the one that meets it exactly',
});

/** What the error is multiplied by in a step, in size. */
const factor = (rate: number): Prediction => ({
  measured: `|c_16 / c_0|^(1/16) at a learning rate of ${rate}`,
  formula: `|1 - ${rate}|`,
  value: Math.abs(1 - rate),
  // The slope, its product with the rate, and the difference are each off by u of themselves.
  tolerance: (u) => 2 * u * (Math.abs(1 - rate) + 2 * rate),
  because:
    'three roundings a step, of numbers at most the rate times the error, and the factor is the mean of the steps',
});

export const P044 = phenomenon({
  id: 'phenomena.P044',
  claim:
    'Gradient descent on a quadratic multiplies the error along an axis of curvature h by 1 - eta h in every step: it begins to change sign where eta h passes 1, is gone after one step at 1, goes to and fro at 2 and grows beyond; momentum mu moves that edge to 2 (1 + mu).',
  needs: [sgd, mul],
  setup:
    'f(c) = (c_1^2 + c_2^2 / 4) / 2, whose curvatures are 1 and 1/4, from (1, 1), with learning rates 3/4, 1, 3/2, 2 and 17/8, 16 steps each; and with momentum 1/2 at a learning rate of 3, from a velocity of 0.',
  predictions: {
    calm: flips(3 / 4, 0),
    gone: {
      measured: 'c_1 at a learning rate of 1',
      formula: '0',
      value: 0,
      tolerance: () => 0,
      because: 'the step is as long as the error, exactly',
    },
    flipping: flips(3 / 2, 16),
    swinging: flips(2, 16),
    diverging: flips(17 / 8, 16),
    flat: {
      measured: 'sign changes along the axis of curvature 1/4, over all learning rates',
      formula: 'none, for eta / 4 is below 1',
      value: 0,
      tolerance: () => 0,
      because: 'it is a count, and no step comes near 0',
    },
    calmFactor: factor(3 / 4),
    flippingFactor: factor(3 / 2),
    swingingFactor: factor(2),
    divergingFactor: factor(17 / 8),
    momentum: {
      measured: 'c_16 with momentum 1/2 at a learning rate of 3',
      formula: '3 - 2^-15',
      value: 3 - 2 ** -15,
      tolerance: (u) => (u > 2 ** -19 ? 16 * 16 * u : 0),
      because:
        'c_t = 3 (-1)^t - 2 (-1/2)^t is a whole number over 2^t: nothing is rounded where 19 bits are kept; where fewer are, 16 steps of a swing that neither grows nor dies are each off by a few units of 3',
    },
  },
  series: ['t', 'c at 3/4', 'c at 1', 'c at 3/2', 'c at 2', 'c at 17/8', 'c with momentum'],
  sources: [principlesText('beyond convergence: the onset of oscillation'), polyak1964('heavy ball method')],
});
