import { describe, expect, test } from 'vitest';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { Broken, Rejected, type Subject, Unsupported } from '../../properties/law.ts';
import { qr } from '../../spec/decompositions/qr.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { good } from './adapters/good.ts';

type Operations = Readonly<Record<string, unknown>>;

const subjectWith = (operations: Operations, more: object = {}): Subject =>
  // Wrong adapters do not compile, which is what they are here for.
  inProcessSubject({ ...good, operations, ...more } as unknown as Parameters<typeof inProcessSubject>[0]);

const x = tensorOf('float64', [2], [3, -0]);
const square = tensorOf('float64', [2, 2], [1, 2, 3, 4]);

describe('what a call gives', () => {
  test.each([
    ['a number', 5],
    ['a tensor', tensorOf('float64', [], [5])],
    ['a record of the one output', { c: 5 }],
    ['a promise', Promise.resolve(5)],
  ])('a scalar may be %s', async (_name, value) => {
    const { c } = await subjectWith({ 'linalg.dot': () => value })(dot, { a: x, b: x });
    expect(c).toEqual(tensorOf('float64', [], [5]));
  });

  test('several outputs come as a record', async () => {
    const list = subjectWith({ 'decompositions.qr': () => [square, square] });
    await expect(list(qr, { a: square })).rejects.toThrow('output q must be float64[2, 2], got undefined');
    const none = subjectWith({ 'decompositions.qr': () => 3 });
    await expect(none(qr, { a: square })).rejects.toThrow('must return a record { q, r }, got the number 3');
    const record = subjectWith({ 'decompositions.qr': () => ({ q: square, r: square, info: 0 }) });
    expect(Object.keys(await record(qr, { a: square }))).toEqual(['q', 'r']);
  });

  test.each([
    ['null', null, 'got null'],
    ['text', 'abc', 'must be float64[2, 2], got a string "abc", which fromNative cannot read: no text'],
    ['another shape', tensorOf('float64', [4], [1, 2, 3, 4]), 'must be float64[2, 2], got float64[4]'],
    ['another dtype', tensorOf('float32', [2, 2], [1, 2, 3, 4]), 'got float32[2, 2]'],
    ['too few elements', { ...square, data: new Float64Array(3) }, 'got 3 elements of data for the 4 of the shape'],
    ['a list for data', { ...square, data: [1, 2, 3, 4] }, 'data that is an array of length 4, not a Float64Array'],
    ['a shape with NaN', { ...square, shape: [2, Number.NaN] }, 'a result whose shape is [2, NaN]'],
    ['a negative shape', { ...square, shape: [-2, -2] }, 'a result whose shape is [-2, -2]'],
    ['a dtype of its own', { ...square, dtype: 'f8' }, 'a result whose dtype is a string "f8"'],
    ['an empty object', {}, 'a result whose dtype is undefined'],
  ])('%s is malformed', async (_name, value, message) => {
    const fromNative = (native: unknown) => {
      if (typeof native === 'string') throw new Error('no text');
      return native;
    };
    const call = subjectWith({ 'linalg.matmul': () => value }, { fromNative })(matmul, { a: square, b: square });
    await expect(call).rejects.toSatisfy((error) => error instanceof Broken && error.kind === 'malformed');
    await expect(call).rejects.toThrow(message);
  });

  test('what is thrown: rejected, unsupported, whatever it is', async () => {
    const throwing = (thrown: unknown) =>
      subjectWith({
        'linalg.dot': () => {
          throw thrown;
        },
      })(dot, { a: x, b: x });
    await expect(throwing(new TypeError('no'))).rejects.toThrow(new Rejected('no'));
    await expect(throwing(Object.assign(new Error('not here'), { name: 'Unsupported' }))).rejects.toThrow(Unsupported);
    await expect(throwing(undefined)).rejects.toThrow('threw undefined, which is not an Error');
    const hostile = new Proxy(new Error('x'), {
      get: () => {
        throw new Error('even this');
      },
    });
    await expect(throwing(hostile)).rejects.toThrow('threw something that cannot be printed');
  });

  test('nothing is demanded of a result where the call does not fit', async () => {
    const accepts = subjectWith({ 'linalg.matmul': () => tensorOf('float64', [3], [1, 2, 3]) });
    const { c } = await accepts(matmul, { a: square, b: tensorOf('float64', [3, 2], new Array(6).fill(1)) });
    expect(c.shape).toEqual([3]);
    for (const value of [7, { c: 7 }]) {
      const plain = await subjectWith({ 'linalg.matmul': () => value })(matmul, { a: x, b: square });
      expect(plain.c).toEqual(tensorOf('float64', [], [7]));
    }
    const other = await subjectWith({ 'linalg.matmul': () => 'fine' })(matmul, { a: x, b: square });
    expect(other.c).toBeUndefined();
    const mixed = await subjectWith({ 'linalg.matmul': () => null })(matmul, {
      a: square,
      b: tensorOf('float32', [2, 2], [1, 2, 3, 4]),
    });
    expect(mixed).toEqual({});
  });

  test('a promise that never resolves ends the call', async () => {
    const adapter = { ...good, operations: { 'linalg.dot': () => new Promise<never>(() => {}) } } as const;
    const never = inProcessSubject(adapter as unknown as Parameters<typeof inProcessSubject>[0], { limit: 20 });
    await expect(never(dot, { a: x, b: x })).rejects.toThrow('linalg.dot gave no result within 0.02 s');
  });
});

