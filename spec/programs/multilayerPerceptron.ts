import { linear } from '../layers/linear.ts';
import { relu } from '../layers/relu.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { foundationsText } from '../sources.ts';

export const multilayerPerceptron = program({
  id: 'programs.multilayerPerceptron',
  meaning:
    'Three affine maps with rectifiers between them: the plainest network, differentiated by plain backpropagation.',
  signature: 'x[n, i], weight1[h, i], bias1[h], weight2[k, h], bias2[k], weight3[o, k], bias3[o] -> y[n, o]',
  nodes: {
    affine1: node(linear, { x: 'x', weight: 'weight1', bias: 'bias1' }),
    hidden1: node(relu, { x: 'affine1.y' }),
    affine2: node(linear, { x: 'hidden1.y', weight: 'weight2', bias: 'bias2' }),
    hidden2: node(relu, { x: 'affine2.y' }),
    affine3: node(linear, { x: 'hidden2.y', weight: 'weight3', bias: 'bias3' }),
  },
  results: { y: 'affine3.y' },
  clauses: {},
  sources: [foundationsText('section 1.1')],
});
