import { sizeOf } from '../../../spec/tensor.ts';
import { uniforms } from '../../../src/_internal/random/stream.ts';
import { arrayOf, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** A comparison of p with a number that has eight bits. */
const ofEightBits =
  (isOne: (u: number, p: number) => boolean) =>
  (_: object, { p, shape, key }: { readonly p: number; readonly shape: readonly number[]; readonly key: number }) => {
    const draw = uniforms(key, 'bernoulli');
    const trials = Array.from({ length: sizeOf(shape) }, (_, at) => Number(isOne(Math.floor(256 * draw(at)) / 256, p)));
    return arrayOf('int32', shape, trials);
  };

export const faults: readonly Fault[] = faultsOf('numerics.bernoulli', ({ spoilt, misset, wrong }) => [
  spoilt('-1 in place of 0', 'C1', (x) => mapped(x, (value) => 2 * value - 1)),
  wrong(
    '0 at most p',
    'C2',
    ofEightBits((u, p) => u <= p),
  ),
  wrong(
    'p in 255ths, rounded down',
    'C2',
    ofEightBits((u, p) => u < Math.floor(255 * p) / 256),
  ),
  misset('p taken for the probability of 0', 'C2', ({ p }) => ({ p: p === 0 || p === 1 ? p : 1 - p })),
  misset('p a hundredth too large', 'C2', ({ p }) => ({ p: p === 0 ? 0 : Math.min(1, p + 0.01) })),
  misset('the key halved', 'streams', ({ key }) => ({ key: Math.floor(key / 2) })),
  misset('p in 1024ths', 'C2', ({ p }) => ({ p: Math.floor(1024 * p) / 1024 })),
  spoilt('one trial in ten that of two before', 'streams', (x) => {
    const values = valuesOf(x);
    const copied = (at: number): number => (at > 1 && (at * 7919) % 10 === 0 ? copied(at - 2) : (values[at] ?? 0));
    return mapped(x, (_, at) => copied(at));
  }),
  spoilt('the last of an odd number left out', 'keys', (x) =>
    mapped(x, (value, at) => (sizeOf(x.shape) % 2 === 1 && at === sizeOf(x.shape) - 1 ? 0 : value)),
  ),
]);
