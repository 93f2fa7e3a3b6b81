import { Matrix } from 'ml-matrix';
import { gemm, type MatrixView } from '../adapters/reference/kernels.ts';
import { allocate, type FloatDtype } from '../spec/tensor.ts';
import { random } from './_internal/random.ts';

/** A square product C = A B of a size and type, and the least ratio to ml-matrix that passes, where there is a gate. */
export interface GemmCase {
  readonly dtype: FloatDtype;
  readonly n: number;
  readonly gate?: number;
}

/** What is measured: 4 and 16 show the overhead of a call, 512 in float64 is the gate. */
export const gemmCases: readonly GemmCase[] = [
  { dtype: 'float64', n: 4 },
  { dtype: 'float64', n: 16 },
  { dtype: 'float64', n: 64 },
  { dtype: 'float64', n: 256 },
  { dtype: 'float64', n: 512, gate: 6 },
  { dtype: 'float32', n: 512 },
];

/** Floating-point operations of one product: n^3 multiplications and as many additions. */
export const flops = ({ n }: GemmCase): number => 2 * n ** 3;

/** Both ways to compute one product of the same operands; each call returns a value of the result, to be consumed. */
export interface Contest {
  readonly reference: () => number;
  readonly peer: () => number;
}

/**
 * The contest of a case. gemm writes into a C that exists, mmul can only return a new matrix (1 % of its time at n = 512);
 * ml-matrix has one type, so its float32 case is the same values in float64.
 */
export function gemmContest(entry: GemmCase): Contest {
  const { n } = entry;
  const [a, b] = randomOperands(entry);
  const c = square(entry.dtype, n);
  const left = Matrix.from1DArray(n, n, Array.from(a.data));
  const right = Matrix.from1DArray(n, n, Array.from(b.data));
  return {
    reference: () => {
      gemm(a, b, c);
      return c.data[n] as number;
    },
    peer: () => left.mmul(right).get(n > 1 ? 1 : 0, 0),
  };
}

/**
 * Compares gemm with a triple loop on integers, where every order of summation is exact, and its path for this case with the
 * plain one on random data, bit for bit. Throws Error at the first difference.
 */
export function checkGemm(entry: GemmCase): void {
  const { dtype, n } = entry;
  const integers = random(2);
  const a = square(dtype, n, () => Math.floor(17 * integers()) - 8);
  const b = square(dtype, n, () => Math.floor(17 * integers()) - 8);
  const c = square(dtype, n);
  gemm(a, b, c);
  compare(entry, 'integers, triple loop', c, tripleLoop(a, b, n));
  const [x, y] = randomOperands(entry);
  const plain = square(dtype, n);
  gemm(x, y, c);
  gemm(x, y, plain, { kernel: 'plain' });
  compare(entry, 'random data, plain path', c, plain.data);
}

/** Two operands with values in +-[0.5, 1.5): none is zero or subnormal, and no product is. */
function randomOperands({ dtype, n }: GemmCase): readonly [MatrixView, MatrixView] {
  const uniform = random(1);
  const value = () => (uniform() < 0.5 ? -1 : 1) * (0.5 + uniform());
  return [square(dtype, n, value), square(dtype, n, value)];
}

function square(dtype: FloatDtype, n: number, value: () => number = () => 0): MatrixView {
  const data = allocate(dtype, n * n) as MatrixView['data'];
  for (let i = 0; i < data.length; i++) data[i] = value();
  return { data, offset: 0, rows: n, columns: n, rowStride: n, columnStride: 1 };
}

function tripleLoop(a: MatrixView, b: MatrixView, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < n; p++) {
      const factor = a.data[i * n + p] as number;
      for (let j = 0; j < n; j++) c[i * n + j] = (c[i * n + j] as number) + factor * (b.data[p * n + j] as number);
    }
  }
  return c;
}

function compare({ dtype, n }: GemmCase, against: string, c: MatrixView, expected: ArrayLike<number>): void {
  const at = c.data.findIndex((value, index) => !Object.is(value + 0, (expected[index] as number) + 0));
  if (at < 0) return;
  const element = `c[${Math.floor(at / n)}, ${at % n}]`;
  throw new Error(`gemm ${dtype} n = ${n} (${against}): ${element} is ${c.data[at]}, expected ${expected[at]}`);
}
