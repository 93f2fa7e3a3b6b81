/** What is used of jax-js 0.1; its own types are there only where it is installed. */
interface Jax {
  init(device: 'wasm'): Promise<unknown>;
  defaultDevice(device: 'wasm'): unknown;
  jit(compute: (a: JaxArray, b: JaxArray) => JaxArray): (a: JaxArray, b: JaxArray) => JaxArray;
  readonly numpy: {
    array(data: ArrayLike<number>): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
  };
}

interface JaxArray {
  /** The array again, for a call that uses it up. */
  readonly ref: JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  dataSync(): ArrayLike<number>;
}

interface Problem {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * The products of jax-js on its WebAssembly device, in float32 (its float64 kernel makes less than 1 GFLOP/s): traced and
 * compiled once by `jit`, operands in its own memory. Its arrays are lazy, so the whole result is read; reading one element
 * could compute only that. Throws where it is not installed.
 */
export async function load() {
  const packageName: string = '@jax-js/jax';
  const jax = (await import(packageName)) as Jax;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const multiply = jax.jit((a, b) => jax.numpy.matmul(a, b));
  return {
    product({ m, n, k }: Problem, left: ArrayLike<number>, right: ArrayLike<number>) {
      const a = jax.numpy.array(left).reshape([m, k]);
      const b = jax.numpy.array(right).reshape([k, n]);
      return {
        call: (): number => multiply(a.ref, b.ref).dataSync()[0] as number,
        result: (): ArrayLike<number> => multiply(a.ref, b.ref).dataSync(),
      };
    },
  };
}
