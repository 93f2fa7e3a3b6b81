import { differential } from '../differential.ts';
import { detachedProduct } from '../programs/detachedProduct.ts';
import { roundedWeights } from '../programs/roundedWeights.ts';
import { bengioLeonardCourville2013, pytorch } from '../sources.ts';

export const detachedProductVjp = differential('vjp', detachedProduct, {
  id: 'autodiff.detachedProductVjp',
  meaning:
    'Reverse mode through x^2 x, the square held constant: nothing flows through it, and the rest is unaffected.',
  signature: 'x[n], c_y[n] -> g_x[n]',
  clauses: { C1: 'on integers the gradient is x^2 c, bitwise, and not 3 x^2 c' },
  sources: [pytorch('Tensor.detach')],
});

export const detachedProductJvp = differential('jvp', detachedProduct, {
  id: 'autodiff.detachedProductJvp',
  meaning: 'Forward mode through x^2 x, the square held constant.',
  signature: 'x[n], d_x[n] -> d_y[n]',
  clauses: { C1: 'on integers it is x^2 d, bitwise' },
  sources: [pytorch('Tensor.detach')],
});

export const roundedWeightsVjp = differential('vjp', roundedWeights, {
  id: 'autodiff.roundedWeightsVjp',
  meaning: 'Reverse mode through a product with rounded weights, whose gradients pass straight through the rounding.',
  signature: 'x[n], weight[n], c_y[n] -> g_x[n], g_weight[n]',
  clauses: {
    C1: 'the gradient of the weight is c x, bitwise, as if nothing were rounded; that of x is c times the rounded weight',
  },
  sources: [bengioLeonardCourville2013('section 4')],
});
