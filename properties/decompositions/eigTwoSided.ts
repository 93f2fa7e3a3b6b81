import { eigTwoSided } from '../../spec/decompositions/eigTwoSided.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type Observation } from '../law.ts';
import { field, magnitude, numbersOf, type Z } from '../verbs/complexes.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { circulants, normalError, type Value, valuesOf } from './_internal/eigenvalues.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const columnsOf = (v: Tensor): Z[][] => {
  const [numbers, n] = [numbersOf(v), v.shape[0] ?? 0];
  return Array.from({ length: n }, (_, k) => numbers.filter((_, at) => at % n === k));
};

const conjugate = ({ re, im }: Z): Z => ({ re, im: exact.neg(im) });

/** |u^H v|. */
const cosine = (u: readonly Z[], v: readonly Z[]): number =>
  magnitude(u.map((x, i) => field.mul(conjugate(x), v[i] ?? field.constant(0))).reduce(field.add, field.constant(0)));

const distance = ([x, y]: Value, [a, b]: Value): number => Math.hypot(x - a, y - b);

/** Observes |u_i^H v_j| with the distance of the eigenvalues, for every i and j. */
const overlaps = (
  { w, u, v }: { readonly w: Tensor; readonly u: Tensor; readonly v: Tensor },
  see: (i: number, j: number, overlap: number, values: readonly Value[]) => readonly Observation[],
): readonly Observation[] => {
  const whole = finite({ w, u, v });
  if (whole.ratio !== 0) return [whole];
  const [left, right, values] = [columnsOf(u), columnsOf(v), valuesOf(w)];
  return left.flatMap((one, i) => right.flatMap((other, j) => see(i, j, cosine(one, other), values)));
};

export const laws: readonly Law[] = [
  law(eigTwoSided, 'C5', {
    hint: 'the left vectors are in another order than the eigenvalues, or conjugated',
    cases: circulants,
    check: async (on, { a }, { u }) =>
      overlaps(await on(eigTwoSided, { a }), (i, j, overlap, values) => {
        const apart = distance(values[i] ?? [0, 0], values[j] ?? [0, 0]);
        return i === j
          ? []
          : [atMost(`|w_${i} - w_${j}| |u_${i}^H v_${j}|`, apart * overlap, 0, 2 * normalError(a, u))];
      }),
  }),
  law(eigTwoSided, 'C6', {
    cases: circulants,
    check: async (on, { a }, { u }) =>
      overlaps(await on(eigTwoSided, { a }), (i, j, overlap, values) => {
        if (i !== j) return [];
        const n = values.length;
        const gaps = values.map((one, k) => (k === i ? Number.POSITIVE_INFINITY : distance(one, values[i] ?? one)));
        const [gap, error] = [Math.min(...gaps), 2 * normalError(a, u)];
        if (!(8 * n * error < gap)) return [];
        const turned = Number.isFinite(gap) ? (2 * error) / gap : 0;
        return [near(`|u_${i}^H v_${i}|`, overlap, 1, turned ** 2 + 400 * n * u)];
      }),
  }),
  law(eigTwoSided, 'C7', {
    cases: ({ dtype }) => dealt([1, 2, 0.5, 0, 8, 3, -1.5]).map((t) => ({ a: tensorOf(dtype, [2, 2], [1, t, 0, 0]) })),
    check: async (on, { a }, { u }) => {
      const square = 1 + (a.data[1] ?? 0) ** 2;
      return overlaps(await on(eigTwoSided, { a }), (i, j, overlap) =>
        i === j ? [near(`|u_${i}^H v_${i}|`, overlap, 1 / Math.sqrt(square), 800 * u * square)] : [],
      );
    },
  }),
  refusesNaN(eigTwoSided, 'R1', endsOnNaN),
];
