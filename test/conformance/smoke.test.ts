import { describe, expect, test } from 'vitest';
import { smokeTest } from '../../conformance/judge/smoke.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { answer } from '../../conformance/subject/host.ts';
import { records } from '../../spec/lazy.generated.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { good } from './adapters/good.ts';

type Inputs = Readonly<Record<string, Tensor>>;

/** The problems of the good adapter with something else in it. */
async function problemsOf(more: object): Promise<readonly string[]> {
  const adapter = readAdapter({ ...good, ...more });
  const { problems } = await smokeTest({
    description: describeAdapter(adapter),
    send: async (request) => {
      const operation = await records[request.operation]?.();
      if (operation === undefined) throw new Error(`no record of ${request.operation}`);
      return answer(adapter, operation, request);
    },
  });
  return problems;
}

const { dot, outer } = { dot: good.operations['linalg.dot'], outer: good.operations['linalg.outer'] };
const withDot = (call: (inputs: never) => unknown) => ({ operations: { 'linalg.dot': call, 'linalg.outer': outer } });
const qrOf = (result: (q: Tensor, r: Tensor) => unknown) => ({
  profile: { dtype: 'float64', batches: 'none' },
  operations: {
    'decompositions.qr': ({ a }: Inputs) => {
      const [m = 0, n = 0] = a?.shape ?? [];
      const zeros = (rows: number, columns: number) =>
        tensorOf(
          'float64',
          [rows, columns],
          Array.from({ length: rows * columns }, () => 0),
        );
      return result(zeros(m, Math.min(m, n)), zeros(Math.min(m, n), n));
    },
  },
});

test('an adapter that is right has no problem, whether its results are right or not', async () => {
  expect(await problemsOf({})).toEqual([]);
  expect(await problemsOf(withDot(() => 7))).toEqual([]);
  expect(await problemsOf(qrOf((q, r) => ({ q, r })))).toEqual([]);
});

test('whole numbers among the outputs have no cotangent, so that none of the indices of sort comes', async () => {
  const sorted = ({ x }: Inputs) => ({
    values: x,
    indices: { dtype: 'int32', shape: x?.shape, data: new Int32Array(x?.data.length ?? 0) },
  });
  const pullback = ({ x }: Inputs, g: Inputs) => {
    if ('indices' in g) throw new TypeError(`a cotangent of values alone is due, got ${Object.keys(g)}`);
    return { x };
  };
  expect(await problemsOf({ operations: { 'tensor.sort': sorted }, gradients: { 'tensor.sort': pullback } })).toEqual(
    [],
  );
});

describe('what is wrong is told in a line, with what to do', () => {
  test.each<[string, object, string | RegExp]>([
    [
      'an operation that is misspelt',
      { operations: { ...good.operations, 'linalg.matmull': () => 0 } },
      'operations has linalg.matmull, which is not in the specification and is never called: did you mean linalg.matmul?',
    ],
    [
      'the gradient of something that is not offered',
      { gradients: { 'linalg.matmul': () => ({}) } },
      /^gradients has linalg.matmul, which operations has not/,
    ],
    [
      'single precision on the way',
      { fromNative: (tensor: Tensor) => ({ ...tensor, data: Float64Array.from(tensor.data, Math.fround) }) },
      /^toNative, then fromNative, changed a float64\[2, 2?.*\]: x/,
    ],
    [
      'the sign of zero lost',
      { toNative: (tensor: Tensor) => ({ ...tensor, data: tensor.data.map((value) => value + 0) }) },
      /changed a float64\[3\]: x\[1\] was -0, came back as 0$/,
    ],
    [
      'an error in place of Unsupported for tensors of three axes',
      {
        toNative: (tensor: Tensor) => {
          if (tensor.shape.length > 2) throw new Error('only matrices');
          return tensor;
        },
      },
      /^toNative threw for a float64\[2, 1, 3\]: only matrices. Where the library has no such tensors, throw an error whose name is Unsupported/,
    ],
    [
      'a layout that is transposed',
      { layouts: { transposed: (tensor: Tensor) => ({ ...tensor, data: tensor.data.toReversed() }) } },
      /^layouts.transposed, then fromNative, changed a float64/,
    ],
    [
      'a result of another shape',
      withDot(() => tensorOf('float64', [1], [7])),
      /^linalg.dot\(a: float64\[\d\], .* must be float64\[\], got float64\[1\]/,
    ],
    ['a result of another type', withDot(() => tensorOf('float32', [], [7])), /must be float64\[\], got float32\[\]/],
    ['outputs by other names', qrOf((Q, R) => ({ Q, R })), /output q is missing, got Q, R$/],
    [
      'an input that is changed',
      withDot(({ a, b }: never) => {
        const result = dot({ a, b });
        (a as Tensor).data[0] = 99;
        return result;
      }),
      /^linalg.dot\(.*\) changes its input a: let the library work on a copy/,
    ],
    [
      'a mistake of the adapter',
      withDot(({ a }: never) => (a as unknown as { sum(): number }).sum()),
      /^linalg.dot\(.*\) threw TypeError: .* This looks like a mistake in the adapter/,
    ],
    [
      'a case that is not offered, told by another error',
      withDot(() => {
        throw new Error('Not implemented for vectors');
      }),
      /threw Error: Not implemented for vectors. Where the library does not offer this, throw an error whose name is Unsupported/,
    ],
    [
      'an operation that is never offered',
      withDot(() => {
        throw Object.assign(new Error('only on Sundays'), { name: 'Unsupported' });
      }),
      /^linalg.dot is unsupported for all of 12 easy inputs \(only on Sundays\): leave it out of operations/,
    ],
    [
      'a gradient by the wrong name',
      { gradients: { 'linalg.dot': ({ a, b }: Inputs) => ({ da: b, db: a }) } },
      /^the gradient of linalg.dot\(.*gradient of a is missing, got da, db$/,
    ],
    [
      'a gradient of the wrong shape',
      { gradients: { 'linalg.dot': () => ({ a: tensorOf('float64', [], [1]), b: tensorOf('float64', [], [1]) }) } },
      /the gradient of a must be float64\[\d\], got float64\[\]/,
    ],
    [
      'the gradient of what has none',
      { operations: { 'tensor.argmax': () => 0 }, gradients: { 'tensor.argmax': () => ({}) } },
      /^gradients has tensor.argmax, of which the specification has no derivative: leave it out/,
    ],
  ])('%s', async (_name, more, text) => {
    const problems = await problemsOf(more);
    expect(problems).toContainEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    expect(problems.every((problem) => !problem.includes('\n'))).toBe(true);
  });
});

test('what is changed on the way is not told again of every call', async () => {
  const problems = await problemsOf({
    fromNative: (tensor: Tensor) => ({ ...tensor, data: tensor.data.map((value) => 2 * value) }),
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('toNative, then fromNative, changed a float64[]');
});
