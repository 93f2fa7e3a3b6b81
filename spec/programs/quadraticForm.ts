import { linear } from '../layers/linear.ts';
import { dot } from '../linalg/dot.ts';
import { program } from '../program.ts';
import { node } from '../programNode.ts';
import { golubVanLoan2013 } from '../sources.ts';

export const quadraticForm = program({
  id: 'programs.quadraticForm',
  meaning: 'The quadratic form x^T A x of a matrix that need not be symmetric.',
  signature: 'a[n, n], x[n] -> f[]',
  nodes: {
    image: node(linear, { x: 'x', weight: 'a' }),
    form: node(dot, { a: 'x', b: 'image.y' }),
  },
  results: { f: 'form.c' },
  clauses: {},
  sources: [golubVanLoan2013('section 2.1')],
});
