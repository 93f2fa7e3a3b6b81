import { type NdArray, transpose } from '../../../src/ndArray.ts';
import { arrayOf, byRows, mapped, scaled, valuesOf, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const isSquare = ({ shape }: NdArray): boolean => shape[0] === shape[1];

const reluFaults = faultsOf('layers.relu', ({ misreadEach, wrong, wrongGradient }) => {
  const each = (name: string, clause: string, of: (value: number) => number) =>
    wrong(name, clause, ({ x }) => mapped(x, of));
  const pulled = (name: string, clause: string, of: (x: number, g: number) => number) =>
    wrongGradient(name, clause, ({ x }, g) => ({ x: zipped(x, g, of) }));
  return [
    each('x > 0 ? x : 0', 'C5', (x) => (x > 0 ? x : 0)),
    each('leaky: a hundredth of what is negative passes', 'C1', (x) => (x < 0 ? 0.01 * x : x)),
    each('softened: (x + sqrt(x^2 + 1e-6)) / 2', 'C2', (x) => Math.max(x, 0) + 1e-6 / (1 + Math.abs(x))),
    misreadEach('negative part', 'C3', 'x', (x) => -x),
    each('what is below 0 halved and kept', 'C7', (x) => (x < 0 ? x / 2 : x)),
    each('doubled above 0, to keep the variance', 'C4', (x) => (x <= 0 ? 0 : 2 * x)),
    pulled('gradient g (1 + x / |x|) / 2, NaN at 0', 'C6', (x, g) => (g * (1 + x / Math.abs(x))) / 2),
    pulled('gradient masked by the cotangent, not by the input', 'jacobian', (_, g) => Math.max(g, 0)),
    pulled('gradient at 0 passed on twice', 'kinks', (x, g) => (x > 0 ? 1 : x < 0 ? 0 : 2) * g),
  ];
});

const linearFaults = faultsOf('layers.linear', ({ misread, misreadEach, wrong, wrongGradient }) => {
  /** What is added to each element of a row of x W^T. */
  const biased = (name: string, clause: string, offset: (bias: number, at: number, row: readonly number[]) => number) =>
    wrong(name, clause, ({ x, weight, bias }, attributes, right) => {
      const [offsets, i, entries] = [bias && valuesOf(bias), x.shape.at(-1) ?? 1, valuesOf(x)];
      return byRows(right({ x, weight }, attributes), (row, at) =>
        row.map((value, o) => value + offset(offsets?.[o] ?? 0, at, entries.slice(at * i, (at + 1) * i))),
      );
    });
  return [
    misread('weight not transposed where it is square', 'C3', ({ weight }) => ({
      weight: isSquare(weight) ? transpose(weight) : weight,
    })),
    biased('bias added to the first row only', 'batch', (bias, at) => (at === 0 ? bias : 0)),
    biased('bias added where the first input is above 0 alone', 'C5', (bias, _, [first = 0]) => (first > 0 ? bias : 0)),
    biased('bias multiplied by the first input', 'C1', (bias, _, [first = 0]) => bias * first ** 2),
    misreadEach('bias added for every input', 'C2', 'bias', (value, _, { x }) => value * (x.shape.at(-1) ?? 1)),
    wrongGradient('gradient of the bias averaged over the batch', 'C4', (inputs, g, attributes, right) => {
      const { bias, ...others } = right(inputs, g, attributes);
      return { ...others, bias: bias && scaled(bias, (g.shape.at(-1) ?? 1) / valuesOf(g).length) };
    }),
    wrongGradient(
      'gradient of the weight from the first row of the batch only',
      'adjoint',
      (inputs, g, attributes, right) => {
        const [i, o] = [inputs.x.shape.at(-1) ?? 1, g.shape.at(-1) ?? 1];
        const [x, incoming] = [valuesOf(inputs.x), valuesOf(g)];
        const first = Array.from({ length: o * i }, (_, at) => (incoming[Math.floor(at / i)] ?? 0) * (x[at % i] ?? 0));
        return { ...right(inputs, g, attributes), weight: arrayOf(g.dtype, [o, i], first) };
      },
    ),
  ];
});

export const faults: readonly Fault[] = [...reluFaults, ...linearFaults];
