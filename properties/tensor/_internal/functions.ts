import fc from 'fast-check';
import type { Operation } from '../../../spec/operation.ts';
import { ulpsOf, underflowOf } from '../../../spec/scalars/bound.ts';
import { exact, toNumber } from '../../../spec/scalars/exact.ts';
import { largestOf, unitRoundoff } from '../../../spec/scalars/float.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Case, ClauseOf, Context, Law, LawOptions } from '../../law.ts';
import { asDefined, metamorphic } from '../../metamorphic.ts';
import { ofResult } from '../../observed.ts';
import { each, nearExactly } from '../../verbs/measured.ts';
import { map, negated, vector } from '../../verbs/tensors.ts';
import { tensorOfAnyRank } from './shaped.ts';
import { ofAnySize, signed } from './sizes.ts';

/** Any record of a function of one element. */
export type OfOne = Operation<'x[...] -> y[...]', Readonly<Record<never, never>>>;

export interface One extends Case {
  readonly x: Tensor;
}

type Numbers = (context: Context) => fc.Arbitrary<number>;

/** A few of some numbers. */
export const listOf = (numbers: Numbers, context: Context): fc.Arbitrary<One> =>
  fc.array(numbers(context), { minLength: 1, maxLength: 6 }).map((list) => ({ x: vector(context, list) }));

/** At numbers of some kind a function agrees with its definition. */
export const within = (
  operation: OfOne,
  clause: ClauseOf<OfOne>,
  numbers: Numbers,
  options: Pick<LawOptions<One>, 'hint'> = {},
): Law => asDefined<One, OfOne>(operation, clause, { ...options, cases: (context) => listOf(numbers, context) });

/**
 * At such numbers the function that a profile states the error of is off by no more: where a bound cannot be given, because half of the
 * range of the data type is passed on the way to it. What may be rounded to infinity is free.
 */
export const withinUlps = (
  operation: OfOne,
  clause: ClauseOf<OfOne>,
  name: 'exp' | 'sinh' | 'cosh',
  numbers: Numbers,
  options: Pick<LawOptions<One>, 'hint'> = {},
): Law =>
  ofResult<One, OfOne>(operation, clause, {
    ...options,
    cases: (context) => listOf(numbers, context),
    of: ({ y }, { x }, _bounds, { u, dtype, profile }) => [
      each(`${name}(x)`, y, (what, value, at) => {
        const want = exact[name](exact.constant(x.data[at] ?? 0));
        const roundings = 2 * ulpsOf(profile)[name] * u + unitRoundoff(dtype);
        const size = Math.abs(toNumber(want));
        if (size * (1 + roundings) > largestOf(dtype)) return { ratio: 0, judged: 0, what };
        return nearExactly(what, value, want, roundings * size + 2 * ulpsOf(profile)[name] * underflowOf(profile));
      }),
    ],
  });

/** Tensors of any rank, with numbers of some kind in every second place. */
export const strewn = (numbers: Numbers, context: Context): fc.Arbitrary<One> =>
  fc
    .tuple(tensorOfAnyRank(context, { entries: 'reals' }), fc.array(numbers(context), { minLength: 1, maxLength: 12 }))
    .map(([x, list]) => ({
      x: map(x, (value, at) => (at % 2 === 0 ? (list[(at / 2) % list.length] ?? value) : value)),
    }));

const turned =
  (result: (y: Tensor) => Tensor) =>
  (operation: OfOne, clause: ClauseOf<OfOne>, numbers: Numbers = signed(ofAnySize)): Law =>
    metamorphic<One, OfOne>(operation, clause, {
      repeats: true,
      cases: (context) => strewn(numbers, context),
      to: ({ x }) => ({ x: negated(x) }),
      result: ({ y }) => ({ y: result(y) }),
      what: 'f(-x)',
    });

/** f(-x) = -f(x). */
export const odd = turned(negated);
/** f(-x) = f(x). */
export const even = turned((y) => y);
