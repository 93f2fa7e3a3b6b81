import { describe, expect, test } from 'vitest';
import adapter from '../../adapters/reference/adapter.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { Layout } from '../../properties/law.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { doubles } from '../../src/_internal/values.ts';
import { fromTensor, slice } from '../../src/ndArray.ts';
import { choice, entry, integers, same } from './_internal/exactFactors.ts';
import { named, outputsOf } from './_internal/expectEquations.ts';
import { product, stream, tensorBy, transposeOf } from './_internal/hardMatrices.ts';

const subject = inProcessSubject(adapter);

describe.each([
  [0, 3],
  [1, 3],
  [16, 255],
  [17, 256],
  [33, 257],
  [65, 1],
  [97, 2],
  [130, 513],
])('triangularSolve, n = %i with %i right-hand sides', (n, k) => {
  test.each(Array.from({ length: 8 }, (_, bits) => bits))('flags %i', async (bits) => {
    const [lower, transpose, unitDiagonal] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
    const next = stream(n + bits);
    const whole = tensorBy(n, n, (i, j) => (i === j ? choice(next, [1, -2, 4]) : choice(next, [-1, 0, 1, 2])));
    const read = (i: number, j: number) =>
      i === j ? (unitDiagonal ? 1 : entry(whole, i, j)) : lower === i > j ? entry(whole, i, j) : 0;
    const x = integers(n, k, bits);
    const b = product(
      tensorBy(n, n, (i, j) => (transpose ? read(j, i) : read(i, j))),
      x,
    );
    const t = tensorBy(n, n, (i, j) => ((i === j ? !unitDiagonal : lower === i > j) ? entry(whole, i, j) : Number.NaN));
    same((await outputsOf('decompositions.triangularSolve', { t, b }, { lower, transpose, unitDiagonal })).x, x);
  });
});

test('a column of the solution does not depend on those beside it', async () => {
  const next = stream(5);
  for (const n of [17, 40, 100]) {
    const [a, b] = [tensorBy(n, n, next), tensorBy(n, 300, next)];
    const wide = (await outputsOf('decompositions.solve', { a, b })).x as Tensor;
    for (const [first, count] of [
      [0, 1],
      [3, 2],
      [250, 17],
    ] as const) {
      const columns = (of: Tensor) => tensorBy(n, count, (i, j) => entry(of, i, first + j));
      expect((await outputsOf('decompositions.solve', { a, b: columns(b) })).x).toEqual(columns(wide));
    }
  }
});

describe('views give the bits of copies', () => {
  const next = stream(9);
  const a = tensorBy(50, 50, (i, j) => next() + (i === j ? 60 : 0));
  const inputs: readonly (readonly [name: string, a: Tensor])[] = [
    ['lu', a],
    ['cholesky', product(a, transposeOf(a))],
    ['qr', a],
    ['inv', a],
  ];
  test.each(inputs)('%s', async (name, a) => {
    const { operation } = named(`decompositions.${name}`);
    const expected = await outputsOf(`decompositions.${name}`, { a });
    for (const layout of ['transposed', 'sliced', 'reversed'] satisfies Layout[]) {
      expect(await subject(operation, { a }, {}, { layouts: { a: layout } })).toEqual(expected);
    }
  });
  test('columns from last to first', () => {
    const turned = tensorBy(50, 50, (i, j) => entry(a, i, 49 - j));
    expect(doubles(slice(fromTensor(turned), 1, 49, 50, -1))).toEqual(a.data);
  });
});

test('a batch is its members', async () => {
  const next = stream(11);
  const members = [0, 1, 2].map(() => tensorBy(33, 33, (i, j) => next() + (i === j ? 60 : 0)));
  const stacked = (of: readonly (Tensor | undefined)[]) => of.flatMap((member) => Array.from(member?.data ?? []));
  for (const [name, outputs] of [
    ['lu', ['permutation', 'l', 'u']],
    ['cholesky', ['l']],
    ['qr', ['q', 'r']],
    ['inv', ['x']],
    ['eigh', ['w', 'v']],
  ] as const) {
    const a = tensorOf('float64', [3, 33, 33], stacked(members));
    const whole = await outputsOf(`decompositions.${name}`, { a });
    const alone = await Promise.all(members.map((a) => outputsOf(`decompositions.${name}`, { a })));
    for (const output of outputs) {
      expect(Array.from(whole[output]?.data ?? [])).toEqual(stacked(alone.map((result) => result[output])));
    }
  }
});
