import fc from 'fast-check';
import { relu } from '../../spec/layers/relu.ts';
import { exact } from '../../spec/scalars/exact.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { identical, literal, worst } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { distance, filled, map, plus } from '../verbs/tensors.ts';

const negated = (x: Tensor): Tensor => map(x, (value) => -value);

/** An element of each of two tensors and of their results, pair by pair. */
function pairwise(
  tensorsOf: { readonly x: Tensor; readonly z: Tensor; readonly reluX: Tensor; readonly reluZ: Tensor },
  what: string,
  holds: (x: number, z: number, reluX: number, reluZ: number) => boolean,
): Observation {
  const { x, z, reluX, reluZ } = tensorsOf;
  const element = (tensor: Tensor, position: number) => tensor.data[position] ?? Number.NaN;
  return worst(
    Array.from(x.data, (value, position): Observation => {
      const [other, one, two] = [element(z, position), element(reluX, position), element(reluZ, position)];
      return {
        ratio: holds(value, other, one, two) ? 0 : Number.POSITIVE_INFINITY,
        what,
        received: `relu(${literal(value)}) = ${literal(one)}, relu(${literal(other)}) = ${literal(two)}`,
      };
    }),
    what,
  );
}

const pairs = (context: Context) => tensors(context, { x: 'm n', z: 'm n' }, { entries: 'reals' });

export const laws: readonly Law[] = [
  law(relu, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const { y } = await on(relu, { x });
      return [identical((await on(relu, { x: y })).y, y, 'relu(relu(x))')];
    },
  }),
  law(relu, 'C2', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const [right, left] = await Promise.all([on(relu, { x }), on(relu, { x: negated(x) })]);
      // One of the two is 0, so that the difference is exact.
      return [identical(plus(right.y, negated(left.y)), x, 'relu(x) - relu(-x)')];
    },
  }),
  law(relu, 'C3', {
    cases: pairs,
    check: async (on, { x, z }) => {
      const [one, two] = await Promise.all([on(relu, { x }), on(relu, { x: z })]);
      const given = { x, z, reluX: one.y, reluZ: two.y };
      return [pairwise(given, 'order', (a, b, reluA, reluB) => (a <= b ? reluA <= reluB : reluA >= reluB))];
    },
  }),
  law(relu, 'C4', {
    cases: pairs,
    check: async (on, { x, z }) => {
      const [one, two] = await Promise.all([on(relu, { x }), on(relu, { x: z })]);
      const distance = (a: number, b: number) => exact.abs(exact.sub(exact.constant(a), exact.constant(b)));
      return [
        pairwise(
          { x, z, reluX: one.y, reluZ: two.y },
          'distance',
          (a, b, reluA, reluB) =>
            Number.isFinite(reluA - reluB) && exact.compare(distance(reluA, reluB), distance(a, b)) <= 0,
        ),
      ];
    },
  }),
  law(relu, 'C5', {
    hint: 'x > 0 ? x : 0 turns NaN into 0',
    cases: (context) =>
      fc.record({ base: tensors(context, { x: 'm n' }), position: fc.nat(63) }).map(({ base: { x }, position }) => ({
        x: map(x, (value, here) => (here === position % x.data.length ? Number.NaN : value)),
      })),
    check: async (on, { x }) => [
      identical(
        (await on(relu, { x })).y,
        map(x, (value) => (value < 0 ? 0 : value)),
        'relu(x)',
      ),
    ],
  }),
  law(relu, 'C6', {
    gradient: true,
    cases: (context) =>
      fc
        .record({ base: tensors(context, { x: 'm n', g: 'm n' }), negative: dealt([false, true]) })
        .map(({ base: { x, g }, negative }) => ({ x: filled(x, x.shape, negative ? -0 : 0), g })),
    check: async (on, { x, g }) => {
      const gradient = (await on.gradient(relu, { x }, { y: g }))['x'];
      const shares = Array.from(g.data, (cotangent, position): Observation => {
        const got = gradient?.data[position] ?? Number.NaN;
        // A number between 0 and 1 times the cotangent.
        const inside = cotangent < 0 ? got <= 0 && got >= cotangent : got >= 0 && got <= cotangent;
        return holds('gradient at 0', inside, `from 0 to ${literal(cotangent)}`, literal(got));
      });
      return [worst(shares, 'gradient at 0')];
    },
  }),
  erratum(relu, 'E44', {
    gradient: true,
    given: ({ dtype }) => ({ x: tensorOf(dtype, [2], [-3, 3]), g: tensorOf(dtype, [2], [5, 7]) }),
    check: async (on, { x, g }) => {
      const { x: gradient } = await on.gradient(relu, { x }, { y: g });
      return [
        refuted('the gradient at -3 is that of the result', distance(outputOf({ gradient }, 'gradient'), g), 5),
        identical(outputOf({ gradient }, 'gradient'), tensorOf(x.dtype, [2], [0, 7]), 'gradient'),
      ];
    },
  }),
];
