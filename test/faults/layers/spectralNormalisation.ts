import { mapped, none, scaled, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const ofNorm = faultsOf(
  'layers.spectralNormalise',
  ({ misset, spoiltEach, spoilt, wrong, wrongGradient, missetGradient }) => [
    misset('never only capped', 'C5', () => ({ cap: false })),
    misset('always only capped', 'C3', () => ({ cap: true })),
    spoilt('over the Frobenius norm', 'C1', (y, _, { cap }) =>
      cap ? y : mapped(y, (value) => value / Math.max(Math.hypot(...valuesOf(y)), 1)),
    ),
    spoiltEach('singular values clipped one by one, in a way', 'C2', (value) => Math.max(Math.min(value, 0.5), -0.5)),
    wrong('zeros made a matrix of norm 1', 'R2', ({ weight }, attributes, right) =>
      valuesOf(weight).some((value) => value !== 0) || attributes.cap
        ? right({ weight }, attributes)
        : mapped(weight, (_, at) => Number(at === 0)),
    ),
    spoiltEach('moved towards the norm 1 by half', 'C4', (value, at, { weight }, { cap }) =>
      cap ? value : (value + (valuesOf(weight)[at] ?? 0)) / 2,
    ),
    wrong('1e-6 added to the norm', 'C3', ({ weight }, attributes, right) => {
      const y = right({ weight }, attributes);
      const [value = 1, own = 1] = [valuesOf(weight).find((one) => one !== 0), valuesOf(y).find((one) => one !== 0)];
      const norm = value / own;
      return attributes.cap ? y : scaled(y, norm / (norm + 1e-6));
    }),
    wrongGradient('the norm held constant in the gradient', 'gradient', ({ weight }, g, { cap }, right) => {
      const own = right({ weight }, g, { cap }).weight ?? g;
      const total = valuesOf(own).reduce((sum, value, at) => sum + value * (valuesOf(weight)[at] ?? 0), 0);
      return { weight: mapped(own, (value) => value + total * 2 ** -6 + 2 ** -20) };
    }),
    missetGradient('gradient of what is only capped', 'gradient', () => ({ cap: true })),
    misset('one is the other', 'E56', () => ({ cap: false })),
    spoilt('half of it, to be safe in residual layers', 'E80', (y) => scaled(y, 0.5)),
  ],
);

const ofStep = faultsOf('layers.spectralNormaliseStep', ({ misset, misread, spoilt, wrongGradient }) => [
  misset('a step at evaluation too', 'C1', () => ({ training: true })),
  misset('never a step', 'definition', () => ({ training: false })),
  misset('the other one first', 'definition', ({ first }) => ({ first: first === 'v' ? 'u' : 'v' })),
  spoilt('the state that was given handed back', 'definition', (_, { u, v }) => ({ nextU: u, nextV: v })),
  spoilt('vectors that are not made unit', 'C2', ({ sigma, y }) => ({ sigma: scaled(sigma, 2), y: scaled(y, 0.5) })),
  misread('estimated by a u of ones', 'C3', ({ u }) => ({ u: mapped(u, () => 1) })),
  wrongGradient('sigma held constant in the gradient', 'C4', (inputs, g, attributes, right) => {
    const plain = right(inputs, g, attributes);
    const sizes = valuesOf(inputs.weight);
    return { ...plain, weight: mapped(plain.weight ?? g.y, (value, at) => value + (sizes[at] ?? 0) * 2 ** -10) };
  }),
  wrongGradient('the cotangent of sigma left out', 'jacobian', (inputs, g, attributes, right) =>
    right(inputs, { ...g, sigma: none(g.sigma) }, attributes),
  ),
  wrongGradient('a gradient of u', 'jacobian', (inputs, g, attributes, right) => ({
    ...right(inputs, g, attributes),
    u: g.nextU,
  })),
]);

export const faults: readonly Fault[] = [...ofNorm, ...ofStep];
