import fc from 'fast-check';
import { allclose, gamma, nextAfter } from '../../spec/numerics/floatingPoint.ts';
import { largestOf, leastNormalOf, ulpOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atMost, holds } from '../verbs/measured.ts';
import { only, vector } from '../verbs/tensors.ts';

type Typed = Pick<Context, 'dtype'>;

/** Whole numbers of any size up to 2^-10 / u. */
const counts = ({ dtype }: Typed): fc.Arbitrary<number> =>
  fc
    .record({ bits: fc.integer({ min: 0, max: -11 - Math.log2(unitRoundoff(dtype)) }), part: fc.nat(2 ** 20) })
    .map(({ bits, part }) => Math.floor(2 ** bits * (1 + part / 2 ** 20)));

/** How far gamma_k may be off. */
const errorOf = (k: number, context: Context): number =>
  boundedResult(gamma, {}, { k, dtype: context.dtype }, context).most;

const least = (dtype: FloatDtype): number => ulpOf(dtype, 0);

/** The next number by the spacing of the binade, which is half as wide below a power of two. */
function neighbour(dtype: FloatDtype, x: number, isUp: boolean): number {
  if (x === 0) return isUp ? least(dtype) : -least(dtype);
  if (Math.abs(x) === Infinity) return isUp === x > 0 ? x : Math.sign(x) * largestOf(dtype);
  const step = ulpOf(dtype, x);
  if (isUp === x > 0) return Math.abs(x) === largestOf(dtype) ? 2 * x : x + Math.sign(x) * step;
  const isEnd = Math.log2(Math.abs(x)) === Math.round(Math.log2(Math.abs(x))) && Math.abs(x) > leastNormalOf(dtype);
  return x - (Math.sign(x) * step) / (isEnd ? 2 : 1);
}

/** Numbers of every size, powers of two and the ends of the range, and beside each a number in some direction, near or far. */
const directions = ({ dtype, profile, nonfinite }: Context) => {
  const isFlushed = profile.flushToZero === true;
  const [lowest, highest] = [
    Math.log2(isFlushed ? leastNormalOf(dtype) : least(dtype)),
    Math.log2(largestOf(dtype)) - 1,
  ];
  const ends = [0, largestOf(dtype), leastNormalOf(dtype), ...(isFlushed ? [] : [least(dtype)])];
  const element = fc.record({
    exponent: fc.integer({ min: Math.ceil(lowest) + 2, max: Math.floor(highest) - 2 }),
    digits: fc.oneof(fc.constant(0), fc.noBias(fc.nat(2 ** 26 - 1))),
    sign: dealt([1, -1]),
    end: dealt([-1, -1, 0, -1, 1, -1, 2, 3]),
    far: dealt([1, Infinity, 0, 4]),
    isUp: dealt([true, false]),
  });
  return fc.array(element, { minLength: 1, maxLength: 8 }).map((list) => {
    const x = vector(
      { dtype },
      list.map(({ exponent, digits, sign, end }) => sign * (ends[end] ?? (1 + digits / 2 ** 26) * 2 ** exponent)),
    );
    const ups = list.map(({ isUp }) => isUp);
    const y = list.map(({ far, isUp }, i) => {
      const from = x.data[i] ?? 0;
      if (far === 0) return from;
      const beyond = far === 1 ? neighbour(dtype, from, isUp) : (isUp ? 1 : -1) * far * Math.abs(from || 1);
      const isTaken =
        (Number.isFinite(beyond) || nonfinite === 'propagates') && beyond > from === isUp && beyond !== from;
      return isTaken ? beyond : from;
    });
    return { x, y: vector({ dtype }, y), ups };
  });
};

/** Finite numbers, and tolerances; elements of b lie beside those of a, one of them by a multiple of what is allowed. */
const pairs = ({ dtype }: Typed) =>
  fc
    .record({
      values: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12, size: 'max' }),
      at: fc.nat(11),
      sign: dealt([1, -1]),
      tolerances: dealt([
        { rtol: 2 ** -5, atol: 0 },
        { rtol: 0, atol: 2 ** -4 },
        { rtol: 2 ** -6, atol: 2 ** -3 },
      ]),
    })
    .map(({ values, at, sign, tolerances: { rtol, atol } }) => {
      const b = values.map((one, i) => (i % 3 === 1 ? -one : one));
      const place = at % b.length;
      const off = (times: number) =>
        vector(
          { dtype },
          b.map((one, i) => (i === place ? one + sign * times * (atol + rtol * Math.abs(one)) : one)),
        );
      return { b: vector({ dtype }, b), half: off(0.5), twice: off(2), rtol, atol };
    });

const truth = (isTrue: boolean): Tensor => tensorOf('int32', [], [Number(isTrue)]);
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** What is compared, and whether it is close. */
const known =
  (list: readonly (readonly [a: number, b: number, isClose: boolean, equalNaN?: boolean])[]) =>
  ({ dtype }: Typed) =>
    dealt([...list]).chain(([a, b, isClose, equalNaN = false]) =>
      fc.record({ before: fc.nat(3), after: fc.nat(3) }).map(({ before, after }) => {
        const around = (one: number) =>
          vector({ dtype }, [...new Array<number>(before).fill(1), one, ...new Array<number>(after).fill(-2)]);
        return { a: around(a), b: around(b), equalNaN, isClose };
      }),
    );

