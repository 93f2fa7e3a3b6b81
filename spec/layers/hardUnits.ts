import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { howard2019, onnx, pytorch } from '../sources.ts';

export const hardSigmoid = defineOperation({
  id: 'layers.hardSigmoid',
  meaning:
    '0 below -width, 1 above width and (x + width) / (2 width) between them: the logistic function of three straight pieces. The width is 3 in PyTorch, and 5/2 in ONNX, where x / 5 + 1/2 is held between 0 and 1.',
  signature: 'x[...] -> y[...]',
  attributes: { width: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 3, clause: 'R1' } },
  sizes(_, { width }) {
    if (width === 0) refuse('R1', 'width must be above 0, got 0');
    return {};
  },
  definition: ({ x }, { select, add, mul, div, either, constant }, { width }) => ({
    y() {
      const whole = mul(constant(2), constant(width));
      const line = () =>
        either(div(add(x(), constant(width)), whole), () => add(mul(x(), div(constant(1), whole)), constant(0.5)));
      const notBelow = () => select(constant(width), x(), () => constant(1), line);
      return select(x(), constant(-width), () => constant(0), notBelow);
    },
  }),
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0.5],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  rejects: { R1: 'width must be a finite number above 0' },
  compatible: ({ width }) => ({ width: width === 0 ? 3 : width }),
  homogeneous: [{ x: 1, width: 1, y: 0 }],
  derivative: ({ x }, { y: g }, { select, mul, div, constant }, { width }) => ({
    x() {
      const none = () => constant(0);
      const steep = () => div(g(), mul(constant(2), constant(width)));
      const notBelow = () => select(constant(width), x(), none, steep);
      return select(x(), constant(-width), none, notBelow);
    },
  }),
  kinks: 'at -width and width the gradient is any number between 0 and G / (2 width)',
  clauses: {
    C1: 'h(x) + h(-x) = 1, up to rounding',
    C2: '0 <= h(x) <= 1, and at x = 1e3 and 1e4 h(x) = 1 and h(-x) = 0, bitwise',
    C3: 'x <= z implies h(x) <= h(z), up to rounding',
    C4: '|h(x) - h(z)| <= |x - z| / (2 width), up to rounding',
  },
  sources: [pytorch('torch.nn.functional.hardsigmoid'), onnx('HardSigmoid')],
});

export const hardSwish = defineOperation({
  id: 'layers.hardSwish',
  meaning: 'Every element times its hard sigmoid: x (x + 3) / 6 between -3 and 3, 0 below and x above.',
  signature: 'x[...] -> y[...]',
  definition: ({ x }, { select, add, mul, div, either, constant }) => ({
    y() {
      const [three, six] = [constant(3), constant(6)];
      // As the middle is formed, of 6 that x + 3 is held at.
      const above = () => either(x(), () => div(mul(x(), six), six));
      const middle = () => div(mul(x(), add(x(), three)), six);
      const notAbove = () => select(x(), constant(-3), () => constant(0), middle);
      return select(three, x(), above, notAbove);
    },
  }),
  freedom: 'NaN, -0 or 0 at minus infinity',
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ],
  derivative: ({ x }, { y: g }, { select, add, mul, div, constant }) => ({
    x() {
      const three = constant(3);
      const middle = () => mul(g(), add(div(x(), three), constant(0.5)));
      const notAbove = () => select(x(), constant(-3), () => constant(0), middle);
      return select(three, x(), () => g(), notAbove);
    },
  }),
  kinks: 'at -3 the gradient is any number between 0 and -G / 2, and at 3 between G and 3 G / 2',
  clauses: {
    C1: 'hardSwish(x) - hardSwish(-x) = x, up to rounding',
    C2: 'at x = 1e3 and 1e4 hardSwish(x) = x and hardSwish(-x) = 0, bitwise',
    C3: 'hardSwish(x) = x hardSigmoid(x), up to rounding',
    C4: '|hardSwish(x) - hardSwish(z)| <= 3/2 |x - z|, up to rounding',
  },
  sources: [howard2019('section 5.2'), pytorch('torch.nn.functional.hardswish')],
});
