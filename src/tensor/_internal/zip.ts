import { requireFloats } from '../../_internal/fail.ts';
import { bindAxes, requireShape } from '../../_internal/shapes.ts';
import { sumTo } from '../../_internal/sumTo.ts';
import { doubles, store } from '../../_internal/values.ts';
import { type NdArray, stretch, zeros } from '../../ndArray.ts';

type Binary = (x: number, y: number) => number;

interface Pair {
  readonly a: NdArray;
  readonly b: NdArray;
}

/** Applies `f` to the elements of two arrays that broadcast together; each result is rounded once to the element type. */
export function zip(operation: string, { a, b }: Pair, f: Binary): NdArray {
  const dtype = requireFloats(operation, { a, b });
  const { batch } = bindAxes(operation, { a: [a, '...'], b: [b, '...'] });
  const result = zeros(dtype, batch);
  const [left, right] = [doubles(stretch(a, batch)), doubles(stretch(b, batch))];
  // Double precision and one more rounding give the correctly rounded float32 sum, product and quotient: 53 >= 2 * 24 + 2.
  store(
    result,
    left.map((x, at) => f(x, right[at] as number)),
  );
  return result;
}

/** A cotangent times a partial derivative at (x, y): not the derivative alone, which may overflow where the product does not. */
type Pulled = (g: number, x: number, y: number) => number;

/** The pullback of `zip`: the cotangent times each partial derivative, summed over the stretched axes of each operand. */
export function zipGradient(operation: string, { a, b }: Pair, cotangent: NdArray, pull: { a: Pulled; b: Pulled }) {
  const dtype = requireFloats(operation, { a, b, cotangent });
  const { batch } = bindAxes(operation, { a: [a, '...'], b: [b, '...'] });
  requireShape(operation, 'the cotangent', cotangent, batch);
  const [left, right, g] = [doubles(stretch(a, batch)), doubles(stretch(b, batch)), doubles(cotangent)];
  const pulled = (times: Pulled, shape: readonly number[]): NdArray => {
    const products = zeros('float64', batch);
    store(
      products,
      g.map((value, at) => times(value, left[at] as number, right[at] as number)),
    );
    return sumTo(products, shape, dtype);
  };
  return { a: pulled(pull.a, a.shape), b: pulled(pull.b, b.shape) };
}
