import fc from 'fast-check';
import type { AnyOperation, Operation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { dealtBelow } from '../../generators/dealt.ts';
import { type Case, type Context, type Law, law } from '../../law.ts';
import { refuses } from '../../observed.ts';
import { all, sumsTo, term } from './combined.ts';

/** Any record of a loss of elements that are averaged, added up or left alone. */
type Reduced = Operation<string, Record<string, never>, { readonly C1: string }, { readonly R1: string }> &
  AnyOperation;

/** Of a vector, or of a matrix by its rows, those from one to before another. */
const rowsBetween = ({ dtype, shape, data }: Tensor, first: number, last: number): Tensor => {
  const width = data.length / (shape[0] ?? 1);
  return tensorOf(dtype, [last - first, ...shape.slice(1)], Array.from(data).slice(first * width, last * width));
};

/** The same rows from the end to the start. */
const backward = ({ dtype, shape, data }: Tensor): Tensor => {
  const [rows = 0] = shape;
  const width = data.length / Math.max(rows, 1);
  const taken = Array.from({ length: rows }, (_, at) =>
    Array.from(data).slice((rows - 1 - at) * width, (rows - at) * width),
  );
  return tensorOf(dtype, shape, taken.flat());
};

/**
 * What is said of every reduction: `sum` and `mean` of the elements, of their other order and of two parts. Of a case the inputs that are
 * named are batches of at least two rows.
 */
export function reductionLaws<G extends Case>(
  operation: AnyOperation,
  batched: readonly string[],
  cases: (context: Context) => fc.Arbitrary<G>,
): readonly Law[] {
  const own = operation as Reduced;
  const of = (given: Case, change: (batch: Tensor) => Tensor): Case => ({
    ...given,
    ...Object.fromEntries(batched.map((name) => [name, change(given[name] as Tensor)])),
  });
  return [
    law<G & { readonly drawn: number }>(own, 'C1', {
      hint: 'a reduction is left out, divides by something else than the number of elements, or leaves some out',
      cases: (context) =>
        fc.tuple(cases(context), dealtBelow(4)).map(([given, drawn]) => Object.assign({}, given, { drawn })),
      check: (on, { drawn, ...given }, context) => {
        const [n = 1] = (given as Case as Record<string, Tensor>)[batched[0] ?? '']?.shape ?? [];
        const cut = 1 + (drawn % Math.max(n - 1, 1));
        const parts = [of(given, (one) => rowsBetween(one, 0, cut)), of(given, (one) => rowsBetween(one, cut, n))];
        const by = (reduction: string) => (times: number, at: Case) => term(times, own, { ...at, reduction });
        const [sum, mean, none] = [by('sum'), by('mean'), by('none')];
        const [before, behind] = [parts[0] ?? given, parts[1] ?? given];
        const here = [on, context] as const;
        return all(
          sumsTo('sum less the losses of the elements', 0, [sum(1, given), none(-1, given)], here),
          sumsTo('sum less n times the mean, backward', 0, [sum(1, given), mean(-n, of(given, backward))], here),
          sumsTo('sum less the sums of two parts', 0, [sum(1, given), sum(-1, before), sum(-1, behind)], here),
          sumsTo(
            'n times the mean less those of two parts',
            0,
            [mean(n, given), mean(-cut, before), mean(cut - n, behind)],
            here,
          ),
        );
      },
    }),
    refuses<G, Reduced>(own, 'R1', {
      share: 0.25,
      asks: ['empty'],
      hint: 'the mean of nothing is 0 / 0',
      hintOfLoss: true,
      cases,
      calls: (given) => ({
        'the mean of no elements is refused': {
          ...of(given, (one) => rowsBetween(one, 0, 0)),
          reduction: 'mean',
        } as never,
      }),
      honest: (outputs) => Object.values<Tensor>(outputs as never).some(({ data }) => Number.isNaN(data[0])),
    }),
  ];
}
