import { expect, test } from 'vitest';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import type { Request } from '../../conformance/subject/exchange.ts';
import { answer } from '../../conformance/subject/host.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { good } from './adapters/good.ts';
import { requestOf } from './requests.ts';

/** A value of a library that counts what it holds. */
class Native {
  readonly tensor: Tensor;
  constructor(tensor: Tensor) {
    this.tensor = tensor;
    Native.alive.add(this);
  }
  static alive = new Set<Native>();
}

type Operands = Readonly<Record<'a' | 'b', Native>>;

const adapterWith = (
  call: (operands: Operands) => unknown,
  dispose = (value: unknown) => Native.alive.delete(value as Native),
) =>
  readAdapter({
    ...good,
    toNative: (tensor: Tensor) => new Native(tensor),
    fromNative: ({ tensor }: Native) => tensor,
    layouts: { sliced: (tensor: Tensor) => new Native(tensor) },
    operations: { 'linalg.outer': call },
    dispose,
  });

const product = ({ a, b }: Operands) =>
  new Native(good.operations['linalg.outer']({ a: a.tensor, b: b.tensor }) as Tensor);
const a = tensorOf('float64', [2], [1, 2]);
const ask = (adapter: ReturnType<typeof adapterWith>, more: Partial<Request> = {}) =>
  answer(adapter, outer, requestOf('linalg.outer', { a, b: a }, more));

test('what was made for a call is handed back after it: operands, views and results, each once', async () => {
  const times = new Map<unknown, number>();
  const counting = adapterWith(product, (value) => {
    times.set(value, (times.get(value) ?? 0) + 1);
    return Native.alive.delete(value as Native);
  });
  expect(await ask(counting, { layouts: { a: 'sliced' }, readBack: true })).toMatchObject({ kind: 'returned' });
  expect([...times.values()]).toEqual([1, 1, 1]);
  expect(Native.alive.size).toBe(0);
});

test('after a call that threw, and after a result that is none, too', async () => {
  expect(await ask(adapterWith(() => Promise.reject(new RangeError('no')))).then(({ kind }) => kind)).toBe('rejected');
  expect(Native.alive.size).toBe(0);
  expect(await ask(adapterWith(({ a }) => a))).toMatchObject({ kind: 'malformed' });
  expect(Native.alive.size).toBe(0);
});

test('what it throws is told of the call', async () => {
  const adapter = adapterWith(product, () => {
    throw new Error('freed twice');
  });
  expect(await ask(adapter)).toEqual({ kind: 'malformed', message: 'dispose threw: freed twice' });
  Native.alive.clear();
});

test('an adapter of a class keeps what its class has', async () => {
  class Library {
    name = 'library';
    version = '1';
    profile = { dtype: 'float64' };
    operations = { 'linalg.outer': product };
    toNative(tensor: Tensor) {
      return new Native(tensor);
    }
    fromNative({ tensor }: Native) {
      return tensor;
    }
    dispose(value: Native) {
      Native.alive.delete(value);
    }
  }
  const adapter = readAdapter(new Library());
  expect(describeAdapter(adapter).operations).toEqual(['linalg.outer']);
  expect(await ask(adapter)).toMatchObject({ kind: 'returned' });
  expect(Native.alive.size).toBe(0);
});
