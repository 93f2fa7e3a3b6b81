import { detach } from '../autodiff/detached.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { pytorch } from '../sources.ts';
import { mul } from '../tensor/mul.ts';

export const detachedProduct = program({
  id: 'programs.detachedProduct',
  meaning: 'The product x^2 x, where the square is held constant by derivatives.',
  signature: 'x[n] -> y[n]',
  nodes: {
    square: node(mul, { a: 'x', b: 'x' }),
    held: node(detach, { x: 'square.c' }),
    product: node(mul, { a: 'held.y', b: 'x' }),
  },
  results: { y: 'product.c' },
  clauses: {},
  sources: [pytorch('Tensor.detach')],
});
