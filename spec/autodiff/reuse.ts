import { differential } from '../differential.ts';
import { diamond } from '../programs/diamond.ts';
import { griewankWalther2008, pearlmutter1994 } from '../sources.ts';

export const diamondVjp = differential('vjp', diamond, {
  id: 'autodiff.diamondVjp',
  meaning: 'Reverse mode through x + x and x^2 (x^2 + x): what a value gets from all of its uses adds up.',
  signature: 'x[n], c_twice[n], c_quartic[n] -> g_x[n]',
  clauses: { C1: "on integers the gradient is 2 c + (4 x^3 + 3 x^2) c', bitwise" },
  sources: [griewankWalther2008('section 3.2')],
});

export const diamondJvp = differential('jvp', diamond, {
  id: 'autodiff.diamondJvp',
  meaning: 'Forward mode through x + x and x^2 (x^2 + x).',
  signature: 'x[n], d_x[n] -> d_twice[n], d_quartic[n]',
  clauses: { C1: "<J d, c> = <d, J^T c> with the implementation's own reverse mode, on integers" },
  sources: [griewankWalther2008('section 3.1')],
});

export const diamondHvp = differential('hvp', diamond, {
  id: 'autodiff.diamondHvp',
  meaning: 'What the gradient of x + x and x^2 (x^2 + x) changes by along a direction.',
  signature: 'x[n], d_x[n], c_twice[n], c_quartic[n] -> h_x[n]',
  clauses: { C1: "on integers it is (12 x^2 + 6 x) d c', bitwise" },
  sources: [pearlmutter1994('section 3')],
});
