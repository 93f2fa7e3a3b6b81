import type { Algebra, ExactMatrix } from '../../spec/exactMatrix.ts';
import type { Equation } from '../../spec/meaning.ts';

/** What an equation holds to be small, and how large it lets each of its elements be, in row-major order. */
export interface Allowance {
  readonly residual: ExactMatrix;
  readonly allowed: (position: number) => number;
}

const one: ExactMatrix = { rows: 1, columns: 1, exponent: 0, entries: [1n] };

/**
 * What an equation allows, read off the ratio that it forms: a residual of norm 1 has the reciprocal of what is allowed for its ratio.
 * An equation that forms none holds exactly, and allows nothing.
 */
export function allowanceOf(equation: Equation, exact: Algebra, ...[values, ...rest]: Rest): Allowance | undefined {
  let found: Allowance | undefined;
  const note = (residual: ExactMatrix, allowed: Allowance['allowed']): number => {
    found = { residual, allowed };
    return 0;
  };
  const everywhere = (ratio: number) => () => 1 / ratio;
  const listening: Algebra = {
    ...exact,
    backward: (threshold, residual, n, eps, ...scales) =>
      note(residual, everywhere(exact.backward(threshold, one, n, eps, ...scales))),
    orthonormal: (threshold, q) => note(gap(q, exact), everywhere(exact.backward(threshold, one, q.rows, 2 * exact.u))),
    componentwise: (residual, factor, bound, ...factors) =>
      note(residual, (position) => 1 / exact.componentwise(one, factor, elementOf(bound, position), ...factors)),
  };
  equation(values, listening, ...rest);
  return found;
}

type Rest = Parameters<Equation> extends [infer Values, Algebra, ...infer Others] ? [Values, ...Others] : never;

const elementOf = ({ exponent, entries }: ExactMatrix, position: number): ExactMatrix => ({
  ...one,
  exponent,
  entries: [entries[position] ?? 0n],
});

/** Q^T Q - I. */
const gap = (q: ExactMatrix, { minus, times, transpose, identity }: Algebra): ExactMatrix =>
  minus(times(transpose(q), q), identity(q.columns));
