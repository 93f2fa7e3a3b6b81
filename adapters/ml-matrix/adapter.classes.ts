import { EVD, LuDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { defineAdapter } from '../../conformance/adapter.ts';
import { base, eigenpairs, matrix, type Native, Unsupported } from './_internal/base.ts';

/** EVD does not end on some matrices of other numbers: a finding of the other way, which stands in the way of all else here. */
const isCalm = (value: number): boolean => value === 0 || (Math.abs(value) >= 2 ** -600 && Math.abs(value) <= 2 ** 200);

/** ml-matrix by the classes of its decompositions: systems by QR, determinants by LU at any size; eigenpairs of what EVD ends on. */
export default defineAdapter<Native>({
  ...base,
  profile: {
    ...base.profile,
    operations: {
      ...base.profile.operations,
      // Least squares are documented.
      'decompositions.solve': { beyond: ['dtypes', 'rectangular'] },
    },
  },
  operations: {
    'decompositions.solve': ({ a, b }) => new QrDecomposition(matrix(a)).solve(matrix(b)),
    'decompositions.lstsq': ({ a, b }) => new QrDecomposition(matrix(a)).solve(matrix(b)),
    'decompositions.inv': ({ a }) => {
      const m = matrix(a);
      return new LuDecomposition(m).solve(Matrix.eye(m.rows));
    },
    'decompositions.det': ({ a }) => new LuDecomposition(matrix(a)).determinant,
    'decompositions.eig': ({ a }) => {
      const m = matrix(a);
      if (!m.to1DArray().every(isCalm)) throw new Unsupported('numbers from 2^-600 to 2^200');
      return eigenpairs(new EVD(m));
    },
  },
});
