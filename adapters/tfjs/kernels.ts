import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What is used of TensorFlow.js 4.22; its own types are there only where it is installed. */
interface TensorFlow {
  enableProdMode(): void;
  getBackend(): string;
  setBackend(name: Backend): Promise<boolean>;
  tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  matMul(a: TfTensor, b: TfTensor): TfTensor;
  conv2d(x: TfTensor, filter: TfTensor, strides: readonly number[], pad: readonly number[][] | number): TfTensor;
  slice(x: TfTensor, begin: readonly number[], size: readonly number[]): TfTensor;
  transpose(x: TfTensor, axes: readonly number[]): TfTensor;
  tidy<T>(compute: () => T): T;
}

interface TfTensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
  getThreadsCount(): number;
}

type Backend = 'wasm' | 'cpu';

interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

interface Convolution {
  readonly c: number;
  readonly h: number;
  readonly o: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/**
 * Products and convolutions of TensorFlow.js, in float32 and its best form: operands resident in the backend, its own layout
 * (NHWC) for images, one element of the result read. In Node its WebAssembly is the SIMD build with one thread.
 * Throws where it is not installed.
 */
export async function load(backend: Backend) {
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core') as TensorFlow;
  tf.enableProdMode(); // no checks, and no advice to install another backend
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as WasmBackend;
    wasm.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
  } else require('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend(backend);
  // For a backend that is there, setBackend has done its work when it returns.
  const activate = (): void => {
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
  };
  const contender = (compute: () => TfTensor, neutral = (y: TfTensor): TfTensor => y) => ({
    activate,
    call: (): number =>
      tf.tidy(() => {
        const y = compute();
        const one = y.shape.map(() => 1);
        return tf
          .slice(
            y,
            one.map(() => 0),
            one,
          )
          .dataSync()[0] as number;
      }),
    result: (): ArrayLike<number> => {
      activate();
      return tf.tidy(() => neutral(compute()).dataSync());
    },
  });
  return {
    product({ m, n, k }: Product, left: Float32Array, right: Float32Array) {
      activate();
      const a = tf.tensor(left, [m, k]);
      const b = tf.tensor(right, [k, n]);
      return contender(() => tf.matMul(a, b));
    },
    convolution({ c, h, o, kernel, stride, padding }: Convolution, image: Float32Array, weight: Float32Array) {
      activate();
      const x = tf.transpose(tf.tensor(image, [1, c, h, h]), [0, 2, 3, 1]);
      const filter = tf.transpose(tf.tensor(weight, [o, c, kernel, kernel]), [2, 3, 1, 0]);
      const around = [padding, padding];
      return contender(
        () => tf.conv2d(x, filter, [stride, stride], [[0, 0], around, around, [0, 0]]),
        (y) => tf.transpose(y, [0, 3, 1, 2]),
      );
    },
  };
}
