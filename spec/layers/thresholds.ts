import { defineOperation } from '../operation.ts';
import { essenceText, numpy, pytorch } from '../sources.ts';

const anyNumber = { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } as const;

export const step = defineOperation({
  id: 'layers.step',
  meaning: '1 for every element above 0, 0 for one below, and at 0 what is asked for: the function of Heaviside.',
  signature: 'x[...] -> y[...]',
  attributes: { atZero: { ...anyNumber, default: 0, clause: 'R1' } },
  definition: ({ x }, { select, constant }, { atZero }) => ({
    y() {
      const zero = constant(0);
      const notAbove = () =>
        select(
          x(),
          zero,
          () => zero,
          () => constant(atZero),
        );
      return select(zero, x(), () => constant(1), notAbove);
    },
  }),
  freedom: 'NaN gives NaN, or 0',
  specialCases: [
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  rejects: { R1: 'atZero must be a finite number' },
  smooth: { x: 'nonzero' },
  homogeneous: [{ x: 1, y: 0 }],
  derivative: (_values, _cotangents, { constant }) => ({ x: () => constant(0) }),
  kinks: 'at 0, where it jumps, the gradient is 0 as elsewhere',
  clauses: {
    C1: 'step(x) + step(-x) = 1, and 2 atZero where x = 0, bitwise',
    C2: 'the smallest numbers are above or below 0 like any other',
    C3: 'the gradient is 0, at 0 of either sign too, whatever G is',
  },
  errata: {
    E34: {
      claim: 'everything must be differentiable: without it there is no gradient, and nothing can be optimised',
      where: essenceText('2.3'),
      kind: 'conditional',
      counterexample:
        'the step function is differentiable at -3 and 3, where its gradient is 0; relu is not at 0, and its gradient at 3 is G',
      right: 'a gradient that is useful almost everywhere is needed: the obstacle is one that is 0',
      clauses: ['C3'],
    },
  },
  sources: [numpy('heaviside'), pytorch('torch.heaviside')],
});

export const hardThreshold = defineOperation({
  id: 'layers.hardThreshold',
  meaning: 'Every element that is larger than a bound in size, and 0 for the others: hard shrinkage.',
  signature: 'x[...] -> y[...]',
  attributes: { lambda: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 0.5, clause: 'R1' } },
  definition: ({ x }, { select, mul, constant }, { lambda }) => ({
    y() {
      const kept = () => x();
      // NaN is neither above nor below, and stays.
      const inside = () => mul(constant(0), x());
      const notAbove = () => select(x(), constant(-lambda), kept, inside);
      return select(constant(lambda), x(), kept, notAbove);
    },
  }),
  special: 'propagates',
  rejects: { R1: 'lambda must be a finite number of at least 0' },
  smooth: { x: 'nonzero' },
  homogeneous: [{ x: 1, lambda: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, constant }, { lambda }) => ({
    x() {
      const [kept, zero] = [() => g(), () => constant(0)];
      return select(constant(lambda), x(), kept, () => select(x(), constant(-lambda), kept, zero));
    },
  }),
  kinks: 'at |x| = lambda, where it jumps, the gradient is any number between 0 and G (here 0)',
  clauses: {
    C1: 'hardThreshold(hardThreshold(x)) = hardThreshold(x), bitwise',
    C2: 'hardThreshold(-x) = -hardThreshold(x), bitwise but for the sign of zero',
    C3: 'what is above lambda in size stays, and what is lambda or less becomes 0, bitwise',
    C4: 'lambda = 0 changes nothing, bitwise but for the sign of zero',
    C5: 'the gradient is G where |x| > lambda and 0 where |x| < lambda, bitwise',
  },
  sources: [pytorch('torch.nn.functional.hardshrink')],
});
