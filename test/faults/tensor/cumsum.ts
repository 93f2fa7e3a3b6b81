import { implementations } from '../../../src/registry.generated.ts';
import { alongAxis } from '../../../src/tensor/_internal/alongAxis.ts';
import { orZero, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Overwrites a run with its running sums, each rounded as `round` says. */
const accumulated =
  (round: (value: number) => number) =>
  (run: Float64Array): void => {
    for (let i = 1; i < run.length; i++) run[i] = round((run[i] ?? 0) + (run[i - 1] ?? 0));
  };

export const faults: readonly Fault[] = faultsOf(
  'tensor.cumsum',
  ({ misreadEach, misset, missetGradient, spoilt, wrong, wrongGradient }) => [
    spoilt('the element itself left out', 'C1', (y, { x }) => zipped(y, x, (value, own) => value - own)),
    wrong('from the end of the axis', 'C2', ({ x }, { axis }) =>
      alongAxis(x, axis, (run) => {
        accumulated((value) => value)(run.reverse());
        run.reverse();
      }),
    ),
    wrong('blocks of 256 each by itself', 'C2', ({ x }, { axis }) =>
      alongAxis(x, axis, (run) => {
        for (let from = 0; from < run.length; from += 256)
          accumulated((value) => value)(run.subarray(from, from + 256));
      }),
    ),
    wrong('infinities of both signs give the first', 'special', ({ x }, { axis }) =>
      alongAxis(x, axis, (run) => {
        for (let i = 1; i < run.length; i++) {
          const [before, own] = [run[i - 1] ?? 0, run[i] ?? 0];
          run[i] = Math.abs(before) === Number.POSITIVE_INFINITY && own === -before ? before : before + own;
        }
      }),
    ),
    misset('the last axis, whichever is asked for', 'integers', () => ({ axis: -1 })),
    misset('the sign of a negative axis dropped', 'C4', ({ axis }, { x }) => ({
      axis: Math.min(Math.abs(axis), x.shape.length - 1),
    })),
    misset('an axis beyond the last taken modulo the rank', 'R1', ({ axis }, { x }) => ({
      axis: axis % Math.max(x.shape.length, 1),
    })),
    wrong('the first axis carried on into the lines along it', 'C3', ({ x }, { axis }) => {
      let carried = 0;
      const isFirst = axis === 0 || axis === -x.shape.length;
      return alongAxis(x, axis, (run) => {
        run[0] = (run[0] ?? 0) + (isFirst ? carried : 0);
        accumulated((value) => value)(run);
        carried = run.at(-1) ?? 0;
      });
    }),
    wrong('a running sum in float32', 'definition', ({ x }, { axis }) => alongAxis(x, axis, accumulated(Math.fround))),
    misreadEach('NaN taken for 0', 'special', 'x', orZero),
    wrongGradient('gradient summed from the front of the axis', 'adjoint', (_, g, attributes) => ({
      x: implementations['tensor.cumsum']({ x: g }, attributes),
    })),
    missetGradient('gradient of the last axis, whichever is asked for', 'jacobian', () => ({ axis: -1 })),
  ],
);
