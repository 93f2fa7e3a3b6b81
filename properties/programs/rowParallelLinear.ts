import { linear } from '../../spec/layers/linear.ts';
import { rowParallelLinear } from '../../spec/programs/rowParallelLinear.ts';
import type { Law } from '../law.ts';
import { agrees } from '../program.ts';

export const laws: readonly Law[] = [
  agrees(rowParallelLinear, 'C1', {
    as: linear,
    inputs: {
      x: { join: ['x0', 'x1'], axis: 1 },
      weight: { join: ['weight0', 'weight1'], axis: 1 },
      bias: 'bias',
    },
    hint: 'a partial product is left out or counted twice, or the bias is added on each device',
  }),
];
