import { checkpointedPerceptron } from '../../spec/programs/checkpointedPerceptron.ts';
import { multilayerPerceptron } from '../../spec/programs/multilayerPerceptron.ts';
import type { Law } from '../law.ts';
import { agrees } from '../program.ts';

export const laws: readonly Law[] = [
  agrees(checkpointedPerceptron, 'C1', {
    as: multilayerPerceptron,
    bitwise: true,
    hint: 'what is computed again is not what was computed at first: an operation keeps a state, or changes its inputs',
  }),
];
