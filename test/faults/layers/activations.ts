import { density, distribution } from '../../../src/_internal/normalDistribution.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, none, scaled, sum, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { ofElement } from './_internal/elements.ts';

interface Form {
  readonly approximate: string;
}

const scale = Math.sqrt(2 / Math.PI);
const tangent = (x: number, cubic = 0.044715, factor = scale): number => Math.tanh(factor * (x + cubic * x ** 3));
const byTanh = (x: number): number => (x * (1 + tangent(x))) / 2;
const plain = (x: number): number => (Math.abs(x) > 40 ? Math.max(x, 0) : x * distribution(x));
const either = (x: number, { approximate }: Form): number => (approximate === 'tanh' ? byTanh(x) : plain(x));

const gelu = ofElement<Form>(
  'layers.gelu',
  [
    ['the fast form x s(1.702 x)', 'definition', (x) => x / (1 + Math.exp(-1.702 * x))],
    ['kept above -1/8', 'C1', (x, form) => Math.max(either(x, form), -1 / 8)],
    ['the form with the tangent whichever is asked for', 'C2', byTanh],
    ['the exact form whichever is asked for', 'C2', plain],
    [
      'the cubic term with 0.0447',
      'definition',
      (x, { approximate }) => (approximate === 'tanh' ? (x * (1 + tangent(x, 0.0447))) / 2 : plain(x)),
    ],
    [
      'erf(x), not divided by the root of 2',
      'definition',
      (x, { approximate }) => (approximate === 'tanh' ? byTanh(x) : x * distribution(x * Math.SQRT2)),
    ],
    ['half as steep', 'C3', (x, form) => either(x / 2, form) * 2],
    ['0 times infinity far from 0', 'C4', (x, form) => either(x, form) + 0 * Math.exp(x)],
    ['scaled up to keep the variance', 'C6', (x, form) => 1.7015 * either(x, form)],
    [
      '1 + erf far below 0',
      'C7',
      (x, { approximate }) =>
        approximate === 'tanh' ? byTanh(x) : x * (x < -1 ? 1 - distribution(-x) : distribution(x)),
    ],
    ['NaN taken for 0', 'specialCases', (x, form) => either(x || 0, form)],
  ],
  [
    ['the second term of the gradient left out', 'jacobian', (x, g) => g * distribution(x)],
    [
      'an infinite square times a density that is 0',
      'C5',
      (x, g) => g * (distribution(x) + x * density(x) + 0 * Math.exp(Math.abs(x))),
    ],
    [
      'the density by a square that is infinite, times 0',
      'C5',
      (x, g) => g * (distribution(x) + x * density(x) + (x > 1e5 ? 0 * (x * x) : 0)),
    ],
    [
      'the gradient of the exact form for both',
      'jacobian',
      (x, g) => (Math.abs(x) > 40 ? g * Number(x > 0) : g * (distribution(x) + x * density(x))),
    ],
  ],
);

interface Slope {
  readonly slope: number;
}

const leakyRelu = ofElement<Slope>(
  'layers.leakyRelu',
  [
    ['the slope added', 'C1', (x, { slope }) => (x > 0 ? x : x + slope)],
    ['a slope of 0 taken for the default', 'C2', (x, { slope }) => (x > 0 ? x : (slope || 0.01) * x)],
    ['divided by the slope', 'C3', (x, { slope }) => (x > 0 ? x : x * Math.min(slope, 1))],
    ['the sign of what is negative lost', 'C5', (x, { slope }) => (x > 0 ? x : slope * -x)],
    ['both sides multiplied', 'C6', (x, { slope }) => (x > 0 ? (1 + Math.abs(slope)) * x : slope * x)],
    [
      'the larger of x and slope x, which is wrong for slopes above 1',
      'definition',
      (x, { slope }) => Math.max(x, slope * x),
    ],
    ['NaN taken for 0', 'special', (x, { slope }) => (x > 0 ? x : slope * (x || 0))],
  ],
  [
    ['the gradient by the sign of the cotangent', 'C4', (_, g, { slope }) => (g > 0 ? g : slope * g)],
    ['the gradient of relu', 'jacobian', (x, g) => (x > 0 ? g : 0)],
    ['both slopes at 0', 'kinks', (x, g, { slope }) => (x > 0 ? g : x < 0 ? slope * g : (2 + Math.abs(slope)) * g)],
  ],
);

const prelu = faultsOf('layers.prelu', ({ misreadEach, spoilt, spoiltGradient, spoiltGradientEach }) => [
  spoilt('the weight added', 'C1', (_, { x, weight }) =>
    zipped(x, weight, (value, w) => (value > 0 ? value : value + w)),
  ),
  misreadEach('weights kept between 0 and 1', 'C2', 'weight', (w) => Math.min(Math.max(w, 0), 1)),
  misreadEach('only the first weight is read', 'definition', 'weight', (_, __, { weight }) => valuesOf(weight)[0] ?? 0),
  spoiltGradientEach(
    'the gradient of the weight averaged',
    'C3',
    'weight',
    (value, _, { x, weight }) => (value * valuesOf(weight).length) / Math.max(valuesOf(x).length, 1),
  ),
  spoiltGradient('the gradient of the weight left out', 'jacobian', ({ weight }) => ({ weight: none(weight) })),
  spoiltGradient('the gradient of the weight with the wrong sign', 'adjoint', ({ weight }) => ({
    weight: scaled(weight, -1),
  })),
]);

interface AtZero {
  readonly atZero: number;
}

