import { l2Norm } from '../linalg/vectorNorms.ts';
import { defineOperation } from '../operation.ts';
import { parikhBoyd2014, pytorch } from '../sources.ts';

const attributes = {
  threshold: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' },
} as const;

const rejects = { R1: 'threshold must be a finite number of at least 0' };

export const softThreshold = defineOperation({
  id: 'optimizers.softThreshold',
  meaning:
    'Every element moved towards 0 by a threshold, and 0 within it: the proximal map of a multiple of the L1 norm.',
  signature: 'x[...] -> y[...]',
  attributes,
  definition: ({ x }, { select, add, sub, mul, constant }, { threshold }) => ({
    y() {
      const [by, zero] = [constant(threshold), constant(0)];
      // NaN is neither above nor below, and stays.
      const inside = () => mul(zero, x());
      const notAbove = () => select(x(), constant(-threshold), () => add(x(), by), inside);
      return select(by, x(), () => sub(x(), by), notAbove);
    },
  }),
  special: 'propagates',
  rejects,
  homogeneous: [{ x: 1, threshold: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, constant }, { threshold }) => ({
    x() {
      const [kept, zero] = [() => g(), () => constant(0)];
      return select(constant(threshold), x(), kept, () => select(x(), constant(-threshold), kept, zero));
    },
  }),
  kinks: 'at |x| = threshold the gradient is any number between 0 and G (here 0)',
  clauses: {
    C1: 'y minimises (y - x)^2 / 2 + threshold |y|: x - y is threshold where y > 0, -threshold where y < 0, and between them where y = 0, on integers',
    C2: 'softThreshold(-x) = -softThreshold(x), bitwise but for the sign of zero',
    C3: 'thresholds add: softThreshold by s of softThreshold by t is that by s + t, on integers',
    C4: 'nothing moves apart: |softThreshold(x) - softThreshold(z)| <= |x - z|, on integers',
    C5: 'a threshold of 0 changes nothing, bitwise but for the sign of zero',
  },
  sources: [parikhBoyd2014('section 6.5.2'), pytorch('torch.nn.functional.softshrink')],
});

export const blockSoftThreshold = defineOperation({
  id: 'optimizers.blockSoftThreshold',
  meaning:
    'A vector shortened by a threshold along its direction, and 0 where it is no longer than that: the proximal map of a multiple of the Euclidean norm.',
  signature: 'x[..., n] -> y[..., n]',
  attributes,
  parts: { l2Norm },
  definition({ x }, S, { threshold }, { l2Norm }) {
    const { select, mul, sub, div, constant, either } = S;
    const length = S.memo(() => l2Norm({ x }).norm());
    const by = constant(threshold);
    // By what is left of the length, or by the share that is taken away.
    const left = (i: number) =>
      either(mul(x(i), div(sub(length(), by), length())), () => mul(x(i), sub(constant(1), div(by, length()))));
    return {
      y: (i) =>
        select(
          by,
          length(),
          () => left(i),
          () => mul(constant(0), x(i)),
        ),
    };
  },
  freedom: 'of entries that are not finite any others of the vector may become NaN or 0',
  special: 'undefined',
  rejects,
  homogeneous: [{ x: 1, threshold: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'where the length is the threshold the gradient is any between 0 and that outside (here 0)',
  clauses: {
    C1: 'y = 0 where ||x|| < threshold, of vectors of integers whose length is one, bitwise but for the sign of zero',
    C2: 'y = x (1 - threshold / ||x||) of vectors whose length is a known integer, within the bound',
    C3: 'of one entry it is softThreshold, within the bounds',
    C4: 'nothing else is as low: ||y - x||^2 / 2 + threshold ||y|| is at most that of any other vector, up to rounding',
  },
  sources: [parikhBoyd2014('section 6.5.1')],
});
