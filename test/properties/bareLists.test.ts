import { describe, expect, test } from 'vitest';
import { broadcast, offset, padded, reversed, sliced, transposed } from '../../adapters/reference/layouts.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { derivedLaws } from '../../properties/derived/index.ts';
import { defineOperation } from '../../spec/operation.ts';
import { reference } from '../../src/_internal/reference.ts';
import { fromTensor, type NdArray, toTensor, zeros } from '../../src/ndArray.ts';
import { overwrite } from '../faults/_internal/plain.ts';

/** Lists in and out with batch axes, a size of their own each, and one by arithmetic: every matrix times its half of the vector, and all of them. */
const images = defineOperation({
  id: 'toy.images',
  meaning: 'The image of the first half of a vector under every matrix of a list, and the sum of the vector.',
  signature: 'ms*[..., each m, n], v[..., 2n] -> ys*[..., each m], total[...]',
  definition: ({ ms, v }, { sum, mul, size }) => ({
    ys: ms.map((a) => (i: number) => sum('n', (p) => mul(a(i, p), v(p)))),
    total: () => sum([2 * size('n')], (p) => v(p)),
  }),
  special: 'propagates',
  homogeneous: [
    { ms: 1, ys: 1 },
    { v: 1, ys: 1, total: 1 },
  ],
  derivative: 'ofDefinition',
  clauses: {},
  sources: [],
});

const right = reference(images, {
  member: ({ ms, v }) => ({
    ys: ms.map(({ rows, columns, data }) =>
      Array.from({ length: rows }, (_, i) =>
        data.subarray(i * columns, (i + 1) * columns).reduce((sum, x, p) => sum + x * (v[p] ?? 0), 0),
      ),
    ),
    total: v.reduce((sum, x) => sum + x, 0),
  }),
  pullback: ({ ms, v }, { ys, total }) => ({
    ms: ms.map((a, k) => ({
      ...a,
      data: a.data.map((_, at) => (ys[k]?.[Math.floor(at / a.columns)] ?? 0) * (v[at % a.columns] ?? 0)),
    })),
    v: v.map((_, p) =>
      ms.reduce(
        (sum, { columns, data }, k) =>
          sum +
          (p < columns
            ? (ys[k] ?? new Float64Array()).reduce((s, g, i) => s + g * (data[i * columns + p] ?? 0), 0)
            : 0),
        total,
      ),
    ),
  }),
});

type Forward = (...given: Parameters<typeof right>) => ReturnType<typeof right>;
type Gradient = typeof right.gradient;

/** The derived laws, or those of some names, that a forward and a pullback do not pass. */
async function failing(
  { forward = right, gradient = right.gradient, seed = 1 }: { forward?: Forward; gradient?: Gradient; seed?: number },
  clauses?: readonly string[],
): Promise<string[]> {
  const adapter = {
    name: 'toy',
    version: '1',
    profile: { dtype: 'float64', reproducible: true },
    toNative: fromTensor,
    fromNative: toTensor,
    operations: { [images.id]: forward },
    gradients: { [images.id]: gradient },
    layouts: { transposed, sliced, reversed, padded, offset, broadcast },
  };
  // The operation is none of the registry.
  const subject = inProcessSubject(adapter as unknown as Parameters<typeof inProcessSubject>[0]);
  const failed: string[] = [];
  for (const law of derivedLaws(images).filter(({ clause }) => clauses?.includes(clause) ?? true)) {
    const context = contextOf(describeAdapter(readAdapter(adapter)), 'float64', law);
    const { verdict } = await runLaw(law, subject, context, { runs: 40, seed, adapterPath: 'toy', shrinks: 0 });
    if (verdict !== 'passed') failed.push(law.clause);
  }
  return failed;
}

const last = <T>(list: readonly T[]): readonly T[] => list.slice(-1);
const exchanged = (list: readonly NdArray[]): readonly NdArray[] =>
  list[0]?.shape.join() === list[1]?.shape.join() ? [...list.slice(0, 2).toReversed(), ...list.slice(2)] : list;
