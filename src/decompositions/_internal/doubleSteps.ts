import { at, type Matrix } from '../../_internal/dense/matrix.ts';
import { eps } from '../../_internal/dense/roundoff.ts';
import { chaseBulge, type Shifts } from './chaseBulge.ts';
import { standardise } from './standardise.ts';

/** Steps that all eigenvalues may take, for each of them or for ten; LAPACK allows as many. */
export const mostSteps = (n: number): number => 30 * Math.max(n, 10);

/** Where the last block that does not fall apart begins; what is negligible beside its neighbours on the diagonal becomes zero. */
export function startOfBlock({ data, columns: n }: Matrix, last: number): number {
  let first = last;
  for (; first > 0; first--) {
    const row = first * n + first;
    const beside = Math.abs(data[row - n - 1] as number) + Math.abs(data[row] as number);
    // Of entries at most 2.
    if (Math.abs(data[row - 1] as number) <= eps * (beside === 0 ? 1 : beside)) {
      data[row - 1] = 0;
      break;
    }
  }
  return first;
}

/** The eigenvalues of the last corner before `end`. */
function cornerShifts(h: Matrix, end: number): Shifts {
  const [i, j] = [end - 2, end - 1];
  return { first: at(h, i, i), second: at(h, j, j), off: at(h, i, j) * at(h, j, i) };
}

/** Shifts that have nothing of the matrix but its size, `count` pairs from the last corner before `end` on up. */
export const exceptionalShifts = (h: Matrix, end: number, count: number): Shifts[] =>
  Array.from({ length: count }, (_, pair) => {
    const i = end - 1 - 2 * pair;
    const size = Math.abs(at(h, i, i - 1)) + Math.abs(at(h, i - 1, i - 2));
    const corner = at(h, i, i) + 0.75 * size;
    return { first: corner, second: corner, off: -0.4375 * size ** 2 };
  });

/**
 * H, upper Hessenberg and small, becomes its real Schur form by Francis's double steps (Golub and Van Loan 2013, section 7.5), and the rows
 * of Q^T are transformed with its rows. Says whether the iteration converged.
 */
export function doubleSteps(h: Matrix, qt: Matrix): boolean {
  let [last, steps, left] = [h.rows - 1, 0, mostSteps(h.rows)];
  while (last >= 0) {
    const first = startOfBlock(h, last);
    if (last - first < 2) {
      if (last - first === 1) standardise(h, qt, first);
      [last, steps] = [first - 1, 0];
    } else {
      if (left-- === 0) return false;
      const [shifts] = ++steps % 10 === 0 ? exceptionalShifts(h, last + 1, 1) : [cornerShifts(h, last + 1)];
      for (let k = first - 1; k < last - 1; k++) chaseBulge(h, qt, k, first, last + 1, shifts as Shifts);
    }
  }
  return true;
}