export const laws: readonly Law[] = [
  law(gamma, 'C1', {
    share: 0.5,
    cases: (context) => fc.record({ k: counts(context) }),
    check: async (on, { k }, { dtype }) => {
      const [one, next] = await Promise.all([k, k + 1].map(async (k) => only((await on(gamma, {}, { k, dtype })).g)));
      return [holds(`gamma_${k + 1}`, Number(next) > Number(one), `more than ${one}`, String(next))];
    },
  }),
  law(gamma, 'C2', {
    share: 0.5,
    cases: (context) => fc.record({ j: counts(context), k: counts(context) }),
    check: async (on, { j, k }, context) => {
      const of = async (k: number) => only((await on(gamma, {}, { k, dtype: context.dtype })).g) ?? Number.NaN;
      const [one, other, both] = await Promise.all([of(j), of(k), of(j + k)]);
      const allowed = [j, k, j + k].reduce((sum, one) => sum + 2 * errorOf(one, context), 2 ** -50 * both);
      return [atMost('gamma_j + gamma_k + gamma_j gamma_k', one + other + one * other, both, allowed)];
    },
  }),
  law(gamma, 'C3', {
    share: 0.3,
    cases: (context) => fc.record({ k: counts(context) }),
    check: async (on, { k }, { dtype }) => {
      const g = only((await on(gamma, {}, { k, dtype })).g) ?? Number.NaN;
      const ku = k * unitRoundoff(dtype);
      return [holds(`gamma_${k}`, g >= ku && g < 2 * ku, `from ${ku} to before ${2 * ku}`, String(g))];
    },
  }),
  refuses(gamma, 'R2', {
    share: 0.1,
    cases: (context) => fc.record({ times: dealt([1, 2, 3]), dtype: fc.constant(context.dtype) }),
    calls: ({ times, dtype }) => ({ 'k u of 1 or more is refused': { k: times / unitRoundoff(dtype), dtype } }),
  }),
  closedForm(nextAfter, 'C2', {
    hint: 'the spacing of the binade above is taken below a power of two, or that of another type',
    cases: directions,
    result: ({ x, y, ups }) => ({
      z: tensorOf(
        x.dtype,
        x.shape,
        Array.from(x.data, (from, i) =>
          from === y.data[i] ? from : neighbour(x.dtype as FloatDtype, from, ups[i] ?? true),
        ),
      ),
    }),
  }),
  closedForm(allclose, 'C1', {
    share: 0.5,
    cases: ({ dtype, nonfinite }) =>
      fc
        .record({ values: fc.array(fc.integer(), { maxLength: 8 }), isInfinite: dealt([false, true]) })
        .map(({ values, isInfinite }) => {
          const a = vector(
            { dtype },
            isInfinite && nonfinite === 'propagates' ? [...values, infinity, -infinity] : values,
          );
          return { a, b: a, rtol: 0, atol: 0 };
        }),
    result: () => ({ c: truth(true) }),
  }),
  closedForm(allclose, 'C2', {
    share: 0.4,
    asks: ['NaN'],
    cases: known([
      [nan, nan, false],
      [nan, nan, true, true],
      [nan, 1, false, true],
      [1, nan, false, true],
      [1, nan, false],
      [nan, infinity, false, true],
    ]),
    result: ({ isClose }) => ({ c: truth(isClose) }),
  }),
  closedForm(allclose, 'C3', {
    share: 0.4,
    asks: ['NaN'],
    cases: known([
      [infinity, infinity, true],
      [-infinity, -infinity, true],
      [infinity, -infinity, false],
      [-infinity, infinity, false],
      [1, infinity, false],
      [-infinity, 1, false],
    ]),
    result: ({ isClose }) => ({ c: truth(isClose) }),
  }),
  law(allclose, 'C4', {
    cases: pairs,
    check: async (on, { b, half, twice, rtol, atol }) => {
      const of = async (a: Tensor) => only((await on(allclose, { a, b }, { rtol, atol })).c);
      const [near, far] = await Promise.all([of(half), of(twice)]);
      return [
        holds('half of the tolerance', near === 1, '1', String(near)),
        holds('twice the tolerance', far === 0, '0', String(far)),
      ];
    },
  }),
  closedForm(allclose, 'C5', {
    share: 0.3,
    cases: ({ dtype }) =>
      fc.record({ scale: fc.integer({ min: 1, max: 50 }), isLarge: dealt([true, false]) }).map(({ scale, isLarge }) => {
        const [one, other] = [vector({ dtype }, [4 * scale]), vector({ dtype }, [3 * scale])];
        return { a: isLarge ? other : one, b: isLarge ? one : other, rtol: 0.28125, atol: 0, isLarge };
      }),
    result: ({ isLarge }) => ({ c: truth(isLarge) }),
  }),
  closedForm(allclose, 'C6', {
    share: 0.1,
    asks: ['empty'],
    cases: ({ dtype }) =>
      dealt([[0], [2, 0]]).map((shape) => ({ a: tensorOf(dtype, shape, []), b: tensorOf(dtype, shape, []) })),
    result: () => ({ c: truth(true) }),
  }),
];
