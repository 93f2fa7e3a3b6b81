import { defineAdapter } from '../../conformance/adapter.ts';
import { base, matrix, type Native } from './_internal/base.ts';

/** ml-matrix with its products by Strassen's algorithm: 2 by 2 and 3 by 3 matrices by the calls for them. */
export default defineAdapter<Native>({
  ...base,
  operations: {
    'linalg.matmul': ({ a, b }, { transposeA, transposeB }) => {
      const left = transposeA ? matrix(a).transpose() : matrix(a);
      const right = transposeB ? matrix(b).transpose() : matrix(b);
      const sizes = new Set([left.rows, left.columns, right.rows, right.columns]);
      if (sizes.size > 1) return left.mmulStrassen(right);
      if (sizes.has(2)) return left.strassen2x2(right);
      return sizes.has(3) ? left.strassen3x3(right) : left.mmulStrassen(right);
    },
  },
});
