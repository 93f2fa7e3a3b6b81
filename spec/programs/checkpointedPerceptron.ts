import { program } from '../program.ts';
import { chen2016, foundationsText, pytorch } from '../sources.ts';
import { multilayerPerceptron } from './multilayerPerceptron.ts';

const { signature, nodes, results } = multilayerPerceptron;

export const checkpointedPerceptron = program({
  id: 'programs.checkpointedPerceptron',
  meaning:
    'The multilayer perceptron with checkpointing: of the forward pass only the second affine map is kept, and what backpropagation needs besides is computed again.',
  signature,
  nodes,
  results,
  recomputed: ['affine1', 'hidden1', 'hidden2'],
  clauses: { C1: 'its results and gradients are those of plain backpropagation, bitwise' },
  sources: [chen2016('section 3'), pytorch('torch.utils.checkpoint'), foundationsText('section 1.1.9')],
});
