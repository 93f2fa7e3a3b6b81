import type { Matrix } from '../../_internal/dense/matrix.ts';
import { reflectColumns, reflectRows, type ShortReflector, shortReflectorOf } from './shortReflector.ts';

/** Two shifts, real or conjugate: the eigenvalues of [first, b; c, second], `off` = b c. Kept so, for what they are made of does not cancel. */
export interface Shifts {
  readonly first: number;
  readonly second: number;
  readonly off: number;
}

/**
 * One step of the chase in a Hessenberg matrix. A bulge at column k fills two entries below the subdiagonal there and one in the next
 * column; it moves one on. Before the first column, at `start` - 1, the shifts make it. The rows of Q^T are reflected with those of H.
 */
export function chaseBulge(h: Matrix, qt: Matrix, k: number, start: number, end: number, shifts: Shifts): void {
  const { data, columns: n } = h;
  const isNew = k < start;
  const isPair = k + 3 === end;
  const below = (i: number): number => data[(k + i) * n + k] as number;
  const reflector = isNew
    ? introduced(h, start, isPair, shifts)
    : shortReflectorOf(below(1), below(2), isPair ? undefined : below(3));
  if (reflector === undefined) return;
  reflectRows(h, k + 1, isNew ? start : k, n, reflector);
  reflectColumns(h, k + 1, 0, Math.min(k + 5, end), reflector);
  reflectRows(qt, k + 1, 0, qt.columns, reflector);
  if (isNew) return;
  data[(k + 2) * n + k] = 0;
  if (!isPair) data[(k + 3) * n + k] = 0;
}

/**
 * Of the first column of (H - s_1)(H - s_2), over its subdiagonal entry. The shifts are taken as distances from the corner: their product
 * would cancel beside a multiple of the identity.
 */
function introduced(h: Matrix, start: number, isPair: boolean, shifts: Shifts): ShortReflector | undefined {
  const entry = (i: number, j: number): number => h.data[(start + i) * h.columns + start + j] as number;
  const corner = entry(0, 0);
  const [x, y] = [shifts.first - corner, shifts.second - corner];
  const first = (x * y - shifts.off) / entry(1, 0) + entry(0, 1);
  const second = entry(1, 1) - corner - x - y;
  return shortReflectorOf(first, second, isPair ? undefined : entry(2, 1));
}
