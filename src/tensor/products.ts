import * as specification from '../../spec/tensor/products.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { alongAxis } from './_internal/alongAxis.ts';
import { arrayAlong, linesOf } from './_internal/ordered.ts';
import { reduction } from './_internal/reduction.ts';

/** Products of the elements in front of each, 1 in front of the first. */
const before = (run: Float64Array): Float64Array => {
  let product = 1;
  return run.map((value) => {
    const inFront = product;
    product *= value;
    return inFront;
  });
};

export const prod = reduction(specification.prod, {
  run: (run) => run.reduce((product, value) => product * value, 1),
  // The product of the others, which no division by an element gives where that is 0.
  pullback(run, g) {
    const [front, behind] = [before(run), before(run.toReversed()).reverse()];
    run.forEach((_, at) => {
      run[at] = (front[at] as number) * (behind[at] as number) * g;
    });
  },
});

export const cumprod = arrayReference(specification.cumprod, {
  halves: true,
  whole: ({ x }, { axis }) =>
    alongAxis(x, axis, (run) => {
      for (let i = 1; i < run.length; i++) run[i] = (run[i] as number) * (run[i - 1] as number);
    }),
  pullback({ x }, g, { axis }) {
    const cotangents = linesOf(g, axis);
    return {
      x: arrayAlong(
        axis,
        x.dtype,
        x.shape,
        linesOf(x, axis).map((line, at) => slopes(line, cotangents[at] as Float64Array)),
      ),
    };
  },
});

/** y_i is the product of the elements up to x_i: dy_i / dx_k that of the others of them, summed from the last to x_k. */
function slopes(line: Float64Array, g: Float64Array): Float64Array {
  const front = before(line);
  let behind = 0;
  const result = new Float64Array(line.length);
  for (let k = line.length - 1; k >= 0; k--) {
    // g_k + x_(k+1) (g_(k+1) + x_(k+2) (..)).
    behind = (g[k] as number) + behind;
    result[k] = (front[k] as number) * behind;
    behind *= line[k] as number;
  }
  return result;
}
