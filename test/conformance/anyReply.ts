import { allocate, type Dtype } from '../../spec/tensor.ts';

/** Pseudo-random whole numbers below n, the same for the same seed. */
export type Pick = (n: number) => number;

/** Marsaglia's xorshift32. */
export function pickFrom(seed: number): Pick {
  let state = seed | 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

interface Due {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

const strange = [0, -0, 1, -1, 0.5, Number.NaN, Infinity, -Infinity, 5e-324, 1e308, -1e-300, 2 ** 31, 1e-5];

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** The tensor that is due, with values of one kind: all alike, or any. */
function fitting({ dtype, shape }: Due, pick: Pick) {
  const data = allocate(dtype, sizeOf(shape));
  const one = pick(2) === 0 ? strange[pick(strange.length)] : undefined;
  for (let at = 0; at < data.length; at++) data[at] = one ?? strange[pick(strange.length)] ?? 0;
  return { dtype, shape, data };
}

const hostile = () => {
  throw new Error('do not touch');
};

const hostileProxy = (target: object) =>
  new Proxy(target, { get: hostile, has: hostile, ownKeys: hostile, getPrototypeOf: hostile });

const thenable = (value: unknown): object => Object.fromEntries([['then', value]]);

/** A promise whose rejection nobody need look at. */
export function promised(value: () => unknown): Promise<unknown> {
  const promise = Promise.resolve().then(value);
  promise.catch(() => {});
  return promise;
}

class Sly extends Float64Array {
  override slice(): Float64Array<ArrayBuffer> {
    return 'sly' as unknown as Float64Array<ArrayBuffer>;
  }
}

/** What `fromNative` gives: the tensor that is due, in one time of three, or anything else. */
export function anyTensor(due: Due, pick: Pick): unknown {
  const right = fitting(due, pick);
  const others: (() => unknown)[] = [
    () => ({ ...right, dtype: ['float64', 'float32', 'int32', 'f8', 7, undefined, Symbol('dtype')][pick(7)] }),
    () => ({ ...right, shape: [...due.shape, 1] }),
    () => ({ ...right, shape: due.shape.slice(1) }),
    () => ({ ...right, shape: [2 ** 31, 2 ** 31] }),
    () => ({ ...right, shape: new Array(100_000).fill(1) }),
    () => ({ ...right, shape: [Number.NaN, Symbol('size'), -1, '2', null][pick(5)] }),
    () => ({ ...right, shape: [[Number.NaN], [Symbol('size')], [-1], ['2'], [null], [{}]][pick(6)] }),
    () => ({ ...right, shape: hostileProxy([]) }),
    () => ({ ...right, data: [...right.data] }),
    () => ({ ...right, data: right.data.subarray(1) }),
    () => ({ ...right, data: new Uint8Array(right.data.buffer) }),
    () => ({ ...right, data: new Sly(sizeOf(due.shape)) }),
    () => ({ ...right, data: Object.create(Float64Array.prototype) }),
    () => ({ ...right, data: hostileProxy(right.data) }),
    () => ({ ...right, data: undefined }),
    () => ({ shape: due.shape, data: right.data }),
    () => hostileProxy(right),
    () => Object.defineProperty({ ...right }, 'dtype', { get: hostile }),
    () => promised(() => right),
    () => promised(hostile),
    () => anyValue(pick),
  ];
  return pick(3) === 0 ? right : others[pick(others.length)]?.();
}

/** Anything at all that a language can hand back, promises that never settle included. */
export function anyValue(pick: Pick): unknown {
  const values: (() => unknown)[] = [
    () => undefined,
    () => null,
    () => strange[pick(strange.length)],
    () => 7n,
    () => true,
    () => '',
    () => 'a result',
    () => Symbol('result'),
    () => () => 3,
    () => [],
    () => [1, 2, 3],
    () => [[1], [2]],
    () => ({}),
    () => Object.create(null),
    () => new Map([['y', 1]]),
    () => new Date(Number.NaN),
    () => new Error('returned, not thrown'),
    () => new Float64Array(3),
    () => new Float32Array(0),
    () => new DataView(new ArrayBuffer(8)),
    () => new SharedArrayBuffer(8),
    () => hostileProxy({}),
    () => hostileProxy(() => 3),
    () => thenable(3),
    () => Object.defineProperty({}, 'then', { get: hostile }),
    () => thenable(hostile),
    () => thenable(() => {}),
    () => new Promise(() => {}),
    () => thenable((resolve: (value: unknown) => void) => resolve(anyValue(pick))),
    () => ({ constructor: undefined }),
    () => ({ constructor: { name: Symbol('name') } }),
    () => Object.defineProperty({}, 'dtype', { enumerable: true, get: hostile }),
    () => promised(() => anyValue(pick)),
  ];
  return values[pick(values.length)]?.();
}

/** Anything that can be thrown. */
export function anyThrown(pick: Pick): unknown {
  const thrown: (() => unknown)[] = [
    () => new Error('no'),
    () => new RangeError(''),
    () => Object.assign(new Error('not here'), { name: 'Unsupported' }),
    () => ({ name: 'Unsupported' }),
    () => Object.assign(new Error('x'), { message: Symbol('message') }),
    () => Object.assign(new Error(''), { name: { odd: true } }),
    () => undefined,
    () => hostileProxy(new Error('x')),
    () => anyValue(pick),
  ];
  return thrown[pick(thrown.length)]?.();
}
