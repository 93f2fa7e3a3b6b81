import { defineLibrary } from '../../scripts/_internal/library.ts';

const calls = (...lines: readonly string[]): string => ["import * as v from 'vectorious';", '', ...lines].join('\n');

export default defineLibrary({
  title: 'vectorious',
  homepage: 'https://github.com/mateogianolio/vectorious',
  language: 'JavaScript',
  ways: [
    {
      name: 'copy',
      adapter: './adapter.ts',
      says: 'a copy is given to what works in place; without the optional bindings to BLAS and LAPACK',
    },
    {
      name: 'in-place',
      adapter: './adapter.inplace.ts',
      says: 'the array itself is given to what works in place, views among them',
    },
  ],
  findings: [
    {
      id: 'eig-never-ends',
      title: 'eig never ends for a matrix with an element of 1e-9 or more beside the diagonal.',
      kind: 'defect',
      clauses: ['decompositions.eigh/C6', 'decompositions.eigh/C7'],
      cause:
        'In src/core/eig.ts the largest element beside the diagonal, `max`, is set to 0 once, before the loop, and `while (max >= 1e-9)` never sees it fall. The rotation is wrong as well: phi is `(d1[l * n + l] / 2) * d1[k * n + l]`, where Jacobi has (a_ll - a_kk) / (2 a_kl).',
      call: calls('console.log(v.eig([[1, 1e-10], [1e-10, 2]])[1].toArray());', 'v.eig([[2, 1], [1, 2]]);'),
      right: 'Vectors of length one, 1 and 0 up to 1e-10, where they are 0.5 and 0.7; and the eigenvalues 1 and 3.',
    },
    {
      id: 'multiply-by-a-vector-never-ends',
      title: 'multiply of a matrix and a vector never ends.',
      kind: 'defect',
      clauses: ['linalg.matmul/signature'],
      cause:
        'The number of columns of a vector is undefined, the length of the result is NaN, and NDIter goes on until `index > NaN`.',
      call: calls('v.multiply([[1, 2]], [1, 2]);'),
      right: '[5], or an error, as for a vector and a matrix.',
    },
    {
      id: 'slice-of-three-axes',
      title: 'slice of an array of three or more axes begins at the wrong place, and ends too early.',
      kind: 'defect',
      clauses: [
        'tensor.split/definition',
        'tensor.split/tiles',
        'tensor.split/integers',
        'tensor.split/shapes',
        'tensor.split/layouts',
        'tensor.split/storage',
        'tensor.split/zeros',
        'tensor.split/special',
        'tensor.add/layouts',
        'tensor.mul/layouts',
        'tensor.max/layouts',
        'tensor.mean/layouts',
        'tensor.permute/layouts',
        'tensor.reshape/layouts',
      ],
      cause:
        'src/core/slice.ts takes `d1.subarray(begin * s2[s2.length - 1], end * s2[s2.length - 1])`: rows are as long as the last axis, where they are as long as all axes but the first.',
      call: calls('console.log(JSON.stringify(v.slice([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], 1, 2).toArray()));'),
      right: '[[[5, 6], [7, 8]]]',
    },
    {
      id: 'strides-are-ignored',
      title:
        'augment, combine, inv, solve, reshape, swap and get read a transposed array, or a slice, as it lies in memory.',
      kind: 'defect',
      clauses: ['tensor.concat/layouts', 'tensor.reshape/C3', 'decompositions.solve/layouts'],
      cause:
        'They index `data` by sizes alone (`d1[i * c1 + j]`), or copy it as a whole, though transpose and slice return views that differ by their strides. copy, sum, dot, multiply and det go by NDIter, and are right.',
      call: calls(
        'const a = () => v.array([[1, 2], [3, 4]]).transpose();',
        'console.log(a().inv().toArray(), v.inv([[1, 3], [2, 4]]).toArray());',
        'console.log(a().solve(v.array([[1], [2]])).toArray(), a().reshape(4).toArray(), a().get(0, 1));',
      ),
      right: 'The inverse of [[1, 3], [2, 4]] twice; [[1], [0]]; [1, 3, 2, 4]; 3.',
    },
    {
      id: 'singular-is-nan',
      title:
        'The determinant of a singular matrix is NaN, and so are its factors, where a column is 0 below the diagonal.',
      kind: 'defect',
      clauses: ['decompositions.det/*', 'decompositions.lu/*'],
      signature: 'gives NaN or infinity',
      cause:
        'lu_factor divides by the pivot without a look at it: 0 / 0. There is nothing to eliminate then, and multipliers of 0 do.',
      call: calls('console.log(v.det([[0, 0], [0, 1]]), v.lu([[0, 0], [0, 1]])[1].toArray());'),
      right: '0, and U = [[0, 0], [0, 1]].',
    },
    {
      id: 'inv-without-pivots',
      title: 'inv does not look for pivots: small ones lose the digits, or end in "matrix is not invertible".',
      kind: 'defect',
      clauses: ['decompositions.inv/*'],
      signature: /breaks its defining equations|matrix is not invertible/,
      cause:
        'gauss exchanges rows only where an element is exactly 0, and leaves in the left half what rounding makes of it, which inv compares with the identity to 1e-6.',
      call: calls('console.log(v.inv([[1e-17, 1], [1, 1]]).toArray());'),
      right: '[[-1, 1], [1, -1e-17]]: the matrix is as harmless as [[0, 1], [1, 1]].',
    },
    {
      id: 'max-skips-nan',
      title: 'max skips NaN; of nothing but NaN it is -Infinity.',
      kind: 'defect',
      clauses: ['tensor.max/C4', 'tensor.max/special'],
      cause: 'src/core/max.ts starts from -Infinity and compares, which is false for NaN.',
      call: calls('console.log(v.max([NaN, 1]), v.max([NaN]));'),
      right: 'NaN, as of Math.max: sum and mean have it.',
    },
    {
      id: 'round-halves',
      title: 'round has halves go up.',
      kind: 'convention',
      clauses: [
        'tensor.round/C1',
        'tensor.round/C3',
        'tensor.round/definition',
        'tensor.round/batch',
        'tensor.round/layouts',
        'tensor.round/storage',
        'tensor.round/golden/halves',
      ],
      cause:
        'It is Math.round of every element. The documentation says "to the nearest integer" and nothing of two that are equally near.',
      call: calls('console.log(v.round([-1.5, -0.5, 0.5, 1.5, 2.5]).toArray());'),
      right: '[-2, -0, 0, 2, 2]: of two the even one, as in IEEE 754 and NumPy.',
    },
    {
      id: 'shapes-are-not-compared',
      title: 'dot, lu and solve take operands whose shapes do not fit.',
      kind: 'defect',
      clauses: ['linalg.dot/signature', 'decompositions.lu/signature', 'decompositions.solve/signature'],
      cause:
        'dot stretches an axis of one element, as NDMultiIter does for sums; lu_factor and solve ask no operand for its axes, where inv and det do.',
      call: calls('console.log(v.dot([1], [1, 2]), v.solve([[2]], [[1], [5]]).toArray());'),
      right: 'An error: there is no such product, and no such system.',
    },
    {
      id: 'in-place',
      title: 'Operations overwrite what they are given, also where another operand is the same array.',
      kind: 'convention',
      clauses: ['*/untouched', 'linalg.matmul/storage', 'decompositions.solve/storage'],
      ways: ['in-place'],
      cause: 'README: "Unless stated otherwise, all operations are in-place".',
      call: calls('const x = v.array([1, 2]);', 'x.add([1, 1]);', 'console.log(x.toArray());'),
      right: '[2, 3], as it is documented; elsewhere operands stay as they are.',
    },
  ],
});
