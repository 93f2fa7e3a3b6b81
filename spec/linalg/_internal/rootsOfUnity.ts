import type { Arithmetic } from '../../notation.ts';

/** e^(2 pi i r / n), or its conjugate. */
export function rootsOfUnity<T>(n: number, S: Arithmetic<T>, inverse: boolean): (r: number) => T {
  const root = S.memo((r) => {
    const angle = S.div(S.mul(S.constant(2 * r), S.pi()), S.constant(n));
    return S.cis(inverse ? angle : S.neg(angle));
  });
  return (r) => root(r % n);
}
