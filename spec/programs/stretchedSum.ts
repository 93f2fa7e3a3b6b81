import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { griewankWalther2008 } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';

export const stretchedSum = program({
  id: 'programs.stretchedSum',
  meaning: 'A matrix times a row, plus a number, both stretched to its shape; one input is not used at all.',
  signature: 'x[m, n], row[n], shift[], unused[k] -> y[m, n]',
  nodes: {
    scaled: node(mul, { a: 'x', b: 'row' }),
    shifted: node(add, { a: 'scaled.c', b: 'shift' }),
  },
  results: { y: 'shifted.c' },
  unused: ['unused'],
  clauses: {},
  sources: [griewankWalther2008('section 3.2')],
});
