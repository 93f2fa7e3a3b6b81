import fc from 'fast-check';
import { gradientDescent } from '../../spec/programs/gradientDescent.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { type Exact, errorOf, exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { iterated } from '../iterated.ts';
import type { Context, Law, Observation } from '../law.ts';
import { programLaw } from '../program.ts';
import { worst } from '../verbs/compare.ts';
import { boundedResults, matchesDefinition } from '../verbs/judge.ts';
import { atMost } from '../verbs/measured.ts';

const steps = 200;
const rate = 1 / 8;
const carried = { next: 'x', nextVelocity: 'velocity' };

/** Sylvester's Hadamard matrix of order 4, whose columns are the eigenvectors. */
const signs = [1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1, -1, -1, 1];
const sign = (i: number, j: number): number => signs[4 * i + j] ?? 0;
const order = [0, 1, 2, 3];

interface Quadratic {
  readonly [name: string]: unknown;
  /** Eight times the eigenvalues of the step. */
  readonly eigenvalues: readonly number[];
  readonly minimum: readonly number[];
  readonly start: readonly number[];
}

/** A quadratic of four variables with its minimum and a start, all of small integers; eigenvalues from 0 to 16, so that no step leads away. */
const quadratics: fc.Arbitrary<Quadratic> = fc.record({
  eigenvalues: fc.tuple(...order.map(() => fc.integer({ min: 0, max: 16 }))),
  minimum: fc.tuple(...order.map(() => fc.integer({ min: -4, max: 4 }))),
  start: fc.tuple(...order.map(() => fc.integer({ min: -8, max: 8 }))),
});

/** A = H diag(eigenvalues) H / 4, c = -A x*; nothing is rounded, at any precision. */
function inputsOf(
  { eigenvalues, minimum, start }: Quadratic,
  { dtype }: Context,
): Record<'a' | 'c' | 'x' | 'velocity', Tensor> {
  const a = order.flatMap((i) =>
    order.map((j) => order.reduce((sum, k) => sum + sign(i, k) * sign(j, k) * (eigenvalues[k] ?? 0), 0) / 4),
  );
  const c = order.map((i) => -order.reduce((sum, j) => sum + (a[4 * i + j] ?? 0) * (minimum[j] ?? 0), 0));
  const vector = (values: readonly number[]) => tensorOf(dtype, [4], values);
  return { a: tensorOf(dtype, [4, 4], a), c: vector(c), x: vector(start), velocity: vector([0, 0, 0, 0]) };
}

/** x* + (I - A / 8)^t (x - x*) exactly: along every eigenvector a power of 1 - eigenvalue / 8. */
function pointAfter({ eigenvalues, minimum, start }: Quadratic, t: number): Exact[] {
  const along = order.map((k) => {
    const distance = order.reduce((sum, j) => sum + sign(j, k) * ((start[j] ?? 0) - (minimum[j] ?? 0)), 0) / 4;
    return exact.mul(exact.constant(distance), exact.power(exact.constant(1 - rate * (eigenvalues[k] ?? 0)), t));
  });
  return order.map((i) =>
    exact.sum([exact.constant(minimum[i] ?? 0), ...along.map((one, k) => exact.mul(exact.constant(sign(i, k)), one))]),
  );
}

export const laws: readonly Law[] = [
  programLaw<Quadratic>(gradientDescent, 'C1', {
    share: 0.1,
    cases: () => quadratics,
    hint: 'a step is not taken from the point before it, or not along the slope there',
    check: async (on, given, context) => {
      const run = await iterated(on, gradientDescent, carried, inputsOf(given, context), steps);
      return run.map(({ inputs, outputs }, t): Observation => {
        const one = worst(matchesDefinition(gradientDescent, inputs, {}, outputs, context), 'a step');
        return { ...one, what: `${one.what} of step ${t + 1}` };
      });
    },
  }),
  programLaw<Quadratic>(gradientDescent, 'C2', {
    share: 0.1,
    cases: () => quadratics,
    hint: 'what the steps lose adds up, where it should not',
    check: async (on, given, context) => {
      const run = await iterated(on, gradientDescent, carried, inputsOf(given, context), steps);
      // No step makes an error longer, so that after t steps there are at most those of the steps, one beside the other.
      let allowed = 0;
      return run.flatMap(({ inputs, outputs }, at) => {
        const { next } = boundedResults(gradientDescent, inputs, {}, context);
        allowed += Math.hypot(...(next?.values ?? []).map((one) => allowedError(one, context.profile)));
        if ((at + 1) % 25 !== 0 && at + 1 < run.length) return [];
        const expected = pointAfter(given, at + 1);
        const point = outputs['next']?.data ?? [];
        const error = Math.hypot(...expected.map((want, i) => errorOf(point[i] ?? Number.NaN, want)));
        return [atMost(`distance from the trajectory after ${at + 1} steps`, error, 0, allowed)];
      });
    },
  }),
];
