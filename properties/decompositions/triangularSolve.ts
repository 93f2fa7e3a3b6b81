import fc from 'fast-check';
import { triangularSolve } from '../../spec/decompositions/triangularSolve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { illConditionedTriangles } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, roundedTo } from '../verbs/exactMatrices.ts';
import { outputOf, satisfies } from '../verbs/judge.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { hasNoAnswer } from '../verbs/rejects.ts';
import { at, build } from '../verbs/tensors.ts';
import { dependsOnOwnColumn, spoiling } from './_internal/spoiledColumns.ts';

const { times, transpose } = algebra(0);

interface Flags {
  readonly lower: boolean;
  readonly transpose: boolean;
  readonly unitDiagonal: boolean;
}

const drawnFlags = (): fc.Arbitrary<Flags> =>
  fc.record({ lower: dealt([false, true]), transpose: dealt([false, true]), unitDiagonal: dealt([false, true]) });

/** Whether element (i, j) of T is read. */
const isRead = ({ lower, unitDiagonal }: Flags, i: number, j: number): boolean =>
  i === j ? !unitDiagonal : lower === i > j;

/** T with another value wherever it is not read. */
const elsewhere = (t: Tensor, flags: Flags, value: number): Tensor =>
  build(t, t.shape, (i, j) => (isRead(flags, i, j) ? at(t, i, j) : value));

const systems = (context: Context) =>
  fc
    .record({ base: operationCases(triangularSolve, context, { batch: false, attributes: {} }), flags: drawnFlags() })
    .map(({ base, flags }) => ({ t: outputOf(base.inputs, 't'), b: outputOf(base.inputs, 'b'), flags }));

export const laws: readonly Law[] = [
  law(triangularSolve, 'C2', {
    repeats: true,
    hint: 'the wrong triangle is read, or the diagonal although it is taken as ones',
    cases: systems,
    check: async (on, { t, b, flags }) => {
      const solved = (filling: number) => on(triangularSolve, { t: elsewhere(t, flags, filling), b }, flags);
      const plain = await solved(0);
      // A library that refuses NaN anywhere has not read it as a number; other garbage must do no harm.
      const spoiled = (await unlessRefused(solved(Number.NaN))) ?? (await solved(2 ** 40));
      return [identical(spoiled.x, plain.x, 'x')];
    },
  }),
  law(triangularSolve, 'C3', {
    hint: 'the triangle, the transpose or the direction of substitution is wrong',
    cases: (context) => fc.record({ base: tensors(context, { t: 'n n', x: 'n k' }), flags: drawnFlags() }),
    check: async (on, { base: { t, x }, flags }, { dtype }) => {
      // Off-diagonal elements in -3 .. 3: the inverse, which a kernel may form, stays small too.
      const triangle = build(t, t.shape, (i, j) => (i === j ? 1 : isRead(flags, i, j) ? at(t, i, j) % 4 : 0));
      const exact = exactMatrix(triangle);
      const b = roundedTo(dtype, times(flags.transpose ? transpose(exact) : exact, exactMatrix(x)));
      // What is not read holds something else.
      const given = elsewhere(triangle, flags, 5);
      const solved = await on(triangularSolve, { t: given, b }, flags);
      return [identical(solved.x, x, 'x')];
    },
  }),
  law(triangularSolve, 'C4', {
    repeats: true,
    cases: (context) =>
      fc.record({ base: systems(context), spoiling }).map(({ base, spoiling }) => ({ ...base, ...spoiling })),
    check: async (on, { t, b, flags, kept, poison }) => [
      await dependsOnOwnColumn(b, { kept, poison }, (b) => on(triangularSolve, { t, b }, flags)),
    ],
  }),
  law(triangularSolve, 'C5', {
    hint: 'the triangle is inverted, or a small diagonal element is refused or replaced',
    hintOfLoss: true,
    cases: (context) =>
      fc
        .record({ base: illConditionedTriangles(context), x: pool('integers'), flags: drawnFlags() })
        .map(({ base: { t }, x, flags }) => {
          const n = t.shape[0] ?? 1;
          const read = exactMatrix(build(t, t.shape, (i, j) => (isRead(flags, i, j) ? at(t, i, j) : i === j ? 1 : 0)));
          const solution = build(t, [n, 1], (i) => x[i] || 1 - i);
          const dtype = t.dtype === 'float32' ? 'float32' : 'float64';
          return {
            t,
            flags,
            b: roundedTo(dtype, times(flags.transpose ? transpose(read) : read, exactMatrix(solution))),
          };
        }),
    check: async (on, { t, b, flags }, context) => [
      satisfies(triangularSolve, 'C1', { t, b }, { ...flags }, await on(triangularSolve, { t, b }, flags), context),
    ],
  }),
  law(triangularSolve, 'R1', {
    statement: 'a zero on the diagonal is refused, unless the diagonal is taken as ones',
    cases: (context) =>
      fc.record({ base: tensors(context, { t: 'n n', x: 'n k' }), flags: drawnFlags(), hole: fc.nat(4) }),
    check: async (on, { base: { t, x }, flags, hole }, context) => {
      const n = t.shape[0] ?? 1;
      const singular = build(t, t.shape, (i, j) => (i !== j ? at(t, i, j) : i === hole % n ? 0 : 1));
      const read = exactMatrix(build(t, t.shape, (i, j) => (isRead(flags, i, j) ? at(singular, i, j) : 0)));
      // No solution: the row of the zero leaves 1 on the right, so that not even 0 / 0 is met.
      const product = roundedTo(context.dtype, times(flags.transpose ? transpose(read) : read, exactMatrix(x)));
      const b = build(x, x.shape, (i, j) => at(product, i, j) + (i === hole % n ? 1 : 0));
      const call = on(triangularSolve, { t: singular, b }, flags);
      if (!flags.unitDiagonal) return [await hasNoAnswer(call, 'a zero on the diagonal is refused', context)];
      await call;
      return [{ ratio: 0, what: 'a diagonal that is not read may be zero' }];
    },
  }),
];
