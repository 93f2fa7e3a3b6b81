import { defineOperation } from '../operation.ts';
import { arrayApi, numpy, pytorch } from '../sources.ts';
import { copied, linear } from './_internal/moving.ts';

const offset = { kind: 'integer', min: Number.NEGATIVE_INFINITY, default: 0, clause: 'R1' } as const;
const rejects = { R1: 'k must be an integer' } as const;
const sources = [arrayApi('tril, triu'), numpy('numpy.tril, numpy.triu'), pytorch('torch.tril, torch.triu')];

export const tril = defineOperation({
  id: 'tensor.tril',
  meaning:
    'The matrices on the last two axes on and below diagonal k, 0 above: k = 0 is the main diagonal, k > 0 above it.',
  signature: 'x[..., m, n] -> y[..., m, n]',
  attributes: { k: offset },
  definition: ({ x }, S, { k }) => ({ y: (i, j) => (j - i <= k ? x(i, j) : S.constant(0)) }),
  special: 'propagates',
  rejects,
  ...linear,
  clauses: {
    C1: 'tril(A, k) + triu(A, k + 1) = A, bitwise, for every k, beyond the matrix too',
    C2: 'tril(A, k)^T = triu(A^T, -k), bitwise',
    C3: 'tril(tril(A, k), l) = tril(A, min(k, l)), bitwise',
    C4: 'NaN and infinities that are left out do not show',
  },
  sources,
});

export const triu = defineOperation({
  id: 'tensor.triu',
  meaning:
    'The matrices on the last two axes on and above diagonal k, 0 below: k = 0 is the main diagonal, k > 0 above it.',
  signature: 'x[..., m, n] -> y[..., m, n]',
  attributes: { k: offset },
  definition: ({ x }, S, { k }) => ({ y: (i, j) => (j - i >= k ? x(i, j) : S.constant(0)) }),
  special: 'propagates',
  rejects,
  ...linear,
  clauses: {
    C1: 'tril(A) + triu(A) - the diagonal = A, bitwise',
    C2: 'triu(triu(A, k), l) = triu(A, max(k, l)), bitwise',
    C3: 'NaN and infinities that are left out do not show',
    C4: '<triu(A, k), B> = <A, triu(B, k)> on integers',
  },
  sources,
});

/** How many entries diagonal k of an m by n matrix has. */
const lengthOf = (m: number, n: number, k: number): number =>
  Math.max(0, Math.min(m + Math.min(k, 0), n - Math.max(k, 0)));

export const diag = defineOperation({
  id: 'tensor.diag',
  meaning: 'Diagonal k of the matrices on the last two axes: k = 0 is the main diagonal, k > 0 above it.',
  signature: 'x[..., m, n] -> y[..., q]',
  attributes: { k: offset },
  sizes: ({ m, n }, { k }) => ({ q: lengthOf(m, n, k) }),
  definition: ({ x }, _, { k }) => ({ y: (i) => x(i - Math.min(k, 0), i + Math.max(k, 0)) }),
  ...copied,
  rejects,
  ...linear,
  clauses: {
    C1: 'diag(A^T, -k) = diag(A, k), bitwise',
    C2: 'diag(diagEmbed(v, k), k) = v, bitwise',
    C3: 'the diagonals from -(m - 1) to n - 1 hold every entry once: their sums are that of A, on integers',
    C4: 'of a diagonal beyond the matrix nothing: size 0',
  },
  sources: [numpy('numpy.diagonal'), arrayApi('linalg.diagonal'), pytorch('torch.diagonal')],
});

export const diagEmbed = defineOperation({
  id: 'tensor.diagEmbed',
  meaning: 'The vectors on the last axis as diagonal k of square matrices that are as small as can be, 0 beside it.',
  signature: 'v[..., n] -> y[..., q, q]',
  attributes: { k: offset },
  sizes: ({ n }, { k }) => ({ q: n + Math.abs(k) }),
  definition: ({ v }, S, { k }) => ({
    y: (i, j) => (j - i === k ? v(Math.min(i, j)) : S.constant(0)),
  }),
  special: 'propagates',
  rejects,
  homogeneous: [{ v: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'diagEmbed(v) x = v x, element by element, on integers',
    C2: 'diagEmbed(v, k)^T = diagEmbed(v, -k), bitwise',
    C3: '<diagEmbed(v, k), A> = <v, diag(A, k)> on integers',
  },
  sources: [pytorch('torch.diag_embed'), numpy('numpy.diag')],
});
