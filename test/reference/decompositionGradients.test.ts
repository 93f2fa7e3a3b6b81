import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { directionsFor, gradientCases } from '../../properties/derived/gradientCases.ts';
import { compareGradients } from '../../properties/derived/gradients.ts';
import { implicitPullback } from '../../properties/verbs/implicit.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { pullbackOf } from '../../spec/pullback.ts';
import { operations } from '../../spec/registry.generated.ts';
import { float } from '../../spec/scalars/float.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { fromTensor, type NdArray } from '../../src/ndArray.ts';
import { implementations } from '../../src/registry.generated.ts';
import { statedGradients } from '../_internal/statedGradients.ts';
import { exactSlope, inner, type Tensors } from './_internal/call.ts';
import { gradientsOf, named, outputsOf } from './_internal/expectEquations.ts';
import { mirrored, product, random, scaledBy, tensorBy, transposeOf } from './_internal/hardMatrices.ts';

const context = contextOf(describeAdapter(readAdapter(reference)), 'float64', {
  operation: operations['linalg.dot'],
  needs: [],
});

interface GradientCase {
  readonly id: string;
  readonly inputs: Tensors;
  readonly attributes?: Readonly<Record<string, number | boolean>>;
  /** Directions are symmetric. */
  readonly symmetric?: boolean;
}

const gram = (a: Tensor): Tensor => product(a, transposeOf(a));
const plusDiagonal = (a: Tensor, value: number): Tensor =>
  tensorBy(
    a.shape[0] ?? 0,
    a.shape[1] ?? 0,
    (i, j) => (a.data[i * (a.shape[1] ?? 0) + j] ?? 0) + (i === j ? value : 0),
  );

const solving = { a: plusDiagonal(random(4, 4, 1), 1), b: random(4, 3, 2) };
const triangles = Array.from(
  { length: 8 },
  (_, bits): GradientCase => ({
    id: 'decompositions.triangularSolve',
    inputs: { t: plusDiagonal(random(4, 4, 3), 2), b: random(4, 2, 4) },
    attributes: { lower: (bits & 1) > 0, transpose: (bits & 2) > 0, unitDiagonal: (bits & 4) > 0 },
  }),
);

/** With a definition, whose derivative in dual numbers is exact. */
const defined: readonly GradientCase[] = [
  { id: 'decompositions.solve', inputs: solving },
  ...triangles,
  { id: 'decompositions.inv', inputs: { a: solving.a } },
  { id: 'decompositions.det', inputs: { a: random(4, 4, 5) } },
  { id: 'decompositions.det', inputs: { a: product(random(3, 2, 6), random(2, 3, 7)) } },
  { id: 'decompositions.cholesky', inputs: { a: gram(random(4, 6, 8)) } },
  { id: 'decompositions.qr', inputs: { a: random(5, 3, 9) } },
  { id: 'decompositions.qr', inputs: { a: random(3, 3, 10) } },
  { id: 'decompositions.qr', inputs: { a: random(3, 6, 11) } },
  { id: 'decompositions.pinv', inputs: { a: random(5, 3, 12) } },
  { id: 'decompositions.pinv', inputs: { a: random(3, 5, 13) } },
  { id: 'multilinear.kron', inputs: { a: random(2, 3, 14), b: random(3, 2, 15) } },
  { id: 'multilinear.vec', inputs: { a: random(3, 4, 16) } },
];

/** Without one: judged by central differences. The reference's signs and orders are constant near a matrix without ties. */
const implicit: readonly GradientCase[] = [
  { id: 'decompositions.lu', inputs: { a: random(5, 5, 17) } },
  { id: 'decompositions.svd', inputs: { a: random(6, 4, 18) } },
  { id: 'decompositions.svd', inputs: { a: random(4, 4, 19) } },
  { id: 'decompositions.svd', inputs: { a: random(3, 6, 20) } },
  { id: 'decompositions.eigh', inputs: { a: mirrored(random(5, 5, 21)) }, symmetric: true },
  { id: 'layers.dropout', inputs: { x: random(5, 4, 27) }, attributes: { key: 5, p: 0.25 } },
  { id: 'linalg.spectralNorm', inputs: { a: random(5, 3, 22) } },
  { id: 'linalg.spectralNorm', inputs: { a: random(2, 6, 23) } },
  ...[0, 1, 2, 3].flatMap((rank): GradientCase[] => [
    { id: 'multilinear.lowRankTruncate', inputs: { a: random(5, 3, 24) }, attributes: { rank } },
    { id: 'multilinear.lowRankTruncate', inputs: { a: random(3, 5, 25) }, attributes: { rank } },
    { id: 'multilinear.lowRankTruncate', inputs: { a: random(4, 4, 26) }, attributes: { rank } },
  ]),
];

