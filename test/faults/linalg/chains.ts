import { matrixPower } from '../../../spec/linalg/chains.ts';
import { identity, matrix, negated, scaled, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { transpose } from '../../../src/ndArray.ts';
import { entries, mirrored } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(matrixPower, ({ wrong, misread, wrongGradient }) => [
    wrong('one factor too many from the fourth on', 'C1', ({ a }, { exponent }) =>
      Array.from({ length: exponent + (exponent > 3 ? 1 : 0) }, () => a).reduce(
        (p, b) => times(p, b),
        identity(a.rows),
      ),
    ),
    wrong('A^0 of zeros', 'C2', ({ a }, { exponent }) =>
      exponent === 0
        ? matrix(a.rows, a.columns)
        : Array.from({ length: exponent - 1 }, () => a).reduce((p, b) => times(p, b), a),
    ),
    wrong('entries raised to the power', 'C3', ({ a }, { exponent }) => entries(a, (x) => x ** exponent)),
    misread('the lower triangle mirrored', 'C4', ({ a }) => ({ a: mirrored(a) })),
    wrong('powers in single precision', 'definition', ({ a }, { exponent }) =>
      Array.from({ length: exponent }, () => a).reduce((p, b) => entries(times(p, b), Math.fround), identity(a.rows)),
    ),
    wrongGradient('the gradient t A^(t - 1), as for numbers', 'jacobian', ({ a }, g, { exponent }) => ({
      a:
        exponent === 0
          ? matrix(a.rows, a.columns)
          : scaled(
              Array.from({ length: exponent - 1 }, () => transposed(a)).reduce((p, b) => times(p, b), g),
              exponent,
            ),
    })),
    wrongGradient('gradient with the wrong sign', 'taylor', (inputs, g, attributes, right) => ({
      a: negated(right(inputs, g, attributes).a as ReturnType<typeof negated>),
    })),
  ]),
  ...faultsOf('linalg.matrixPower', ({ misset, wrong }) => [
    misset('a negative exponent taken for 0', 'attributes', ({ exponent }) => ({ exponent: Math.max(exponent, 0) })),
    wrong('0 A for A^0', 'C2', ({ a }, { exponent }, right) => {
      const power = right({ a }, { exponent });
      return exponent === 0 && a.data.some(Number.isNaN) ? mapped(power, () => Number.NaN) : power;
    }),
  ]),
  ...faultsOf('linalg.multiDot', ({ misread, wrong, spoilt, spoiltGradient }) => [
    misread('the last of more than three left out', 'C1', ({ xs }) => ({
      xs: xs.length > 3 && xs.at(-1)?.shape[0] === xs.at(-1)?.shape[1] ? xs.slice(0, -1) : xs,
    })),
    misread('a square factor in the middle transposed', 'C2', ({ xs }) => ({
      xs: xs.map((x, k) => (k === 1 && k < xs.length - 1 && x.shape[0] === x.shape[1] ? transpose(x) : x)),
    })),
    misread('square factors in the other order', 'C3', ({ xs }) => ({
      xs: xs.slice(1).every((x) => x.shape.join() === xs[0]?.shape.join() && x.shape[0] === x.shape[1])
        ? [...xs.slice(1), ...xs.slice(0, 1)]
        : xs,
    })),
    spoilt('divided by the number of factors', 'C4', (y, { xs }) => mapped(y, (value) => value / xs.length)),
    wrong('a single matrix returned', 'R1', ({ xs }, _, right) =>
      xs.length === 1 ? (xs[0] ?? right({ xs }, {})) : right({ xs }, {}),
    ),
    misread('rows beyond those that are needed ignored', 'R2', ({ xs }) => ({
      xs: xs.map((x, k) => {
        const due = xs[k - 1]?.shape[1];
        return due === undefined || due >= (x.shape[0] ?? 0) ? x : { ...x, shape: [due, x.shape[1] ?? 0] };
      }),
    })),
    spoiltGradient('gradient of the last factor transposed where it is square', 'jacobian', ({ xs }) => ({
      xs: xs.map((x, k) => (k === xs.length - 1 && x.shape[0] === x.shape[1] ? transpose(x) : x)),
    })),
  ]),
];
