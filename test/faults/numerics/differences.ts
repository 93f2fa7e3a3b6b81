import type { NdArray } from '../../../src/ndArray.ts';
import { mapped, perRow, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Another estimate from two values and a step. */
const by =
  (of: (ahead: number, behind: number, h: number) => number) =>
  ({ ahead, behind }: { readonly ahead: NdArray; readonly behind: NdArray }, { h }: { readonly h: number }) =>
    zipped(ahead, behind, (a, b) => of(a, b, h));

const extrapolated =
  (of: (coarse: number, fine: number) => number) =>
  ({ coarse, fine }: { readonly coarse: NdArray; readonly fine: NdArray }) =>
    zipped(coarse, fine, of);

/** A slope over the errors of a row, by another formula. */
const slope =
  (of: (row: number[]) => number) =>
  ({ e }: { readonly e: NdArray }) =>
    perRow(e, e.shape.slice(0, -1), of);

const first = (row: number[]): number => row[0] ?? Number.NaN;
const last = (row: number[]): number => row.at(-1) ?? Number.NaN;

export const faults: readonly Fault[] = [
  ...faultsOf('numerics.centralDifference', ({ wrong, spoiltGradient }) => [
    wrong(
      'over h in place of 2 h',
      'C1',
      by((ahead, behind, h) => (ahead - behind) / h),
    ),
    wrong(
      'with a sign of its own',
      'C1',
      by((ahead, behind, h) => (behind - ahead) / (2 * h)),
    ),
    wrong(
      'a little of the step forgotten',
      'C2',
      by((ahead, behind, h) => (ahead - behind) / (2 * h + h / 1024)),
    ),
    wrong(
      'infinity at a step of 0',
      'R1',
      by((ahead, behind, h) => (ahead - behind) / (2 * h)),
    ),
    spoiltGradient('both gradients of one sign', 'jacobian', ({ ahead }) => ({ ahead, behind: ahead })),
  ]),
  ...faultsOf('numerics.richardson', ({ wrong, misread, spoiltGradient }) => [
    misread('the two exchanged', 'C1', ({ coarse, fine }) => ({ coarse: fine, fine: coarse })),
    wrong(
      'for errors of the first order',
      'C1',
      extrapolated((coarse, fine) => 2 * fine - coarse),
    ),
    wrong(
      'for errors of the fourth order',
      'C2',
      extrapolated((coarse, fine) => (16 * fine - coarse) / 15),
    ),
    wrong(
      'their mean',
      'C1',
      extrapolated((coarse, fine) => (coarse + fine) / 2),
    ),
    spoiltGradient('the gradient of coarse with the sign of fine', 'jacobian', ({ coarse, fine }) => ({
      coarse: mapped(coarse, (g) => -g),
      fine,
    })),
  ]),
  ...faultsOf('numerics.orderOfConvergence', ({ wrong, spoilt, spoiltGradient }) => [
    wrong(
      'by natural logarithms',
      'C1',
      slope((row) => Math.log(first(row) / last(row)) / (row.length - 1)),
    ),
    wrong(
      'from the ends alone',
      'definition',
      slope((row) => Math.log2(first(row) / last(row)) / (row.length - 1)),
    ),
    spoilt('over i, where h falls', 'C2', (p) => mapped(p, (value) => -value)),
    wrong('0 of a single error', 'R1', ({ e }, attributes, right) =>
      Number(e.shape.at(-1)) < 2
        ? mapped(
            perRow(e, e.shape.slice(0, -1), () => 0),
            () => 0,
          )
        : right({ e }, attributes),
    ),
    spoiltGradient('the gradient of log2 left out', 'jacobian', ({ e }) => ({ e: mapped(e, (g) => g * Math.LN2) })),
  ]),
];
