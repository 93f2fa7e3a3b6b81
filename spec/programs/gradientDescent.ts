import { linear } from '../layers/linear.ts';
import { sgd } from '../optimizers/sgd.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { nesterov1983, polyak1964 } from '../sources.ts';

export const gradientDescent = program({
  id: 'programs.gradientDescent',
  meaning:
    'One step of gradient descent on the quadratic x^T A x / 2 + c^T x, with a learning rate of 1/8: what is repeated to minimise it.',
  signature: 'a[n, n], c[n], x[n], velocity[n] -> next[n], nextVelocity[n]',
  nodes: {
    slope: node(linear, { x: 'x', weight: 'a', bias: 'c' }),
    step: node(sgd, { parameter: 'x', gradient: 'slope.y', velocity: 'velocity' }, { learningRate: 1 / 8 }),
  },
  results: { next: 'step.nextParameter', nextVelocity: 'step.nextVelocity' },
  clauses: {
    C1: 'each of 200 steps follows from the point before it, as it was received, within the bound of one step',
    C2: 'after t of 200 steps the point is x* + (I - A / 8)^t (x - x*), A x* = -c, up to the sum of what the steps may err by, where no eigenvalue of I - A / 8 is larger than 1',
  },
  sources: [polyak1964('section 1'), nesterov1983('introduction')],
});
