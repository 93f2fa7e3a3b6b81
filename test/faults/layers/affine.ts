import type { NdArray } from '../../../src/ndArray.ts';
import { transpose } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'layers.linear': linear, 'layers.relu': relu } = implementations;

const isSquare = ({ shape }: NdArray): boolean => shape[0] === shape[1];

export const faults: readonly Fault[] = [
  {
    name: 'x > 0 ? x : 0',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C5',
    operations: { 'layers.relu': ({ x }) => mapped(x, (value) => (value > 0 ? value : 0)) },
  },
  {
    name: 'leaky: a hundredth of what is negative passes',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C1',
    operations: { 'layers.relu': ({ x }) => mapped(x, (value) => (value < 0 ? 0.01 * value : value)) },
  },
  {
    name: 'softened: (x + sqrt(x^2 + 1e-6)) / 2',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C2',
    operations: { 'layers.relu': ({ x }) => mapped(x, (value) => Math.max(value, 0) + 1e-6 / (1 + Math.abs(value))) },
  },
  {
    name: 'negative part',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C3',
    operations: { 'layers.relu': ({ x }, attributes) => relu({ x: mapped(x, (value) => -value) }, attributes) },
  },
  {
    name: 'doubled above 0, to keep the variance',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C4',
    operations: { 'layers.relu': ({ x }) => mapped(x, (value) => (value <= 0 ? 0 : 2 * value)) },
  },
  {
    name: 'gradient g (1 + x / |x|) / 2, NaN at 0',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/C6',
    gradients: {
      'layers.relu': ({ x }, g) => {
        const incoming = valuesOf(g);
        return { x: mapped(x, (value, at) => ((incoming[at] ?? 0) * (1 + value / Math.abs(value))) / 2) };
      },
    },
  },
  {
    name: 'gradient masked by the cotangent, not by the input',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/jacobian',
    gradients: { 'layers.relu': (_, g) => ({ x: mapped(g, (value) => Math.max(value, 0)) }) },
  },
  {
    name: 'gradient at 0 passed on twice',
    operation: 'layers.relu',
    caughtBy: 'layers.relu/kinks',
    gradients: {
      'layers.relu': ({ x }, g) => {
        const incoming = valuesOf(g);
        return { x: mapped(x, (value, at) => (value > 0 ? 1 : value < 0 ? 0 : 2) * (incoming[at] ?? 0)) };
      },
    },
  },
  {
    name: 'weight not transposed where it is square',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/C3',
    operations: {
      'layers.linear': ({ x, weight, bias }, attributes) =>
        linear({ x, weight: isSquare(weight) ? transpose(weight) : weight, bias }, attributes),
    },
  },
  {
    name: 'bias added to the first row only',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/batch',
    operations: {
      'layers.linear': async ({ x, weight, bias }, attributes) => {
        const offsets = bias && valuesOf(bias);
        return byRows(await linear({ x, weight }, attributes), (row, at) =>
          row.map((value, o) => value + (at === 0 ? (offsets?.[o] ?? 0) : 0)),
        );
      },
    },
  },
  {
    name: 'bias multiplied by the first input',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/C1',
    operations: {
      'layers.linear': async ({ x, weight, bias }, attributes) => {
        const [offsets, i] = [bias && valuesOf(bias), x.shape.at(-1) ?? 1];
        const first = valuesOf(x).filter((_, at) => at % i === 0);
        return byRows(await linear({ x, weight }, attributes), (row, at) =>
          row.map((value, o) => value + (offsets?.[o] ?? 0) * (first[at] ?? 0) ** 2),
        );
      },
    },
  },
  {
    name: 'bias added for every input',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/C2',
    operations: {
      'layers.linear': ({ x, weight, bias }, attributes) =>
        linear({ x, weight, bias: bias && mapped(bias, (value) => value * (x.shape.at(-1) ?? 1)) }, attributes),
    },
  },
  {
    name: 'gradient of the bias averaged over the batch',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/C4',
    gradients: {
      'layers.linear': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.linear'](inputs, g, attributes);
        const rows = valuesOf(g).length / (g.shape.at(-1) ?? 1);
        return { ...right, bias: right.bias && mapped(right.bias, (value) => value / rows) };
      },
    },
  },
  {
    name: 'gradient of the weight from the first row of the batch only',
    operation: 'layers.linear',
    caughtBy: 'layers.linear/adjoint',
    gradients: {
      'layers.linear': async (inputs, g, attributes) => {
        const right = await pullbacks['layers.linear'](inputs, g, attributes);
        const [i, o] = [inputs.x.shape.at(-1) ?? 1, g.shape.at(-1) ?? 1];
        const [x, incoming] = [valuesOf(inputs.x), valuesOf(g)];
        const first = Array.from({ length: o * i }, (_, at) => (incoming[Math.floor(at / i)] ?? 0) * (x[at % i] ?? 0));
        return { ...right, weight: arrayOf(g.dtype, [o, i], first) };
      },
    },
  },
];
