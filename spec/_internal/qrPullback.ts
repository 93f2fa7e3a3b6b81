import type { Matrices } from '../matrices.ts';
import type { Notation } from '../notation.ts';
import type { Shaped } from '../shaped.ts';

/** A = QR and the cotangents of Q and R: the gradient of A, whose leading min(m, n) columns are independent. */
export function qrPullback<T>(
  { a, q, r }: { readonly a: Shaped<T>; readonly q: Shaped<T>; readonly r: Shaped<T> },
  gq: Shaped<T>,
  gr: Shaped<T>,
  S: Notation<T> & Matrices<T>,
): Shaped<T> {
  const { times, transpose, part, plus, minus, inverse, columns, beside } = S;
  const tall = (first: Shaped<T>, ofFirst: Shaped<T>, ofQ: Shaped<T>) => {
    const inner = minus(times(first, transpose(ofFirst)), times(transpose(ofQ), q));
    const symmetric = plus(part('lower', inner), transpose(part('strictlyLower', inner)));
    return times(plus(ofQ, times(q, symmetric)), transpose(inverse(first)));
  };
  // A wide A = [X Y] is the factors of X, and Q^T Y.
  const [k = 0, n = 0] = r.shape;
  if (k === n) return tall(r, gr, gq);
  const ofRest = columns(gr, k, n);
  const ofQ = plus(gq, times(columns(a, k, n), transpose(ofRest)));
  return beside(tall(columns(r, 0, k), columns(gr, 0, k), ofQ), times(q, ofRest));
}
