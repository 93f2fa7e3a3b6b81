import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { calledWith } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { type Case, type ClauseOf, type Context, type Law, type LawOptions, law } from '../../law.ts';
import { identical } from '../../verbs/compare.ts';
import { outputOf } from '../../verbs/judge.ts';
import { unlessRefused } from '../../verbs/refused.ts';
import { at, build } from '../../verbs/tensors.ts';

const column = (a: Tensor, j: number): Tensor => build(a, [a.shape[0] ?? 0, 1], (i) => at(a, i, j));

/** The law that a column of X does not change when the other columns of B do. NaN among them may be refused instead. */
export const dependsOnOwnColumn = <G extends Case & { readonly b: Tensor }, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  { cases, ...options }: Pick<LawOptions<G>, 'hint'> & { readonly cases: (context: Context) => fc.Arbitrary<G> },
): Law =>
  law<G & { readonly kept: number; readonly poison: number }, O>(operation, clause, {
    ...options,
    repeats: true,
    // Which column stays, and what the others become.
    cases: (context) => beside(cases(context), { kept: fc.nat(4), poison: fc.constantFrom(7, 2 ** 30, Number.NaN) }),
    check: async (on, { kept, poison, ...given }) => {
      const { b } = given as unknown as G;
      const own = kept % (b.shape[1] ?? 1);
      const solved = async (b: Tensor) =>
        column(outputOf(await calledWith<AnyOperation>(on, operation, { ...given, b }), 'x'), own);
      const plain = await solved(b);
      const spoiled = solved(build(b, b.shape, (i, j) => (j === own ? at(b, i, j) : poison)));
      const other = Number.isNaN(poison) ? await unlessRefused(spoiled) : await spoiled;
      return [identical(other ?? plain, plain, `column ${own} of x`)];
    },
  });
