import { singularValueThreshold } from '../../../spec/multilinear/singularValueThreshold.ts';
import { at, columnsOf, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

export const faults: readonly Fault[] = memberFaultsOf(
  singularValueThreshold,
  ({ wrong, misread, spoilt, wrongGradient, spoiltGradient }) => {
    const valued = (name: string, clause: string, of: (value: number, tau: number, s: Float64Array) => number) =>
      wrong(name, clause, ({ a }, { tau }) => {
        const { u, s, v } = singularValues(a);
        return composed(
          u,
          s.map((value) => of(value, tau, s)),
          v,
        );
      });
    return [
      valued('a hard threshold', 'C2', (value, tau) => (value > tau ? value : 0)),
      valued('tau relative to the largest', 'C3', (value, tau, [first = 1]) => Math.max(value - tau * first, 0)),
      valued('half of tau', 'C4', (value, tau) => Math.max(value - tau / 2, 0)),
      valued('values below tau turned negative', 'C6', (value, tau) => value - tau),
      valued('no more than tau kept of any value', 'C1', (value, tau) => Math.min(value, tau)),
      valued('values above tau doubled', 'C5', (value, tau) => (value > tau ? 2 * value : 0)),
      wrong('the entries of the matrix thresholded', 'C3', ({ a }, { tau }) =>
        entries(a, (x) => Math.sign(x) * Math.max(Math.abs(x) - tau, 0)),
      ),
      spoilt('in single precision', 'C2', (x) => entries(x, Math.fround)),
      misread('NaN taken for zero', 'special', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
      wrongGradient('gradient projected, as if the vectors did not turn', 'gradient', ({ a }, g, { tau }) => {
        const { u, s, v } = singularValues(a);
        const kept = s.filter((value) => value > tau).length;
        const [left, right] = [columnsOf(u, 0, kept), columnsOf(v, 0, kept)];
        return { a: times(left, transposed(left), g, right, transposed(right)) };
      }),
      spoiltGradient('gradient transposed where it is square', 'gradient', ({ a }) => ({
        a: a.rows === a.columns ? entries(a, (_, i, j) => at(a, j, i)) : a,
      })),
    ];
  },
);
