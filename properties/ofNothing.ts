import fc from 'fast-check';
import type { AnyOperation } from '../spec/operation.ts';
import { type Tensor, tensorOf } from '../spec/tensor.ts';
import { dealt } from './generators/dealt.ts';
import { type Case, type ClauseOf, type InputsOf, type Law, type LawOptions, law, Unsupported } from './law.ts';
import { identical } from './verbs/compare.ts';
import { unlessRefused } from './verbs/refused.ts';
import { filled } from './verbs/tensors.ts';

interface Nothing extends Case {
  readonly a: Tensor;
  readonly batch: readonly number[];
}

/**
 * The law that the only result for a matrix without elements is a number, alone and once per member of a batch, where there are
 * batches. Refusing it is honest, and then nothing was judged.
 */
export const ofNothing = <const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    shapes = [
      [0, 0],
      [0, 3],
      [2, 0],
    ],
    value,
    ...options
  }: Omit<LawOptions<Nothing>, 'cases' | 'check'> & {
    readonly shapes?: readonly (readonly [rows: number, columns: number])[];
    readonly value: number;
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
    check: async (on, { a, batch }, { empty }) => {
      if (!empty) throw new Unsupported('tensors may not be empty');
      const outputs = await unlessRefused<Readonly<Record<string, Tensor>>>(
        on(operation as AnyOperation, { a } as InputsOf<AnyOperation>),
      );
      if (outputs === undefined) throw new Unsupported('empty tensors are refused');
      return Object.entries(outputs).map(([name, output]) => identical(output, filled(a, batch, value), name));
    },
  });
