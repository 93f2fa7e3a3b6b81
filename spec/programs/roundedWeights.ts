import { straightThrough } from '../autodiff/detached.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { bengioLeonardCourville2013 } from '../sources.ts';
import { mul } from '../tensor/mul.ts';
import { round } from '../tensor/round.ts';

export const roundedWeights = program({
  id: 'programs.roundedWeights',
  meaning: 'A product with weights that are rounded to integers, whose gradients pass straight through the rounding.',
  signature: 'x[n], weight[n] -> y[n]',
  nodes: {
    rounded: node(round, { x: 'weight' }),
    passed: node(straightThrough, { x: 'weight', q: 'rounded.y' }),
    product: node(mul, { a: 'x', b: 'passed.y' }),
  },
  results: { y: 'product.c' },
  clauses: {},
  sources: [bengioLeonardCourville2013('section 4')],
});
