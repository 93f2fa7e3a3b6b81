import { linear } from '../layers/linear.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { foundationsText, shoeybi2019 } from '../sources.ts';

export const columnParallelLinear = program({
  id: 'programs.columnParallelLinear',
  meaning:
    'A linear layer whose output features are divided between two devices: each has rows of the weight and sees all of the input, whose gradient is the sum of theirs.',
  signature: 'x[n, i], weight0[o, i], weight1[p, i], bias0[o], bias1[p] -> y0[n, o], y1[n, p]',
  nodes: {
    first: node(linear, { x: 'x', weight: 'weight0', bias: 'bias0' }),
    second: node(linear, { x: 'x', weight: 'weight1', bias: 'bias1' }),
  },
  results: { y0: 'first.y', y1: 'second.y' },
  clauses: {
    C1: 'its outputs side by side are those of the linear layer of the joined weights, and so are its gradients',
  },
  sources: [shoeybi2019('section 3'), foundationsText('section 1.1.9')],
});
