import {
  functionalMargin,
  geometricMargin,
  logitMargin,
  minimumMargin,
  normalisedMargin,
} from '../../../spec/metrics/margins.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { arrayOf, mapped, sum } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const lengthOf = (w: ArrayLike<number>): number => Math.hypot(...Array.from(w));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(functionalMargin, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('the size of the output', 'C1', (m) => m.map(Math.abs)),
    misread('bias left out', 'definition', () => ({ b: 0 })),
    spoilt('labels left out', 'C1', (m, { y }) => m.map((value, i) => value / (y[i] || 1))),
    spoiltGradient('gradient of the bias with the wrong sign', 'jacobian', ({ b }) => ({ b: -(b ?? 0) })),
  ]),
  ...memberFaultsOf(geometricMargin, ({ spoilt, misread, spoiltGradient }) => [
    spoilt('the functional margin', 'C1', (m, { w }) => m.map((value) => value * lengthOf(w))),
    spoilt('over the square of the length', 'C2', (m, { w }) => m.map((value) => value / lengthOf(w))),
    spoilt('over the sum of sizes', 'C2', (m, { w }) =>
      m.map((value) => (value * lengthOf(w)) / sum(Array.from(w, Math.abs))),
    ),
    spoilt('a small constant in the divisor', 'homogeneity', (m, { w }) =>
      m.map((value) => (value * lengthOf(w)) / (lengthOf(w) + 1e-8)),
    ),
    spoilt('what grows with the weights', 'E16', (m, { w }) => m.map((value) => value * Math.max(1, lengthOf(w)))),
    misread('bias left out', 'definition', () => ({ b: 0 })),
    spoiltGradient('gradient that takes the length for constant', 'jacobian', ({ w }, { w: given }) => ({
      w: Float64Array.from(w, (value, k) => value + (given[k] ?? 0) / lengthOf(given)),
    })),
  ]),
  ...memberFaultsOf(minimumMargin, ({ spoilt, wrong }) => [
    spoilt('its size', 'C1', (m) => Math.abs(m)),
    wrong(
      'that of the first',
      'C1',
      ({ w, b = 0, x, y }) =>
        (sum(Array.from(w, (value, k) => value * (x.data[k] ?? 0))) + b) * ((y[0] ?? 0) / lengthOf(w)),
    ),
    spoilt('summed weights of samples', 'C2', (m, { y }) => m * y.length),
  ]),
  ...faultsOf('metrics.minimumMargin', ({ wrong }) => [
    wrong('0 of no samples', 'R1', (inputs, attributes, right) =>
      inputs.y.shape.includes(0) ? arrayOf(inputs.y.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
  ...memberFaultsOf(logitMargin, ({ wrong, misread, spoiltGradient }) => [
    wrong('the class itself among the others', 'C2', ({ z, target }) => (z[target] ?? 0) - Math.max(...z)),
    wrong('over the size of the logit', 'C1', ({ z, target }) => {
      const others = Array.from(z).filter((_, j) => j !== target);
      return ((z[target] ?? 0) - Math.max(...others)) / (1 + Math.abs(z[target] ?? 0));
    }),
    misread('a target past the end taken for the last class', 'R1', ({ z, target }) => ({
      target: Math.max(0, Math.min(target, z.length - 1)),
    })),
    spoiltGradient('no gradient for the rival', 'jacobian', ({ z }) => ({
      z: Float64Array.from(z, (value, j) => (value === -1 || j % 2 === 1 ? 0 : value)),
    })),
  ]),
  ...faultsOf('metrics.logitMargin', ({ wrong }) => [
    wrong('the logit of a single class', 'R2', (inputs, attributes, right) =>
      inputs.z.shape.at(-1) === 1 ? mapped(inputs.target, () => 0) : right(inputs, attributes),
    ),
  ]),
  ...memberFaultsOf(normalisedMargin, ({ spoilt }) => [
    spoilt('the degree left out', 'C1', (m, { theta }, { degree }) => m * lengthOf(theta) ** (degree - 1)),
    spoilt('its size', 'C2', (m) => Math.abs(m)),
    spoilt('not normalised', 'C1', (m, { theta }, { degree }) => m * lengthOf(theta) ** degree),
  ]),
  ...faultsOf('metrics.normalisedMargin', ({ wrong }) => [
    wrong('0 of no margins', 'R2', (inputs, attributes, right) =>
      inputs.margins.shape.includes(0) ? arrayOf(inputs.margins.dtype, [], [0]) : right(inputs, attributes),
    ),
  ]),
];