describe('what a call is given', () => {
  test('attributes with their defaults, and this', async () => {
    const seen: unknown[] = [];
    const operations = {
      'linalg.matmul'(this: unknown, { a }: { a: Tensor }, attributes: unknown) {
        seen.push(attributes, this === operations);
        return a;
      },
    };
    await subjectWith(operations)(matmul, { a: square, b: square }, { transposeB: true });
    expect(seen).toEqual([{ transposeA: false, transposeB: true }, true]);
  });

  test('copies: neither side sees what the other does to its memory', async () => {
    const result = tensorOf('float64', [2, 2], [1, 2, 3, 4]);
    const subject = subjectWith({
      'linalg.matmul': ({ a }: { a: Tensor }) => {
        a.data.fill(9);
        return result;
      },
    });
    const given = tensorOf('float64', [2, 2], [1, 2, 3, 4]);
    const { outputs, inputsAfter } = await subject.observed(matmul, { a: given, b: given });
    result.data.fill(0);
    expect(given.data.join()).toBe('1,2,3,4');
    expect(outputs.c.data.join()).toBe('1,2,3,4');
    expect(inputsAfter['a']?.data.join()).toBe('9,9,9,9');
    expect(inputsAfter['b']?.data.join()).toBe('1,2,3,4');
  });

  test('operands are read back after a pullback, the cotangent too', async () => {
    const gradients = {
      'linalg.matmul': ({ a, b }: { a: Tensor; b: Tensor }, cotangent: Tensor) => {
        cotangent.data.fill(9);
        return { a, b };
      },
    };
    const given = tensorOf('float64', [2, 2], [1, 2, 3, 4]);
    const subject = subjectWith({}, { gradients });
    const after = await subject.operandsAfterGradient(matmul, { a: given, b: given }, { c: given });
    expect(after['c']?.data.join()).toBe('9,9,9,9');
    expect(after['a']?.data.join()).toBe('1,2,3,4');
  });

  test('layouts, where they are offered', async () => {
    const layouts = { sliced: (tensor: Tensor) => ({ ...tensor, view: 'sliced' }) };
    const subject = subjectWith(
      {
        'linalg.matmul': ({ a, b }: Record<string, { view?: string }>) => {
          if (a?.view !== 'sliced' || b?.view !== undefined) throw new Error('not sliced');
          return square;
        },
      },
      { layouts },
    );
    expect(subject.layouts).toEqual(['sliced']);
    await subject(matmul, { a: square, b: square }, {}, { layouts: { a: 'sliced', b: 'contiguous' } });
    const reversed = subject(matmul, { a: square, b: square }, {}, { layouts: { a: 'reversed' } });
    await expect(reversed).rejects.toThrow(Unsupported);
  });

  test('a cotangent, bare for one output, and a gradient per input', async () => {
    const gradients = { 'linalg.matmul': (_inputs: unknown, cotangent: Tensor) => ({ a: cotangent, b: square }) };
    const subject = subjectWith({}, { gradients });
    expect([subject.has(matmul), subject.hasGradient(matmul)]).toEqual([false, true]);
    const gradient = await subject.gradient(matmul, { a: square, b: square }, { c: square });
    expect(gradient).toEqual({ a: square, b: square });
    const lacking = subjectWith({}, { gradients: { 'linalg.matmul': () => ({ a: square }) } });
    const call = lacking.gradient(matmul, { a: square, b: square }, { c: square });
    await expect(call).rejects.toThrow('linalg.matmul: the gradient of b must be float64[2, 2], got undefined');
    await expect(subject(matmul, { a: square, b: square })).rejects.toThrow('no forward of linalg.matmul');
  });
});
