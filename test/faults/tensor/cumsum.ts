import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { alongAxis } from '../../../src/tensor/_internal/alongAxis.ts';
import { mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.cumsum': cumsum } = implementations;

/** Overwrites a run with its running sums, each rounded as `round` says. */
const accumulated =
  (round: (value: number) => number) =>
  (run: Float64Array): void => {
    for (let i = 1; i < run.length; i++) run[i] = round((run[i] ?? 0) + (run[i - 1] ?? 0));
  };

export const faults: readonly Fault[] = faultsOf('tensor.cumsum', ({ misread, wrong, wrongGradient }) => [
  wrong('the element itself left out', 'C1', ({ x }, attributes) => {
    const own = valuesOf(x);
    return mapped(cumsum({ x }, attributes), (value, at) => value - (own[at] ?? 0));
  }),
  wrong('from the end of the axis', 'C2', ({ x }, { axis }) =>
    alongAxis(x, axis, (run) => {
      accumulated((value) => value)(run.reverse());
      run.reverse();
    }),
  ),
  wrong('the last axis, whichever is asked for', 'integers', ({ x }) => cumsum({ x }, { axis: -1 })),
  wrong('the sign of a negative axis dropped', 'C4', ({ x }, { axis }) =>
    cumsum({ x }, { axis: Math.min(Math.abs(axis), x.shape.length - 1) }),
  ),
  wrong('an axis beyond the last taken modulo the rank', 'R1', ({ x }, { axis }) =>
    cumsum({ x }, { axis: axis % Math.max(x.shape.length, 1) }),
  ),
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
  misread('NaN taken for 0', 'special', ({ x }) => ({ x: mapped(x, (value) => (Number.isNaN(value) ? 0 : value)) })),
  wrongGradient('gradient summed from the front of the axis', 'adjoint', (_, g, attributes) => ({
    x: cumsum({ x: g }, attributes),
  })),
  wrongGradient('gradient of the last axis, whichever is asked for', 'jacobian', (inputs, g) =>
    pullbacks['tensor.cumsum'](inputs, g, { axis: -1 }),
  ),
]);
