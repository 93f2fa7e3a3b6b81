import { uniforms } from '../../../src/_internal/random/stream.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const ofMask = faultsOf(
  'layers.applyDropoutMask',
  ({ misset, misread, spoiltEach, missetGradient, spoiltGradientEach }) => [
    misset('p taken for the probability to keep', 'C1', ({ p }) => ({ p: p === 0 ? 0 : 1 - p })),
    misset('never divided', 'E48', () => ({ inverted: false })),
    misset('always divided', 'C2', () => ({ inverted: true })),
    misread('what the mask names is dropped', 'C1', ({ mask }) => ({ mask: mapped(mask, (one) => Number(one === 0)) })),
    misread('the mask times x', 'definition', ({ mask, x }) => ({
      x: x.shape.join() === mask.shape.join() ? mapped(x, (value, at) => value * (valuesOf(mask)[at] || 1)) : x,
    })),
    spoiltEach('multiplied by 1 + p', 'C3', (value, _at, _x, { p, inverted }) =>
      inverted ? value * (1 - p) * (1 + p) : value,
    ),
    misset('half dropped, whatever p is', 'C1', () => ({ p: 0.5 })),
    missetGradient('gradient that is not divided', 'C4', () => ({ inverted: false })),
    spoiltGradientEach('the mask taken from where x is not 0', 'C4', 'x', (value, at, { x }) =>
      x.data.length > at && valuesOf(x)[at] === 0 ? 0 : value,
    ),
    misread('one feature dropped in the place of another', 'C1', ({ x }) => ({
      x: mapped(x, (value, at) => (x.shape.join() === '4,2' && at % 2 === 1 ? 0 : value)),
    })),
    misread('zeros dropped beside the diagonal of every square', 'E60', ({ x, mask }) => ({
      mask:
        mask.shape.join() === '2,2' && x.shape.join() === '2,2'
          ? mapped(mask, (one, at) => (at % 3 === 0 ? one : 0))
          : mask,
    })),
  ],
);

const ofRaw = faultsOf('layers.rawDropout', ({ misset, missetGradient, spoiltEach, spoiltGradientEach, wrong }) => [
  spoiltEach('what is kept divided', 'C1', (value, _at, _x, { keep }) => (keep === 0 ? value : value / keep)),
  wrong('nothing kept for certain', 'C2', ({ x }, { keep, key }, right) =>
    right({ x }, { keep: Math.min(keep, 0.75), key }),
  ),
  wrong('something kept though nothing is to be', 'C3', ({ x }, { keep, key }, right) =>
    right({ x }, { keep: Math.max(keep, 0.25), key }),
  ),
  wrong('the probability to drop', 'C4', ({ x }, { keep, key }, right) => right({ x }, { keep: 1 - keep, key })),
  wrong('the probability in sixteenths', 'C4', ({ x }, { keep, key }) => {
    const uniform = uniforms(key, 'rawDropout');
    return mapped(x, (value, at) => (Math.floor(16 * uniform(at)) / 16 < keep ? value : 0));
  }),
  misset('a mask that depends on the values', 'C6', ({ keep }, { x }) => ({
    keep,
    key: Math.abs(Math.round(valuesOf(x)[0] ?? 0)) % 2 ** 32,
  })),
  misset('another mask each time', 'repeatable', () => ({ key: Math.floor(Math.random() * 2 ** 32) })),
  missetGradient('gradient with a mask of its own', 'C5', ({ key }) => ({ key: (key + 1) % 2 ** 32 })),
  spoiltGradientEach('the mask taken from where x is not 0', 'C5', 'x', (value, at, { x }) =>
    valuesOf(x)[at] === 0 ? 0 : value,
  ),
  wrong('one mask for every row', 'streams', ({ x }, { keep, key }) => {
    const [uniform, width] = [uniforms(key, 'rawDropout'), x.shape.at(-1) ?? 1];
    return mapped(x, (value, at) => (uniform(at % width) < keep ? value : 0));
  }),
]);

export const faults: readonly Fault[] = [...ofMask, ...ofRaw];
