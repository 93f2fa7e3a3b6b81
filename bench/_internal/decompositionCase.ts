import * as peers from 'ml-matrix';
import {
  cholesky,
  eig,
  eigh,
  fromTensor,
  inv,
  lu,
  type NdArray,
  pinv,
  qr,
  svd,
} from '../../adapters/reference/kernels.ts';
import type { Case, Entrants, Gate } from './benchmark.ts';
import { type Contestant, contestant } from './contestant.ts';
import { entrantOf, peer } from './peers.ts';
import { random } from './random.ts';

/** Row-major, square. */
type Square = Float64Array;

interface Decomposition {
  /** Of n^3: what LAPACK's working note 41 or Golub and Van Loan 2013 count, vectors included. */
  readonly flops: number;
  readonly matrix: 'any' | 'symmetric' | 'definite';
  readonly ours: (a: NdArray) => Readonly<Record<string, NdArray>>;
  /** What the results are multiplied to, to be compared with A or, for an inverse, with the unit matrix. */
  readonly product: (results: Readonly<Record<string, Square>>, a: Square, n: number) => Square;
  readonly isUnit?: true;
  readonly mlMatrix: (a: peers.Matrix) => peers.Matrix;
}

const decompositions = {
  cholesky: {
    flops: 1 / 3,
    matrix: 'definite',
    ours: (a) => ({ l: present(cholesky({ a }, {})) }),
    product: ({ l = none }, _, n) => times(l, transposed(l, n), n),
    mlMatrix: (a) => new peers.CholeskyDecomposition(a).lowerTriangularMatrix,
  },
  lu: {
    flops: 2 / 3,
    matrix: 'any',
    ours: (a) => ({ ...present(lu({ a }, {})) }),
    product: ({ l = none, u = none, permutation = none }, _, n) => {
      const rows = times(l, u, n);
      const a = new Float64Array(n * n);
      permutation.forEach((to, i) => {
        a.set(rows.subarray(i * n, (i + 1) * n), to * n);
      });
      return a;
    },
    mlMatrix: (a) => new peers.LuDecomposition(a).upperTriangularMatrix,
  },
  inv: {
    flops: 2,
    matrix: 'any',
    ours: (a) => ({ x: present(inv({ a }, {})) }),
    product: ({ x = none }, a, n) => times(a, x, n),
    isUnit: true,
    mlMatrix: (a) => peers.inverse(a),
  },
  qr: {
    flops: 8 / 3,
    matrix: 'any',
    ours: (a) => ({ ...present(qr({ a }, {})) }),
    product: ({ q = none, r = none }, _, n) => times(q, r, n),
    mlMatrix: (a) => {
      const { orthogonalMatrix, upperTriangularMatrix } = new peers.QrDecomposition(a);
      return orthogonalMatrix.rows > 0 ? upperTriangularMatrix : orthogonalMatrix;
    },
  },
  eigh: {
    flops: 9,
    matrix: 'symmetric',
    ours: (a) => ({ ...present(eigh({ a }, {})) }),
    product: ({ w = none, v = none }, _, n) => times(weighted(v, w, n), transposed(v, n), n),
    mlMatrix: (a) => new peers.EigenvalueDecomposition(a, { assumeSymmetric: true }).eigenvectorMatrix,
  },
  eig: {
    flops: 26,
    matrix: 'any',
    ours: (a) => ({ ...present(eig({ a }, {})) }),
    product: ({ w = none, v = none }, a, n) => plusResidual(a, w, v, n),
    mlMatrix: (a) => new peers.EigenvalueDecomposition(a, { assumeSymmetric: false }).eigenvectorMatrix,
  },
  svd: {
    flops: 22,
    matrix: 'any',
    ours: (a) => ({ ...present(svd({ a }, {})) }),
    product: ({ u = none, s = none, v = none }, _, n) => times(weighted(u, s, n), transposed(v, n), n),
    mlMatrix: (a) => new peers.SingularValueDecomposition(a, { autoTranspose: true }).leftSingularVectors,
  },
  pinv: {
    flops: 24,
    matrix: 'any',
    ours: (a) => ({ x: present(pinv({ a }, {})) }),
    product: ({ x = none }, a, n) => times(a, x, n),
    isUnit: true,
    mlMatrix: (a) => peers.pseudoInverse(a),
  },
} as const satisfies Readonly<Record<string, Decomposition>>;

export type DecompositionName = keyof typeof decompositions;
export const decompositionNames = Object.keys(decompositions) as DecompositionName[];

const none: Square = new Float64Array(0);

/** The reference answers at once; an implementation may promise. */
function present<T extends object>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('bench: the reference answered with a promise');
  return answer;
}

