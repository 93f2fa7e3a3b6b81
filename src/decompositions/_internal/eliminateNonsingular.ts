import type { Matrix } from '../../_internal/dense/matrix.ts';
import { fail } from '../../_internal/fail.ts';
import { type Elimination, eliminateInPlace, zeroPivot } from './eliminate.ts';

/** PA = LU, over the data of a matrix A that must not be singular. Throws RangeError, quoting R1, where a pivot is exactly zero. */
export function eliminateNonsingular(operation: string, a: Matrix): Elimination {
  const elimination = eliminateInPlace(a);
  const row = zeroPivot(elimination);
  if (row >= 0) fail(`${operation}/R1`, `a must not be singular, got a zero pivot in step ${row + 1} of ${a.rows}`);
  return elimination;
}
