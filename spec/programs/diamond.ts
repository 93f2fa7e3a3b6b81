import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { griewankWalther2008 } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { mul } from '../tensor/mul.ts';

export const diamond = program({
  id: 'programs.diamond',
  meaning:
    'The values x + x and x^2 (x^2 + x): one value used twice by one operation, and by two whose results meet again.',
  signature: 'x[n] -> twice[n], quartic[n]',
  nodes: {
    twice: node(add, { a: 'x', b: 'x' }),
    square: node(mul, { a: 'x', b: 'x' }),
    sum: node(add, { a: 'square.c', b: 'x' }),
    product: node(mul, { a: 'square.c', b: 'sum.c' }),
  },
  results: { twice: 'twice.c', quartic: 'product.c' },
  clauses: {},
  sources: [griewankWalther2008('section 3.2')],
});