const step = ofElement<AtZero>(
  'layers.step',
  [
    ['1 at 0', 'C1', (x) => Number(x >= 0)],
    ['1/2 at 0', 'definition', (x) => (Math.sign(x) + 1) / 2],
    ['subnormal numbers taken for 0', 'C2', (x, { atZero }) => (Math.abs(x) < 2 ** -1022 ? atZero : Number(x > 0))],
    ['infinity over itself', 'specialCases', (x, { atZero }) => (x === 0 ? atZero : (1 + x / Math.abs(x)) / 2)],
  ],
  [
    ['the gradient passed straight through', 'C3', (_, g) => g],
    ['passed straight through beside 0', 'jacobian', (x, g) => (Math.abs(x) <= 1 ? g : 0)],
  ],
);

interface Bound {
  readonly lambda: number;
}

const hardThreshold = ofElement<Bound>(
  'layers.hardThreshold',
  [
    ['soft shrinkage', 'C1', (x, { lambda }) => Math.sign(x) * Math.max(Math.abs(x) - lambda, 0)],
    ['only what is above lambda', 'C2', (x, { lambda }) => (x <= lambda ? 0 : x)],
    ['what is lambda itself stays', 'C3', (x, { lambda }) => (Math.abs(x) < lambda ? 0 : x)],
    ['1e-12 added to lambda', 'C4', (x, { lambda }) => (Math.abs(x) <= lambda + 1e-12 ? 0 : x)],
    ['|x| > lambda ? x : 0, which turns NaN into 0', 'special', (x, { lambda }) => (Math.abs(x) > lambda ? x : 0)],
  ],
  [
    ['the gradient passed straight through', 'C5', (_, g) => g],
    ['the gradient of what is above lambda alone', 'jacobian', (x, g, { lambda }) => (x > lambda ? g : 0)],
  ],
);

const { 'layers.softmax': softmax } = implementations;

const logSoftmax = faultsOf('layers.logSoftmax', ({ misreadEach, spoilt, wrong, wrongGradient }) => {
  const each = (name: string, clause: string, of: (row: readonly number[]) => number[]) =>
    wrong(name, clause, ({ x }) => byRows(x, of));
  const totalOf = (row: readonly number[], shift: number) => sum(row.map((value) => Math.exp(value - shift)));
  return [
    each('the largest entry not subtracted', 'C4', (row) => row.map((value) => value - Math.log(totalOf(row, 0)))),
    spoilt('the logarithm of softmax', 'C4', (_, { x }) => mapped(softmax({ x }, {}), Math.log)),
    each('logarithm to base 2', 'C3', (row) => {
      const most = Math.max(...row);
      return row.map((value) => (value - most - Math.log(totalOf(row, most))) / Math.LN2);
    }),
    each('the mean of the exponentials', 'C1', (row) => {
      const most = Math.max(...row);
      return row.map((value) => value - most - Math.log(totalOf(row, most) / row.length));
    }),
    each('the shift added twice', 'C5', (row) => {
      const most = Math.max(...row);
      return row.map((value) => value - 2 * most - Math.log(totalOf(row, most)));
    }),
    each('1e-9 added before the logarithm', 'C6', (row) => {
      const most = Math.max(...row);
      return row.map((value) => value - most - Math.log(totalOf(row, most) * (1 + 1e-9)));
    }),
    misreadEach('logits clipped to 500, against overflow', 'C2', 'x', (value) => Math.min(value, 500)),
    misreadEach('minus infinity taken for -1e30', 'C8', 'x', (value) => Math.max(value, -1e30)),
    wrong('taken over the whole batch', 'batch', ({ x }, attributes, right) =>
      arrayOf(
        x.dtype,
        x.shape,
        valuesOf(right({ x: arrayOf(x.dtype, [valuesOf(x).length], valuesOf(x)) }, attributes)),
      ),
    ),
    wrongGradient('the gradient passed straight through', 'C7', (_, g) => ({ x: g })),
    wrongGradient('the mean of the cotangent in place of its sum', 'jacobian', ({ x }, g) => ({
      x: zipped(
        g,
        zipped(
          softmax({ x }, {}),
          byRows(g, (row) => row.map(() => sum(row) / row.length)),
          (p, mean) => p * mean,
        ),
        (incoming, taken) => incoming - taken,
      ),
    })),
  ];
});

const bias = faultsOf('layers.bias', ({ misreadEach, spoilt, spoiltGradient, spoiltGradientEach }) => [
  misreadEach('only a positive bias is added', 'C1', 'bias', (value) => Math.abs(value)),
  misreadEach('the first bias for all', 'C2', 'bias', (_, __, { bias }) => valuesOf(bias)[0] ?? 0),
  spoiltGradientEach(
    'the gradient of the bias averaged over the batch',
    'C3',
    'bias',
    (value, _, { x, bias }) => (value * valuesOf(bias).length) / Math.max(valuesOf(x).length, 1),
  ),
  spoiltGradient('no gradient for the bias', 'jacobian', ({ bias }) => ({ bias: none(bias) })),
  spoilt('added to the first row only', 'batch', (y, { x, bias }) => {
    const entries = valuesOf(x);
    return mapped(y, (value, at) => (at < valuesOf(bias).length ? value : (entries[at] ?? 0)));
  }),
]);

export const faults: readonly Fault[] = [
  ...gelu,
  ...leakyRelu,
  ...prelu,
  ...step,
  ...hardThreshold,
  ...logSoftmax,
  ...bias,
];
