import { algebra, type ExactMatrix } from '../../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { inverseOf } from '../../verbs/elimination.ts';
import { columnsOf, exactMatrix } from '../../verbs/exactMatrices.ts';

const { at, minus, plus, times, transpose } = algebra(0);

/** A matrix of rank at most k, exactly: whatever its name says, it must not be nearer to A than the best approximation. */
export interface Competitor {
  readonly name: string;
  readonly matrix: ExactMatrix;
}

/** A matrix of doubles near to a matrix times a factor matrix; the factor is any list of doubles. */
const doubles = (rows: number, columns: number, element: (i: number, j: number) => number): ExactMatrix =>
  exactMatrix(
    tensorOf(
      'float64',
      [rows, columns],
      Array.from({ length: rows * columns }, (_, position) =>
        element(Math.floor(position / columns), position % columns),
      ),
    ),
  );

/** The elements rounded to doubles; undefined where one is beyond them. */
const rounded = (a: ExactMatrix): ExactMatrix | undefined =>
  a.entries.every((_, position) => Number.isFinite(at(a, Math.floor(position / a.columns), position % a.columns)))
    ? doubles(a.rows, a.columns, (i, j) => at(a, i, j))
    : undefined;

/** The R for which L R is nearest to A, rounded to doubles; undefined where the columns of L depend on each other, or it is beyond them. */
function rightFactor(l: ExactMatrix, a: ExactMatrix): ExactMatrix | undefined {
  const inverse = inverseOf(times(transpose(l), l));
  if (inverse === undefined || !inverse.every(Number.isFinite)) return undefined;
  const k = l.columns;
  const solved = times(
    doubles(k, k, (i, j) => inverse[i * k + j] ?? 0),
    transpose(l),
    a,
  );
  return rounded(solved);
}

/** L improved by alternating least squares: each sweep brings the span of its columns nearer to that of the best one. */
function improved(l: ExactMatrix, a: ExactMatrix, sweeps: number): ExactMatrix {
  let left = l;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const right = rightFactor(left, a);
    const back = right === undefined ? undefined : rightFactor(transpose(right), transpose(a));
    if (back === undefined) return left;
    left = transpose(back);
  }
  return left;
}

/** Matrices of rank at most k that compete with the approximation x of a: the seeds are any integers, cycled through. */
export function competitors(a: ExactMatrix, x: ExactMatrix, k: number, seeds: readonly number[]): Competitor[] {
  const { rows: m, columns: n } = a;
  const zero = { name: 'the zero matrix', matrix: minus(a, a) };
  if (k === 0) return [zero];
  const seed = (position: number) => seeds[position % seeds.length] ?? 1;
  const first = Math.abs(seed(0));
  const chosen = Array.from({ length: k }, (_, r) => (r + first) % n);
  const kept = new Set(chosen);
  const selected = { ...a, entries: a.entries.map((value, position) => (kept.has(position % n) ? value : 0n)) };
  const drawn = doubles(m, k, (i, j) => seed(i * k + j + 1));
  // Columns of the approximation itself, moved by a little: rank k is kept, for the product is formed exactly.
  const moved = plus(columnsOf(x, chosen), { ...drawn, exponent: drawn.exponent + x.exponent });
  const factored = (name: string, left: ExactMatrix): Competitor[] => {
    const right = rightFactor(left, a);
    return right === undefined ? [] : [{ name, matrix: times(left, right) }];
  };
  return [
    zero,
    { name: `columns ${chosen.join(', ')} of A`, matrix: selected },
    ...factored('the best multiple of drawn columns', drawn),
    ...factored('two sweeps of alternating least squares', improved(drawn, a, 2)),
    ...factored('the approximation, perturbed', moved),
  ];
}

/** The other choices of k triplets: sums of k of the terms value_i left_i right_i^T, but for the first k. */
export function otherTriplets(
  { left, values, right }: { readonly left: Tensor; readonly values: readonly number[]; readonly right: Tensor },
  k: number,
): Competitor[] {
  const [u, v] = [exactMatrix(left), exactMatrix(right)];
  const diagonal = (list: readonly number[]) =>
    doubles(list.length, list.length, (i, j) => (i === j ? (values[list[i] ?? 0] ?? 0) : 0));
  const choices = values
    .map((_, skipped) => values.map((_, i) => i).filter((i) => i !== skipped))
    .flatMap((rest) => [rest.slice(0, k), rest.slice(-k)]);
  return choices
    .filter((choice) => k > 0 && choice.length === k)
    .map((choice) => ({
      name: `the triplets ${choice.join(', ')}`,
      matrix: times(columnsOf(u, choice), diagonal(choice), transpose(columnsOf(v, choice))),
    }));
}
