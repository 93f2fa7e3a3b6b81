import type { FloatArray } from '../../linalg/gemm/matrixView.ts';

/** From this many neighbours on, a copy by the platform is faster than a loop, its call included; measured. */
const LONG = 24;

/** Copies `count` elements, `fromStep` apart from `start` on, to places `toStep` apart from `at` on. */
export function copyRun(
  to: FloatArray,
  at: number,
  toStep: number,
  from: FloatArray,
  start: number,
  fromStep: number,
  count: number,
): void {
  if (toStep === 1 && fromStep === 1 && count >= LONG) {
    to.set(from.subarray(start, start + count), at);
    return;
  }
  for (let k = 0; k < count; k++) to[at + k * toStep] = from[start + k * fromStep] as number;
}
