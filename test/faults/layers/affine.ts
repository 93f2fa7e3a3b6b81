import type { NdArray } from '../../../src/ndArray.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'layers.linear': linear } = implementations;

const isSquare = ({ shape }: NdArray): boolean => shape[0] === shape[1];

export const faults: readonly Fault[] = [
  ...faultsOf('layers.relu', ({ misread, wrong, wrongGradient }) => [
    wrong('x > 0 ? x : 0', 'C5', ({ x }) => mapped(x, (value) => (value > 0 ? value : 0))),
    wrong('leaky: a hundredth of what is negative passes', 'C1', ({ x }) =>
      mapped(x, (value) => (value < 0 ? 0.01 * value : value)),
    ),
    wrong('softened: (x + sqrt(x^2 + 1e-6)) / 2', 'C2', ({ x }) =>
      mapped(x, (value) => Math.max(value, 0) + 1e-6 / (1 + Math.abs(value))),
    ),
    misread('negative part', 'C3', ({ x }) => ({ x: mapped(x, (value) => -value) })),
    wrong('doubled above 0, to keep the variance', 'C4', ({ x }) => mapped(x, (value) => (value <= 0 ? 0 : 2 * value))),
    wrongGradient('gradient g (1 + x / |x|) / 2, NaN at 0', 'C6', ({ x }, g) => {
      const incoming = valuesOf(g);
      return { x: mapped(x, (value, at) => ((incoming[at] ?? 0) * (1 + value / Math.abs(value))) / 2) };
    }),
    wrongGradient('gradient masked by the cotangent, not by the input', 'jacobian', (_, g) => ({
      x: mapped(g, (value) => Math.max(value, 0)),
    })),
    wrongGradient('gradient at 0 passed on twice', 'kinks', ({ x }, g) => {
      const incoming = valuesOf(g);
      return { x: mapped(x, (value, at) => (value > 0 ? 1 : value < 0 ? 0 : 2) * (incoming[at] ?? 0)) };
    }),
  ]),
  ...faultsOf('layers.linear', ({ misread, wrong, wrongGradient }) => [
    misread('weight not transposed where it is square', 'C3', ({ weight }) => ({
      weight: isSquare(weight) ? transpose(weight) : weight,
    })),
    wrong('bias added to the first row only', 'batch', ({ x, weight, bias }, attributes) => {
      const offsets = bias && valuesOf(bias);
      return byRows(linear({ x, weight }, attributes), (row, at) =>
        row.map((value, o) => value + (at === 0 ? (offsets?.[o] ?? 0) : 0)),
      );
    }),
    wrong('bias multiplied by the first input', 'C1', ({ x, weight, bias }, attributes) => {
      const [offsets, i] = [bias && valuesOf(bias), x.shape.at(-1) ?? 1];
      const first = valuesOf(x).filter((_, at) => at % i === 0);
      return byRows(linear({ x, weight }, attributes), (row, at) =>
        row.map((value, o) => value + (offsets?.[o] ?? 0) * (first[at] ?? 0) ** 2),
      );
    }),
    misread('bias added for every input', 'C2', ({ x, bias }) => ({
      bias: bias && mapped(bias, (value) => value * (x.shape.at(-1) ?? 1)),
    })),
    wrongGradient('gradient of the bias averaged over the batch', 'C4', (inputs, g, attributes) => {
      const right = pullbacks['layers.linear'](inputs, g, attributes);
      const rows = valuesOf(g).length / (g.shape.at(-1) ?? 1);
      return { ...right, bias: right.bias && mapped(right.bias, (value) => value / rows) };
    }),
    wrongGradient('gradient of the weight from the first row of the batch only', 'adjoint', (inputs, g, attributes) => {
      const right = pullbacks['layers.linear'](inputs, g, attributes);
      const [i, o] = [inputs.x.shape.at(-1) ?? 1, g.shape.at(-1) ?? 1];
      const [x, incoming] = [valuesOf(inputs.x), valuesOf(g)];
      const first = Array.from({ length: o * i }, (_, at) => (incoming[Math.floor(at / i)] ?? 0) * (x[at % i] ?? 0));
      return { ...right, weight: arrayOf(g.dtype, [o, i], first) };
    }),
  ]),
];
