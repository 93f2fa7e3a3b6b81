import fc from 'fast-check';
import { logSigmoid, sigmoid, silu, softplus } from '../../spec/layers/sigmoids.ts';
import { tanh } from '../../spec/tensor/hyperbolic.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { large, oneOf, signed, small } from '../tensor/_internal/sizes.ts';
import { atLeast, atMost, between, each } from '../verbs/measured.ts';
import { filled } from '../verbs/tensors.ts';
import {
  complementary,
  farAway,
  gradientTowardsEnd,
  increasing,
  lipschitz,
  reflected,
  related,
  towardsEnd,
} from './_internal/activations.ts';

/** Numbers of every size, and some about 1. */
const ofAnySize = (context: Context) =>
  listOf(
    oneOf(signed(oneOf(small, large)), () => fc.integer({ min: -40, max: 40 }).map((x) => x / 8)),
    context,
  );

const lost = { hint: '1 is added to what is small beside it, or taken off again' };

export const laws: readonly Law[] = [
  complementary(sigmoid, 'C1'),
  ofResult(sigmoid, 'C2', {
    hint: 'an infinite exponential over itself',
    cases: ofAnySize,
    of: ({ y }) => [each('s(x)', y, (what, value) => between(what, value, [0, 1]))],
  }),
  increasing(sigmoid, 'C3'),
  lipschitz(sigmoid, 'C4', 1 / 4),
  related(sigmoid, 'C5', tanh, { at: (x) => x / 2, of: (t) => [(1 + t) / 2, 1 / 2] }),
  ofGradient(sigmoid, 'C6', {
    cases: (context) => tensors(context, { x: 'n' }, { entries: 'reals' }),
    cotangents: ({ x }) => ({ y: filled(x, x.shape, 1) }),
    of: ({ x: gradient }, _given, allowed) => {
      const { x: errors } = allowed();
      return [each('gradient', gradient, (what, slope, at) => between(what, slope, [0, 1 / 4], errors[at]))];
    },
  }),
  towardsEnd(sigmoid, 'C7', -1, { hint: '1 is added to a tangent near -1, or taken off' }),
  gradientTowardsEnd(sigmoid, 'C8', -1),
  gradientTowardsEnd(sigmoid, 'C9', 1, { advice: true, by: (x) => -x }),
  reflected(logSigmoid, 'C1'),
  related(logSigmoid, 'C2', softplus, { at: (x) => -x, of: (value) => [-value, 1] }),
  ofResult(logSigmoid, 'C3', {
    hint: 'a logistic function that rounds to 1, or to more',
    cases: ofAnySize,
    of: ({ y }) => [each('logSigmoid(x)', y, (what, value) => atMost(what, value, 0))],
  }),
  farAway(logSigmoid, 'C4', (x) => Math.min(x, 0), { hint: 'the logarithm of a logistic function that is 0' }),
  towardsEnd(logSigmoid, 'C5', 1, lost),
  gradientTowardsEnd(logSigmoid, 'C6', 1, lost),
  related(logSigmoid, 'C7', sigmoid, { at: (x) => -x, of: (value) => [value, 1], gradient: true }),
  reflected(softplus, 'C1'),
  ofResult(softplus, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    of: ({ y }, { x }, bounds) => {
      const { allowed } = bounds();
      return [
        each('softplus(x)', y, (what, value, at) => {
          const least = Math.max(x.data[at] ?? Number.NaN, 0);
          return between(what, value, [least, least + Math.LN2], allowed[at]);
        }),
      ];
    },
  }),
  farAway(softplus, 'C3', (x) => Math.max(x, 0), { hint: 'the exponential is infinite, and so is its logarithm' }),
  related(softplus, 'C4', sigmoid, { at: (x) => x, of: (value) => [value, 1], gradient: true }),
  towardsEnd(softplus, 'C5', -1, { hint: '1 is added to an exponential that is small beside it' }),
  gradientTowardsEnd(softplus, 'C6', -1),
  increasing(softplus, 'C7'),
  lipschitz(softplus, 'C8', 1),
  reflected(silu, 'C1'),
  ofResult(silu, 'C2', {
    cases: ofAnySize,
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      return [each('silu(x)', y, (what, value, at) => atLeast(what, value, -0.2784645427610738, allowed[at]))];
    },
  }),
  farAway(silu, 'C3', (x) => Math.max(x, 0), { hint: 'a size times an infinite exponential, or over it' }),
  related(silu, 'C4', sigmoid, { at: (x) => x, of: (value, x) => [x * value, x] }),
  towardsEnd(silu, 'C5', -1, { hint: '1 is added to a tangent near -1' }),
  gradientTowardsEnd(silu, 'C6', -1),
  lipschitz(silu, 'C7', 1.1),
];
