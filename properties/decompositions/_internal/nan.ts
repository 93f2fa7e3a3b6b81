import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { alone } from '../../generators/alone.ts';
import type { CaseOptions } from '../../generators/cases.ts';
import { type ClauseOf, type InputsOf, type Law, type LawOptions, law } from '../../law.ts';
import { outputOf } from '../../verbs/judge.ts';
import { rejects } from '../../verbs/rejects.ts';
import { mirrored } from '../../verbs/symmetry.ts';

/** The law that NaN is refused, or that the result says so by being no number either. It stands in both triangles, whichever is read. */
export const refusesNaN = <const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  { sizes = {}, ...options }: Pick<LawOptions<never>, 'statement' | 'hint' | 'hintOfLoss'> & { sizes?: CaseOptions },
): Law =>
  law<{ a: Tensor }, O>(operation, clause, {
    ...options,
    cases: (context) =>
      fc.record({ base: alone<AnyOperation>(context, operation, sizes), at: fc.nat(24) }).map(({ base, at }) => {
        const a = outputOf(base, 'a');
        const position = at % a.data.length;
        const data = a.data.with(position, Number.NaN).with(mirrored(a, position), Number.NaN);
        return { a: tensorOf(a.dtype, a.shape, data) };
      }),
    check: async (on, { a }) => [
      await rejects(on<AnyOperation>(operation, { a } as InputsOf<AnyOperation>), 'NaN is refused', (outputs) =>
        Object.values(outputs).some((output) => output?.data.every(Number.isFinite) === false),
      ),
    ],
  });

/** What the law says of an iteration. */
export const endsOnNaN = {
  statement: 'NaN is refused, or reaches the result, in finite time',
  hint: 'the iteration never converges on NaN, or NaN is lost in a comparison',
  hintOfLoss: true,
};
