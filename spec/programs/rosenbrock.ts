import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { rosenbrock1960 } from '../sources.ts';
import { add } from '../tensor/add.ts';
import { sub } from '../tensor/arithmetic.ts';
import { mul } from '../tensor/mul.ts';
import { square } from '../tensor/powers.ts';

export const rosenbrock = program({
  id: 'programs.rosenbrock',
  meaning: 'The valley (1 - x)^2 + 100 (y - x^2)^2, with numbers a and b in the places of 1 and 100.',
  signature: 'x[], y[], a[], b[] -> f[]',
  nodes: {
    along: node(sub, { a: 'a', b: 'x' }),
    first: node(square, { x: 'along.c' }),
    parabola: node(square, { x: 'x' }),
    across: node(sub, { a: 'y', b: 'parabola.y' }),
    second: node(square, { x: 'across.c' }),
    steep: node(mul, { a: 'b', b: 'second.y' }),
    total: node(add, { a: 'first.y', b: 'steep.c' }),
  },
  results: { f: 'total.c' },
  clauses: {},
  sources: [rosenbrock1960('section 3')],
});
