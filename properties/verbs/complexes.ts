import { type Complex, complex } from '../../spec/scalars/complex.ts';
import { type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

/** A complex number, exactly. */
export type Z = Complex<Exact>;

/** Exact complex arithmetic. */
export const field = complex(exact);

/** The elements of a complex tensor, exactly. */
export const numbersOf = ({ data }: Tensor): Z[] =>
  Array.from({ length: data.length / 2 }, (_, k) => ({
    re: exact.constant(data[2 * k] ?? Number.NaN),
    im: exact.constant(data[2 * k + 1] ?? Number.NaN),
  }));

/** A complex tensor of such numbers, in the type and shape of another. */
export const like = ({ dtype, shape }: Tensor, numbers: readonly Z[]): Tensor =>
  tensorOf(
    dtype,
    shape,
    numbers.flatMap(({ re, im }) => [toNumber(re), toNumber(im)]),
  );

/** The modulus, rounded to a double. */
export const magnitude = ({ re, im }: Z): number => Math.hypot(toNumber(re), toNumber(im));
