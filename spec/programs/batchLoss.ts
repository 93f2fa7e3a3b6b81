import { linear } from '../layers/linear.ts';
import { crossEntropy } from '../losses/crossEntropy.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { foundationsText } from '../sources.ts';

export const batchLoss = program({
  id: 'programs.batchLoss',
  meaning: 'The mean loss of a linear classifier over a whole batch.',
  signature: 'bias[c], weight[c, i], x[n, i], int target[n] -> loss[]',
  domain: { target: 'label' },
  nodes: {
    logits: node(linear, { x: 'x', weight: 'weight', bias: 'bias' }),
    mean: node(crossEntropy, { logits: 'logits.y', target: 'target' }),
  },
  results: { loss: 'mean.loss' },
  clauses: {},
  sources: [foundationsText('section 1.1.9')],
});
