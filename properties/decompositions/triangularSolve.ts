import fc from 'fast-check';
import { triangularSolve } from '../../spec/decompositions/triangularSolve.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { alone } from '../generators/alone.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { pool } from '../generators/entries.ts';
import { illConditionedTriangles } from '../generators/illConditioned.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { stillHolds } from '../stillHolds.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, roundedTo } from '../verbs/exactMatrices.ts';
import { unlessRefused } from '../verbs/refused.ts';
import { hasNoAnswer } from '../verbs/rejects.ts';
import { at, build } from '../verbs/tensors.ts';
import { dependsOnOwnColumn } from './_internal/spoiledColumns.ts';

const { times, transpose } = algebra(0);

interface Flags {
  readonly lower: boolean;
  readonly transpose: boolean;
  readonly unitDiagonal: boolean;
}

const drawnFlags = () => ({
  lower: dealt([false, true]),
  transpose: dealt([false, true]),
  unitDiagonal: dealt([false, true]),
});

/** Whether element (i, j) of T is read. */
const isRead = ({ lower, unitDiagonal }: Flags, i: number, j: number): boolean =>
  i === j ? !unitDiagonal : lower === i > j;

/** T with another value wherever it is not read, and on a diagonal that is not one more. */
const elsewhere = (t: Tensor, flags: Flags, value: number, diagonal = value): Tensor =>
  build(t, t.shape, (i, j) => (isRead(flags, i, j) ? at(t, i, j) : i === j ? diagonal : value));

/** op(T) X for a triangle, rounded to a type. */
const applied = (t: Tensor, x: Tensor, flags: Flags, dtype: Context['dtype']): Tensor =>
  roundedTo(dtype, times(flags.transpose ? transpose(exactMatrix(t)) : exactMatrix(t), exactMatrix(x)));

const systems = (context: Context) => beside(alone(context, triangularSolve, { attributes: {} }), drawnFlags());

export const laws: readonly Law[] = [
  law(triangularSolve, 'C2', {
    repeats: true,
    hint: 'the wrong triangle is read, or the diagonal although it is taken as ones',
    cases: systems,
    check: async (on, { t, b, ...flags }) => {
      const solved = (filling: number) => on(triangularSolve, { t: elsewhere(t, flags, filling), b }, flags);
      const plain = await solved(0);
      // A library that refuses NaN anywhere has not read it as a number; other garbage must do no harm.
      const spoiled = (await unlessRefused(solved(Number.NaN))) ?? (await solved(2 ** 40));
      return [identical(spoiled.x, plain.x, 'x')];
    },
  }),
  closedForm(triangularSolve, 'C3', {
    hint: 'the triangle, the transpose or the direction of substitution is wrong',
    cases: (context) =>
      beside(tensors(context, { drawn: 'n n', expected: 'n k' }), drawnFlags()).map(({ drawn, expected, ...flags }) => {
        // Off-diagonal elements in -3 .. 3: the inverse, which a kernel may form, stays small too.
        const triangle = build(drawn, drawn.shape, (i, j) =>
          i === j ? 1 : isRead(flags, i, j) ? at(drawn, i, j) % 4 : 0,
        );
        const b = applied(triangle, expected, flags, context.dtype);
        // What is not read holds something else.
        return { ...flags, t: elsewhere(triangle, flags, 5), b, expected };
      }),
    result: ({ expected }) => ({ x: expected }),
  }),
  dependsOnOwnColumn(triangularSolve, 'C4', { cases: systems }),
  stillHolds(triangularSolve, 'C5', ['C1'], {
    hint: 'the triangle is inverted, or a small diagonal element is refused or replaced',
    hintOfLoss: true,
    cases: (context) =>
      beside(illConditionedTriangles(context), { solution: pool('integers'), ...drawnFlags() }).map(
        ({ t, solution, ...flags }) => {
          const x = build(t, [t.shape[0] ?? 1, 1], (i) => solution[i] || 1 - i);
          const dtype = t.dtype === 'float32' ? 'float32' : 'float64';
          return { ...flags, t, b: applied(elsewhere(t, flags, 0, 1), x, flags, dtype) };
        },
      ),
  }),
  law(triangularSolve, 'R1', {
    statement: 'a zero on the diagonal is refused, unless the diagonal is taken as ones',
    cases: (context) => beside(tensors(context, { t: 'n n', x: 'n k' }), { ...drawnFlags(), hole: fc.nat(4) }),
    check: async (on, { t, x, hole, ...flags }, context) => {
      const isHole = (i: number) => i === hole % (t.shape[0] ?? 1);
      const singular = build(t, t.shape, (i, j) => (i !== j ? at(t, i, j) : isHole(i) ? 0 : 1));
      // No solution: the row of the zero leaves 1 on the right, so that not even 0 / 0 is met.
      const product = applied(elsewhere(singular, flags, 0), x, flags, context.dtype);
      const b = build(x, x.shape, (i, j) => at(product, i, j) + (isHole(i) ? 1 : 0));
      const call = on(triangularSolve, { t: singular, b }, flags);
      if (!flags.unitDiagonal) return [await hasNoAnswer(call, 'a zero on the diagonal is refused', context)];
      await call;
      return [{ ratio: 0, what: 'a diagonal that is not read may be zero' }];
    },
  }),
];