const without = (list: readonly NdArray[]): readonly NdArray[] =>
  list.map((one, k) => (k > 0 && k === list.length - 1 ? zeros(one.dtype, one.shape) : one));

describe('an operation of lists that has nothing but its record', () => {
  test.each([1, 2, 3])('passes all laws where it is right, seed %i', async (seed) => {
    expect(await failing({ seed })).toEqual([]);
  });

  const forwards: [string, readonly string[], Forward][] = [
    [
      'the last result left as zeros',
      ['definition', 'integers', 'batch'],
      (...given) => {
        const { ys, total } = right(...given);
        return { ys: without(ys), total };
      },
    ],
    [
      'two results exchanged',
      ['definition', 'integers'],
      (...given) => {
        const { ys, total } = right(...given);
        return { ys: exchanged(ys), total };
      },
    ],
    [
      'one result too few',
      ['definition', 'shapes'],
      (...given) => {
        const { ys, total } = right(...given);
        return { ys: ys.slice(1), total };
      },
    ],
    [
      'the last matrix overwritten',
      ['untouched'],
      ({ ms, v }, attributes) => {
        const result = right({ ms, v }, attributes);
        for (const one of last(ms)) overwrite(one, new Array(2 ** 12).fill(7));
        return result;
      },
    ],
    [
      'the list itself emptied',
      ['untouched'],
      ({ ms, v }, attributes) => {
        const result = right({ ms, v }, attributes);
        (ms as NdArray[]).length = 0;
        return result;
      },
    ],
    [
      'the batch of the first matrix for all',
      ['batch'],
      ({ ms, v }, attributes) =>
        right({ ms: ms.slice(0, 1).length === 0 ? ms : ms.map((one) => firstOfBatch(one)), v }, attributes),
    ],
    [
      'the offset of the last matrix ignored',
      ['layouts'],
      ({ ms, v }, attributes) =>
        right({ ms: ms.map((one, k) => (k === ms.length - 1 ? { ...one, offset: 0 } : one)), v }, attributes),
    ],
    [
      'a vector of 2n + 1 elements cut off',
      ['signature'],
      ({ ms, v }, attributes) => {
        const n = ms[0]?.shape.at(-1);
        const isLong = n !== undefined && v.shape.length === 1 && v.shape[0] === 2 * n + 1;
        return right({ ms, v: isLong ? { ...v, shape: [2 * n] } : v }, attributes);
      },
    ],
  ];
  test.each(forwards)(
    '%s: caught by %s',
    async (_, laws, forward) => {
      expect(await failing({ forward }, laws)).toEqual(laws);
    },
    30_000,
  );

  const gradients: [string, readonly string[], Gradient][] = [
    [
      'of the last matrix left as zeros',
      ['jacobian', 'adjoint'],
      (...given) => {
        const { ms = [], ...rest } = right.gradient(...given);
        return { ...rest, ms: without(ms) };
      },
    ],
    [
      'of two matrices exchanged',
      ['jacobian', 'adjoint'],
      (...given) => {
        const { ms = [], ...rest } = right.gradient(...given);
        return { ...rest, ms: exchanged(ms) };
      },
    ],
    [
      'of the vector from the first matrix alone',
      ['jacobian', 'adjoint'],
      (inputs, cotangents, attributes) => ({
        ...right.gradient(inputs, cotangents, attributes),
        v: right.gradient(
          inputs,
          { ...cotangents, ys: cotangents.ys.map((y, k) => (k === 0 ? y : zeros(y.dtype, y.shape))) },
          attributes,
        ).v,
      }),
    ],
  ];
  test.each(gradients)(
    'the gradient %s: caught by %s',
    async (_, laws, gradient) => {
      expect(await failing({ gradient }, laws)).toEqual(laws);
    },
    30_000,
  );
});

/** The first member of the batch in the place of every one. */
function firstOfBatch(array: NdArray): NdArray {
  const batch = array.shape.length - 2;
  return { ...array, strides: array.strides.map((stride, axis) => (axis < batch ? 0 : stride)) };
}
