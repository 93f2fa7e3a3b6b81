import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '../../../spec/tensor.ts';

export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

function toTensorFlow({ dtype, shape, data }: Tensor): tf.Tensor {
  const sizes = [...shape];
  if (dtype === 'int32' || dtype === 'float32') return tf.tensor(data, sizes, dtype);
  if (dtype !== 'complex64') throw new Unsupported(`no ${dtype}`);
  const part = (first: number) =>
    tf.tensor(
      Float32Array.from(data).filter((_, at) => at % 2 === first),
      sizes,
    );
  return tf.complex(part(0), part(1));
}

function fromTensorFlow(tensor: tf.Tensor): Tensor {
  const { shape, dtype } = tensor;
  if (dtype === 'complex64') {
    const parts = [tf.real(tensor).dataSync(), tf.imag(tensor).dataSync()];
    const data = Float32Array.from({ length: 2 * tensor.size }, (_, at) => parts[at % 2]?.[at >> 1] ?? Number.NaN);
    return { dtype, shape, data };
  }
  if (dtype === 'float32') return { dtype, shape, data: Float32Array.from(tensor.dataSync()) };
  return { dtype: 'int32', shape, data: Int32Array.from(tensor.dataSync()) };
}

const isTensorFlow = (value: unknown): value is tf.Tensor => value instanceof tf.Tensor;
const isNeutral = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);

/** The same lists and records with every tensor in another form. */
function translated<T>(value: unknown, is: (value: unknown) => value is T, translate: (one: T) => unknown): unknown {
  if (is(value)) return translate(value);
  if (Array.isArray(value)) return value.map((one) => translated(one, is, translate));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, translated(one, is, translate)]));
}

/** What the library says of what it does not have: a kernel of a backend, the gradient of a kernel, a kind of argument. */
const missing = /not registered|gradient function not found|not (yet )?(supported|implemented)/;

let last: Promise<unknown> = Promise.resolve();

/** One after another: a scope of the library frees what was allocated in it by whomever. */
function alone<T>(task: () => Promise<T>): Promise<T> {
  const mine = last.then(task, task);
  last = mine;
  return mine;
}

/**
 * A call on tensors of the library as one on neutral ones: they are made for the call, read after it, and freed, because nobody collects
 * memory outside of JavaScript. What the call did to its operands is read back into them.
 */
export const inScope =
  (backend: string, call: (...operands: never[]) => unknown) =>
  (...operands: unknown[]): Promise<unknown> =>
    alone(async () => {
      const natives = new Map<Tensor, tf.Tensor>();
      const toNative = (tensor: Tensor): tf.Tensor => {
        const native = natives.get(tensor) ?? toTensorFlow(tensor);
        natives.set(tensor, native);
        return native;
      };
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      tf.engine().startScope();
      try {
        const given = operands.map((one) => translated(one, isNeutral, toNative));
        const result = translated(await call(...(given as never[])), isTensorFlow, fromTensorFlow);
        for (const [{ data }, native] of natives) data.set(fromTensorFlow(native).data);
        return result;
      } catch (error) {
        throw error instanceof Error && missing.test(error.message) ? new Unsupported(error.message) : error;
      } finally {
        tf.engine().endScope();
        tf.disposeVariables();
      }
    });
