import fc from 'fast-check';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { operationCases } from '../generators/cases.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { worst } from '../verbs/compare.ts';
import { exactMatrix, judgedExactly, numberOf } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atMost, near } from '../verbs/measured.ts';
import { spectralNormOf } from '../verbs/spectrum.ts';
import { at, build, map } from '../verbs/tensors.ts';
import { eighGradient } from './_internal/eighGradient.ts';
import { refusesNaN, withNaN } from './_internal/nan.ts';
import { asymmetry, ignoresOneTriangle } from './_internal/oneTriangle.ts';
import { perturbed } from './_internal/perturbed.ts';

const { minus, norm1, times, transpose } = algebra(0);

const matrices = (context: Context, least = 1) =>
  operationCases(eigh, context, { batch: false, least }).map(({ inputs }) => ({ a: outputOf(inputs, 'a') }));

const valuesOf = async (on: Subject, a: Tensor): Promise<number[]> => Array.from((await on(eigh, { a })).w.data);

/** How far each eigenvalue may be off: 60 n eps ||A||_1, as C1 says; C2 stretches the space by as much again. */
const eigenvalueError = (a: Tensor, u: number): number =>
  2 * thresholds.symmetricEigen * (a.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(a));

export const laws: readonly Law[] = [
  law(eigh, 'C6', {
    cases: (context) => perturbed(context, eigh),
    check: async (on, { a, near: other }, { u }) => {
      const distance = spectralNormOf(minus(exactMatrix(other), exactMatrix(a)), u);
      const [one, two] = await Promise.all([valuesOf(on, a), valuesOf(on, other)]);
      const allowed = eigenvalueError(a, u) + eigenvalueError(other, u);
      return one.map((value, i) =>
        atMost(`|w_${i}(A + E) - w_${i}(A)|`, Math.abs((two[i] ?? Number.NaN) - value), distance, allowed),
      );
    },
  }),
  law(eigh, 'C7', {
    cases: (context) => matrices(context, 2),
    check: async (on, { a }, { u }) => {
      const n = a.shape[0] ?? 1;
      const [whole, part] = await Promise.all([
        valuesOf(on, a),
        valuesOf(
          on,
          build(a, [n - 1, n - 1], (i, j) => at(a, i, j)),
        ),
      ]);
      const allowed = 2 * eigenvalueError(a, u);
      return part.flatMap((value, i) => [
        atMost(`w_${i}`, whole[i] ?? Number.NaN, value, allowed),
        atMost(`w_${i} without the last row and column`, value, whole[i + 1] ?? Number.NaN, allowed),
      ]);
    },
  }),
  law(eigh, 'C8', {
    hint: 'eigenvalues are taken for singular values, or sorted by size',
    cases: (context) =>
      fc.record({
        base: operationCases(eigh, context, { batch: false, entries: 'integers', scaled: false }),
        shift: fc.integer({ min: -50, max: 50 }),
      }),
    check: async (on, { base, shift }, { u }) => {
      const a = outputOf(base.inputs, 'a');
      const n = a.shape[0] ?? 1;
      const moved = build(a, a.shape, (i, j) => at(a, i, j) + (i === j ? shift : 0));
      const opposite = map(a, (value) => -value);
      const [plain, shifted, negated] = await Promise.all([
        valuesOf(on, a),
        valuesOf(on, moved),
        valuesOf(on, opposite),
      ]);
      const error = eigenvalueError(a, u);
      // Adding the shift may have rounded elements that are no integers.
      const allowed = error + eigenvalueError(moved, u) + u * norm1(exactMatrix(moved));
      return [
        worst(
          plain.map((value, i) => near(`w_${i}(A + cI)`, shifted[i] ?? Number.NaN, value + shift, allowed)),
          'w(A + cI)',
        ),
        worst(
          plain.map((value, i) => near(`w_${n - 1 - i}(-A)`, negated[n - 1 - i] ?? Number.NaN, -value, 2 * error)),
          'w(-A)',
        ),
      ];
    },
  }),
  law(eigh, 'C9', {
    cases: (context) =>
      fc
        .record({
          base: matrices(context),
          direction: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }),
        })
        .map(({ base: { a }, direction }) => ({ a, direction })),
    check: async (on, { a, direction }, { u }) => {
      const n = a.shape[0] ?? 1;
      const list = direction.slice(0, n);
      fc.pre(list.some((value) => value !== 0));
      const x = exactMatrix(tensorOf(a.dtype, [n, 1], list));
      const length = numberOf(times(transpose(x), x));
      const quotient = numberOf(times(transpose(x), exactMatrix(a), x)) / length;
      const { w } = await on(eigh, { a });
      return judgedExactly({ w }, () => [
        atMost('first eigenvalue', w.data[0] ?? Number.NaN, quotient, eigenvalueError(a, u)),
        atMost('Rayleigh quotient', quotient, w.data[n - 1] ?? Number.NaN, eigenvalueError(a, u)),
      ]);
    },
  }),
  law(eigh, 'C10', {
    repeats: true,
    hint: 'both triangles are read: averaged, or one here and the other there',
    cases: (context) =>
      fc.record({ base: matrices(context, 2), added: asymmetry }).map(({ base, added }) => ({ ...base, added })),
    check: async (on, { a, added }) => [await ignoresOneTriangle(a, added, (a) => on(eigh, { a }))],
  }),
  law(eigh, 'R1', {
    statement: 'NaN in both triangles is refused, or reaches the result, in finite time',
    hint: 'the iteration never converges on NaN, or NaN is lost in a comparison',
    hintOfLoss: true,
    cases: (context) => withNaN(matrices(context)),
    check: async (on, { a }) => [await refusesNaN(on(eigh, { a }))],
  }),
  eighGradient,
];
