import { describe, expect, test } from 'vitest';
import { satisfies } from '../../properties/verbs/judge.ts';
import { balancing, inverseOfPowers, measures } from '../../spec/_internal/balancing.ts';
import { eig } from '../../spec/decompositions/eig.ts';
import { algebra, type ExactMatrix, exactMatrixOf } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const exact = algebra(2 ** -53);
const { represented, times, transpose, minus, isZero, identity, at } = exact;

const matrix = (rows: number, columns: number, ...values: number[]): ExactMatrix =>
  exactMatrixOf(tensorOf('float64', [rows, columns], values), rows, columns) ?? identity(0);

describe('complex matrices in equations', () => {
  test('are read from every second number of a tensor', () => {
    const z = tensorOf('complex128', [1, 2], [1, 2, 0.5, -4]);
    expect(at(exactMatrixOf(z, 1, 2, 0, 2) ?? identity(0), 0, 1)).toBe(0.5);
    expect(at(exactMatrixOf(z, 1, 2, 1, 2) ?? identity(0), 0, 1)).toBe(-4);
  });

  test('multiply, and are conjugated by transposing, as real ones of twice the size', () => {
    // (1 + 2i)(3 - 4i) = 11 + 2i.
    const product = times(
      represented(matrix(1, 1, 1), matrix(1, 1, 2)),
      represented(matrix(1, 1, 3), matrix(1, 1, -4)),
    );
    expect(isZero(minus(product, represented(matrix(1, 1, 11), matrix(1, 1, 2))))).toBe(true);
    const [re, im] = [matrix(2, 1, 1, 0.25), matrix(2, 1, 2 ** -60, 3)];
    const adjoint = represented(transpose(re), transpose(matrix(2, 1, -(2 ** -60), -3)));
    expect(isZero(minus(transpose(represented(re, im)), adjoint))).toBe(true);
    expect(isZero(minus(represented(identity(2)), identity(4)))).toBe(true);
  });

  test.each(measures)('are balanced by powers of two, by %ss', (measure) => {
    const a = matrix(2, 2, 0, 2 ** 20, 2 ** -20, 0);
    const d = balancing(a, exact, measure);
    const balanced = times(inverseOfPowers(d), a, d);
    expect([at(balanced, 0, 1), at(balanced, 1, 0)]).toEqual([1, 1]);
    expect(isZero(minus(times(d, inverseOfPowers(d)), identity(2)))).toBe(true);
  });
});

test('a large diagonal is balanced by lengths no more than they are', () => {
  const a = matrix(2, 2, 1, 2 ** -20, 2 ** -40, 1);
  const spread = measures.map((measure) => balancing(a, exact, measure)).map((d) => at(d, 0, 0) / at(d, 1, 1));
  expect(spread).toEqual([2 ** 10, 1]);
});

describe('the equation of an eigenproblem', () => {
  const context = { u: 2 ** -53, profile: { dtype: 'float64' } } as const;
  const ratioOf = (a: Tensor, w: number[], v: number[]): number => {
    const n = a.shape[0] ?? 0;
    const answer = { w: tensorOf('complex128', [n], w), v: tensorOf('complex128', [n, n], v) };
    return satisfies(eig, 'C1', { a }, {}, answer, context).ratio;
  };
  const rotation = tensorOf('float64', [2, 2], [0, -1, 1, 0]);

  test('holds exactly for a quarter turn, and not with the vectors exchanged', () => {
    // i (1, -i) and -i (1, i).
    expect(ratioOf(rotation, [0, 1, 0, -1], [1, 0, 1, 0, 0, -1, 0, 1])).toBe(0);
    expect(ratioOf(rotation, [0, 1, 0, -1], [1, 0, 1, 0, 0, 1, 0, -1])).toBeGreaterThan(1e12);
  });

  test('allows of a graded matrix what is a rounding of the balanced one', () => {
    // [1, 2^20; 2^-20, 1] has the eigenvalues 0 and 2 with vectors (2^20, -1) and (2^20, 1).
    const a = tensorOf('float64', [2, 2], [1, 2 ** 20, 2 ** -20, 1]);
    const right = [2 ** 20, 0, 2 ** 20, 0, -1, 0, 1, 0];
    const off = right.map((value) => (value === -1 ? -1 - 2 ** -46 : value));
    expect(ratioOf(a, [0, 0, 2, 0], right)).toBe(0);
    expect(ratioOf(a, [0, 0, 2, 0], off)).toBeGreaterThan(0);
    expect(
      ratioOf(
        a,
        [0, 0, 2, 0],
        right.map((value) => (value === -1 ? -1.001 : value)),
      ),
    ).toBeGreaterThan(1);
  });
});
