import { linear } from '../layers/linear.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { foundationsText, shoeybi2019 } from '../sources.ts';
import { add } from '../tensor/add.ts';

export const rowParallelLinear = program({
  id: 'programs.rowParallelLinear',
  meaning:
    'A linear layer whose input features are divided between two devices: each multiplies its columns of the weight by its features, and the partial products are added; the bias is added once.',
  signature: 'x0[n, i], x1[n, j], weight0[o, i], weight1[o, j], bias?[o] -> y[n, o]',
  nodes: {
    first: node(linear, { x: 'x0', weight: 'weight0', bias: 'bias' }),
    second: node(linear, { x: 'x1', weight: 'weight1' }),
    sum: node(add, { a: 'first.y', b: 'second.y' }),
  },
  results: { y: 'sum.c' },
  clauses: { C1: 'it is the linear layer of the joined features and weights: the same results and gradients' },
  sources: [shoeybi2019('section 3'), foundationsText('section 1.1.9')],
});
