import type { NdArray } from '../../../src/ndArray.ts';
import { mapped, none, rearranged, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Channels dealt out in turn: kernel j of channel c at j channels + c. */
const inTurn = (y: NdArray, channels: number): NdArray => {
  const [, outputs = 1, h = 1, w = 1] = y.shape;
  const [plane, m] = [h * w, outputs / (channels || 1)];
  return rearranged(y, (at) => {
    const o = Math.floor(at / plane) % outputs;
    return at + ((o % channels) * m + Math.floor(o / channels) - o) * plane;
  });
};

const flipped = (weight: NdArray): NdArray => {
  const area = (weight.shape[2] ?? 1) * (weight.shape[3] ?? 1);
  return rearranged(weight, (at) => at - (at % area) + area - 1 - (at % area));
};

const depthwise = faultsOf('layers.depthwiseConv2d', ({ misread, spoilt, spoiltGradientEach }) => [
  spoilt('kernels before the channels in the outputs', 'C1', (y, { x }) => inTurn(y, x.shape[1] ?? 1)),
  misread('kernel flipped', 'C1', ({ weight }) => ({ weight: flipped(weight) })),
  spoilt('the last channel added to the first', 'C2', (y) => {
    const [, outputs = 1, h = 1, w = 1] = y.shape;
    const values = valuesOf(y);
    const isFirst = (at: number) => Math.floor(at / (h * w)) % outputs === 0 && outputs > 1;
    return mapped(y, (value, at) => (isFirst(at) ? value + (values[at + (outputs - 1) * h * w] ?? 0) : value));
  }),
  spoiltGradientEach(
    'gradient of the kernel averaged over the images',
    'jacobian',
    'weight',
    (value, _, { x }) => value / (x.shape[0] || 1) / 2,
  ),
]);

const pointwise = faultsOf('layers.pointwiseConv2d', ({ misread, spoiltEach, spoiltGradientEach }) => [
  misread('square weights turned over', 'C1', ({ weight }) => {
    const [o = 1, c = 1] = weight.shape;
    return { weight: o === c ? rearranged(weight, (at) => (at % c) * c + Math.floor(at / c)) : weight };
  }),
  spoiltEach('averaged over the channels', 'C2', (value, _, { x }) => value / (x.shape[1] || 1)),
  spoiltEach('rectified on the way out', 'integers', (value) => Math.max(value, 0)),
  spoiltGradientEach(
    'gradient of the bias of one image',
    'adjoint',
    'bias',
    (value, _, { x }) => value / (x.shape[0] || 1) / 2,
  ),
]);

const separable = faultsOf('layers.depthwiseSeparableConv2d', ({ misread, spoiltEach, spoiltGradient }) => [
  misread('the two meet in another order of channels', 'C1', ({ pointwise: weight, depthwise: { shape } }) => {
    const [c = 1, m = 1] = shape;
    const from = (k: number) => (k % m) * c + Math.floor(k / m);
    return { pointwise: rearranged(weight, (at) => at - (at % (c * m)) + from(at % (c * m))) };
  }),
  spoiltEach('rectified on the way out', 'C2', (value) => Math.max(value, 0)),
  misread('the bias left out', 'C2', ({ bias }) => (bias ? { bias: none(bias) } : {})),
  spoiltGradient(
    'no gradient beyond the pointwise convolution',
    'jacobian',
    ({ depthwise: gradient }) =>
      ({
        depthwise: none(gradient),
      }) as never,
  ),
]);

export const faults: readonly Fault[] = [...depthwise, ...pointwise, ...separable];
