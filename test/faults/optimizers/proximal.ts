import { byRows, mapped, orZero } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const soft = (x: number, by: number): number => Math.sign(x) * Math.max(Math.abs(x) - by, 0);

const softFaults = faultsOf('optimizers.softThreshold', ({ wrong, misset, spoiltGradientEach, misreadEach }) => {
  const ofElement = (name: string, clause: string, f: (x: number, by: number) => number) =>
    wrong(name, clause, ({ x }, { threshold }) => mapped(x, (value) => f(value, threshold)));
  return [
    ofElement('hard: what is outside stays where it is', 'C1', (x, by) => (Math.abs(x) > by ? x : 0)),
    ofElement('moved past 0', 'C1', (x, by) => (x > 0 ? x - by : x + by)),
    ofElement('half of the square as penalty: divided by 1 + threshold', 'C1', (x, by) => x / (1 + by)),
    ofElement('the negative side cut off', 'C2', (x, by) => Math.max(x - by, 0)),
    ofElement('the threshold itself kept', 'C4', (x, by) => (Math.abs(x) === by ? x : soft(x, by))),
    misset('a threshold of at most 1', 'C3', ({ threshold }) => ({ threshold: Math.min(threshold, 1) })),
    misset('a threshold of 0 taken for the default', 'C5', ({ threshold }) => ({ threshold: threshold || 0.5 })),
    misreadEach('NaN taken for 0', 'special', 'x', orZero),
    spoiltGradientEach('gradient passed on within the threshold', 'jacobian', 'x', (value) => value || 1),
  ];
});

const blockFaults = faultsOf('optimizers.blockSoftThreshold', ({ wrong, misset, wrongGradient }) => {
  const ofVector = (name: string, clause: string, f: (x: readonly number[], by: number) => number[]) =>
    wrong(name, clause, ({ x }, { threshold }) => byRows(x, (row) => f(row, threshold)));
  const share = (length: number, by: number): number => (length > by ? (length - by) / length : 0);
  const times = (x: readonly number[], by: number): number[] => x.map((value) => value * by);
  return [
    ofVector('every entry by itself', 'C4', (x, by) => x.map((value) => soft(value, by))),
    ofVector('the length of another norm', 'C2', (x, by) =>
      times(
        x,
        share(
          x.reduce((sum, value) => sum + Math.abs(value), 0),
          by,
        ),
      ),
    ),
    ofVector('turned round within the threshold', 'C1', (x, by) => {
      const length = Math.hypot(...x);
      return times(x, length === 0 ? 0 : (length - by) / length);
    }),
    ofVector('the threshold times the root of the count', 'C4', (x, by) =>
      times(x, share(Math.hypot(...x), by * Math.sqrt(x.length))),
    ),
    ofVector('one entry left as it is', 'C3', (x, by) =>
      x.length === 1 ? [...x] : times(x, share(Math.hypot(...x), by)),
    ),
    ofVector('squares that overflow', 'definition', (x, by) =>
      times(x, share(Math.sqrt(x.reduce((sum, value) => sum + value * value, 0)), by)),
    ),
    misset('a threshold of 0 taken for the default', 'C2', ({ threshold }) => ({ threshold: threshold || 1 })),
    wrongGradient('the length taken for constant', 'jacobian', ({ x }, g, { threshold }) => {
      const lengths: number[] = [];
      byRows(x, (row) => {
        lengths.push(Math.hypot(...row));
        return row;
      });
      return { x: byRows(g, (row, at) => times(row, share(lengths[at] ?? 0, threshold))) };
    }),
  ];
});

export const faults: readonly Fault[] = [...softFaults, ...blockFaults];
