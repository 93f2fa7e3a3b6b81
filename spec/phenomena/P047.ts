import { sgd } from '../optimizers/sgd.ts';
import { type Prediction, phenomenon } from '../phenomenon.ts';
import { cohen2021, principlesText, zhu2023 } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';

/** What is kept along a path of steepest descent that is followed without end: x^2 - y^2, of which the sharpness at its end follows. */
const kept = (3 / 2) ** 2 - (1 / 4) ** 2;
const flow = 4 * Math.sqrt(kept ** 2 + 4);

/** At a rate at which the end of the flow is too sharp to be stable: eta lambda / 2 would be above 1 there. */
const atTheEdge = (rate: number): Prediction => ({
  measured: `eta lambda / 2 at a learning rate of ${rate}, in the mean of the last 48 steps`,
  formula: `1, where the flow would end at ${((rate * flow) / 2).toFixed(2)}`,
  value: 1,
  tolerance: (u) => rate ** 2 + 16 * u,
  because:
    'the swing about a minimum moves its edge by second order in the rate, and what is kept to u has a curvature to a few u',
});

const rising = (rate: number): Prediction => ({
  measured: `share of the steps at a learning rate of ${rate} that raise the loss, while it is above 2^-10`,
  formula: '1/2',
  value: 1 / 2,
  tolerance: () => 1 / 10,
  because:
    'the swing has period two, one side of the valley is higher than the other, and some ten steps go into it and out of it',
});

export const P047 = phenomenon({
  id: 'phenomena.P047',
  claim:
    'Gradient descent settles at the edge of stability: where the path of steepest descent ends in a minimum whose curvature lambda is above 2 / eta, the loss rises in about every second step and falls all the same, and lambda comes to 2 / eta; with a small eta the loss never rises and lambda is that of the path.',
  needs: [mul, add, sgd],
  gradient: true,
  setup:
    'In place of a network that takes 20000 steps, the smallest model that does it: L(x, y) = (x^2 y^2 - 1)^2 / 2 from (3/2, 1/4), with learning rates 1/16, 3/16 and 7/32, 192 steps each. The gradient is that of the pullback of the product; lambda is the larger eigenvalue of the Hessian, by its formula, at the points that are reached. Steepest descent keeps x^2 - y^2, so that its end is known.',
  predictions: {
    calm: {
      measured: 'eta lambda / 2 at a learning rate of 1/16, in the mean of the last 48 steps',
      formula: '2 eta sqrt((x^2 - y^2)^2 + 4)',
      value: flow / 32,
      tolerance: (u) => flow / 32 / 16 + 16 * u,
      because:
        'descent in steps departs from the path by first order in the rate, and what is kept to u has a curvature to a few u',
    },
    falling: {
      measured: 'share of the steps at a learning rate of 1/16 that raise the loss, while it is above 2^-10',
      formula: '0',
      value: 0,
      tolerance: () => 0,
      because: 'eta lambda is below 1 on the whole path, and the loss above what rounding makes of it',
    },
    edge: atTheEdge(3 / 16),
    rising: rising(3 / 16),
    fartherEdge: atTheEdge(7 / 32),
    fartherRising: rising(7 / 32),
    loss: {
      measured: 'the largest loss of the last 48 steps over the first, at the learning rates 3/16 and 7/32',
      formula: '0',
      value: 0,
      tolerance: (u) => 1 / 100 + 32 * u,
      because: 'to fall all the same means a hundredfold at least here, down to what is kept to u',
    },
  },
  series: [
    't',
    'eta lambda / 2 at 1/16',
    'eta lambda / 2 at 3/16',
    'eta lambda / 2 at 7/32',
    'L at 1/16',
    'L at 3/16',
    'L at 7/32',
  ],
  sources: [
    principlesText('beyond convergence: the edge of stability'),
    cohen2021('sections 3.1 and 3.2'),
    zhu2023('the degree-4 example'),
  ],
});