const like = (tensors: Tensors, seed: number): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, dtype }], at) => [
      name,
      tensorOf(
        dtype,
        shape,
        random(
          1,
          shape.reduce((size, n) => size * n, 1),
          seed + at,
        ).data,
      ),
    ]),
  );

const shifted = (tensors: Tensors, direction: Tensors, step: number): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { ...tensor, data: tensor.data.map((value, at) => value + step * (direction[name]?.data[at] ?? 0)) },
    ]),
  );

/** The slope of <w, f(x + t v)> at t = 0: central differences of two steps, extrapolated; the error left is of order h^4 and u / h. */
async function slopeAlong(
  { id, inputs, attributes = {} }: GradientCase,
  direction: Tensors,
  cotangents: Tensors,
): Promise<number> {
  const value = async (step: number) =>
    inner(cotangents, await outputsOf(id, shifted(inputs, direction, step), attributes));
  const difference = async (h: number) => ((await value(h)) - (await value(-h))) / (2 * h);
  return (4 * (await difference(2 ** -13)) - (await difference(2 ** -12))) / 3;
}

/** Whether an integer output differs beside the point: then it lies on a kink. */
async function jumps({ id, inputs, attributes = {} }: GradientCase, direction: Tensors): Promise<boolean> {
  const integers = async (step: number) => {
    const outputs = Object.values(await outputsOf(id, shifted(inputs, direction, step), attributes));
    return outputs.map(({ dtype, data }) => (dtype === 'int32' ? data.join() : '')).join();
  };
  return (await integers(2 ** -12)) !== (await integers(-(2 ** -12)));
}

/** Whether the slopes on either side differ: then it lies on a kink. */
async function bends({ id, inputs, attributes = {} }: GradientCase, direction: Tensors, cotangents: Tensors) {
  const value = async (step: number) =>
    inner(cotangents, await outputsOf(id, shifted(inputs, direction, step), attributes));
  const h = 2 ** -16;
  const [ahead, here, behind] = [await value(h), await value(0), await value(-h)];
  return Math.abs(ahead - 2 * here + behind) > 2 ** -6 * (Math.abs(ahead - here) + Math.abs(here - behind));
}

async function cotangentsFor({ id, inputs, attributes = {} }: GradientCase, seed: number): Promise<Tensors> {
  const outputs = await outputsOf(id, inputs, attributes);
  return like(Object.fromEntries(Object.entries(outputs).filter(([, { dtype }]) => dtype !== 'int32')), seed);
}

const withPermutation = async ({ id, inputs }: GradientCase, cotangents: Tensors): Promise<Tensors> => ({
  ...(await outputsOf(id, inputs)),
  ...cotangents,
});

const label = ({ id, inputs, attributes }: GradientCase): string =>
  `${id} of ${Object.values(inputs).map(({ shape }) => shape.join(' by '))} ${JSON.stringify(attributes ?? {})}`;

describe('the pullback is the transpose of the exact derivative', () => {
  test.each(defined.map((one) => [label(one), one] as const))('%s', async (_, one) => {
    const attributes = one.attributes ?? {};
    for (const seed of [100, 200, 300]) {
      const cotangents = await cotangentsFor(one, seed);
      const direction = like(one.inputs, seed + 50);
      const gradients = await gradientsOf(one.id, one.inputs, cotangents, attributes);
      const slope = exactSlope(named(one.id).operation, one.inputs, cotangents, direction, attributes);
      const magnitude = Math.sqrt(inner(gradients, gradients) * inner(direction, direction));
      expect(Math.abs(inner(gradients, direction) - slope)).toBeLessThanOrEqual(1e-13 * magnitude);
    }
  });
});

type Accessors = Readonly<Record<string, { (i?: number, j?: number): number; readonly shape: readonly number[] }>>;

/** The results of the reference for matrices and vectors that are given as functions of their indices, and likewise. */
function elementsOf(id: string, given: Accessors): Readonly<Record<string, (i?: number, j?: number) => number>> {
  const inputs = Object.entries(given).map(([name, entry]) => {
    const [rows = 1, columns = 1] = entry.shape;
    const data = Array.from({ length: rows * columns }, (_, k) => entry(Math.floor(k / columns), k % columns));
    return [name, fromTensor(tensorOf('float64', entry.shape, data))];
  });
  const run = implementations[id as keyof typeof implementations] as unknown as (
    inputs: object,
    attributes: object,
  ) => Readonly<Record<string, NdArray>>;
  return Object.fromEntries(
    Object.entries(run(Object.fromEntries(inputs), {})).map(([name, { data, shape }]) => [
      name,
      (i = 0, j = 0) => Number(data[i * (shape[1] ?? 1) + j]),
    ]),
  );
}

