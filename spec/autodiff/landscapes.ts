import { differential } from '../differential.ts';
import { quadraticForm } from '../programs/quadraticForm.ts';
import { rosenbrock } from '../programs/rosenbrock.ts';
import { twoLayerLoss } from '../programs/twoLayerLoss.ts';
import { baldiHornik1989, golubVanLoan2013, pearlmutter1994, rosenbrock1960 } from '../sources.ts';

export const rosenbrockVjp = differential('vjp', rosenbrock, {
  id: 'autodiff.rosenbrockVjp',
  meaning: "The gradient of Rosenbrock's valley by backpropagation.",
  signature: 'x[], y[], a[], b[], c_f[] -> g_x[], g_y[], g_a[], g_b[]',
  clauses: {
    C1: 'on integers it is (-2 (a - x) - 4 b x (y - x^2), 2 b (y - x^2), 2 (a - x), (y - x^2)^2), bitwise',
  },
  sources: [rosenbrock1960('section 3')],
});

export const rosenbrockHvp = differential('hvp', rosenbrock, {
  id: 'autodiff.rosenbrockHvp',
  meaning: "The Hessian of Rosenbrock's valley times a direction.",
  signature: 'x[], y[], a[], b[], d_x[], d_y[], d_a[], d_b[], c_f[] -> h_x[], h_y[], h_a[], h_b[]',
  clauses: {
    C1: 'on integers the Hessian by x and y is (2 + 12 b x^2 - 4 b y, -4 b x; -4 b x, 2 b), bitwise',
    C2: 'u^T H v = v^T H u, on integers',
  },
  sources: [rosenbrock1960('section 3'), pearlmutter1994('section 3')],
});

export const twoLayerLossVjp = differential('vjp', twoLayerLoss, {
  id: 'autodiff.twoLayerLossVjp',
  meaning: 'The gradient of the loss of a linear network of two layers with a unit each.',
  signature: 'w1[], w2[], x[], y[], c_loss[] -> g_w1[], g_w2[], g_x[], g_y[]',
  clauses: {
    C1: 'on integers it is (w2 x r, w1 x r, w1 w2 r, -r), r = w2 w1 x - y, bitwise; at 0 that of the weights vanishes',
  },
  sources: [baldiHornik1989('section 3')],
});

export const twoLayerLossHvp = differential('hvp', twoLayerLoss, {
  id: 'autodiff.twoLayerLossHvp',
  meaning: 'The Hessian of the loss of a linear network of two layers with a unit each, times a direction.',
  signature: 'w1[], w2[], x[], y[], d_w1[], d_w2[], d_x[], d_y[], c_loss[] -> h_w1[], h_w2[], h_x[], h_y[]',
  clauses: {
    C1: 'on integers the Hessian by the weights is ((w2 x)^2, 2 w1 w2 x^2 - x y; 2 w1 w2 x^2 - x y, (w1 x)^2), bitwise',
    C2: 'at 0 it is (0, -x y; -x y, 0), with the eigenvalues x y and -x y: a saddle',
  },
  sources: [baldiHornik1989('section 3'), pearlmutter1994('section 3')],
});

export const quadraticFormVjp = differential('vjp', quadraticForm, {
  id: 'autodiff.quadraticFormVjp',
  meaning: 'The gradient of x^T A x.',
  signature: 'a[n, n], x[n], c_f[] -> g_a[n, n], g_x[n]',
  clauses: { C1: 'on integers it is (A + A^T) x by x and x x^T by A, bitwise' },
  sources: [golubVanLoan2013('section 2.1')],
});

export const quadraticFormHvp = differential('hvp', quadraticForm, {
  id: 'autodiff.quadraticFormHvp',
  meaning: 'The Hessian of x^T A x times a direction.',
  signature: 'a[n, n], x[n], d_a[n, n], d_x[n], c_f[] -> h_a[n, n], h_x[n]',
  clauses: { C1: 'on integers the Hessian by x is A + A^T, bitwise, wherever x is' },
  sources: [golubVanLoan2013('section 2.1'), pearlmutter1994('section 3')],
});
