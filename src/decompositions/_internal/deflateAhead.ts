import { blockOf, turned, whole } from '../../_internal/dense/block.ts';
import { applyBlock, blockReflectorOf } from '../../_internal/dense/blockReflector.ts';
import { copyBlock } from '../../_internal/dense/copyBlock.ts';
import { at, elementsOf, type Matrix, matrix } from '../../_internal/dense/matrix.ts';
import { reflectorOf } from '../../_internal/dense/reflector.ts';
import { eps } from '../../_internal/dense/roundoff.ts';
import type { Shifts } from './chaseBulge.ts';
import { doubleSteps } from './doubleSteps.ts';
import { reduceToHessenberg } from './hessenberg.ts';
import { closeWindow, openWindow, type SchurWork } from './schurWork.ts';

/** What looking ahead found in the last rows of an active block. */
export interface Ahead {
  /** Eigenvalues that were split off. */
  readonly deflated: number;
  /** Those of the rest, as shifts, the last of them first. */
  readonly shifts: readonly Shifts[];
}

/**
 * Aggressive early deflation (Braman, Byers and Mathias 2002, part II): rows `start` to before `end` are brought to Schur form on trial.
 * The entry left of them becomes a column, and eigenvalues whose entry of it is negligible have converged. What is left is brought back to
 * Hessenberg form; its eigenvalues are good shifts. Undefined where the trial does not converge.
 */
export function deflateAhead(work: SchurWork, start: number, end: number): Ahead | undefined {
  const window = openWindow(work, start, end);
  const { h: t, ut } = window;
  if (!doubleSteps(t, ut)) return undefined;
  const size = end - start;
  const left = start * work.h.columns + start - 1;
  const spike = work.h.data[left] as number;
  const isPair = (k: number): boolean => k > 0 && at(t, k, k - 1) !== 0;
  let kept = size;
  while (kept > 0) {
    const [own, count] = [kept - 1, isPair(kept - 1) ? 2 : 1];
    const coupling = Math.max(...Array.from({ length: count }, (_, i) => Math.abs(spike * at(ut, own - i, 0))));
    const beside =
      Math.abs(at(t, own, own)) + (count === 2 ? Math.sqrt(Math.abs(at(t, own, own - 1) * at(t, own - 1, own))) : 0);
    if (coupling > eps * (beside === 0 ? Math.abs(spike) : beside)) break;
    kept -= count;
  }
  const shifts = shiftsOf(t, kept);
  const first = kept === 0 ? 0 : spike * restored(t, ut, kept);
  work.h.data[left] = first;
  closeWindow(work, window);
  return { deflated: size - kept, shifts };
}

/** The eigenvalues of the first `kept` rows of a Schur form in twos, the last ones first; a real one that is left over is dropped. */
function shiftsOf(t: Matrix, kept: number): readonly Shifts[] {
  const shifts: Shifts[] = [];
  let single: number | undefined;
  for (let k = kept - 1; k >= 0; k--) {
    const own = at(t, k, k);
    if (k > 0 && at(t, k, k - 1) !== 0) {
      k--;
      shifts.push({ first: at(t, k, k), second: own, off: at(t, k, k + 1) * at(t, k + 1, k) });
    } else if (single === undefined) single = own;
    else {
      shifts.push({ first: single, second: own, off: 0 });
      single = undefined;
    }
  }
  return shifts;
}

/** The first `kept` rows and columns back to Hessenberg form, their spike to its first entry: returns the share of it there. */
function restored(t: Matrix, ut: Matrix, kept: number): number {
  const { reflector, alpha } = reflectorOf(elementsOf(ut, 0, kept, 0), 0);
  const corner = blockOf(whole(t), 0, 0, kept, kept);
  const before = blockReflectorOf([reflector]);
  applyBlock(before, blockOf(whole(t), 0, 0, kept, t.columns), true);
  applyBlock(before, turned(corner), true);
  const copy = matrix(kept, kept);
  copyBlock(corner, whole(copy));
  const { h, reflectors } = reduceToHessenberg(copy);
  copyBlock(whole(h), corner);
  applyBlock(before, blockOf(whole(ut), 0, 0, kept, ut.columns), true);
  if (reflectors.length > 0) {
    const together = blockReflectorOf(reflectors);
    applyBlock(together, blockOf(whole(t), 1, kept, kept - 1, t.columns - kept), true);
    applyBlock(together, blockOf(whole(ut), 1, 0, kept - 1, ut.columns), true);
  }
  return alpha;
}
