import { type Tensor, tensorOf } from '../../../spec/tensor.ts';

/** The steps before `count`, of sequences whose steps are the last axis but one. */
export function firstSteps({ dtype, shape, data }: Tensor, count: number): Tensor {
  const [steps = 0, width = 0] = shape.slice(-2);
  const kept = Array.from(data).filter((_, at) => Math.floor(at / width) % steps < count);
  return tensorOf(dtype, [...shape.slice(0, -2), count, width], kept);
}

/** The same sequences up to a step, and others from there on. */
export function changedAfter({ dtype, shape, data }: Tensor, from: number): Tensor {
  const [steps = 0, width = 0] = shape.slice(-2);
  return tensorOf(
    dtype,
    shape,
    Array.from(data, (value, at) => (Math.floor(at / width) % steps < from ? value : 1 - value)),
  );
}
