import { defineOperation } from '../operation.ts';
import { bengioLeonardCourville2013, griewankWalther2008, pytorch } from '../sources.ts';

export const detach = defineOperation({
  id: 'autodiff.detach',
  meaning: 'The same values, which derivatives take for constants.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { detach }) => ({ y: () => detach(x()) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  held: 'every element',
  clauses: {
    C1: 'every element stays, bitwise',
    C2: 'the gradient is 0, whatever the cotangent',
  },
  sources: [pytorch('Tensor.detach'), griewankWalther2008('section 3.2')],
});

export const straightThrough = defineOperation({
  id: 'autodiff.straightThrough',
  meaning:
    'The values of q with the derivative of x: an estimator for what was rounded, or thresholded, and has no slope of its own.',
  signature: 'x[...], q[...] -> y[...]',
  definition: ({ x, q }, { add, sub, detach }) => ({ y: () => add(x(), detach(sub(q(), x()))) }),
  special: 'undefined',
  homogeneous: [{ x: 1, q: 1, y: 1 }],
  derivative: (_values, { y: g }, { constant }) => ({ x: () => g(), q: () => constant(0) }),
  held: 'q - x',
  clauses: {
    C1: 'on integers it is q, bitwise',
    C2: 'the gradient of x is the cotangent, bitwise, and that of q is 0',
  },
  sources: [bengioLeonardCourville2013('section 4')],
});
