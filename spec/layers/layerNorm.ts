import { defineOperation } from '../operation.ts';
import { baKirosHinton2016, essenceText, higham2002, pytorch } from '../sources.ts';

export const layerNorm = defineOperation({
  id: 'layers.layerNorm',
  meaning: 'The last axis shifted to mean 0 and scaled to variance 1, then scaled and shifted entry by entry.',
  signature: 'x[..., n], weight?[n], bias?[n] -> y[..., n]',
  attributes: {
    // Inside the root.
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R1' },
  },
  definition: (
    { x, weight, bias },
    { mean: meanOf, variance: varianceOf, total, mul, div, neg, add, sqrt, constant, size },
    { epsilon },
  ) => {
    if (size('n') === 0) return { y: x };
    const [mean, variance] = [meanOf('n', (j) => x(j)), varianceOf('n', (j) => x(j))];
    const root = sqrt(add(variance, constant(epsilon)));
    const scale = (i: number) => div(weight === undefined ? constant(1) : weight(i), root);
    // (x - mean) scale, multiplied out: libraries fuse it like this, and the bound is then that of either form.
    const terms = (i: number) => [mul(x(i), scale(i)), neg(mul(mean, scale(i)))];
    return { y: (i) => total(bias === undefined ? terms(i) : [...terms(i), bias(i)]) };
  },
  special: 'propagatesNaN',
  rejects: { R1: 'epsilon must be a number; that it is at least 0 is a convention' },
  feasible: ({ n }, { epsilon }) => ({ n: Math.max(n, epsilon === 0 ? 2 : 1) }),
  homogeneous: [
    { x: 1, epsilon: 2 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative: ({ x, weight }, { y: g }, { mean, variance, sub, mul, div, add, sqrt, constant, memo }, { epsilon }) => {
    const root = memo(() =>
      sqrt(
        add(
          variance('n', (j) => x(j)),
          constant(epsilon),
        ),
      ),
    );
    const z = memo((i) =>
      div(
        sub(
          x(i),
          mean('n', (j) => x(j)),
        ),
        root(),
      ),
    );
    const h = (i: number) => (weight === undefined ? g(i) : mul(g(i), weight(i)));
    const along = memo(() => mean('n', (j) => mul(h(j), z(j))));
    return {
      x: (i) => div(sub(sub(h(i), mean('n', h)), mul(z(i), along())), root()),
      weight: (i) => mul(g(i), z(i)),
      bias: g,
    };
  },
  clauses: {
    C1: 'without weight and bias, rows have mean 0 and variance v / (v + epsilon), v the variance of x (divided by n)',
    C2: 'layerNorm(x + c) = layerNorm(x) on integers, within the bounds of both',
    C3: 'layerNorm(2^k x) = layerNorm(x) with epsilon = 0, bitwise',
    C4: 'a constant row gives the bias (0 without one) for epsilon > 0, within the bound, and a finite gradient',
    C5: 'entries are at most sqrt(n - 1) in magnitude, up to rounding',
    C6: 'the pullback to x sums to 0, and with epsilon = 0 it is orthogonal to the normalised x',
    C7: 'the variance is taken about the mean: an offset of 2^26 standard deviations (2^12 in float32) stays within the bound of the definition',
    C8: 'with epsilon = 0 and without weight the pullback of ones and of y is 0, and that of a G orthogonal to both is G over the root: the Jacobian is symmetric, of rank n - 2, and its other singular values are one',
    C9: 'layerNorm(layerNorm(x)) = layerNorm(x) with epsilon = 0, up to the roundings of both',
  },
  errata: {
    E32: {
      claim: 'normalising, (x - mean) / deviation, can be inverted',
      where: essenceText('2.2'),
      kind: 'wrong',
      counterexample: '(1, 2) and (10, 20) both become (-1, 1)',
      right:
        'with a mean and a deviation that depend on x two dimensions are lost: the result is the same for a x + b, a > 0',
      clauses: ['C2', 'C3'],
    },
  },
  sources: [baKirosHinton2016('section 3'), higham2002('section 1.9'), pytorch('torch.nn.LayerNorm')],
});
