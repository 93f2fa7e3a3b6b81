import { defineLibrary } from '../../scripts/_internal/library.ts';

const calls = (...lines: readonly string[]): string => ["import { SVD } from 'svd-js';", '', ...lines].join('\n');

export default defineLibrary({
  title: 'svd-js',
  homepage: 'https://github.com/danilosalvati/svd-js',
  language: 'JavaScript',
  ways: [
    { name: 'vectors', adapter: './adapter.ts', says: '`SVD(a, true, true)`, which is the default' },
    { name: 'full', adapter: './adapter.full.ts', says: "`SVD(a, 'f', true)`, with a square U" },
    {
      name: 'values',
      adapter: './adapter.values.ts',
      says: '`SVD(a, false, false)`, the largest singular value of it',
    },
    {
      name: 'tol',
      adapter: './adapter.tol.ts',
      says: '`SVD(a, true, true, eps, B / eps)`, B the smallest normal number, as its documentation advises',
    },
  ],
  findings: [
    {
      id: 'nan-of-singular',
      title: 'The singular values of singular matrices as simple as [[1, 1], [2, 2]] are NaN.',
      kind: 'defect',
      clauses: ['decompositions.svd/golden/rank-one-square', 'linalg.spectralNorm/C4', 'linalg.spectralNorm/shapes'],
      cause:
        'The rotation of a QR step in src/svd.js is `c = f / z; s = h / z` with z the root of f^2 + h^2, which is 0 where the shift is exact. EISPACK has it, "rotation can be arbitrary if z is zero", and skips the division.',
      call: calls('console.log(SVD([[1, 1], [2, 2]]));'),
      right: 'q = [3.1622776601683795, 0], the root of 10.',
    },
    {
      id: 'tol-is-ignored',
      title: 'The parameter tol has no effect: columns below 6e-25 are taken for zero, whatever is given.',
      kind: 'defect',
      clauses: [
        'decompositions.svd/C5',
        'decompositions.svd/homogeneity',
        'linalg.spectralNorm/C1',
        'linalg.spectralNorm/homogeneity',
        'linalg.spectralNorm/golden/near-underflow',
      ],
      cause:
        '`tol = 1e-64 / eps` overwrites the argument, where `eps = eps || ..` before it keeps one. It is compared with sums of squares of columns, whatever the size of the matrix; what the documentation asks for, B / eps with B the smallest positive number, would be 1e-292.',
      call: calls('console.log(SVD([[1e-25]]).q, SVD([[1e-25]], true, true, 2 ** -52, 2 ** -1022 / 2 ** -52).q);'),
      right: '[1e-25], and [1e-25] with the tolerance that is asked for in any case.',
    },
    {
      id: 'overflow',
      title: 'Elements from 2^512 on give infinities and NaN.',
      kind: 'defect',
      clauses: [
        'decompositions.svd/C1',
        'linalg.spectralNorm/C1',
        'linalg.spectralNorm/C6',
        'linalg.spectralNorm/golden/near-overflow',
      ],
      cause: 'Sums of squares of columns and rows, and f * f + h * h, are not scaled, and the matrix is not either.',
      call: calls('console.log(SVD([[1e200]]));'),
      right: 'q = [1e200], u and v of length one.',
    },
  ],
});
