import { productOf } from '../../_internal/dense/householder.ts';
import { type Matrix, matrix, transposed } from '../../_internal/dense/matrix.ts';
import { commonExponent, scaledBy } from '../../_internal/dense/scale.ts';
import { deflateAhead } from './deflateAhead.ts';
import { doubleSteps, exceptionalShifts, mostSteps, startOfBlock } from './doubleSteps.ts';
import { reduceToHessenberg } from './hessenberg.ts';
import { closeWindow, openWindow, type SchurWork } from './schurWork.ts';
import { sweep } from './sweep.ts';

/** A = Q T Q^T with Q orthogonal and T upper triangular, but for blocks of two on the diagonal. */
export interface RealSchur {
  readonly q: Matrix;
  readonly t: Matrix;
}

/** Blocks up to this order take double steps; LAPACK's DHSEQR cuts at 75. */
const SMALL = 64;

/** Looking ahead again is cheaper than a sweep where it found this share of its rows; LAPACK's "nibble". */
const ENOUGH = 0.14;

/** Sweeps in turn that find nothing, after which the shifts are exceptional ones. */
const PATIENCE = 5;

/**
 * By Householder's reduction to Hessenberg form and the QR algorithm: double steps for small blocks, sweeps of many shifts with aggressive early
 * deflation for large ones. Blocks of two are made standard as in LAPACK: triangular for real eigenvalues, else of equal diagonal and with
 * off-diagonal entries of opposite signs.
 *
 * Undefined where the iteration does not converge.
 */
export function realSchur(a: Matrix): RealSchur | undefined {
  const n = a.rows;
  const power = commonExponent(a.data);
  const { h, reflectors } = reduceToHessenberg(matrix(n, n, scaledBy(a.data, -power)));
  const work = { h, qt: transposed(productOf(reflectors, n, n)), buffer: new Float64Array(n * n) };
  if (!toSchur(work)) return undefined;
  return { q: transposed(work.qt), t: matrix(n, n, scaledBy(h.data, power)) };
}

function toSchur(work: SchurWork): boolean {
  const n = work.h.rows;
  let [end, left, idle] = [n, mostSteps(n), 0];
  while (end > 0) {
    const first = startOfBlock(work.h, end - 1);
    if (end - first <= SMALL) {
      const window = openWindow(work, first, end);
      if (!doubleSteps(window.h, window.ut)) return false;
      closeWindow(work, window);
      [end, idle] = [first, 0];
    } else {
      if (left-- === 0) return false;
      const deflated = step(work, first, end, idle >= PATIENCE);
      idle = deflated > 0 || idle >= PATIENCE ? 0 : idle + 1;
    }
  }
  return true;
}

/** Looks ahead, and sweeps where that found little. Returns how many eigenvalues were split off. */
function step(work: SchurWork, first: number, end: number, isExceptional: boolean): number {
  const count = shiftsFor(end - first);
  const ahead = deflateAhead(work, end - count, end);
  const deflated = ahead?.deflated ?? 0;
  if (deflated > ENOUGH * count) return deflated;
  const last = end - deflated;
  const isTried = ahead !== undefined && ahead.shifts.length > 0 && !isExceptional;
  sweep(work, first, last, isTried ? ahead.shifts : exceptionalShifts(work.h, last, count / 2));
  return deflated;
}

/** An even number, as LAPACK's IPARMQ chooses it. */
function shiftsFor(size: number): number {
  return size < 150 ? 10 : 2 * Math.floor(Math.max(10, size / Math.round(Math.log2(size))) / 2);
}
