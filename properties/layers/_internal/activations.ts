import type fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import { largestOf, roundTo } from '../../../spec/scalars/float.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { partsOf } from '../../called.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { tensors } from '../../generators/tensors.ts';
import { type Case, type ClauseOf, type Context, type Law, type LawOptions, law, type Observation } from '../../law.ts';
import { closedForm } from '../../metamorphic.ts';
import { listOf, type OfOne, type One, within } from '../../tensor/_internal/functions.ts';
import { below, oneOf, small } from '../../tensor/_internal/sizes.ts';
import { totalOf } from '../../verbs/bothWithin.ts';
import { elementName, literal, worst } from '../../verbs/compare.ts';
import { exactPullback } from '../../verbs/derivative.ts';
import { boundedResult, outputOf } from '../../verbs/judge.ts';
import { atLeast, atMost, each, near, nearExactly } from '../../verbs/measured.ts';
import { filled, map, negated } from '../../verbs/tensors.ts';

type Clause = ClauseOf<OfOne>;
type Hints = Pick<LawOptions<One>, 'hint' | 'hintOfLoss' | 'advice'>;
interface Two extends Case {
  readonly x: Tensor;
  readonly z: Tensor;
}
/** What is drawn besides elements: attributes, by name, dealt anew whenever cases are. */
type Drawn = () => Readonly<Record<string, fc.Arbitrary<number | string>>>;

const valueAt = ({ data }: Tensor, at: number): number => data[at] ?? Number.NaN;

const reals = (context: Context): fc.Arbitrary<Two> => tensors(context, { x: 'm n', z: 'm n' }, { entries: 'reals' });

/** Two elements, what becomes of them, and what both may be off by. */
interface Pair {
  readonly x: number;
  readonly z: number;
  readonly fx: number;
  readonly fz: number;
  readonly allowed: number;
}

const ofPairs = (
  operation: AnyOperation,
  clause: `C${number}`,
  other: (given: Two) => Tensor,
  see: (what: string, pair: Pair, given: Two) => Observation,
  drawn: Drawn = () => ({}),
): Law =>
  law<Two>(operation, clause, {
    cases: (context) => beside(reals(context), drawn()),
    check: async (on, given, context) => {
      const [x, z] = [given.x, other(given)];
      const { attributes } = partsOf(operation, given);
      const call = async (at: Tensor) => outputOf(await on(operation, { x: at }, attributes), 'y');
      const [one, two] = await Promise.all([call(x), call(z)]);
      const [own, others] = [x, z].map((at) => boundedResult(operation, { x: at }, attributes, context).allowed);
      return [
        each('f(x)', one, (name, fx, at) =>
          see(
            `${name}, x = ${literal(valueAt(x, at))}, z = ${literal(valueAt(z, at))}`,
            {
              x: valueAt(x, at),
              z: valueAt(z, at),
              fx,
              fz: valueAt(two, at),
              allowed: (own?.[at] ?? 0) + (others?.[at] ?? 0),
            },
            given,
          ),
        ),
      ];
    },
  });

/** f(x) - f(-x) = x, up to rounding: half of f is odd, and the other half x / 2. */
export const reflected = (operation: AnyOperation, clause: `C${number}`, drawn: Drawn = () => ({})): Law =>
  ofPairs(
    operation,
    clause,
    ({ x }) => negated(x),
    (what, { x, fx, fz, allowed }) => near(`f(x) - f(z), ${what}`, totalOf([fx, -fz]), x, allowed),
    drawn,
  );

/** f(x) + f(-x) = 1, up to rounding. */
export const complementary = (operation: AnyOperation, clause: `C${number}`): Law =>
  ofPairs(
    operation,
    clause,
    ({ x }) => negated(x),
    (what, { fx, fz, allowed }) => near(`f(x) + f(z), ${what}`, totalOf([fx, fz]), 1, allowed),
  );

/** x <= z implies f(x) <= f(z), up to rounding. */
export const increasing = (operation: AnyOperation, clause: `C${number}`, drawn: Drawn = () => ({})): Law =>
  ofPairs(
    operation,
    clause,
    ({ z }) => z,
    (what, { x, z, fx, fz, allowed }) => (x <= z ? atMost(what, fx, fz, allowed) : atLeast(what, fx, fz, allowed)),
    drawn,
  );

