import { defineOperation } from '../operation.ts';
import { he2015, maasHannunNg2013, pytorch } from '../sources.ts';

export const leakyRelu = defineOperation({
  id: 'layers.leakyRelu',
  meaning: 'Every element above 0, and a multiple of every other.',
  signature: 'x[...] -> y[...]',
  attributes: {
    slope: {
      kind: 'real',
      min: Number.NEGATIVE_INFINITY,
      max: Number.POSITIVE_INFINITY,
      default: 0.01,
      clause: 'R1',
    },
  },
  definition: ({ x }, { select, mul, constant }, { slope }) => ({
    y: () =>
      select(
        constant(0),
        x(),
        () => x(),
        () => mul(constant(slope), x()),
      ),
  }),
  special: 'propagatesNaN',
  rejects: { R1: 'slope must be a finite number' },
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x }, { y: g }, { select, mul, constant }, { slope }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => g(),
        () => mul(constant(slope), g()),
      ),
  }),
  kinks: 'at 0 the gradient is any number between slope G and G (here slope G)',
  clauses: {
    C1: 'a slope of 1 changes nothing, bitwise',
    C2: 'a slope of 0 gives relu(x), bitwise',
    C3: 'a slope of 2^-k undoes one of 2^k, bitwise',
    C4: 'the gradient at G = 1 is 1 where x > 0, and the slope where x < 0, bitwise',
    C5: 'for slopes of at least 0, x <= z implies leakyRelu(x) <= leakyRelu(z), up to rounding',
    C6: '|leakyRelu(x) - leakyRelu(z)| <= max(1, |slope|) |x - z|, up to rounding',
  },
  sources: [maasHannunNg2013('equation 2'), pytorch('torch.nn.functional.leaky_relu')],
});

export const prelu = defineOperation({
  id: 'layers.prelu',
  meaning:
    'Every element above 0, and of every other a multiple that is learnt; axes of the two are aligned at the right.',
  signature: 'x[...], weight[...] -> y[...]',
  definition: ({ x, weight }, { select, mul, constant }) => ({
    y: () =>
      select(
        constant(0),
        x(),
        () => x(),
        () => mul(weight(), x()),
      ),
  }),
  special: 'propagatesNaN',
  specialIn: ['x'],
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x, weight }, { y: g }, { select, mul, constant }) => ({
    x: () =>
      select(
        constant(0),
        x(),
        () => g(),
        () => mul(weight(), g()),
      ),
    weight: () =>
      select(
        constant(0),
        x(),
        () => constant(0),
        () => mul(x(), g()),
      ),
  }),
  kinks: 'at x = 0 the gradient of x is any number between weight G and G (here weight G)',
  clauses: {
    C1: 'weights of 1 change nothing, bitwise',
    C2: 'a weight that is the same everywhere gives leakyRelu(x) with that slope, bitwise',
    C3: 'the gradient of a weight is the sum of G x over all negative x that it multiplies, bitwise on integers',
  },
  sources: [he2015('section 2.1'), pytorch('torch.nn.functional.prelu')],
});
