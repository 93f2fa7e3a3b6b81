import { reduction } from '../../../spec/tensor/_internal/reduction.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { mapped, scaled, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const { 'tensor.mean': mean, 'tensor.variance': variance } = implementations;

/** How many elements a result is made of. */
const countOf = (
  shape: readonly number[],
  given: { readonly axes: readonly number[] | null; readonly keepdims: boolean },
) => sizeOf(reduction(shape, given).over);

const notNegative = ({ correction }: { readonly correction: number }) => ({ correction: Math.max(correction, 0) });

export const faults: readonly Fault[] = [
  ...faultsOf('tensor.variance', ({ misset, spoiltEach, spoiltGradient, wrong }) => [
    wrong('the mean of the squares less the square of the mean', 'C2', ({ x }, given, right) => {
      right({ x }, given);
      const [squares, average] = [mean({ x: mapped(x, (value) => value * value) }, given), mean({ x }, given)];
      const n = countOf(x.shape, given);
      return scaled(
        zipped(squares, average, (square, one) => square - one * one),
        n / (n - given.correction),
      );
    }),
    misset('the correction ignored', 'C3', () => ({ correction: 0 })),
    spoiltEach('a small number taken away', 'C1', (value) => value - 2 ** -30),
    misset('keepdims ignored', 'C4', () => ({ keepdims: false })),
    misset('a correction below 0 taken for 0', 'definition', notNegative),
    misset('a correction cut to a whole number', 'definition', ({ correction }) => ({
      correction: Math.trunc(correction),
    })),
    misset('divided by 1 where the correction takes all away', 'R3', ({ correction, ...given }, { x }) => ({
      correction:
        correction < 0
          ? correction
          : Math.min(correction, Math.max(countOf(x.shape, { ...given, axes: given.axes ?? null }) - 1, 0)),
    })),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
    spoiltGradient('half of the gradient', 'jacobian', ({ x }) => ({ x: scaled(x, 0.5) })),
    spoiltGradient('gradient over n, whatever the correction', 'adjoint', ({ x: own }, { x }, given) => {
      const n = countOf(x.shape, given);
      return { x: scaled(own, (n - given.correction) / Math.max(n, 1)) };
    }),
  ]),
  ...faultsOf('tensor.std', ({ misset, spoiltEach, spoiltGradientEach, spoiltGradient, wrong }) => [
    wrong('the variance', 'C1', ({ x }, given) => variance({ x }, given)),
    spoiltEach('a small number below the root', 'C4', (value) => Math.sqrt(value * value + 1e-8)),
    wrong('the distances above the mean alone', 'C2', ({ x }, given, right) => {
      const average = mean({ x }, { ...given, keepdims: true });
      return right({ x: zipped(x, average, (value, one) => Math.max(value, one)) }, given);
    }),
    misset('a correction below 0 taken for 0', 'definition', notNegative),
    misset('divided by 1 where the correction takes all away', 'R3', ({ correction, ...given }, { x }) => ({
      correction:
        correction < 0
          ? correction
          : Math.min(correction, Math.max(countOf(x.shape, { ...given, axes: given.axes ?? null }) - 1, 0)),
    })),
    misset('a repeated axis counted once', 'R1', ({ axes }, { x }) => ({
      axes: axes && [...new Set(axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)))],
    })),
    spoiltGradientEach('divided by a deviation of 0', 'C3', 'x', (value, _, { x }) =>
      x.data.every((one) => one === x.data[0]) ? Number.NaN : value,
    ),
    spoiltGradient('gradient of the variance', 'jacobian', ({ x }) => ({ x: scaled(x, 2) })),
  ]),
];
