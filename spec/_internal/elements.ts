import { type Complex, complex } from '../scalars/complex.ts';
import type { Scalars } from '../scalars/scalars.ts';
import type { Operand } from '../signature.ts';

/** What a definition computes with, made of the numbers that a tensor holds. */
export interface Elements<T, E> {
  readonly scalars: Scalars<E>;
  of(operand: Operand, parts: readonly T[]): readonly E[];
  /** Adds the numbers of an element to those of its operand. */
  keep(values: T[], operand: Operand, element: E): void;
}

export const overReal = <T>(scalars: Scalars<T>): Elements<T, T> => ({
  scalars,
  of: (_, parts) => parts,
  keep: (values, _, element) => {
    values.push(element);
  },
});

/** Complex numbers: of two parts each in a complex operand, without an imaginary part in a real one. */
export function overComplex<T>(scalars: Scalars<T>): Elements<T, Complex<T>> {
  const system = complex(scalars);
  const zero = system.constant(0).im;
  return {
    scalars: system,
    of: (operand, parts) =>
      operand.complex
        ? parts.flatMap((re, at) => (at % 2 === 0 ? [{ re, im: parts[at + 1] ?? zero }] : []))
        : parts.map((re) => ({ re, im: zero })),
    keep(values, operand, { re, im }) {
      values.push(re);
      if (operand.complex) values.push(im);
    },
  };
}
