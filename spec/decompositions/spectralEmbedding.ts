import { eigenvalue, inUnitsOf, scalar } from '../_internal/characteristic.ts';
import { holds, isSorted } from '../_internal/holds.ts';
import type { Algebra, ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { foundationsText, lapackThresholds, luxburg2007 } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

const ones = (rows: number): ExactMatrix => ({
  rows,
  columns: 1,
  exponent: 0,
  entries: new Array<bigint>(rows).fill(1n),
});

/** D - W, D the sums of the rows of W. */
const laplacian = (w: ExactMatrix, { minus, diagonal, times }: Algebra): ExactMatrix =>
  minus(diagonal(times(w, ones(w.rows))), w);

export const spectralEmbedding = defineOperation({
  id: 'decompositions.spectralEmbedding',
  meaning:
    'Spectral embedding of a graph of n vertices by its weights: the k smallest eigenvalues of the Laplacian L = D - W, D the sums of the rows of W, in ascending order, and orthonormal eigenvectors, whose rows are the places of the vertices.',
  signature: 'w[..., n, n] -> values[..., k], vectors[..., n, k]',
  attributes: { k: { kind: 'integer', min: 1, clause: 'R1' } },
  sizes({ n }, { k }) {
    if (k > n) refuse('R1', `k must be at most n = ${n}, got ${k}`);
    return { k };
  },
  equations: {
    C1(given, algebra) {
      const { times, minus, diagonal, backward, u } = algebra;
      const [w, values] = inUnitsOf(given.w, given.values);
      const residual = minus(times(laplacian(w, algebra), given.vectors), times(given.vectors, diagonal(values)));
      return backward(2 * thresholds.symmetricEigen, residual, w.rows, 2 * u, w);
    },
    C2: ({ vectors }, { orthonormal }) => orthonormal(thresholds.symmetricEigen, vectors),
    C3: ({ values }) => holds(isSorted(values, 'ascending')),
    C4(given, algebra) {
      const { plus, minus, identity, at, norm1, ratio, u } = algebra;
      const [w, values] = inUnitsOf(given.w, given.values);
      const l = laplacian(w, algebra);
      const n = w.rows;
      // L + c I, which has no negative eigenvalue.
      const shift = scalar(BigInt(Math.ceil(norm1(l))), 0);
      const moved = plus(l, {
        ...identity(n),
        entries: identity(n).entries.map((one) => one * (shift.entries[0] ?? 0n)),
      });
      const errors = values.entries.map((_, i) =>
        Math.abs(at(values, i, 0) - at(minus(eigenvalue(moved, n - 1 - i), shift), 0, 0)),
      );
      return ratio(Math.max(0, ...errors), 4 * thresholds.symmetricEigen * n * 2 * u * norm1(w));
    },
  },
  freedom:
    'the sign of each vector; the basis where eigenvalues coincide, as those of the components of a graph do; whether asymmetry is refused, averaged away or one triangle is read, and which; whether the diagonal of W is read. No derivative is stated: the vectors of a graph in several components have none. Clusters, which are found from the rows by an algorithm that starts at random, are not part of it',
  special: 'undefined',
  rejects: {
    R1: 'k must be an integer from 1 to n',
    R2: 'w must be finite where it is read: NaN is refused, or reaches the result, in finite time',
  },
  domain: { w: 'symmetric' },
  feasible: ({ n }, { k }) => ({ n: Math.max(n, k) }),
  spectral: ['C4'],
  homogeneous: [{ w: 1, values: 1 }],
  clauses: {
    C1: 'L V = V diag(values): ||L V - V diag(values)||_1 <= 120 n eps ||W||_1, weights of either sign',
    C2: 'vectors are orthonormal: ||I - V^T V||_1 <= 60 n eps',
    C3: 'values ascend',
    C4: 'the values are the k smallest eigenvalues of L, within 240 n eps ||W||_1',
    C5: 'of weights from 0 on L is positive semidefinite and L 1 = 0: the first value is 0, and no other below it, within C4',
    C6: 'there are as many values 0 as components: of c components of integer weights the next one is at least 4 / n^2 (Mohar)',
    C7: 'c vectors of a graph of c components tell them apart: (V V^T)_ij is 1 over the number of vertices of the component for two in one component, and 0 for others, within 2 ||E|| / gap of C4 and C6',
    C8: 'edges from a vertex to itself change nothing: neither values nor V V^T, within C4',
  },
  sources: [
    luxburg2007('sections 3.1 and 4: propositions 1 and 2'),
    foundationsText('1.1.5'),
    lapackThresholds('sep.in: 60'),
  ],
});
