import fc from 'fast-check';
import { gelu } from '../../spec/layers/gelu.ts';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { exactArithmetic } from '../../spec/scalars/exact.ts';
import { largestOf, leastNormalOf, unitRoundoff } from '../../spec/scalars/float.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { atLeast, atMost, each, nearExactly } from '../verbs/measured.ts';
import { filled, map, vector } from '../verbs/tensors.ts';
import { farAway, farValues, lipschitz, reflected } from './_internal/activations.ts';

const forms = () => ({ approximate: dealt(['none', 'tanh']) });

/** Where the forms are farthest apart, and by how much; the least values of both. */
const [farthest, apart] = [2.69894138637727, 4.73235520687284e-4];
const least = { none: -0.16997120747990366, tanh: -0.170040750571254 } as const;

/** A number of either sign whose square overflows. */
const squareless = (context: Context) =>
  dealt([0.6, -0.6]).map((share) => ({
    x: vector(context, [Math.sign(share) * 2 ** Math.floor(Math.log2(largestOf(context.dtype)) * Math.abs(share))]),
  }));

/** Enough for 53 bits of Phi(-12), which 1 + erf leaves of 1. */
const wide = exactArithmetic(320);

export const laws: readonly Law[] = [
  reflected(gelu, 'C1', forms),
  law(gelu, 'C2', {
    hint: 'a constant of the form with the tangent is off, or one form is taken for both',
    cases: (context) =>
      beside(tensors(context, { x: 'n' }, { entries: 'reals' }), { far: dealt([farthest, -farthest]) }).map(
        ({ x, far }) => ({ x: vector(context, [far, ...x.data]) }),
      ),
    check: async (on, { x }, context) => {
      const [exact, byTanh] = await Promise.all(
        (['none', 'tanh'] as const).map(async (approximate) => (await on(gelu, { x }, { approximate })).y),
      );
      const [own = [], others = []] = (['none', 'tanh'] as const).map(
        (approximate) => boundedResult(gelu, { x }, { approximate }, context).allowed,
      );
      const distances = map(exact ?? x, (value, at) => Math.abs(value - (byTanh?.data[at] ?? Number.NaN)));
      const allowed = (at: number) => (own[at] ?? 0) + (others[at] ?? 0) + 2 ** -60;
      // Flat at its largest: a rounded argument moves the distance by the square of the rounding, less than once.
      const moved = (4 * unitRoundoff(context.dtype)) ** 2;
      return [
        each('distance of the two forms', distances, (what, value, at) => atMost(what, value, apart, allowed(at))),
        atLeast('distance at 2.69894', distances.data[0] ?? Number.NaN, apart, allowed(0) + moved),
      ];
    },
  }),
  ofResult(gelu, 'C3', {
    cases: (context) =>
      beside(
        fc
          .array(dealt([-0.75, -0.7517915, -0.7524614, -0.8, -2, 0, 3]), { minLength: 1, maxLength: 6 })
          .map((list) => ({
            x: vector(context, list),
          })),
        forms(),
      ),
    of: ({ y }, { approximate }, bounds) => {
      const { allowed } = bounds();
      return [each('gelu(x)', y, (what, value, at) => atLeast(what, value, least[approximate], allowed[at]))];
    },
  }),
  farAway(gelu, 'C4', (x) => Math.max(x, 0), { drawn: forms }),
  ofGradient(gelu, 'C5', {
    hint: 'a large number times a slope that is 0 or infinite',
    cases: (context) =>
      beside(fc.oneof(farValues(context), squareless(context)), { ...forms(), g: fc.integer({ min: 1, max: 9 }) }),
    cotangents: ({ x, g }) => ({ y: filled(x, x.shape, g) }),
    of: ({ x: gradient }, { x, g }) => [
      identical(
        gradient,
        map(x, (value) => (value > 0 ? g : 0)),
        'gradient',
      ),
    ],
  }),
  lipschitz(gelu, 'C6', 1.13, forms),
  ofResult(gelu, 'C7', {
    advice: true,
    hint: '1 is added to an error function near -1: take that of its complement',
    cases: (context) => {
      // Where Phi is a normal number.
      const most = Math.min(12, Math.sqrt(-2 * Math.log(leastNormalOf(context.dtype))) - 1);
      return listOf(() => fc.integer({ min: 1, max: 2 ** 20 }).map((part) => (-most * part) / 2 ** 20), context);
    },
    of: ({ y }, { x }, _bounds, { u, profile }) => [
      each('gelu(x)', y, (what, value, at) => {
        const z = wide.constant(x.data[at] ?? Number.NaN);
        const erf = wide.erf(wide.div(z, wide.sqrt(wide.constant(2))));
        const want = wide.mul(z, wide.mul(wide.constant(0.5), wide.add(wide.constant(1), erf)));
        const square = (x.data[at] ?? 0) ** 2;
        // A rounding of x / sqrt 2 is one of Phi, times x^2 at most; so is one of its square.
        const roundings = 2 * square + 2 * ulpsOf(profile).erf + 8;
        return nearExactly(what, value, want, roundings * u * Math.abs(value));
      }),
    ],
  }),
];
