import { haarOrthogonal as specification } from '../../spec/numerics/haarOrthogonal.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { productOf, triangularise } from '../_internal/dense/householder.ts';
import { at, type Matrix, matrix } from '../_internal/dense/matrix.ts';
import { normals } from '../_internal/random/stream.ts';
import { zeros } from '../ndArray.ts';

export const haarOrthogonal = arrayReference(specification, {
  whole(_, { shape, n, key, dtype }) {
    const result = zeros(dtype, [...shape, n, n]);
    const z = normals(key, 'haarOrthogonal');
    const size = n * n;
    for (let start = 0; start < result.data.length; start += size) {
      const gaussian = new Float64Array(size);
      for (let at = 0; at < size; at++) gaussian[at] = z(start + at);
      result.data.set(orthogonalised(matrix(n, n, gaussian)).data, start);
    }
    return result;
  },
});

/** The factor Q of the QR factorisation with a positive diagonal of R: that one alone is as the columns are turned. */
function orthogonalised(a: Matrix): Matrix {
  const { reflectors, r } = triangularise(a);
  const q = productOf(reflectors, a.rows, a.columns);
  return matrix(
    a.rows,
    a.columns,
    q.data.map((entry, position) => (at(r, position % a.columns, position % a.columns) < 0 ? -entry : entry)),
  );
}
