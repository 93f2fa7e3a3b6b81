import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { davis1979, golubVanLoan2013, higham2002, hornJohnson2013, numpy, scipy } from '../sources.ts';

export const toeplitz = defineOperation({
  id: 'linalg.toeplitz',
  meaning:
    'The matrix with constant diagonals that has a given first column and first row; the first element of the row is not read.',
  signature: 'c[..., m], r[..., n] -> t[..., m, n]',
  definition: ({ c, r }) => ({ t: (i, j) => (i >= j ? c(i - j) : r(j - i)) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ c: 1, r: 1, t: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'constant diagonals, the first column c, and the first row r beside its first element, which is not read, bitwise',
    C2: 'with c padded by zeros and a row of zeros it convolves: T x = c * x on integers',
    C3: 'the transpose has row and column exchanged, bitwise',
  },
  sources: [golubVanLoan2013('section 4.7'), scipy('scipy.linalg.toeplitz')],
});

export const circulant = defineOperation({
  id: 'linalg.circulant',
  meaning: 'The square matrix whose columns are the cyclic shifts of a given first one.',
  signature: 'c[..., n] -> a[..., n, n]',
  definition: ({ c }, { size }) => ({ a: (i, j) => c((((i - j) % size('n')) + size('n')) % size('n')) }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ c: 1, a: 1 }],
  derivative: ({ c: { shape } }, { a: g }, { sum }) => {
    const [n = 0] = shape;
    return { c: (k) => sum('n', (j) => g((k + j) % n, j)) };
  },
  clauses: {
    C1: 'every column is the one before it a place further down, the last element on top, bitwise',
    C2: 'circulant matrices commute, and their products are circulant, on integers',
    C3: 'the eigenvalues are the discrete Fourier transform of c, the vectors exp(2 pi i j k / n), up to rounding',
    C4: 'C x is the circular convolution of c and x: that of `convolve`, its end laid over its beginning, on integers',
  },
  sources: [davis1979('section 3.1'), golubVanLoan2013('section 4.8.2'), scipy('scipy.linalg.circulant')],
});

export const hankel = defineOperation({
  id: 'linalg.hankel',
  meaning:
    'The matrix with constant antidiagonals that has a given first column and last row; the first element of the row is not read.',
  signature: 'c[..., m], r[..., n] -> h[..., m, n]',
  definition: ({ c, r }, { size }) => ({
    h: (i, j) => (i + j < size('m') ? c(i + j) : r(i + j - size('m') + 1)),
  }),
  special: 'propagates',
  zeros: 'signed',
  homogeneous: [{ c: 1, r: 1, h: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'constant antidiagonals, the first column c, and the last row r beside its first element, which is not read, bitwise',
    C2: 'with a row of zeros it correlates: element i of H x is the sum of c_(i + j) x_j, on integers',
  },
  sources: [golubVanLoan2013('section 4.7'), scipy('scipy.linalg.hankel')],
});

export const vandermonde = defineOperation({
  id: 'linalg.vandermonde',
  meaning:
    'The matrix whose rows are the powers of the elements of a vector, from the highest down to the power 0, or rising.',
  signature: 'x[..., m] -> v[..., m, n]',
  attributes: {
    n: { kind: 'integer', min: 0, clause: 'R1' },
    increasing: { kind: 'boolean', default: false },
  },
  definition: ({ x }, { power, size }, { increasing }) => ({
    v: (i, j) => power(x(i), increasing ? j : size('n') - 1 - j),
  }),
  freedom: 'infinities, and NaN that they make: powers are taken by squares or one after another',
  special: 'propagatesNaN',
  specialAt: { n: 2 },
  rejects: { R1: 'n must be a whole number' },
  exchangeable: ['m'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'V p are the values of the polynomial with the coefficients p, on integers',
    C2: 'the determinant of a square one of rising powers is the product of all x_j - x_i, i < j, on integers',
    C3: 'rising powers are the falling ones in the other order, and the power 0 of everything, 0 and NaN too, is 1, bitwise',
  },
  sources: [higham2002('chapter 22'), numpy('numpy.vander')],
});

export const companion = defineOperation({
  id: 'linalg.companion',
  meaning: 'The companion matrix of a polynomial, coefficients from the highest on: its eigenvalues are the roots.',
  signature: 'a[..., n] -> c[..., n-1, n-1]',
  sizes({ n }) {
    if (n < 2) refuse('R1', `there must be at least two coefficients, got ${n}`);
    return {};
  },
  definition: ({ a }, { div, neg, constant }) => ({
    c: (i, j) => (i === 0 ? neg(div(a(j + 1), a(0))) : constant(i === j + 1 ? 1 : 0)),
  }),
  special: 'rejects',
  rejects: {
    R1: 'there must be at least two coefficients',
    R2: 'the leading coefficient must not be 0',
  },
  domain: { a: 'nonzero' },
  feasible: ({ n }) => ({ n: Math.max(n, 2) }),
  homogeneous: [{ a: 1, c: 0 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the eigenvector of a root r is (r^(n - 2), .., r, 1), for monic polynomials with integer roots, bitwise',
    C2: 'det(x I - C) = p(x) for monic integer polynomials, on integers',
  },
  sources: [hornJohnson2013('section 3.3'), scipy('scipy.linalg.companion')],
});

export const blockDiag = defineOperation({
  id: 'linalg.blockDiag',
  meaning: 'Matrices one after another on the diagonal of a larger one, with zeros beside them.',
  signature: 'xs*[each m, each n] -> y[p, q]',
  sizes({ m, n }) {
    if (m.length < 1) refuse('R1', 'there must be at least one matrix');
    const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
    return { p: total(m), q: total(n) };
  },
  definition: ({ xs }, { constant }) => ({
    y(i, j) {
      let [row, column] = [i, j];
      for (const x of xs) {
        const [rows = 0, columns = 0] = x.shape;
        if (row < rows && row >= 0 && column >= 0 && column < columns) return x(row, column);
        [row, column] = [row - rows, column - columns];
      }
      return constant(0);
    },
  }),
  special: 'propagates',
  zeros: 'signed',
  rejects: { R1: 'there must be at least one matrix' },
  feasible: ({ xs }) => ({ xs: Math.max(xs, 1) }),
  homogeneous: [{ xs: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the product of two with blocks that fit is that of the products of their blocks, on integers',
    C2: 'a matrix alone is itself, and one of a block and of others is that of all, bitwise',
    C3: 'the singular values are those of the blocks: nuclear norms add up, and the spectral norm is the largest, up to rounding',
  },
  sources: [golubVanLoan2013('section 1.3'), scipy('scipy.linalg.block_diag')],
});
