import fc from 'fast-check';
import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { singularValueThreshold } from '../../spec/multilinear/singularValueThreshold.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult } from '../observed.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, frobeniusNormOf, innerProductOf, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { atMost, near } from '../verbs/measured.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { zeros } from '../verbs/tensors.ts';
import { competitors } from './_internal/competitors.ts';
import { singularValueThresholdGradient } from './_internal/singularValueThresholdGradient.ts';

const { minus } = algebra(0);

/** Matrices of every class, and a threshold of some part of their norm. */
const thresholded = (context: Context) =>
  beside(alone(singularValueThreshold, context, { most: 4, scaled: false, attributes: { tau: 0 } }), {
    part: dealt([0, 0.125, 0.5, 0.25, 0.0625]),
    seeds: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 7, maxLength: 7 }),
  }).map(({ a, part, seeds }) => {
    const size = Math.fround(frobeniusNormOf(exactMatrix(a)));
    return { a, tau: part * size, seeds };
  });

/** 35 max(m, n) eps. */
const errorOf = ({ shape }: Tensor, u: number): number => thresholds.singular * Math.max(1, ...shape) * 2 * u;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** ||X - A||_F^2 / 2 + tau ||X||_*. */
const objective = (a: ExactMatrix, x: ExactMatrix, tau: number, u: number): number =>
  frobeniusNormOf(minus(x, a)) ** 2 / 2 + tau * total(singularValuesOf(x, u));

export const laws: readonly Law[] = [
  ofResult(singularValueThreshold, 'C3', {
    hint: 'the threshold is taken as a hard one, which cuts and does not reduce, or relative to the largest',
    cases: thresholded,
    of: ({ x }, { a, tau }, _, { u }) =>
      judgedExactly({ x }, ({ x: received }) => {
        const values = singularValuesOf(exactMatrix(a), u);
        const allowed = errorOf(a, u) * (values[0] ?? 0);
        const own = singularValuesOf(received, u);
        return values.map((value, k) =>
          near(`singular value ${k + 1}`, own[k] ?? 0, Math.max(value - tau, 0), allowed),
        );
      }),
  }),
  ofResult(singularValueThreshold, 'C4', {
    share: 0.5,
    cases: thresholded,
    of: ({ x }, { a, tau, seeds }, _, { u }) =>
      judgedExactly({ x }, ({ x: received }) => {
        const given = exactMatrix(a);
        const least = objective(given, received, tau, u);
        const rank = 1 + (Math.abs(seeds[0] ?? 0) % Math.max(1, Math.min(...a.shape)));
        const others = [
          { name: 'A', matrix: given },
          ...competitors(given, received, rank, seeds),
          { name: '(A + X) / 2', matrix: middle(given, received) },
          { name: '7 X / 8', matrix: reduced(received) },
        ];
        const allowed = 4 * errorOf(a, u) * frobeniusNormOf(given) ** 2;
        const seen = others.map(({ name, matrix }) =>
          atMost(`objective against ${name}`, least, objective(given, matrix, tau, u), allowed),
        );
        return [worst(seen, 'objective')];
      }),
  }),
  law(singularValueThreshold, 'C5', {
    cases: (context) =>
      beside(tensors(context, { a: 'm n', b: 'm n' }, { entries: 'reals', most: 4 }), {
        tau: dealt([1, 2, 0.5, 4]),
      }),
    check: async (on, { a, b, tau }, { u }) => {
      const [{ x }, { x: y }] = await Promise.all([
        on(singularValueThreshold, { a }, { tau }),
        on(singularValueThreshold, { a: b }, { tau }),
      ]);
      return judgedExactly({ x, y }, ({ x: one, y: other }) => {
        const [moved, given] = [minus(one, other), minus(exactMatrix(a), exactMatrix(b))];
        const [square, paired] = [innerProductOf(moved, moved), innerProductOf(moved, given)].map(numberOf);
        const norms = [a, b].map((matrix) => frobeniusNormOf(exactMatrix(matrix)));
        const allowed = 4 * errorOf(a, u) * total(norms) ** 2;
        return [atMost('||X - Y||_F^2', square ?? Number.NaN, paired ?? Number.NaN, allowed)];
      });
    },
  }),
  law(singularValueThreshold, 'C6', {
    cases: (context) => tensors(context, { a: 'm n' }, { entries: 'reals' }),
    check: async (on, { a }, { u }) => {
      const norm = frobeniusNormOf(exactMatrix(a));
      const [{ x: none }, { x: whole }] = await Promise.all([
        on(singularValueThreshold, { a }, { tau: 2 * Math.fround(norm) }),
        on(singularValueThreshold, { a }, { tau: 0 }),
      ]);
      return [
        ...nearNormwise('x at a large tau', none, exactMatrix(zeros(a)), 0),
        ...nearNormwise('x at tau = 0', whole, exactMatrix(a), errorOf(a, u) * norm),
      ];
    },
  }),
  singularValueThresholdGradient,
];

/** 7 A / 8. */
const reduced = (a: ExactMatrix): ExactMatrix => ({
  ...a,
  exponent: a.exponent - 3,
  entries: a.entries.map((value) => 7n * value),
});

/** (A + B) / 2. */
function middle(a: ExactMatrix, b: ExactMatrix): ExactMatrix {
  const sum = algebra(0).plus(a, b);
  return { ...sum, exponent: sum.exponent - 1 };
}
