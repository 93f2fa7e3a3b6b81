import { sgd } from '../optimizers/sgd.ts';
import { type Prediction, phenomenon } from '../phenomenon.ts';
import { baldiHornik1989, principlesText } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';

const bitwise = (measured: string, because: string): Prediction => ({
  measured,
  formula: '0, in every bit',
  value: 0,
  tolerance: () => 0,
  because,
});

const later = (from: string, to: string): Prediction => ({
  measured: `steps that a start at ${to} takes more than one at ${from} until w1 w2 > 1/2`,
  formula: 'ln 16 / ln(1 + eta)',
  value: Math.log(16) / Math.log(9 / 8),
  tolerance: () => 1,
  because: 'each is a whole number of steps',
});

export const P038 = phenomenon({
  id: 'phenomena.P038',
  claim:
    'Gradient descent that starts on the stable manifold of a saddle stays there and comes to rest at the saddle; from a point off it by delta it escapes, in a time that grows like ln(1 / delta).',
  needs: [mul, add, sgd],
  gradient: true,
  setup:
    'L(w1, w2) = (w2 w1 - 1)^2 / 2, whose saddle is 0, by the pullback of the product, with a learning rate eta of 1/8, 96 steps from each of (0, 0), (1/2, -1/2), and (delta, delta) for delta of 2^-4, 2^-8 and 2^-12.',
  predictions: {
    resting: bitwise('the largest |w1| or |w2| from (0, 0)', 'both derivatives have a factor that is 0'),
    straight: bitwise(
      'the largest |w1 + w2| from (1/2, -1/2)',
      'both go through the same numbers with opposite signs, and rounding has no sign of its own',
    ),
    approach: {
      measured: '|w1| from (1/2, -1/2): what a step multiplies it by, in the mean of the last 48',
      formula: '1 - eta = 7/8',
      value: 7 / 8,
      tolerance: (u) => 2 ** -24 + 4 * u,
      because: 'eta w1^2 is left out, which is 2^-27 in the mean of these steps; a step rounds a few times',
    },
    later: later('2^-4', '2^-8'),
    latest: later('2^-8', '2^-12'),
    escaped: {
      measured: 'the largest loss at the end of those that escape',
      formula: '0',
      value: 0,
      tolerance: () => 1 / 100,
      because: 'the last has left for some twenty steps, and nears the minimum by 1 - 2 eta in each',
    },
  },
  series: ['t', 'w1 from (1/2, -1/2)', 'w1 w2 from 2^-4', 'w1 w2 from 2^-8', 'w1 w2 from 2^-12'],
  sources: [
    principlesText('randomness and the escape from saddles'),
    baldiHornik1989('the landscape of linear networks'),
  ],
});
