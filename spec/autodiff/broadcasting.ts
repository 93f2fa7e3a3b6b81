import { differential } from '../differential.ts';
import { stretchedSum } from '../programs/stretchedSum.ts';
import { griewankWalther2008 } from '../sources.ts';

export const stretchedSumVjp = differential('vjp', stretchedSum, {
  id: 'autodiff.stretchedSumVjp',
  meaning:
    'Reverse mode through a matrix times a stretched row plus a stretched number, with an input that is not used.',
  signature: 'x[m, n], row[n], shift[], unused[k], c_y[m, n] -> g_x[m, n], g_row[n], g_shift[], g_unused[k]',
  clauses: {
    C1: 'what was stretched has the sum over what it was stretched along: on integers g_shift is the sum of c, bitwise',
    C2: 'an input that is not used has zeros of its own shape',
  },
  sources: [griewankWalther2008('section 3.2')],
});

export const stretchedSumJvp = differential('jvp', stretchedSum, {
  id: 'autodiff.stretchedSumJvp',
  meaning:
    'Forward mode through a matrix times a stretched row plus a stretched number, with an input that is not used.',
  signature: 'x[m, n], row[n], shift[], unused[k], d_x[m, n], d_row[n], d_shift[], d_unused[k] -> d_y[m, n]',
  clauses: { C1: 'the direction of the input that is not used changes nothing, bitwise' },
  sources: [griewankWalther2008('section 3.1')],
});
