import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { matrixCompletion } from '../../spec/multilinear/matrixCompletion.ts';
import { singularValueThreshold } from '../../spec/multilinear/singularValueThreshold.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { permutationFrom } from '../generators/permutations.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { literal } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly } from '../verbs/exactMatrices.ts';
import { satisfies } from '../verbs/judge.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { at, build, withNaN, zipped } from '../verbs/tensors.ts';

const { minus, part } = algebra(0);

const masked = (shape: readonly number[], isKnown: (position: number) => boolean): Tensor =>
  tensorOf(
    'int32',
    shape,
    Array.from({ length: shape.reduce((one, size) => one * size, 1) }, (_, at) => Number(isKnown(at))),
  );

/** Matrices of which some entries are known, a threshold and a number of steps. */
const incomplete = (context: Context) =>
  beside(tensors(context, { a: 'm n' }, { entries: 'reals', most: 4 }), {
    chosen: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    tau: dealt([1, 0.5, 2, 0.25]),
    iterations: dealt([1, 0, 3, 6]),
  }).map(({ a, chosen, tau, iterations }) => ({
    a,
    known: masked(a.shape, (position) => chosen[position] ?? true),
    tau,
    iterations,
  }));

/** X with the known entries of A in their places. */
const filled = (a: Tensor, known: Tensor, x: Tensor): Tensor =>
  zipped(x, a, (own, given, position) => (known.data[position] === 0 ? own : given));

/** 35 max(m, n) eps. */
const errorOf = ({ shape }: Tensor, u: number): number => thresholds.singular * Math.max(1, ...shape) * 2 * u;

/** ||P(X - A)||_F^2 / 2 + tau ||X||_*. */
function objective(a: Tensor, known: Tensor, x: ExactMatrix, tau: number, u: number): number {
  const rest = part(minus(x, exactMatrix(a)), (i, j) => at(known, i, j) !== 0);
  return frobeniusNormOf(rest) ** 2 / 2 + tau * singularValuesOf(x, u).reduce((sum, value) => sum + value, 0);
}

/** The entries of X, over those of M, that are unknown and known, after some steps from 0; all of them exact but for rounding. */
function stepped(n: number, tau: number, iterations: number): { readonly unknown: number; readonly known: number } {
  let state = { unknown: 0, known: 0 };
  for (let k = 0; k < iterations; k++) {
    const x = state.unknown;
    // With x in the places of a permutation and 1 elsewhere there is a singular value n - 1 + x, and n - 1 others are 1 - x.
    const [first, others] = [n - 1 + x - tau, Math.max(1 - x - tau, 0)];
    state = { unknown: (first - (n - 1) * others) / n, known: (first + others) / n };
  }
  return state;
}

export const laws: readonly Law[] = [
  law(matrixCompletion, 'C3', {
    needs: [singularValueThreshold],
    hint: 'unknown entries are kept at 0, or known ones are not put back',
    cases: incomplete,
    check: async (on, { a, known, tau, iterations }, context) => {
      const [{ x }, { x: next }] = await Promise.all([
        on(matrixCompletion, { a, known }, { tau, iterations }),
        on(matrixCompletion, { a, known }, { tau, iterations: iterations + 1 }),
      ]);
      const inputs = { a: filled(a, known, x) };
      return judgedExactly({ x, next }, () =>
        (['C1', 'C2'] as const).map((clause) =>
          satisfies(singularValueThreshold, clause, inputs, { tau }, { x: next }, context),
        ),
      );
    },
  }),
  law(matrixCompletion, 'C4', {
    cases: incomplete,
    check: async (on, { a, known, tau, iterations }, { u }) => {
      const [{ x }, { x: next }] = await Promise.all([
        on(matrixCompletion, { a, known }, { tau, iterations }),
        on(matrixCompletion, { a, known }, { tau, iterations: iterations + 1 }),
      ]);
      return judgedExactly({ x, next }, ({ x: before, next: after }) => {
        const given = part(exactMatrix(a), (i, j) => at(known, i, j) !== 0);
        const allowed = 8 * errorOf(a, u) * frobeniusNormOf(given) ** 2;
        const limit = objective(a, known, before, tau, u);
        return [atMost('objective after a step more', objective(a, known, after, tau, u), limit, allowed)];
      });
    },
  }),
  equal(matrixCompletion, 'C5', {
    repeats: true,
    cases: incomplete,
    sides: (f, { a, known, tau, iterations }) => {
      const spoilt = build(a, a.shape, (i, j) => (at(known, i, j) === 0 ? Number.NaN : at(a, i, j)));
      return {
        'x with NaN in unknown places': [f({ a: spoilt, known, tau, iterations }), f({ a, known, tau, iterations })],
      };
    },
  }),
  law(matrixCompletion, 'C6', {
    needs: [singularValueThreshold],
    cases: incomplete,
    check: async (on, { a, tau }, context) => {
      const known = masked(a.shape, () => true);
      const results = await Promise.all(
        [1, 4].map((iterations) => on(matrixCompletion, { a, known }, { tau, iterations })),
      );
      return results.flatMap(({ x }) =>
        judgedExactly({ x }, () =>
          (['C1', 'C2'] as const).map((clause) =>
            satisfies(singularValueThreshold, clause, { a }, { tau }, { x }, context),
          ),
        ),
      );
    },
  }),
  ofResult(matrixCompletion, 'C7', {
    hint: 'the method is another: the known entries are fitted, or the steps are longer',
    cases: (context) =>
      beside(tensors(context, { u: 'n', v: 'n' }, { least: 3 }), {
        choices: fc.array(fc.nat(119), { minLength: 5, maxLength: 5 }),
        tau: dealt([1, 0.5, 0.25, 0.125]),
        iterations: dealt([1, 2, 5, 12, 24]),
      }).map(({ u, v, choices, tau, iterations }) => {
        const n = u.data.length;
        const order = permutationFrom(n, choices);
        const sign = (value: number) => (value < 0 ? -1 : 1);
        return {
          a: build(u, [n, n], (i, j) => sign(at(u, i)) * sign(at(v, j))),
          known: masked([n, n], (position) => order[Math.floor(position / n)] !== position % n),
          tau,
          iterations,
        };
      }),
    of: ({ x }, { a, known, tau, iterations }, _, { u }) => {
      const [n = 1] = a.shape;
      const values = stepped(n, tau, iterations);
      const expected = Array.from(
        a.data,
        (sign, position) => sign * (known.data[position] === 0 ? values.unknown : values.known),
      );
      // No step moves two matrices apart: what each may be off by adds up.
      return [nearAll('x', x, expected, iterations * errorOf(a, u) * n)];
    },
  }),
  law(matrixCompletion, 'R3', {
    statement: 'NaN in a known entry is refused, or reaches the result',
    cases: incomplete,
    check: async (on, { a, tau }) => {
      const known = masked(a.shape, () => true);
      const result = await unlessRefused(on(matrixCompletion, { a: withNaN(a, 0), known }, { tau, iterations: 2 }));
      if (result === undefined) return [{ ratio: 0, what: 'refused' }];
      const { data } = result.x;
      return [holds('x', data.some(Number.isNaN), 'an error, or NaN', Array.from(data, literal).join(', '))];
    },
  }),
];