/**
 * A decomposition in float64 as a case: as the operation is offered, with the results that it allocates, beside ml-matrix and beside
 * LAPACK on OpenBLAS with one thread. Its results are multiplied out before it is timed.
 */
export function decompositionCase(name: DecompositionName, n: number, gates: readonly Gate[]): Case {
  const own: Decomposition = decompositions[name];
  return {
    name: `float64 n = ${n}`,
    opponents: ['ml-matrix', 'openblas'],
    gates,
    async enter(wanted) {
      const a = matrixOf(own.matrix, n);
      const given = fromTensor({ dtype: 'float64', shape: [n, n], data: a });
      checkProduct(name, own, a, own.ours(given), n);
      const flops = own.flops * n ** 3;
      const ours = contestant(name, flops, () => Object.values(own.ours(given))[0]?.data[0] ?? Number.NaN);
      return { ours, ...(await opponentsOf(this.opponents.filter(wanted), name, own, a, n)) };
    },
  };
}

async function opponentsOf(
  names: readonly string[],
  name: DecompositionName,
  { flops, mlMatrix }: Decomposition,
  a: Square,
  n: number,
): Promise<Omit<Entrants, 'ours'>> {
  const opponents: Contestant[] = [];
  const absent: { name: string; reason: string }[] = [];
  for (const opponent of names) {
    if (opponent === 'ml-matrix') {
      const native = peers.Matrix.from1DArray(n, n, Array.from(a));
      opponents.push(contestant(opponent, flops * n ** 3, () => mlMatrix(native).get(0, 0)));
      continue;
    }
    const found = await peer(opponent);
    const prepared = 'kernels' in found ? found.kernels.decomposition?.(name, n, a) : undefined;
    if (prepared === undefined) absent.push({ name: opponent, reason: 'reason' in found ? found.reason : 'has none' });
    else opponents.push(entrantOf(opponent, flops * n ** 3, prepared));
  }
  return { opponents, absent };
}

/** Values in +-[0.5, 1.5), mirrored where it is symmetric, with 2 n on the diagonal where it is positive definite. */
function matrixOf(kind: Decomposition['matrix'], n: number): Square {
  const uniform = random(3);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform());
      a[i * n + j] = kind !== 'any' && j > i ? 0 : kind === 'definite' && i === j ? 2 * n : value;
    }
  }
  if (kind !== 'any') for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j] as number;
  return a;
}

/** Throws Error where the product of the results is farther from what it must be than 100 n u of the largest entry, or of an inverse n^2 u. */
function checkProduct(
  name: string,
  { product, isUnit }: Decomposition,
  a: Square,
  results: Readonly<Record<string, NdArray>>,
  n: number,
): void {
  const data = Object.fromEntries(Object.entries(results).map(([key, { data }]) => [key, Float64Array.from(data)]));
  const received = product(data, a, n);
  const largest = (values: Square): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tolerance = isUnit ? 100 * n ** 2 * 2 ** -53 * largest(data.x ?? none) : 100 * n * 2 ** -53 * largest(a);
  received.forEach((value, at) => {
    const expected = isUnit ? Number(at % (n + 1) === 0) : (a[at] as number);
    if (!(Math.abs(value - expected) <= tolerance))
      throw new Error(`${name} n = ${n}: its results give ${value} at ${at}, not ${expected}`);
  });
}

function times(a: Square, b: Square, n: number): Square {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number;
      for (let j = 0; j < n; j++) c[i * n + j] = (c[i * n + j] as number) + factor * (b[k * n + j] as number);
    }
  }
  return c;
}

const transposed = (a: Square, n: number): Square => a.map((_, at) => a[(at % n) * n + Math.floor(at / n)] as number);

/** A plus the larger part of A V - V diag(w), w and V of complex numbers, a pair each. */
function plusResidual(a: Square, w: Float64Array, v: Float64Array, n: number): Square {
  const [re, im] = [0, 1].map((part) =>
    Float64Array.from({ length: n * n }, (_, at) => v[2 * at + part] as number),
  ) as [Square, Square];
  const [ofRe, ofIm] = [times(a, re, n), times(a, im, n)];
  return a.map((value, at) => {
    const [x, y] = [w[2 * (at % n)] as number, w[2 * (at % n) + 1] as number];
    const [p, q] = [re[at] as number, im[at] as number];
    const apart = [(ofRe[at] as number) - (x * p - y * q), (ofIm[at] as number) - (x * q + y * p)];
    return value + Math.max(...apart.map(Math.abs));
  });
}

const weighted = (a: Square, by: Square, n: number): Square => a.map((value, at) => value * (by[at % n] as number));
