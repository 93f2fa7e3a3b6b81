import { powerIteration, singularPowerIteration } from '../../../spec/decompositions/powerIterations.ts';
import { at, build, type Matrix, transposed } from '../../../src/_internal/dense/matrix.ts';
import { applied, inner, iterate, normalised, type Vector } from '../../../src/decompositions/_internal/iterate.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

/** The vectors and quotients of an iteration whose step may know how often it was taken. */
function ran(a: Matrix, start: Vector, steps: number, step: (image: Vector, t: number, x: Vector) => Vector) {
  let t = 0;
  const { vectors, values } = iterate(
    start,
    steps,
    (x) => step(applied(a, x), t++, x),
    (x) => inner(x, applied(a, x)),
  );
  return { x: vectors, rho: values };
}

const overLength = (x: Vector): Vector => x.map((value) => value / Math.hypot(...x));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(powerIteration, ({ wrong, spoilt, misread }) => [
    wrong('not divided by the length', 'C1', ({ a, start }, { steps }) => ran(a, start, steps, (image) => image)),
    wrong('every step from the start', 'C1', ({ a, start }, { steps }) =>
      ran(a, start, steps, () => normalised(applied(a, start))),
    ),
    wrong('a vector of length 0 divided by it', 'C5', ({ a, start }, { steps }) => ran(a, start, steps, overLength)),
    wrong('three steps at most', 'E57', ({ a, start }, { steps }) =>
      ran(a, start, steps, (image, t, x) => (t < 3 ? normalised(image) : x)),
    ),
    wrong('the vector turned so that its first part is not negative', 'C4', ({ a, start }, { steps }) =>
      ran(a, start, steps, (image) =>
        normalised(image).map((value, _, all) => ((all[0] ?? 0) < 0 ? -value : Math.abs(value))),
      ),
    ),
    spoilt('rho of A^2', 'C2', ({ rho }) => ({ rho: rho.map((value) => value * value) })),
    spoilt('half of rho', 'C6', ({ rho }) => ({ rho: rho.map((value) => value / 2) })),
    misread('a start with parts along everything', 'C3', ({ start }) => ({
      start: start.map((value) => value + (start.some((one) => one !== 0) ? 1e-3 : 0)),
    })),
    misread('A^T', 'definition', ({ a }) => ({ a: transposed(a) })),
    spoilt('vectors in single precision', 'steps', ({ x }) => ({ x: single(x) })),
    spoilt('the last vectors of the step before', 'steps', ({ x }) => ({
      x: entries(x, (value, t, i) => (t > 150 ? at(x, t - 1, i) : value)),
    })),
  ]),
  ...memberFaultsOf(singularPowerIteration, ({ wrong, spoilt, misread }) => [
    wrong('powers of A, where it is square', 'C3', ({ a, start }, { steps }) => {
      const back = a.rows === a.columns ? a : transposed(a);
      const next = (x: Vector) => normalised(applied(back, normalised(applied(a, x))));
      const { vectors } = iterate(start, steps, a.rows === a.columns ? (x) => normalised(applied(a, x)) : next);
      return { v: vectors, sigma: sigmasOf(a, vectors) };
    }),
    wrong('u given for v', 'C2', ({ a, start }, { steps }) => {
      const next = (x: Vector) => normalised(applied(transposed(a), normalised(applied(a, x))));
      const { vectors } = iterate(start, steps, next);
      const left = build(steps, start.length, (t, i) => normalised(applied(a, rowOf(vectors, t)))[i] ?? 0);
      return { v: left, sigma: sigmasOf(a, vectors) };
    }),
    wrong('a vector of length 0 divided by it', 'C4', ({ a, start }, { steps }) => {
      const next = (x: Vector) => overLength(applied(transposed(a), overLength(applied(a, x))));
      const { vectors } = iterate(start, steps, next);
      return { v: vectors, sigma: sigmasOf(a, vectors) };
    }),
    spoilt('the Frobenius norm', 'C1', (_, { a }, { steps }) => ({
      sigma: new Float64Array(steps).fill(Math.hypot(...a.data)),
    })),
    spoilt('sigmas in the opposite order', 'C1', ({ sigma }) => ({ sigma: sigma.toReversed() })),
    misread('two steps for one', 'C2', ({ a, start }) => ({
      start: Float64Array.from(normalised(applied(transposed(a), normalised(applied(a, start))))),
    })),
    spoilt('vectors in single precision', 'steps', ({ v }) => ({ v: single(v) })),
  ]),
];

const rowOf = (x: Matrix, t: number): Vector => x.data.slice(t * x.columns, (t + 1) * x.columns);
const sigmasOf = (a: Matrix, vectors: Matrix): Vector =>
  Float64Array.from({ length: vectors.rows }, (_, t) => Math.hypot(...applied(a, rowOf(vectors, t))));
