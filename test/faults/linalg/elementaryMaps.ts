import { givens, planeRotation, reflection, shear } from '../../../spec/linalg/elementaryMaps.ts';
import { identity, negated, transposed } from '../../../src/_internal/dense/matrix.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** The axes as they are nearest to those that were given: what must be refused is not. */
const nearest = ({ n, i, j }: { readonly n: number; readonly i: number; readonly j: number }) => {
  const [order, first] = [Math.max(n, 2), Math.abs(i) % Math.max(n, 2)];
  return { n: order, i: first, j: j === i ? (first + 1) % order : Math.abs(j) % order };
};

export const faults: readonly Fault[] = [
  ...memberFaultsOf(planeRotation, ({ spoilt, misread, wrongGradient }) => [
    spoilt('turned the other way', 'C4', (r) => transposed(r)),
    spoilt('both sines of one sign', 'C2', (r) => entries(r, (x, i, j) => (i === j ? x : Math.abs(x)))),
    misread('degrees', 'C4', ({ theta }) => ({ theta: (theta * Math.PI) / 180 })),
    spoilt('entries rounded to 2^-20', 'C1', (r) => entries(r, (x) => Math.round(x * 2 ** 20) / 2 ** 20)),
    spoilt('0 beside the plane', 'C3', (r, _, { i, j }) => entries(r, (x, row) => (row === i || row === j ? x : 0))),
    wrongGradient('the gradient with the sign of the other sense', 'jacobian', (inputs, g, attributes, right) =>
      right(inputs, transposed(g), attributes),
    ),
  ]),
  ...faultsOf('linalg.planeRotation', ({ misset }) => [
    misset('one axis twice, or one beyond the last, taken for others', 'R1', nearest),
  ]),
  ...memberFaultsOf(shear, ({ spoilt, misread, wrongGradient }) => [
    spoilt('row and column exchanged', 'C2', (s) => transposed(s)),
    misread('the size of the factor', 'C1', ({ k }) => ({ k: Math.abs(k) })),
    wrongGradient('the gradient at the place across', 'jacobian', (inputs, g, attributes, right) =>
      right(inputs, transposed(g), attributes),
    ),
  ]),
  ...faultsOf('linalg.shear', ({ misset }) => [
    misset('one axis twice, or one beyond the last, taken for others', 'R1', nearest),
  ]),
  ...memberFaultsOf(reflection, ({ spoilt, wrong, spoiltGradient }) => [
    spoilt('the factor 2 forgotten', 'C1', (h) => entries(h, (x, i, j) => (Number(i === j) + x) / 2)),
    spoilt('the opposite', 'C2', (h) => negated(h)),
    spoilt('nothing reflected', 'C3', (h) => identity(h.rows)),
    spoilt('rows in the other order', 'C4', (h) => entries(h, (_, i, j) => h.data[(h.rows - 1 - i) * h.rows + j] ?? 0)),
    wrong('the length of v taken for 1', 'homogeneity', ({ v }) =>
      entries(identity(v.length), (x, i, j) => x - 2 * (v[i] ?? 0) * (v[j] ?? 0)),
    ),
    spoiltGradient('gradient with the wrong sign', 'jacobian', ({ v }) => ({
      v: Array.from(v as ArrayLike<number>, (x) => -x),
    })),
  ]),
  ...faultsOf('linalg.reflection', ({ misread }) => [
    misread('zeros taken for a vector of ones', 'R1', ({ v }) => ({
      v: v.data.every((value) => value === 0) ? mapped(v, () => 1) : v,
    })),
  ]),
  ...memberFaultsOf(givens, ({ spoilt, wrong, misread, spoiltGradient }) => [
    spoilt('r without its sign where c is negative', 'C1', ({ r, c }) => ({ r: c < 0 ? -r : r })),
    spoilt('the sine with the opposite sign', 'C2', ({ s }) => ({ s: -s })),
    spoilt('c and s not divided by r', 'C3', ({ c, s, r }) => ({ c: c * r, s: s * r })),
    wrong('squares as they are', 'C4', ({ a, b }) => {
      const r = Math.sqrt(a * a + b * b);
      return r === 0 ? { c: 1, s: 0, r } : { c: a / r, s: b / r, r };
    }),
    wrong('0 / 0', 'C5', ({ a, b }) => {
      const r = Math.hypot(a, b);
      return { c: a / r, s: b / r, r };
    }),
    misread('in single precision', 'C2', ({ a }) => ({ a: Math.fround(a) })),
    spoiltGradient('the gradient of b with the wrong sign', 'jacobian', ({ b }) => ({ b: -b })),
  ]),
];
