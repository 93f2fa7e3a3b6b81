import { at, build, identity, type Matrix, part, times, transposed } from '../../../src/_internal/dense/matrix.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { overMembers, vector, whole } from '../_internal/members.ts';
import { byRows, mapped, valuesOf } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const right = implementations['decompositions.lu'];
const rightGradient = pullbacks['decompositions.lu'];

interface Rules {
  /** The row of the pivot of step k, among those from k on. */
  readonly pivot?: (a: Matrix, k: number) => number;
  /** Whether a pivot counts as zero: its column is then left alone. */
  readonly negligible?: (pivot: number) => boolean;
  /** Whether the multipliers move with their rows. */
  readonly movesMultipliers?: boolean;
}

function largest(a: Matrix, k: number): number {
  let best = k;
  for (let i = k + 1; i < a.rows; i++) if (Math.abs(at(a, i, k)) > Math.abs(at(a, best, k))) best = i;
  return best;
}

/** The largest entry of the column relative to its row, as it would be after equilibration. */
function largestInItsRow(a: Matrix, k: number): number {
  const relative = (i: number) => {
    const row = Array.from({ length: a.columns - k }, (_, j) => Math.abs(at(a, i, k + j)));
    return Math.abs(at(a, i, k)) / Math.max(...row, Number.MIN_VALUE);
  };
  let best = k;
  for (let i = k + 1; i < a.rows; i++) if (relative(i) > relative(best)) best = i;
  return best;
}

function eliminate(given: Matrix, { pivot = largest, negligible = (x) => x === 0, movesMultipliers = true }: Rules) {
  const n = given.rows;
  const a = build(n, n, (i, j) => at(given, i, j));
  const order = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    const row = pivot(a, k);
    [order[k], order[row]] = [order[row] ?? 0, order[k] ?? 0];
    for (let j = movesMultipliers ? 0 : k; j < n; j++) {
      [a.data[k * n + j], a.data[row * n + j]] = [at(a, row, j), at(a, k, j)];
    }
    if (negligible(at(a, k, k))) continue;
    for (let i = k + 1; i < n; i++) {
      a.data[i * n + k] = at(a, i, k) / at(a, k, k);
      for (let j = k + 1; j < n; j++) a.data[i * n + j] = at(a, i, j) - at(a, i, k) * at(a, k, j);
    }
  }
  return {
    permutation: { ...vector(order), integer: true },
    l: whole(build(n, n, (i, j) => (i > j ? at(a, i, j) : i === j ? 1 : 0))),
    u: whole(part(a, (i, j) => i <= j)),
  };
}

const wrong = (name: string, caughtBy: string, rules: Rules): Fault => ({
  name,
  operation: 'decompositions.lu',
  caughtBy: `decompositions.lu/${caughtBy}`,
  operations: { 'decompositions.lu': ({ a }) => overMembers([a], (member = identity(0)) => eliminate(member, rules)) },
});

export const faults: readonly Fault[] = [
  wrong('no pivoting', 'C5', { pivot: (_, k) => k }),
  wrong('pivots chosen relative to their rows', 'C5', { pivot: largestInItsRow }),
  wrong('pivots below 1e-3 taken for zero', 'homogeneity', { negligible: (pivot) => Math.abs(pivot) < 1e-3 }),
  wrong('division by a zero pivot', 'C8', { negligible: () => false }),
  wrong('multipliers not exchanged with their rows', 'C1', { movesMultipliers: false }),
  wrong('the first entry that is not zero is the pivot', 'C5', {
    pivot: (a, k) => {
      const found = Array.from({ length: a.rows }, (_, i) => i).find((i) => i >= k && at(a, i, k) !== 0);
      return found ?? k;
    },
  }),
  ...faultsOf('decompositions.lu', ({ spoilt, spoiltGradient, wrong, wrongGradient }) => [
    spoilt('permutation inverted', 'C1', ({ permutation, ...factors }) => ({
      permutation: byRows(permutation, (row) => row.map((_, i) => row.indexOf(i))),
      ...factors,
    })),
    spoilt('a permutation of all zeros', 'C4', ({ permutation, ...factors }) => ({
      permutation: mapped(permutation, () => 0),
      ...factors,
    })),
    wrong('the pivots on the diagonal of L', 'C2', ({ a }) =>
      overMembers([a], (member = identity(0)) => {
        const { permutation, l, u } = eliminate(member, {});
        const n = member.rows;
        const pivot = (i: number) => u.values[i * n + i] || 1;
        return {
          permutation,
          l: { ...l, values: Array.from(l.values, (value, k) => value * pivot(k % n)) },
          u: { ...u, values: Array.from(u.values, (value, k) => value / pivot(Math.floor(k / n))) },
        };
      }),
    ),
    wrong('the multipliers left below the diagonal of U', 'C3', (inputs, attributes) => {
      const { permutation, l, u } = right(inputs, attributes);
      const [lower, n] = [valuesOf(l), l.shape.at(-1) ?? 1];
      const isBelow = (k: number) => Math.floor(k / n) % n > k % n;
      return { permutation, l, u: mapped(u, (value, k) => (isBelow(k) ? (lower[k] ?? 0) : value)) };
    }),
    wrongGradient('gradient in the order of the exchanged rows', 'jacobian', (inputs, cotangents, attributes) => {
      const { permutation } = right(inputs, attributes);
      const { a = inputs.a } = rightGradient(inputs, cotangents, attributes);
      const order = valuesOf(permutation);
      return overMembers([a], (member = identity(0)) => ({
        a: whole(build(member.rows, member.columns, (i, j) => at(member, order[i] ?? i, j))),
      }));
    }),
    wrongGradient(
      'gradient of L without its part below the diagonal',
      'jacobian',
      (inputs, { l, ...others }, attributes) => rightGradient(inputs, { ...others, l: mapped(l, () => 0) }, attributes),
    ),
    spoiltGradient('gradient transposed', 'adjoint', ({ a }) =>
      overMembers([a], (member = identity(0)) => ({ a: whole(transposed(times(member))) })),
    ),
    wrongGradient('gradient of the diagonal of U alone', 'jacobian', (inputs, { u, ...others }, attributes) => {
      const n = u.shape.at(-1) ?? 1;
      const isDiagonal = (at: number) => Math.floor(at / n) % n === at % n;
      const diagonal = mapped(u, (value, at) => (isDiagonal(at) ? value : 0));
      return rightGradient(inputs, { ...others, u: diagonal }, attributes);
    }),
    wrongGradient('gradient of no more than eight rows of U', 'gradient', (inputs, { u, ...others }, attributes) => {
      const n = u.shape.at(-1) ?? 1;
      const leading = mapped(u, (value, at) => (Math.floor(at / n) % n < 8 ? value : 0));
      return rightGradient(inputs, { ...others, u: leading }, attributes);
    }),
  ]),
];
