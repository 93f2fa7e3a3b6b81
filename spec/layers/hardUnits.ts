import { defineOperation } from '../operation.ts';
import { howard2019, onnx, pytorch } from '../sources.ts';

export const hardSigmoid = defineOperation({
  id: 'layers.hardSigmoid',
  meaning:
    'slope x + 1/2, held between 0 and 1: the logistic function of three straight pieces. The slope is 1/6 in PyTorch, where (x + 3) / 6 is formed, and 1/5 in ONNX.',
  signature: 'x[...] -> y[...]',
  attributes: { slope: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1 / 6, clause: 'R1' } },
  definition: ({ x }, { select, add, mul, constant }, { slope }) => ({
    y() {
      const [zero, one] = [constant(0), constant(1)];
      const line = add(mul(constant(slope), x()), constant(0.5));
      const notBelow = () =>
        select(
          one,
          line,
          () => one,
          () => line,
        );
      return select(line, zero, () => zero, notBelow);
    },
  }),
  special: 'propagatesNaN',
  specialCases: [
    [Number.NaN, Number.NaN],
    [0, 0.5],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, 0],
  ],
  rejects: { R1: 'slope must be a finite number of at least 0' },
  derivative: ({ x }, { y: g }, { select, add, mul, constant }, { slope }) => ({
    x() {
      const line = add(mul(constant(slope), x()), constant(0.5));
      const none = () => constant(0);
      const steep = () => mul(constant(slope), g());
      return select(line, constant(0), none, () => select(constant(1), line, none, steep));
    },
  }),
  kinks: 'where slope x + 1/2 is 0 or 1 the gradient is any number between 0 and slope G',
  clauses: {
    C1: 'h(x) + h(-x) = 1, up to rounding',
    C2: '0 <= h(x) <= 1, and at x = 1e3 and 1e4 h(x) = 1 and h(-x) = 0, bitwise',
    C3: 'x <= z implies h(x) <= h(z), up to rounding',
    C4: '|h(x) - h(z)| <= slope |x - z|, up to rounding',
  },
  sources: [pytorch('torch.nn.functional.hardsigmoid'), onnx('HardSigmoid')],
});

export const hardSwish = defineOperation({
  id: 'layers.hardSwish',
  meaning: 'x (x + 3) / 6 between -3 and 3, 0 below and x above: every element times its hard sigmoid.',
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
