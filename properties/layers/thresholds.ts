import fc from 'fast-check';
import { relu } from '../../spec/layers/relu.ts';
import { hardThreshold, step } from '../../spec/layers/thresholds.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { ofAnySize, signed, subnormal } from '../tensor/_internal/sizes.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { refuted } from '../verbs/refuted.ts';
import { distance, map, negated, plus } from '../verbs/tensors.ts';

const integers = (context: Context) => tensors(context, { x: 'm n', g: 'm n' });

/** Integers, so that many lie on the bound. */
const shrunk = (context: Context) => beside(integers(context), { lambda: dealt([3, 1, 0.5, 6.5]) });

const shrink = (x: Tensor, lambda: number): Tensor => map(x, (value) => (Math.abs(value) > lambda ? value : 0));

export const laws: readonly Law[] = [
  equal(step, 'C1', {
    cases: (context) => beside(integers(context), { atZero: dealt([0, 0.5, 1, -2]) }),
    sides: async (f, { x, atZero }) => {
      const [one, other] = [await f({ x, atZero }), await f({ x: negated(x), atZero })];
      return { 'step(x) + step(-x)': [plus(one, other), map(x, (value) => (value === 0 ? 2 * atZero : 1))] };
    },
  }),
  closedForm(step, 'C2', {
    cases: (context) => listOf(signed(subnormal), context),
    result: ({ x }) => ({ y: map(x, (value) => Number(value > 0)) }),
  }),
  ofGradient(step, 'C3', {
    hint: 'the cotangent is passed straight through: that is another function',
    cases: (context) => beside(integers(context), { atZero: dealt([0, 0.5]) }),
    from: ({ x, atZero }) => ({ x: map(x, (value, at) => (at % 3 === 0 ? -0 : value)), atZero }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x: gradient }) => [
      identical(
        gradient,
        map(gradient, () => 0),
        'gradient',
      ),
    ],
  }),
  erratum(step, 'E34', {
    needs: [relu],
    gradient: true,
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2], [-3, 3]), g: tensorOf(dtype, [2], [5, 7]) }),
    check: async (on, { x, g }) => {
      const [flat, bent] = await Promise.all(
        [step, relu].map(async (f) => outputOf(await on.gradient<typeof step | typeof relu>(f, { x }, { y: g }), 'x')),
      );
      return [
        refuted('a function that is differentiable here has a gradient to follow', distance(flat ?? x, g), 7),
        identical(flat ?? x, tensorOf(x.dtype, [2], [0, 0]), 'gradient of step'),
        identical(bent ?? x, tensorOf(x.dtype, [2], [0, 7]), 'gradient of relu'),
      ];
    },
  }),
  equal(hardThreshold, 'C1', {
    cases: shrunk,
    sides: (f, { x, lambda }) => {
      const once = f({ x, lambda });
      return { twice: [f({ x: once, lambda }), once] };
    },
  }),
  metamorphic(hardThreshold, 'C2', {
    cases: shrunk,
    to: ({ x }) => ({ x: negated(x) }),
    result: ({ y }) => ({ y: negated(y) }),
    what: 'hardThreshold(-x)',
  }),
  closedForm(hardThreshold, 'C3', {
    hint: 'what stays is moved towards 0, as by soft shrinkage, or lambda itself stays',
    cases: shrunk,
    result: ({ x, lambda }) => ({ y: shrink(x, lambda) }),
  }),
  closedForm(hardThreshold, 'C4', {
    cases: (context) => listOf(signed(ofAnySize), context),
    from: ({ x }) => ({ x, lambda: 0 }),
    result: ({ x }) => ({ y: x }),
  }),
  ofGradient(hardThreshold, 'C5', {
    cases: (context) => beside(integers(context), { lambda: fc.nat(6).map((whole) => whole + 0.5) }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x: gradient }, { x, g, lambda }) => [
      identical(
        gradient,
        map(g, (value, at) => (Math.abs(x.data[at] ?? 0) > lambda ? value : 0)),
        'gradient',
      ),
    ],
  }),
];
