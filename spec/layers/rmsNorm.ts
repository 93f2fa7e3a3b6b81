import { defineOperation } from '../operation.ts';
import { higham2002, pytorch, zhangSennrich2019 } from '../sources.ts';

export const rmsNorm = defineOperation({
  id: 'layers.rmsNorm',
  meaning: 'The last axis over the root of the mean of its squares, then scaled entry by entry.',
  signature: 'x[..., n], weight?[n] -> y[..., n]',
  attributes: {
    epsilon: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-6, clause: 'R1' },
    // Added to the mean of the squares, or to its root.
    epsilonPlace: { kind: 'choice', options: ['inside', 'outside'], default: 'inside', clause: 'R2' },
  },
  definition: ({ x, weight }, { mean, mul, div, add, sqrt, constant, size }, { epsilon, epsilonPlace }) => {
    if (size('n') === 0) return { y: x };
    const square = mean('n', (j) => mul(x(j), x(j)));
    const small = constant(epsilon);
    const root = epsilonPlace === 'inside' ? sqrt(add(square, small)) : add(sqrt(square), small);
    return { y: (i) => mul(x(i), div(weight === undefined ? constant(1) : weight(i), root)) };
  },
  special: 'propagatesNaN',
  rejects: {
    R1: 'epsilon must be a number; that it is at least 0 is a convention',
    R2: 'epsilonPlace must be inside or outside',
  },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  homogeneous: [{ weight: 1, y: 1 }],
  exchangeable: ['n'],
  // With r = root and s the root without epsilon, dr = <x, dx> / (n r) inside and <x, dx> / (n s) outside.
  derivative: (
    { x, weight },
    { y: g },
    { mean, sub, mul, div, add, sqrt, constant, memo },
    { epsilon, epsilonPlace },
  ) => {
    const square = memo(() => mean('n', (j) => mul(x(j), x(j))));
    const inside = memo(() => sqrt(epsilonPlace === 'inside' ? add(square(), constant(epsilon)) : square()));
    const root = memo(() => (epsilonPlace === 'inside' ? inside() : add(inside(), constant(epsilon))));
    const h = (i: number) => (weight === undefined ? g(i) : mul(g(i), weight(i)));
    const along = memo(() =>
      div(
        mean('n', (j) => mul(h(j), x(j))),
        mul(inside(), root()),
      ),
    );
    return {
      x: (i) => div(sub(h(i), mul(x(i), along())), root()),
      weight: (i) => div(mul(g(i), x(i)), root()),
    };
  },
  kinks: 'where x is 0 and epsilon stands outside the root the gradient is that of x / epsilon',
  clauses: {
    C1: 'rmsNorm(2^k x) = rmsNorm(x), bitwise, epsilon times 4^k inside the root and times 2^k outside',
    C2: 'of rows of mean 0 it is layerNorm, epsilon inside the root, within the bounds of both',
    C3: 'with epsilon = 0 and without a weight the pullback of x is 0, and that of a G orthogonal to x is G over the root: the Jacobian has rank n - 1',
    C4: 'a row of zeros gives zeros for epsilon > 0, bitwise, and a finite gradient',
  },
  sources: [zhangSennrich2019('section 4'), higham2002('section 3.1'), pytorch('torch.nn.RMSNorm')],
});
