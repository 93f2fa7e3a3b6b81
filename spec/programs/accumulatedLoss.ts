import { linear } from '../layers/linear.ts';
import { crossEntropy } from '../losses/crossEntropy.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { foundationsText } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';

export const accumulatedLoss = program({
  id: 'programs.accumulatedLoss',
  meaning:
    'The loss of a linear classifier from two micro-batches: the mean of each times its share of the whole batch, so that the gradients of the micro-batches accumulate in the parameters.',
  signature: 'bias[c], weight[c, i], x0[m, i], x1[p, i], int target0[m], int target1[p], share0[], share1[] -> loss[]',
  domain: { target0: 'label', target1: 'label' },
  nodes: {
    logits0: node(linear, { x: 'x0', weight: 'weight', bias: 'bias' }),
    logits1: node(linear, { x: 'x1', weight: 'weight', bias: 'bias' }),
    mean0: node(crossEntropy, { logits: 'logits0.y', target: 'target0' }),
    mean1: node(crossEntropy, { logits: 'logits1.y', target: 'target1' }),
    part0: node(mul, { a: 'mean0.loss', b: 'share0' }),
    part1: node(mul, { a: 'mean1.loss', b: 'share1' }),
    total: node(add, { a: 'part0.c', b: 'part1.c' }),
  },
  results: { loss: 'total.c' },
  clauses: {
    C1: 'with the shares m / (m + p) and p / (m + p), loss and gradients are those of the whole batch, for unequal micro-batches too',
    C2: 'k times the shares give k times the gradients of the parameters: where the shares are left out, two equal micro-batches give twice the gradient of the whole batch',
  },
  sources: [foundationsText('section 1.1.9')],
});
