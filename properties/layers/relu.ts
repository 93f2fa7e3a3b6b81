import fc from 'fast-check';
import { relu } from '../../spec/layers/relu.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, equal, metamorphic } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical, literal } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { between, each, holds } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { distance, map, minus, negated, plus, withNaN } from '../verbs/tensors.ts';

const reals = (context: Context) => tensors(context, { x: 'm n' }, { entries: 'reals' });

/** What must hold of each element of x and z and of what becomes of them. */
const ofEachPair = (
  clause: 'C3' | 'C4',
  expected: string,
  isRight: (x: number, z: number, reluX: number, reluZ: number) => boolean,
): Law =>
  metamorphic(relu, clause, {
    cases: (context) => tensors(context, { x: 'm n', z: 'm n' }, { entries: 'reals' }),
    to: ({ z }) => ({ x: z }),
    compare: (reluZ, reluX, name, { x, z }) =>
      each(name, reluX, (what, one, i) => {
        const element = (tensor: Tensor) => tensor.data[i] ?? Number.NaN;
        const received = `relu(${literal(element(x))}) = ${literal(one)}, relu(${literal(element(z))}) = ${literal(element(reluZ))}`;
        return holds(what, isRight(element(x), element(z), one, element(reluZ)), expected, received);
      }),
  });

/** |a - b|, exactly. */
const apart = (a: number, b: number) => exact.abs(exact.sub(exact.constant(a), exact.constant(b)));

export const laws: readonly Law[] = [
  equal(relu, 'C1', {
    cases: reals,
    sides: (f, { x }) => {
      const once = f({ x });
      return { 'relu(relu(x))': [f({ x: once }), once] };
    },
  }),
  equal(relu, 'C2', {
    cases: reals,
    // One of the two is 0, so that the difference is exact.
    sides: async (f, { x }) => ({ 'relu(x) - relu(-x)': [minus(await f({ x }), await f({ x: negated(x) })), x] }),
  }),
  equal(relu, 'C7', {
    cases: reals,
    sides: async (f, { x }) => ({
      'relu(x) + relu(-x)': [plus(await f({ x }), await f({ x: negated(x) })), map(x, Math.abs)],
    }),
  }),
  ofEachPair('C3', 'the order of x', (x, z, reluX, reluZ) => (x <= z ? reluX <= reluZ : reluX >= reluZ)),
  ofEachPair(
    'C4',
    'a distance of at most that of x',
    (x, z, reluX, reluZ) => Number.isFinite(reluX - reluZ) && exact.compare(apart(reluX, reluZ), apart(x, z)) <= 0,
  ),
  closedForm(relu, 'C5', {
    hint: 'x > 0 ? x : 0 turns NaN into 0',
    cases: (context) =>
      beside(tensors(context, { x: 'm n' }), { position: fc.nat(63) }).map(({ x, position }) => ({
        x: withNaN(x, position),
      })),
    result: ({ x }) => ({ y: map(x, (value) => (value < 0 ? 0 : value)) }),
    what: 'relu(x)',
  }),
  ofGradient(relu, 'C6', {
    cases: (context) => beside(tensors(context, { x: 'm n', g: 'm n' }), { zero: dealt([0, -0]) }),
    from: ({ x, zero }) => ({ x: map(x, () => zero) }),
    cotangents: ({ g }) => ({ y: g }),
    // A number between 0 and 1 times the cotangent.
    of: ({ x: gradient }, { g }) => [
      each('gradient at 0', gradient, (what, value, i) => {
        const cotangent = g.data[i] ?? Number.NaN;
        return between(what, value, [Math.min(cotangent, 0), Math.max(cotangent, 0)]);
      }),
    ],
  }),
  erratum(relu, 'E44', {
    gradient: true,
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2], [-3, 3]), g: tensorOf(dtype, [2], [5, 7]) }),
    check: async (on, { x, g }) => {
      const gradient = outputOf(await on.gradient(relu, { x }, { y: g }), 'x');
      return [
        refuted('the gradient at -3 is that of the result', distance(gradient, g), 5),
        identical(gradient, tensorOf(x.dtype, [2], [0, 7]), 'gradient'),
      ];
    },
  }),
];
