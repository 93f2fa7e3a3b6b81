import { describe, expect, test } from 'vitest';
import { isAccident } from '../../conformance/subject/accident.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { Rejected } from '../../properties/law.ts';
import { unlessRefused } from '../../properties/verbs/refused.ts';
import { rejects } from '../../properties/verbs/rejects.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { withDot } from './adapters/good.ts';

/** What Node itself throws. */
const thrownBy = (fall: () => unknown): Error => {
  try {
    fall();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
};

const nothing = undefined as unknown as { data: number[]; at: () => void };
const number = 3 as unknown as { (): void; new (): object; [Symbol.iterator](): Iterator<number> };
const setData = (target: { data: number[] }) => {
  target.data = [];
};
const recurse = (): number => 1 + recurse();
// (module (memory 1) (func (export "f") (drop (i32.load (i32.const 0x7fffffff)))))
const { WebAssembly: assembly } = globalThis as unknown as {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object) => { exports: Record<string, (() => void) | undefined> };
  };
};
const wasm = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0, 10, 14, 1, 12],
  ...[0, 65, 255, 255, 255, 255, 7, 40, 2, 0, 26, 11],
);

describe('an accident', () => {
  test.each<[string, () => unknown]>([
    ['a property of undefined', () => nothing.data],
    ['a property set on undefined', () => Reflect.apply(setData, undefined, [nothing])],
    ['a method that is none', () => (({}) as { at: () => void }).at()],
    ['a call of a number', () => number()],
    ['a constructor that is none', () => new number()],
    ['a spread of a number', () => [...number]],
    ['destructuring of undefined', () => (({ data }: { data: number[] }) => data)(nothing)],
    ['a sum of nothing', () => ([] as number[]).reduce((a, b) => a + b)],
    ['a BigInt among numbers', () => (1n as unknown as number) + 1],
    ['an array of a negative length', () => new Array(-1)],
    ['a typed array of a negative length', () => new Float64Array(-1)],
    ['a recursion without an end', recurse],
    ['a view outside of its buffer', () => new Float64Array(new ArrayBuffer(8), 16)],
    ['a view off its alignment', () => new Float64Array(new ArrayBuffer(16), 4)],
    ['elements past the end', () => new Float64Array(2).set([1, 2, 3])],
    ['a number as a BigInt', () => BigInt(0.5)],
    ['a string too often', () => 'x'.repeat(-1)],
    ['a name that is not there', () => new Function('return dataa')()],
    ['a trap', () => new assembly.Instance(new assembly.Module(wasm)).exports['f']?.()],
  ])('%s', (_name, fall) => {
    const { name, message } = thrownBy(fall);
    expect([name, message, isAccident({ name, message })]).toEqual([name, message, true]);
  });

  test.each([
    ['AttributeError', "'NoneType' object has no attribute 'shape'"],
    ['TypeError', "'int' object is not subscriptable"],
    ['TypeError', "unsupported operand type(s) for +: 'int' and 'str'"],
    ['IndexError', 'list index out of range'],
    ['NameError', "name 'x' is not defined"],
  ])('of Python: %s: %s', (name, message) => expect(isAccident({ name, message })).toBe(true));
});

describe('a refusal', () => {
  test.each([
    ['TypeError', 'matmul: b must be a matrix'],
    ['TypeError', 'Expected a Float64Array, got undefined'],
    ['TypeError', 'the axis is not an integer'],
    ['RangeError', 'Invalid shape: [2, 3]'],
    ['RangeError', 'Invalid dimension'],
    ['RuntimeError', 'mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)'],
    ['ValueError', 'operands could not be broadcast together'],
    ['IndexError', 'index 3 is out of bounds for axis 0 with size 2'],
    ['Error', "Cannot read properties of undefined (reading 'data')"],
    // How Python refuses a number of another type.
    ['TypeError', "'float' object cannot be interpreted as an integer"],
    ['Error', ''],
  ])('%s: %s', (name, message) => expect(isAccident({ name, message })).toBe(false));

  test('of what is no error', () => expect(isAccident({ message: 'x is not a function' })).toBe(false));
});

describe('a call that must be refused', () => {
  const a = tensorOf('float64', [2], [1, 2]);
  const thrown = (error: unknown) => {
    const adapter = withDot(() => {
      throw error;
    });
    return inProcessSubject(adapter as unknown as Parameters<typeof inProcessSubject>[0])(dot, { a, b: a });
  };

  test('is not by falling over it', async () => {
    const accident = thrownBy(() => nothing.data);
    expect(await rejects(thrown(accident), 'no')).toMatchObject({
      ratio: Number.POSITIVE_INFINITY,
      expected: 'an error',
      received: "an accident, which refuses nothing: 'Cannot read properties of undefined (reading 'data')'",
    });
    await expect(unlessRefused(thrown(accident))).rejects.toBeInstanceOf(Rejected);
    expect(await rejects(thrown(new TypeError('vectors only')), 'no')).toMatchObject({ ratio: 0 });
    expect(await rejects(thrown('vectors only'), 'no')).toMatchObject({ ratio: 0 });
    expect(await unlessRefused(thrown(new TypeError('vectors only')))).toBeUndefined();
  });
});