/** The gradients by the derivative of the record, computed from what the reference gives; those of its parts too. */
async function statedFor(
  record: AnyOperation,
  { inputs, attributes = {} }: GradientCase,
  cotangents: Tensors,
): Promise<Tensors> {
  const outputs = Object.entries(await outputsOf(record.id, inputs, attributes));
  // A part is a whole record, as `operation` sees to. One without a definition is what the reference gives for what it is given.
  const parts = Object.entries((record.parts ?? {}) as Readonly<Record<string, AnyOperation>>).map(([name, part]) => [
    name,
    part.definition === undefined ? { ...part, definition: (given: Accessors) => elementsOf(part.id, given) } : part,
  ]);
  const gradients = statedGradients(
    { ...record, parts: Object.fromEntries(parts) } as AnyOperation,
    {
      inputs,
      attributes,
      outputs: Object.fromEntries(outputs.map(([name, { shape, data }]) => [name, { shape, values: [...data] }])),
      cotangents: Object.fromEntries(Object.entries(cotangents).filter(([, { dtype }]) => dtype !== 'int32')),
    },
    float('float64'),
    (value) => value,
  );
  return Object.fromEntries(
    Object.entries(gradients).map(([name, values]) => [
      name,
      { ...(inputs[name] as Tensor), data: Float64Array.from(values) },
    ]),
  );
}

describe('the pullback agrees with central differences', () => {
  test.each(implicit.map((one) => [label(one), one] as const))('%s', async (_, one) => {
    const attributes = one.attributes ?? {};
    for (const seed of [400, 500, 600]) {
      const cotangents = await cotangentsFor(one, seed);
      const drawn = like(one.inputs, seed + 50);
      const direction = one.symmetric === true ? { a: mirrored(drawn.a as Tensor) } : drawn;
      const given = one.id === 'decompositions.lu' ? await withPermutation(one, cotangents) : cotangents;
      const gradients = await gradientsOf(one.id, one.inputs, given, attributes);
      const slope = await slopeAlong(one, direction, cotangents);
      const magnitude = Math.sqrt(inner(gradients, gradients) * inner(direction, direction)) + 1e-3;
      expect(Math.abs(inner(gradients, direction) - slope) / magnitude).toBeLessThanOrEqual(1e-8);
    }
  });
});

/** The largest difference of the derivative that a record states from central differences, in units of the gradients. */
async function differenceOf(record: AnyOperation): Promise<number> {
  const options = { most: 4, reach: ['small' as const], batch: false };
  let worst = 0;
  for (const given of fc.sample(gradientCases(record, context, options), { numRuns: 8, seed: 1 })) {
    const one: GradientCase = { id: record.id, inputs: given.inputs, attributes: given.attributes as never };
    const cotangents = await cotangentsFor(one, 800);
    const direction = directionsFor(record, given);
    if ((await jumps(one, direction)) || (await bends(one, direction, cotangents))) continue;
    const gradients = await statedFor(record, one, cotangents);
    const slope = await slopeAlong(one, direction, cotangents);
    const magnitude = Math.sqrt(inner(gradients, gradients) * inner(direction, direction)) + 1e-3;
    worst = Math.max(worst, Math.abs(inner(gradients, direction) - slope) / magnitude);
  }
  return worst;
}

