import { eig } from '../../../spec/decompositions/eig.ts';
import { at, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { generalEigen } from '../../../src/decompositions/_internal/generalEigen.ts';
import { columnOf, entries, largest, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { zeroAfterBad } from './_internal/zeroAfterBad.ts';

const both = <Part>({ re, im }: { re: Part; im: Part }, f: (part: Part) => Part) => ({ re: f(re), im: f(im) });
const moved = (values: Float64Array<ArrayBuffer>, by: number) =>
  values.map((value, k) => (values.length > 1 && k < 2 ? value + (k === 0 ? by : -by) : value));
const decomposed = (a: Matrix) => {
  const found = generalEigen(a);
  if (found === undefined) throw new RangeError('the iteration did not converge');
  return found;
};

export const faults: readonly Fault[] = [
  ...memberFaultsOf(eig, ({ wrong, spoilt, misread }) => [
    spoilt('moduli of the eigenvalues', 'C8', ({ w }) => ({
      w: { re: w.re.map((x, k) => Math.hypot(x, w.im[k] ?? 0)), im: w.im.map(() => 0) },
    })),
    spoilt('the first two eigenvalues moved apart by a half', 'C9', ({ w }) => ({
      w: { re: moved(w.re, 0.5), im: w.im },
    })),
    spoilt('imaginary parts left out', 'C10', ({ w }) => ({ w: { re: w.re, im: w.im.map(() => 0) } })),
    spoilt('eigenvectors conjugated', 'C1', ({ v: { re, im } }) => ({ v: { re, im: entries(im, (x) => -x) } })),
    spoilt('real parts alone', 'C1', ({ w, v }) => ({
      w: { re: w.re, im: w.im.map(() => 0) },
      v: { re: v.re, im: entries(v.im, () => 0) },
    })),
    spoilt('vectors in the rows', 'C1', ({ v }) => ({ v: both(v, transposed) })),
    wrong('left eigenvectors', 'C1', ({ a }) => decomposed(transposed(a))),
    spoilt('in single precision', 'C1', ({ w, v }) => ({
      w: both(w, (values) => values.map(Math.fround)),
      v: both(v, single),
    })),
    spoilt('vectors whose largest part is one', 'C2', ({ v }) => {
      const size = (j: number) => largest([...columnOf(v.re, j), ...columnOf(v.im, j)].map(Math.abs));
      return { v: both(v, (a) => entries(a, (x, _, j) => x / size(j))) };
    }),
    spoilt('pairs that are conjugate but for a rounding', 'C3', ({ w: { re, im } }) => ({
      w: { re, im: im.map((x) => (x < 0 ? x * (1 + 2 ** -50) : x)) },
    })),
    spoilt('the first eigenvalue and its vector twice', 'C4', ({ w, v }) => ({
      w: both(w, (values) => values.map((x, k) => (k === 1 ? (values[0] ?? x) : x))),
      v: both(v, (a) => entries(a, (x, i, j) => (j === 1 ? at(a, i, 0) : x))),
    })),
    spoilt('two eigenvalues apart, their sum kept', 'C5', ({ w: { re, im } }) => ({ w: { re: moved(re, 1e-6), im } })),
    spoilt('eigenvalues of A + 1e-9', 'C6', ({ w: { re, im } }) => ({ w: { re: re.map((x) => x + 1e-9), im } })),
    spoilt('real eigenvalues taken for a pair', 'C7', ({ w: { re, im } }) => ({ w: { re, im: moved(im, 1e-9) } })),
    spoilt('zeros taken for one', 'C11', ({ w }) => ({
      w: { re: w.re.map((x) => (Math.abs(x) < 1e-9 ? 1 : x)), im: w.im },
    })),
    spoilt('eigenvalues below 1/2 cut off', 'C12', ({ w }) => ({
      w: both(w, (values) => values.map((x) => (Math.abs(x) < 0.6 ? 0 : x))),
    })),
    spoilt('real parts of vectors alone where the trace is not 0', 'C13', ({ v }, { a }) => ({
      v: { re: v.re, im: entries(v.im, (x) => (at(a, 0, 0) === 0 ? x : 0)) },
    })),
    misread('entries below 1e-10 cut off', 'homogeneity', ({ a }) => ({
      a: entries(a, (x) => (Math.abs(x) < 1e-10 ? 0 : x)),
    })),
    misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  ]),
  ...faultsOf('decompositions.eig', ({ misread }) => [
    misread('a bad member and all after it left at zero', 'badMember', ({ a }) => ({ a: zeroAfterBad(a) })),
  ]),
];
