import { describe, expect, test } from 'vitest';
import * as layouts from '../../adapters/reference/layouts.ts';
import { snippetOf } from '../../conformance/report/snippet.ts';
import { inOneBuffer } from '../../conformance/subject/_internal/storage.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { dft } from '../../spec/linalg/dft.ts';
import { defineOperation } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import { type Dtype, tensorOf } from '../../spec/tensor.ts';
import { reference } from '../../src/_internal/reference.ts';
import { dft as transform } from '../../src/linalg/dft.ts';
import { fromTensor, type NdArray, toTensor, transpose } from '../../src/ndArray.ts';

/** Complex numbers of real ones, and real ones of complex: y = a z, and m = |z|^2. */
const turned = defineOperation({
  id: 'linalg.turned',
  meaning: 'A real multiple of complex numbers, and the squares of their moduli.',
  signature: 'complex z[..., n], a[..., n] -> complex y[..., n], m[..., n]',
  definition: ({ z, a }, { mul, conj }) => ({ y: (i) => mul(a(i), z(i)), m: (i) => mul(z(i), conj(z(i))) }),
  clauses: {},
  sources: [],
});

const run = reference(turned, {
  member({ z, a }) {
    const m = z.re.map((re, i) => re ** 2 + (z.im[i] as number) ** 2);
    return { y: { re: z.re.map((re, i) => re * (a[i] as number)), im: z.im.map((im, i) => im * (a[i] as number)) }, m };
  },
  pullback: ({ a }, { y }) => ({
    z: { re: y.re.map((re, i) => re * (a[i] as number)), im: y.im.map((im, i) => im * (a[i] as number)) },
    a: y.re,
  }),
});

const tensor = (dtype: Dtype, shape: readonly number[], ...values: number[]) => tensorOf(dtype, shape, values);
const z = tensor('complex128', [2, 2], 1, 2, 3, -4, 5, 6, 7, -8);
const a = tensor('float64', [2], 10, 100);
const dataOf = (array: NdArray | undefined) => array && Array.from(toTensor(array).data);

describe('complex operands', () => {
  test('come to a member in two parts, and real ones beside them in one', () => {
    const { y, m } = run({ z: fromTensor(z), a: fromTensor(a) }, {});
    expect([y.dtype, m.dtype, y.shape]).toEqual(['complex128', 'float64', [2, 2]]);
    expect(dataOf(y)).toEqual([10, 20, 300, -400, 50, 60, 700, -800]);
    expect(dataOf(m)).toEqual([5, 25, 61, 113]);
  });

  test('have a definition over complex numbers', () => {
    const { y, m } = evaluate(turned, { z, a }, {}, float('float64'));
    expect(y?.values).toEqual([10, 20, 300, -400, 50, 60, 700, -800]);
    expect([m?.shape, m?.values]).toEqual([
      [2, 2],
      [5, 25, 61, 113],
    ]);
  });

  test('have gradients of their own type, summed over what was broadcast', () => {
    const [given, cotangent] = [
      { z: fromTensor(z), a: fromTensor(a) },
      { y: fromTensor(z), m: fromTensor(tensor('float64', [2, 2], 0, 0, 0, 0)) },
    ];
    const gradients = run.gradient(given, cotangent, {});
    expect(gradients.z?.dtype).toBe('complex128');
    expect(dataOf(gradients.a)).toEqual([6, 10]);
  });

  test('in single precision have parts in single precision', () => {
    const { y } = run(
      { z: fromTensor(tensor('complex64', [1], 0.1, 1)), a: fromTensor(tensor('float32', [1], 1)) },
      {},
    );
    expect([y.dtype, y.data]).toEqual(['complex64', Float32Array.of(0.1, 1)]);
  });

  test.each([
    [tensor('float64', [2], 1, 2), a, 'linalg.turned/signature: z must be complex128 or complex64, got float64'],
    [
      tensor('complex128', [2], 1, 2, 3, 4),
      tensor('complex128', [2], 1, 2, 3, 4),
      'a must be float64 like the other inputs, got complex128',
    ],
    [tensor('complex64', [2], 1, 2, 3, 4), a, 'a must be float32 like the other inputs, got float64'],
  ])('are refused where the type is another: %#', (one, other, message) => {
    expect(() => run({ z: fromTensor(one), a: fromTensor(other) }, {})).toThrow(message);
  });
});

describe('views of complex arrays', () => {
  test('hold the same elements in every layout', () => {
    const constant = tensor('complex128', [2, 2], 1, 2, 3, -4, 1, 2, 3, -4);
    for (const [name, layout] of Object.entries(layouts)) {
      const given = name === 'broadcast' ? constant : z;
      expect(toTensor(layout(given)), name).toEqual(given);
    }
  });

  test('are transposed element by element, and share a buffer', () => {
    expect(dataOf(transpose(fromTensor(z)))).toEqual([1, 2, 5, 6, 3, -4, 7, -8]);
    expect(inOneBuffer({ z, a })).toEqual({ z, a });
  });
});

describe('at the crossing', () => {
  const on = (given: Parameters<typeof inProcessSubject>[0]['operations']) =>
    inProcessSubject({
      name: 'one',
      version: '1',
      profile: { dtype: 'float64' },
      toNative: (one) => one,
      fromNative: (one) => one as typeof z,
      operations: given,
    });
  const x = tensor('complex128', [2], 1, 2, 3, 4);

  test('results of another type, or of half a length, are none', async () => {
    const answers = (one: unknown) => on({ [dft.id]: () => one })(dft, { x });
    expect(await answers(x)).toEqual({ y: x });
    await expect(answers(tensor('float64', [2], 1, 2))).rejects.toThrow('must be complex128[2], got float64[2]');
    await expect(answers({ ...x, data: Float64Array.of(1, 2) })).rejects.toThrow(
      '2 elements of data for the 4 of the shape',
    );
    await expect(answers(tensor('complex64', [2], 1, 2, 3, 4))).rejects.toThrow('got complex64[2]');
  });

  test('a counterexample is code with the same bits', () => {
    const call = {
      operation: dft,
      kind: 'forward',
      inputs: { x },
      attributes: {},
      cotangents: {},
      layouts: {},
      outputs: { y: x },
    };
    const code = snippetOf([call as never], 'adapter.ts');
    expect(code).toContain("const x = { dtype: 'complex128', shape: [2], data: Float64Array.of(1, 2, 3, 4) };");
  });

  test('the reference transforms the impulse', () => {
    const y = transform({ x: fromTensor(tensor('complex128', [4], 0, 0, 1, 0, 0, 0, 0, 0)) }, { inverse: false });
    expect(dataOf(y)?.map((value) => value + 0)).toEqual([1, 0, 0, -1, -1, 0, 0, 1]);
  });
});