describe('the derivative that a record states without a definition', () => {
  const records: readonly AnyOperation[] = Object.values(operations).filter(
    // What chance decides is judged by what was received.
    (one) => one.definition === undefined && one.random === undefined && pullbackOf(one) !== undefined,
  );
  const byResiduals = ({ residuals }: AnyOperation) => residuals !== undefined;
  // Its unknowns are as many as the product of two orders, and exact elimination of 16 takes seconds.
  const casesOf = (record: AnyOperation, count: number) => {
    const most = record.id === 'multilinear.sylvester' ? 3 : 4;
    return fc.sample(gradientCases(record, context, { most, reach: ['small'], batch: false }), {
      numRuns: count,
      seed: 1,
    });
  };

  test.each(records.filter(byResiduals).map((record) => [record.id, record] as const))(
    '%s: is that of the implicit function theorem',
    async (id, record) => {
      for (const given of casesOf(record, 16)) {
        const one: GradientCase = { id, inputs: given.inputs, attributes: given.attributes as never };
        const cotangents = await cotangentsFor(one, 800);
        const outputs = (await outputsOf(id, given.inputs, given.attributes as never)) as Readonly<
          Record<string, Tensor>
        >;
        const expected = implicitPullback(
          record,
          given,
          outputs,
          context,
        )(cotangents as Readonly<Record<string, Tensor>>);
        const gradients = (await statedFor(record, one, cotangents)) as Readonly<Record<string, Tensor>>;
        for (const { ratio, what } of compareGradients(record, given, expected, gradients, context)) {
          expect(ratio, what).toBeLessThanOrEqual(1);
        }
      }
    },
  );

  test.each(records.filter((one) => !byResiduals(one)).map((record) => [record.id, record] as const))(
    '%s: agrees with central differences',
    async (_, record) => {
      expect(await differenceOf(record)).toBeLessThanOrEqual(1e-6);
    },
  );

  test('and not one with a wrong sign, or without one of its terms', async () => {
    const { 'decompositions.eigh': eigh, 'decompositions.lu': lu } = operations;
    const wrong: readonly AnyOperation[] = [
      {
        ...eigh,
        derivative({ w, v }, { w: gw, v: gv }, S) {
          const gaps = S.tensor('n n', (i, j) => S.div(S.constant(1), S.sub(w(i), w(j))));
          const inner = S.hadamard(S.part('offDiagonal', gaps), S.times(S.transpose(v), gv));
          return { a: S.symmetric(S.times(v, S.plus(S.diagonal(gw), inner), S.transpose(v))) };
        },
      } satisfies typeof eigh,
      {
        ...lu,
        derivative({ permutation, l, u }, { u: gu }, { times, transpose, part, inverse, rowsTo }) {
          const inner = part('upper', times(gu, transpose(u)));
          return { a: rowsTo(permutation, times(transpose(inverse(l)), inner, transpose(inverse(u)))) };
        },
      } satisfies typeof lu,
    ];
    for (const one of wrong) expect(await differenceOf(one)).toBeGreaterThan(1e-2);
  });
});

describe('where the derivative is special', () => {
  test('singular values have a gradient where they coincide and where they vanish', async () => {
    const a = tensorBy(4, 3, (i, j) => (i === j && i < 2 ? 2 : 0));
    const { u, v } = await outputsOf('decompositions.svd', { a });
    const still = (tensor: Tensor | undefined): Tensor => scaledBy(tensor as Tensor, 0);
    const cotangents = { u: still(u), s: tensorOf('float64', [3], [1, 1, 0]), v: still(v) };
    const gradients = await gradientsOf('decompositions.svd', { a }, cotangents);
    expect(gradients.a?.data).toEqual(scaledBy(a, 0.5).data);
  });
  test('gradients of cholesky and eigh are symmetric', async () => {
    const cases = [
      { id: 'decompositions.cholesky', inputs: { a: gram(random(4, 6, 27)) } },
      { id: 'decompositions.eigh', inputs: { a: mirrored(random(4, 4, 28)) } },
    ];
    for (const one of cases) {
      const { a } = await gradientsOf(one.id, one.inputs, await cotangentsFor(one, 700));
      expect(a).toEqual(transposeOf(a as Tensor));
    }
  });
  test('the gradient of det is the cofactors also where the rank is n - 1, and 0 below', async () => {
    const d = tensorOf('float64', [], [1]);
    const { a } = await gradientsOf(
      'decompositions.det',
      { a: tensorBy(3, 3, (i, j) => (i === j && i < 2 ? 3 : 0)) },
      { d },
    );
    expect(a?.data[8]).toBeCloseTo(9, 13);
    const none = await gradientsOf(
      'decompositions.det',
      { a: tensorBy(3, 3, (i, j) => (i === 0 && j === 0 ? 3 : 0)) },
      { d },
    );
    expect(none.a?.data.every((value) => value === 0)).toBe(true);
  });
});

describe.each<FloatDtype>(['float32', 'float64'])('in %s', (dtype) => {
  test('gradients have the shape and the data type of their inputs, and sum over broadcast batch axes', async () => {
    const members = [31, 32].map((seed) => random(3, 3, seed));
    const a = tensorOf(dtype, [3, 3], plusDiagonal(random(3, 3, 30), 2).data);
    const b = tensorOf(
      dtype,
      [2, 3, 3],
      members.flatMap((member) => Array.from(member.data)),
    );
    const gradients = await gradientsOf('decompositions.solve', { a, b }, { x: b });
    expect([gradients.a?.shape, gradients.a?.dtype, gradients.b?.shape]).toEqual([[3, 3], dtype, [2, 3, 3]]);
    const alone = await Promise.all(
      members.map((member) => {
        const side = tensorOf(dtype, [3, 3], member.data);
        return gradientsOf('decompositions.solve', { a, b: side }, { x: side });
      }),
    );
    gradients.a?.data.forEach((value, at) => {
      const sum = (alone[0]?.a?.data[at] ?? 0) + (alone[1]?.a?.data[at] ?? 0);
      expect(value).toBeCloseTo(sum, dtype === 'float32' ? 5 : 13);
    });
  });
});
