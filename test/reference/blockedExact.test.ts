import { describe, expect, test } from 'vitest';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { choice, entry, integers, same, scattered, shuffled, unitLower, upper } from './_internal/exactFactors.ts';
import { outputsOf } from './_internal/expectEquations.ts';
import { product, stream, tensorBy, transposeOf } from './_internal/hardMatrices.ts';

/** Around the panels of 16, and where halves, strips of 64 and of 256 columns and blocks on the diagonal begin and end. */
const sizes = [0, 1, 2, 4, 5, 15, 16, 17, 31, 32, 33, 35, 48, 49, 63, 64, 65, 97, 128, 129, 200];

describe.each(['float64', 'float32'] as const)('in %s', (dtype) => {
  const given = (a: Tensor): Tensor => tensorOf(dtype, a.shape, a.data);

  test.each(sizes)('lu, solve and det of P^T L U, n = %i', async (n) => {
    const [l, u, order, x] = [unitLower(n, n + 1), upper(n, n + 2), shuffled(n, n + 3), integers(n, 3, n + 4)];
    const a = scattered(product(l, u), order);
    const factors = await outputsOf('decompositions.lu', { a: given(a) });
    expect(Array.from(factors.permutation?.data ?? [])).toEqual(order);
    same(factors.l, l);
    same(factors.u, u);
    same((await outputsOf('decompositions.solve', { a: given(a), b: given(product(a, x)) })).x, x);
    if (n > 60) return;
    const inversions = order.reduce((sum, row, i) => sum + order.slice(i).filter((later) => later < row).length, 0);
    const pivots = order.reduce((result, _, i) => result * entry(u, i, i), inversions % 2 === 0 ? 1 : -1);
    expect((await outputsOf('decompositions.det', { a: given(a) })).d?.data[0]).toBe(pivots);
  });

  test.each(sizes)('lu keeps the first of equal candidates, n = %i', async (n) => {
    const [l, u] = [unitLower(n, n, [0, 1, -1]), upper(n, n + 1)];
    const factors = await outputsOf('decompositions.lu', { a: given(product(l, u)) });
    expect(Array.from(factors.permutation?.data ?? [])).toEqual(Array.from({ length: n }, (_, i) => i));
    same(factors.l, l);
    same(factors.u, u);
  });

  test.each(sizes)('cholesky of L L^T, n = %i', async (n) => {
    const next = stream(n);
    const l = tensorBy(n, n, (i, j) => (i === j ? choice(next, [1, 2, 4]) : i > j ? choice(next, [-1, 0, 1]) : 0));
    const a = product(l, transposeOf(l));
    same((await outputsOf('decompositions.cholesky', { a: given(a) })).l, l);
    const poisoned = tensorBy(n, n, (i, j) => (i < j ? Number.NaN : entry(a, i, j)));
    same((await outputsOf('decompositions.cholesky', { a: given(poisoned) })).l, l);
  });
});
