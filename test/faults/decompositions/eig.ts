import { at, build, identity, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { type GeneralEigen, generalEigen } from '../../../src/decompositions/_internal/generalEigen.ts';
import { complexArray, type NdArray } from '../../../src/ndArray.ts';
import { overMembers, vector, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const empty = identity(0);
const nothing = { w: { re: new Float64Array(), im: new Float64Array() }, v: { re: empty, im: empty } };

/** What is given for every member of a batch; NaN is refused unless it is asked for. */
const each =
  (f: (a: Matrix, at: number) => GeneralEigen | undefined, isBad = (a: Matrix) => !a.data.every(Number.isFinite)) =>
  ({ a }: { readonly a: NdArray }) => {
    let count = 0;
    const { wr, wi, vr, vi } = overMembers([a], (member = empty) => {
      if (isBad(member)) throw new RangeError('not finite');
      const { w, v } = f(member, count++) ?? nothing;
      return { wr: vector(w.re), wi: vector(w.im), vr: whole(v.re), vi: whole(v.im) };
    });
    return { w: complexArray(wr, wi), v: complexArray(vr, vi) };
  };

/** The right answer, spoilt. */
const after = (f: (answer: GeneralEigen, a: Matrix) => GeneralEigen) => each((a) => f(generalEigen(a) ?? nothing, a));

const entries = (a: Matrix, f: (value: number, i: number, j: number) => number): Matrix =>
  build(a.rows, a.columns, (i, j) => f(at(a, i, j), i, j));
const both = <Part>({ re, im }: { re: Part; im: Part }, f: (part: Part) => Part) => ({ re: f(re), im: f(im) });
const moved = (values: Float64Array, by: number): Float64Array =>
  values.map((value, k) => (values.length > 1 && k < 2 ? value + (k === 0 ? by : -by) : value));

export const faults: readonly Fault[] = faultsOf('decompositions.eig', ({ wrong, misread }) => [
  wrong(
    'eigenvectors conjugated',
    'C1',
    after(({ w, v }) => ({ w, v: { re: v.re, im: entries(v.im, (x) => -x) } })),
  ),
  wrong(
    'real parts alone',
    'C1',
    after(({ w, v }) => ({ w: { re: w.re, im: w.im.map(() => 0) }, v: { re: v.re, im: entries(v.im, () => 0) } })),
  ),
  wrong(
    'vectors in the rows',
    'C1',
    after(({ w, v }) => ({ w, v: both(v, transposed) })),
  ),
  wrong(
    'left eigenvectors',
    'C1',
    each((a) => generalEigen(transposed(a))),
  ),
  wrong(
    'in single precision',
    'C1',
    after(({ w, v }) => ({
      w: both(w, (values) => values.map(Math.fround)),
      v: both(v, (a) => entries(a, Math.fround)),
    })),
  ),
  wrong(
    'vectors whose largest part is one',
    'C2',
    after(({ w, v }) => {
      const column = (j: number) =>
        Math.max(
          ...Array.from({ length: v.re.rows }, (_, i) => Math.max(Math.abs(at(v.re, i, j)), Math.abs(at(v.im, i, j)))),
        );
      return { w, v: both(v, (a) => entries(a, (x, _, j) => x / column(j))) };
    }),
  ),
  wrong(
    'pairs that are conjugate but for a rounding',
    'C3',
    after(({ w, v }) => ({ w: { re: w.re, im: w.im.map((x) => (x < 0 ? x * (1 + 2 ** -50) : x)) }, v })),
  ),
  wrong(
    'the first eigenvalue and its vector twice',
    'C4',
    after(({ w, v }) => ({
      w: both(w, (values) => values.map((x, k) => (k === 1 ? (values[0] ?? x) : x))),
      v: both(v, (a) => entries(a, (x, i, j) => (j === 1 ? at(a, i, 0) : x))),
    })),
  ),
  wrong(
    'two eigenvalues apart, their sum kept',
    'C5',
    after(({ w, v }) => ({ w: { re: moved(w.re, 1e-6), im: w.im }, v })),
  ),
  wrong(
    'eigenvalues of A + 1e-9',
    'C6',
    after(({ w, v }) => ({ w: { re: w.re.map((x) => x + 1e-9), im: w.im }, v })),
  ),
  wrong(
    'real eigenvalues taken for a pair',
    'C7',
    after(({ w, v }) => ({ w: { re: w.re, im: moved(w.im, 1e-9) }, v })),
  ),
  wrong(
    'entries below 1e-10 cut off',
    'homogeneity',
    each((a) => generalEigen(entries(a, (x) => (Math.abs(x) < 1e-10 ? 0 : x)))),
  ),
  misread('NaN taken for zero', 'R1', ({ a }) => ({ a: mapped(a, (value) => value || 0) })),
  wrong('a bad member and all after it left at zero', 'badMember', ({ a }) => {
    let isGood = true;
    const answer = each(
      (member) => {
        isGood &&= member.data.every(Number.isFinite);
        return generalEigen(isGood ? member : entries(member, () => 0));
      },
      () => false,
    );
    return answer({ a });
  }),
]);