/** |f(x) - f(z)| <= L |x - z|, up to rounding; L may be a function of the attributes that are drawn. */
export const lipschitz = (
  operation: AnyOperation,
  clause: `C${number}`,
  constant: number | ((given: Case) => number),
  drawn: Drawn = () => ({}),
): Law =>
  ofPairs(
    operation,
    clause,
    ({ z }) => z,
    (what, { x, z, fx, fz, allowed }, given) => {
      const most = typeof constant === 'number' ? constant : constant(given);
      // The limit is rounded as well.
      const limit = most * Math.abs(totalOf([x, -z])) * (1 + 2 ** -50);
      return atMost(`|f(x) - f(z)|, ${what}`, Math.abs(totalOf([fx, -fz])), limit, allowed);
    },
    drawn,
  );

/** f(x), or its gradient at 1, is made of what another function gives: with what an error of that is multiplied by. */
export const related = (
  operation: OfOne,
  clause: Clause,
  other: OfOne,
  {
    at,
    of,
    gradient = false,
  }: {
    readonly at: (x: number) => number;
    readonly of: (value: number, x: number) => readonly [made: number, slope: number];
    readonly gradient?: boolean;
  },
): Law =>
  law<Two, OfOne>(operation, clause, {
    needs: [other as AnyOperation],
    gradient,
    cases: reals,
    check: async (on, { x }, context) => {
      const inputs = { x: map(x, at) };
      const values = (await on(other, inputs)).y;
      const errors = boundedResult(other, inputs, {}, context).allowed;
      const ones = { y: filled(x, x.shape, 1) };
      const own = gradient ? outputOf(await on.gradient(operation, { x }, ones), 'x') : (await on(operation, { x })).y;
      const allowed = gradient
        ? exactPullback(operation, { inputs: { x }, attributes: {} }, context)(ones).map((one) => one.allowed)
        : boundedResult(operation, { x }, {}, context).allowed;
      return [
        each(gradient ? 'gradient' : 'f(x)', own, (what, value, i) => {
          const [made, slope] = of(valueAt(values, i), valueAt(x, i));
          const rounding = 2 ** -52 * Math.abs(made);
          return near(what, value, made, (allowed[i] ?? 0) + Math.abs(slope) * (errors[i] ?? 0) + rounding);
        }),
      ];
    },
  });

/** Far from 0 the function is what `of` says, bit for bit. */
export const farAway = (
  operation: AnyOperation,
  clause: `C${number}`,
  of: (x: number) => number,
  { drawn = () => ({}), ...hints }: Hints & { readonly drawn?: Drawn } = {},
): Law =>
  closedForm<One, AnyOperation>(operation, clause, {
    ...hints,
    hintOfLoss: true,
    cases: (context) => beside(farValues(context), drawn()),
    result: ({ x }) => ({ y: map(x, of) }),
  });

/** 1e3 and 1e4 of either sign. */
export const farValues = (context: Context) =>
  listOf(({ dtype }) => dealt([1e3, -1e3, 1e4, -1e4].map((value) => roundTo(dtype, value))), context);

/** Numbers on one side of 0, small ones too, down to where e^|x| is no longer finite. */
const towards = (side: 1 | -1) => (context: Context) =>
  oneOf(
    small,
    below(() => 0, 9),
    below(() => 0, Math.log(largestOf(context.dtype)) - 1),
  )(context).map((x) => side * Math.abs(x));

/** On one side of 0 the function is within its bound, which is relative to it. */
export const towardsEnd = (operation: OfOne, clause: Clause, side: 1 | -1, hints: Hints = {}): Law =>
  within(operation, clause, towards(side), hints);

/** On one side of 0 the gradient is within its bound; where it is even, within that of the other side, if `by` says so. */
export const gradientTowardsEnd = (
  operation: OfOne,
  clause: Clause,
  side: 1 | -1,
  { by = (x) => x, ...hints }: Hints & { readonly by?: (x: number) => number } = {},
): Law =>
  law<One, OfOne>(operation, clause, {
    ...hints,
    gradient: true,
    cases: (context) => listOf(towards(side), context),
    check: async (on, { x }, context) => {
      const ones = { y: filled(x, x.shape, 1) };
      const gradient = outputOf(await on.gradient(operation, { x }, ones), 'x');
      const expected = exactPullback(operation, { inputs: { x: map(x, by) }, attributes: {} }, context)(ones);
      const seen = expected.map(({ position, exact, allowed }) =>
        nearExactly(elementName('gradient', x.shape, position), valueAt(gradient, position), exact, allowed),
      );
      return [worst(seen, 'gradient')];
    },
  });
