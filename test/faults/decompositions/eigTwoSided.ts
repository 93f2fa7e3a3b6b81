import { eigTwoSided } from '../../../spec/decompositions/eigTwoSided.ts';
import { at, build, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { columnOf, entries, largest, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

const both = <Part>({ re, im }: { re: Part; im: Part }, f: (part: Part) => Part) => ({ re: f(re), im: f(im) });
const conjugated = ({ re, im }: { re: Matrix; im: Matrix }) => ({ re, im: entries(im, (x) => -x) });
const reversed = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => at(a, i, a.columns - 1 - j));

export const faults: readonly Fault[] = memberFaultsOf(eigTwoSided, ({ spoilt, misread }) => [
  spoilt('right vectors for left ones', 'C2', ({ v }) => ({ u: v })),
  spoilt('left vectors not conjugated: u^T A = w u^T', 'C2', ({ u }) => ({ u: conjugated(u) })),
  spoilt('left vectors for right ones', 'C1', ({ u }) => ({ v: u })),
  spoilt('left vectors in the opposite order', 'C2', ({ u }) => ({ u: both(u, reversed) })),
  spoilt('in single precision', 'C1', ({ w, u, v }) => ({
    w: both(w, (values) => values.map(Math.fround)),
    u: both(u, single),
    v: both(v, single),
  })),
  spoilt('left vectors whose largest part is one', 'C3', ({ u }) => {
    const size = (j: number) => largest([...columnOf(u.re, j), ...columnOf(u.im, j)].map(Math.abs));
    return { u: both(u, (a) => entries(a, (x, _, j) => x / size(j))) };
  }),
  spoilt('pairs that are conjugate but for a rounding', 'C4', ({ w: { re, im } }) => ({
    w: { re, im: im.map((x) => (x < 0 ? x * (1 + 2 ** -50) : x)) },
  })),
  misread('the matrix taken for symmetric', 'C7', ({ a }) => ({
    a: build(a.rows, a.columns, (i, j) => at(a, Math.max(i, j), Math.min(i, j))),
  })),
  spoilt('every left vector the first', 'C5', ({ u }) => ({ u: both(u, (a) => entries(a, (_, i) => at(a, i, 0))) })),
  spoilt('left vectors of pairs changed for each other', 'C6', ({ u, w: { im } }) => ({
    u: both(u, (a) => entries(a, (x, i, j) => ((im[j] ?? 0) === 0 ? x : at(a, i, (im[j] ?? 0) > 0 ? j + 1 : j - 1)))),
  })),
  misread('NaN taken for zero', 'R1', ({ a }) => ({ a: entries(a, (x) => x || 0) })),
  spoilt('vectors in the rows', 'C2', ({ u }) => ({ u: both(u, transposed) })),
]);
