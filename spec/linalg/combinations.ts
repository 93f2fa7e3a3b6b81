import { defineOperation } from '../operation.ts';
import { dongarra1990, golubVanLoan2013, higham2002, laProof2023, lawson1979, numpy } from '../sources.ts';

export const axpy = defineOperation({
  id: 'linalg.axpy',
  meaning: 'A multiple of a vector added to another: alpha x + y.',
  signature: 'x[..., n], y[..., n] -> z[..., n]',
  attributes: { alpha: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } },
  definition: ({ x, y }, { constant, mul, add }, { alpha }) => ({ z: (i) => add(mul(constant(alpha), x(i)), y(i)) }),
  freedom: 'with alpha = 0 it is open whether x is read: NaN in it may be passed over, as BLAS does',
  special: 'propagates',
  specialAt: { alpha: 1 },
  homogeneous: [
    { alpha: 1, y: 1, z: 1 },
    { x: 1, y: 1, z: 1 },
  ],
  exchangeable: ['n'],
  derivative: (_, { z: g }, { constant, mul }, { alpha }) => ({ x: (i) => mul(constant(alpha), g(i)), y: (i) => g(i) }),
  clauses: {
    C1: '0 x + y = y and 1 x + y = y + x, bitwise',
    C2: 'alpha x + (beta x + y) = (alpha + beta) x + y on integers',
    C3: '-1 x + x = 0, bitwise',
  },
  sources: [lawson1979('SAXPY'), golubVanLoan2013('algorithm 1.1.2')],
  cost: { multiplications: ({ n = 0 }) => n, additions: ({ n = 0 }) => n },
});

export const matvec = defineOperation({
  id: 'linalg.matvec',
  meaning: 'Product of a matrix and a vector: the linear map that the matrix is.',
  signature: 'a[..., m, n], x[..., n] -> y[..., m]',
  definition: ({ a, x }, { sum, mul }) => ({ y: (i) => sum('n', (j) => mul(a(i, j), x(j))) }),
  special: 'propagates',
  homogeneous: [
    { a: 1, y: 1 },
    { x: 1, y: 1 },
  ],
  exchangeable: ['m', 'n'],
  derivative: ({ a, x }, { y: g }, { sum, mul }) => ({
    a: (i, j) => mul(g(i), x(j)),
    x: (j) => sum('m', (i) => mul(a(i, j), g(i))),
  }),
  clauses: {
    C1: 'A (x + c z) = A x + c A z, and A 0 = 0, on integers',
    C2: 'A e_j is column j of A: the matrix of the map is read off the unit vectors, on integers',
    C3: 'Freivalds: A (B x) = (A B) x for vectors of signs, on integers',
    C4: '<A x, y> = <x, A^T y> on integers',
  },
  sources: [
    golubVanLoan2013('section 1.1.4'),
    higham2002('section 3.5'),
    laProof2023('gemv_acc: fl(A x) = (A + E) x + e, |E| <= g(n) |A|, |e| <= g1(n, n), underflow included'),
    numpy('numpy.matvec'),
  ],
  cost: {
    multiplications: ({ m = 0, n = 0 }) => m * n,
    additions: ({ m = 0, n = 0 }) => m * Math.max(n - 1, 0),
  },
});

export const gemm = defineOperation({
  id: 'linalg.gemm',
  meaning: 'General product of matrices: alpha op(A) op(B) + beta C, op the matrix or its transpose; C left out is 0.',
  signature: 'a[..., m, p], b[..., p, n], c?[..., m, n] -> d[..., m, n]',
  attributes: {
    alpha: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, default: 1 },
    beta: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, default: 0 },
    transposeA: { kind: 'boolean', default: false },
    transposeB: { kind: 'boolean', default: false },
  },
  transposable: { a: 'transposeA', b: 'transposeB' },
  definition({ a, b, c }, S, attributes) {
    const [alpha, beta] = [S.constant(attributes.alpha), S.constant(attributes.beta)];
    const kept = (i: number, j: number) => (c === undefined || attributes.beta === 0 ? [] : [S.mul(beta, c(i, j))]);
    return {
      d(i, j) {
        if (attributes.alpha === 0) return S.total(kept(i, j));
        // Term after term on top of beta C, or the whole product scaled and added.
        const terms = S.each('p', (p) => S.mul(S.mul(alpha, a(i, p)), b(p, j)));
        const product = () => S.sum('p', (p) => S.mul(a(i, p), b(p, j)));
        return S.either(S.total([...terms, ...kept(i, j)]), () => S.total([S.mul(alpha, product()), ...kept(i, j)]));
      },
    };
  },
  special: 'propagates',
  specialAt: { alpha: 1, beta: 1 },
  homogeneous: [
    { alpha: 1, beta: 1, d: 1 },
    { a: 1, c: 1, d: 1 },
    { b: 1, c: 1, d: 1 },
  ],
  exchangeable: ['m', 'p', 'n'],
  derivative: ({ a, b }, { d: g }, { times, transpose, scaled, constant }, { alpha, beta }) => ({
    a: scaled(constant(alpha), times(g, transpose(b))),
    b: scaled(constant(alpha), times(transpose(a), g)),
    c: scaled(constant(beta), g),
  }),
  clauses: {
    C1: 'with beta = 0 C is not read: NaN in it reaches nothing, and the result is that without C, bitwise',
    C2: 'with alpha = 0 A and B are not read: the result is beta C, bitwise',
    C3: 'C + A B of integers, alpha = beta = 1, and beta C + alpha A B for small integers alpha and beta',
    C4: 'op(A) op(B) does not depend on how the transpose is given: by flag or by copy',
    C5: 'blocks: A_2 B_2 added to A_1 B_1 is [A_1 A_2] [B_1; B_2], and rows and columns of the product are those of its factors, on integers',
  },
  sources: [
    dongarra1990('DGEMM'),
    higham2002('section 3.5'),
    golubVanLoan2013('section 1.3.3'),
    laProof2023('gemm_acc: products scaled and added, g and g1 of each rounding, underflow included'),
  ],
});
