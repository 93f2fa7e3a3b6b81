import fc from 'fast-check';
import type { AnyOperation } from '../spec/operation.ts';
import { type Tensor, tensorOf } from '../spec/tensor.ts';
import { calledWith } from './called.ts';
import { dealt } from './generators/dealt.ts';
import { type Case, type ClauseOf, type Law, type LawOptions, law } from './law.ts';
import { outputOf } from './verbs/judge.ts';
import { ofNothing } from './verbs/ofNothing.ts';

interface Nothing extends Case {
  readonly a: Tensor;
  readonly batch: readonly number[];
}

/** The law that an output for a matrix without elements is a number, alone and once per member of a batch, where there are batches. */
export const ofEmptyMatrix = <const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    output,
    value,
    shapes = [
      [0, 0],
      [0, 3],
      [2, 0],
    ],
    ...options
  }: Pick<LawOptions<Nothing>, 'hint' | 'hintOfLoss' | 'share'> & {
    readonly output: string;
    readonly value: number;
    readonly shapes?: readonly (readonly [rows: number, columns: number])[];
  },
): Law =>
  law<Nothing, O>(operation, clause, {
    ...options,
    cases: ({ dtype, batches }) =>
      fc
        .record({
          shape: dealt(shapes),
          batch: dealt<readonly number[]>(batches === 'none' ? [[]] : [[], [2], [3, 1]]),
        })
        .map(({ shape, batch }) => ({ a: tensorOf(dtype, [...batch, ...shape], []), batch })),
    check: async (on, given, context) => {
      const call = async () => outputOf(await calledWith<AnyOperation>(on, operation, { a: given.a }), output);
      return [await ofNothing(call, value, given, context, output)];
    },
  });
