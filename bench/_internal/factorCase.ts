import { CholeskyDecomposition, LuDecomposition, Matrix } from 'ml-matrix';
import { cholesky, fromTensor, gemm, lu, type NdArray } from '../../adapters/reference/kernels.ts';
import { allocate, type WideDtype } from '../../spec/tensor.ts';
import type { Case, Gate } from './benchmark.ts';
import { type Contestant, contestant } from './contestant.ts';
import { productFlops, randomOperands } from './product.ts';
import { random } from './random.ts';

interface FactorCase {
  readonly operation: 'lu' | 'cholesky';
  readonly dtype: WideDtype;
  readonly n: number;
  readonly gates?: readonly Gate[];
  readonly beside?: readonly string[];
}

/**
 * The share of gemm's rate that a factorisation of 1024 rows must keep. Its results lie in fresh memory, those of gemm do not: what a
 * neighbour takes from memory it takes from the factorisation. Medians were 0.58 (cholesky) and 0.63 (lu) on a quiet Xeon, 0.40 to
 * 0.51 and 0.52 on a busy EPYC.
 */
export const LEAST_OF_GEMM = 0.4;

/** Golub and Van Loan 2013, sections 3.2 and 4.2. */
const flopsOf = { lu: (n: number) => (2 * n ** 3) / 3, cholesky: (n: number) => n ** 3 / 3 };

/**
 * A factorisation as a case: checked by the residual of its equation, timed as the operation is offered, with the results it
 * allocates. Its opponent `gemm` is the product of the same size: the ratio of rates, not of times.
 */
export function factorCase({ operation, dtype, n, gates = [], beside = [] }: FactorCase): Case {
  return {
    name: `${dtype} n = ${n}`,
    opponents: [...gates.map(({ opponent }) => opponent), ...beside],
    gates,
    async enter(wanted) {
      const a = matrixOf(operation, dtype, n);
      checkFactors(operation, n, a);
      const flops = flopsOf[operation](n);
      const ours = contestant(operation, flops, () => {
        const factor = operation === 'lu' ? present(lu({ a }, {})).u : present(cholesky({ a }, {}));
        return factor.data[0] as number;
      });
      const opponents: Contestant[] = [];
      for (const name of this.opponents.filter(wanted)) {
        if (name === 'gemm') opponents.push(productOf(dtype, n));
        else if (name === 'ml-matrix') opponents.push(mlMatrix(operation, flops, a, n));
      }
      return { ours, opponents, absent: [] };
    },
  };
}

/** Values in +-[0.5, 1.5), with n added on the diagonal for cholesky, and symmetric there. */
function matrixOf(operation: FactorCase['operation'], dtype: WideDtype, n: number): NdArray {
  const uniform = random(3);
  const data = allocate(dtype, n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform());
      if (operation === 'lu') data[i * n + j] = value;
      else if (j <= i) {
        data[i * n + j] = i === j ? 2 * n : value;
        data[j * n + i] = data[i * n + j] as number;
      }
    }
  }
  return fromTensor({ dtype, shape: [n, n], data });
}

const ROWS_CHECKED = 32;

/**
 * |P A - L U| <= gamma_n |L| |U| and |A - L L^T| <= gamma_(n+1) |L| |L^T| (Higham 2002, theorems 9.3 and 10.3), in evenly
 * spaced rows, twice that since the product here rounds too. Throws Error at the first element outside.
 */
function checkFactors(operation: FactorCase['operation'], n: number, a: NdArray): void {
  const { lower, upper, rowOf } = factorsOf(operation, n, a);
  const u = a.dtype === 'float64' ? 2 ** -53 : 2 ** -24;
  const factor = (2 * (n + 1) * u) / (1 - (n + 1) * u);
  for (let row = 0; row < n; row += Math.ceil(n / ROWS_CHECKED)) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let size = 0;
      for (let p = 0; p <= Math.min(row, j); p++) {
        const term = lower(row, p) * upper(p, j);
        sum += term;
        size += Math.abs(term);
      }
      const expected = a.data[rowOf(row) * n + j] as number;
      if (!(Math.abs(sum - expected) <= factor * size)) {
        throw new Error(
          `${operation} n = ${n}: the product of the factors is ${sum} at [${row}, ${j}], not ${expected}`,
        );
      }
    }
  }
}

function factorsOf(operation: FactorCase['operation'], n: number, a: NdArray) {
  if (operation === 'cholesky') {
    const l = present(cholesky({ a }, {}));
    const lower = (i: number, j: number): number => l.data[i * n + j] as number;
    return { lower, upper: (i: number, j: number): number => lower(j, i), rowOf: (row: number): number => row };
  }
  const { l, u, permutation } = present(lu({ a }, {}));
  return {
    lower: (i: number, j: number): number => l.data[i * n + j] as number,
    upper: (i: number, j: number): number => u.data[i * n + j] as number,
    rowOf: (row: number): number => permutation.data[row] as number,
  };
}

/** The reference answers at once; an implementation may promise. */
function present<T extends object>(answer: T | Promise<T>): T {
  if (answer instanceof Promise) throw new Error('bench: the reference answered with a promise');
  return answer;
}

function productOf(dtype: WideDtype, n: number): Contestant {
  const product = { dtype, m: n, n, k: n };
  const { a, b, c } = randomOperands(product);
  return contestant('gemm', productFlops(product), () => {
    gemm(a, b, c);
    return c.data[n] as number;
  });
}

function mlMatrix(operation: FactorCase['operation'], flops: number, a: NdArray, n: number): Contestant {
  const native = Matrix.from1DArray(n, n, Array.from(a.data));
  return contestant('ml-matrix', flops, () =>
    operation === 'lu'
      ? new LuDecomposition(native).upperTriangularMatrix.get(0, 0)
      : new CholeskyDecomposition(native).lowerTriangularMatrix.get(0, 0),
  );
}
