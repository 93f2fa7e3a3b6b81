import type { Tensor } from '../../../spec/tensor.ts';
import { good } from './good.ts';

const vector = (like: Tensor, values: readonly number[]): Tensor => ({
  dtype: like.dtype,
  shape: [values.length],
  data: Float64Array.from(values),
});

/** Splits and concatenates vectors. */
export const lists = {
  ...good,
  name: 'lists',
  operations: {
    'tensor.concat': ({ xs }: { xs: Tensor[] }) => {
      const [first] = xs;
      if (first === undefined) throw new RangeError('nothing to concatenate');
      return vector(first, xs.flatMap(({ data }) => Array.from(data)));
    },
    'tensor.split': ({ x }: { x: Tensor }, { parts }: { parts: number[] }) => {
      let start = 0;
      return parts.map((size) => vector(x, Array.from(x.data).slice(start, (start += size))));
    },
  },
  gradients: {
    'tensor.concat': ({ xs }: { xs: Tensor[] }, g: Tensor) => {
      let start = 0;
      return { xs: xs.map(({ data }) => vector(g, Array.from(g.data).slice(start, (start += data.length)))) };
    },
    'tensor.split': (_: unknown, ys: Tensor[]) => ({
      x: vector(ys[0] as Tensor, ys.flatMap(({ data }) => Array.from(data))),
    }),
  },
};

export default lists;
