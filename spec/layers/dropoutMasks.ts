import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { baldiSadowski2013, eigenvaluesText, essenceText, srivastava2014 } from '../sources.ts';

export const applyDropoutMask = defineOperation({
  id: 'layers.applyDropoutMask',
  meaning:
    'Elements with 0 where a mask is 0, the others as they are; or, where inverted, over 1 - p, the probability to be kept.',
  signature: 'x[...], int mask[...] -> y[...]',
  attributes: {
    // What is always dropped has no inverse.
    p: { kind: 'real', min: 0, max: 1, open: true, default: 0.5, clause: 'R1' },
    inverted: { kind: 'boolean', default: true },
  },
  definition: ({ x, mask }, S, { p, inverted }) => {
    const kept = () => (inverted ? S.div(x(), S.sub(S.constant(1), S.constant(p))) : x());
    return { y: () => S.equal(mask(), 0, () => S.constant(0), kept) };
  },
  // An element that is not finite may be multiplied by 0 or left out.
  special: 'undefined',
  rejects: { R1: 'p must be a number; that it is at least 0 and below 1 is a convention' },
  domain: { mask: 'truth' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ mask }, { y: g }, S, { p, inverted }) => {
    const kept = () => (inverted ? S.div(g(), S.sub(S.constant(1), S.constant(p))) : g());
    return { x: () => S.equal(mask(), 0, () => S.constant(0), kept) };
  },
  clauses: {
    C1: 'over all 2^n masks, each by its probability, with k = 1 - p: the mean of y is k x and its variance k (1 - k) x^2; inverted, x and x^2 (1 - k) / k',
    C2: 'over all masks the mean of D A D is k^2 A, and k^2 A + k (1 - k) diag(A) on the diagonal, D the diagonal matrix of the mask, on integers, not inverted',
    C3: 'over all masks of X, inverted, the mean of ||y - Y w||^2 is ||y - X w||^2 + (1 - k) / k sum x_ij^2 w_j^2: a ridge for every weight of its own',
    C4: 'the pullback of G is G with the same mask, bitwise',
  },
  errata: {
    E48: {
      claim: 'dropout makes units less interdependent, so that what they represent is not redundant',
      where: eigenvaluesText('dropout'),
      kind: 'imprecise',
      counterexample:
        'two features that are both 1, y = 1 and k = 1/2: the mean loss of the weights (1, 0) is 1, that of (1/2, 1/2), which use both for one thing, is 1/2',
      right:
        'in the mean dropout adds (1 - k) / k sum x_ij^2 w_j^2 to a linear loss, which is least where equal features share a weight',
      clauses: ['C2', 'C3'],
    },
    E60: {
      claim: 'dropout is the element-wise product with a random diagonal matrix of 0 and 1',
      where: eigenvaluesText('dropout'),
      kind: 'imprecise',
      counterexample:
        'X of two by two ones, D = I: by elements D X has zeros beside the diagonal, where nothing was dropped; and the mean of D x is k x, not x',
      right:
        'it is the matrix product D x, or the mask times x by elements, and it is divided by k where the mean is to be x; p is k in some texts, 1 - k here',
      clauses: ['C1'],
    },
  },
  sources: [srivastava2014('section 9.1'), baldiSadowski2013('sections 2 and 5'), essenceText('5.3')],
});

export const rawDropout = defineOperation({
  id: 'layers.rawDropout',
  meaning: 'D x: every element is kept with probability `keep`, as it is, and 0 else.',
  signature: 'x[s*] -> y[s*]',
  attributes: {
    keep: { kind: 'real', min: 0, max: 1, default: 0.5, clause: 'R1' },
    key: { kind: 'key', clause: 'R2' },
  },
  equations: {
    C1: ({ x, y }, { at }) => {
      let isKept = true;
      for (let i = 0; i < x.rows; i++)
        for (let j = 0; j < x.columns; j++) isKept &&= at(y, i, j) === 0 || at(y, i, j) === at(x, i, j);
      return holds(isKept);
    },
    C2: ({ x, y }, { minus, isZero }, { keep }) => holds(keep !== 1 || isZero(minus(y, x))),
    C3: ({ y }, { isZero }, { keep }) => holds(keep !== 0 || isZero(y)),
  },
  random: {
    at: [{ keep: 0.5 }, { keep: 0.0625 }, { keep: 0.7 }, { keep: 0.9 }, { keep: 1 - 2 ** -9 }],
    coins: [([y = 0]) => y === 0],
    statistics: { C4: { happens: ([y = 0]) => y !== 0, probability: ({ keep }) => keep } },
  },
  freedom: 'which elements a key drops; the same key drops the same ones again, of a shape',
  special: 'undefined',
  rejects: {
    R1: 'keep must be a number; that it lies from 0 to 1 is a convention',
    R2: 'key must be an integer; that it lies from 0 to 2^32 - 1 is a convention',
  },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x, y }, { y: g }, { mul, div }) => ({ x: (...at) => mul(g(...at), div(y(...at), x(...at))) }),
  clauses: {
    C1: 'every element is 0 or x, bitwise',
    C2: 'with keep = 1, y = x, bitwise',
    C3: 'with keep = 0, y = 0',
    C4: 'an element is kept with probability keep',
    C5: 'the pullback of G is what it gives of G by the same key, bitwise: it has the mask of the result',
    C6: 'the mask does not depend on x: it is that of any other input without zeros',
  },
  sources: [srivastava2014('section 4')],
});
