import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { baldiHornik1989, foundationsText } from '../sources.ts';
import { scale, sub } from '../tensor/arithmetic.ts';
import { mul } from '../tensor/mul.ts';
import { square } from '../tensor/powers.ts';

export const twoLayerLoss = program({
  id: 'programs.twoLayerLoss',
  meaning: 'Half the squared error of a linear network of two layers with a unit each, (w2 w1 x - y)^2 / 2.',
  signature: 'w1[], w2[], x[], y[] -> loss[]',
  nodes: {
    hidden: node(mul, { a: 'w1', b: 'x' }),
    output: node(mul, { a: 'w2', b: 'hidden.c' }),
    residual: node(sub, { a: 'output.c', b: 'y' }),
    squared: node(square, { x: 'residual.c' }),
    half: node(scale, { x: 'squared.y' }, { factor: 1 / 2 }),
  },
  results: { loss: 'half.y' },
  clauses: {},
  sources: [baldiHornik1989('section 3'), foundationsText('section 1.1')],
});
