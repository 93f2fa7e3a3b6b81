/** What is used of numpy-ts 1.7; its own types are there only where it is installed. */
interface NumpyTs {
  array(data: ArrayLike<number>, dtype: string): NdArray;
  matmul(a: NdArray, b: NdArray): NdArray;
}

interface NdArray {
  readonly data: ArrayLike<number>;
  reshape(shape: readonly number[]): NdArray;
  get(index: readonly number[]): number;
  dispose(): void;
}

interface Problem {
  readonly dtype: 'float64' | 'float32';
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * The products of numpy-ts, in its best form: operands in its own WebAssembly memory, its relaxed kernels where the platform
 * has them (its default), results given back at once, and one element read. Throws where it is not installed.
 */
export async function load() {
  const packageName: string = 'numpy-ts';
  const np = (await import(packageName)) as NumpyTs;
  return {
    product({ dtype, m, n, k }: Problem, left: ArrayLike<number>, right: ArrayLike<number>) {
      const a = np.array(left, dtype).reshape([m, k]);
      const b = np.array(right, dtype).reshape([k, n]);
      return {
        call: (): number => {
          const c = np.matmul(a, b);
          const value = c.get([0, 0]);
          c.dispose();
          return value;
        },
        result: (): ArrayLike<number> => Array.from(np.matmul(a, b).data),
      };
    },
  };
}
