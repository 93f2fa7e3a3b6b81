import { linear } from '../../spec/layers/linear.ts';
import { columnParallelLinear } from '../../spec/programs/columnParallelLinear.ts';
import type { Law } from '../law.ts';
import { agrees } from '../program.ts';

export const laws: readonly Law[] = [
  agrees(columnParallelLinear, 'C1', {
    as: linear,
    inputs: {
      x: 'x',
      weight: { join: ['weight0', 'weight1'], axis: 0 },
      bias: { join: ['bias0', 'bias1'], axis: 0 },
    },
    results: { y: { join: ['y0', 'y1'], axis: 1 } },
    hint: 'the gradient of the input of one device is left out, or rows of the weight are exchanged',
  }),
];
