import { celu, elu, selu } from '../../spec/layers/exponentialUnits.ts';
import { relu } from '../../spec/layers/relu.ts';
import { expm1 } from '../../spec/tensor/exponentials.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { listOf } from '../tensor/_internal/functions.ts';
import { small } from '../tensor/_internal/sizes.ts';
import { apart } from '../verbs/apart.ts';
import { withinAllowed } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { each, near } from '../verbs/measured.ts';
import { map, scaled } from '../verbs/tensors.ts';
import { farAway, farValues, increasing, lipschitz } from './_internal/activations.ts';

const reals = (context: Context) => tensors(context, { x: 'm n' }, { entries: 'reals' });
const alphas = () => ({ alpha: dealt([1, 0.5, 2, 0.25]) });
const two = () => ({ alpha: dealt([2]) });
const [lambda, selfAlpha] = [1.0507009873554805, 1.6732632423543772];

export const laws: readonly Law[] = [
  equal(elu, 'C1', {
    needs: [relu],
    cases: reals,
    sides: (f, { x }, rectified) => ({ 'alpha 0': [f({ x, alpha: 0 }), rectified({ x })] }),
  }),
  farAway(elu, 'C2', (x) => Math.max(x, -2), { drawn: two }),
  increasing(elu, 'C3', alphas),
  lipschitz(elu, 'C4', (given: Case) => Math.max(1, Number(given['alpha'])), alphas),
  ofResult(elu, 'C5', {
    advice: true,
    hint: 'e^x - 1 cancels where x is small: take expm1',
    cases: (context) => listOf(small, context).map(({ x }) => ({ x: scaled(x, -1) })),
    of: ({ y }, { x }, _bounds, context) => [
      withinAllowed(y, boundedResult(expm1, { x }, {}, context), context, 'elu(x)'),
    ],
  }),
  law(celu, 'C1', {
    needs: [elu],
    cases: reals,
    check: async (on, { x }, context) => {
      const [own, other] = await Promise.all([on(celu, { x }, { alpha: 1 }), on(elu, { x }, { alpha: 1 })]);
      const allowed = [celu, elu].map((one) => {
        const { shape, allowed: values } = boundedResult(one, { x }, { alpha: 1 }, context);
        return { shape, values };
      });
      return [apart('celu(x)', own.y, other.y, allowed)];
    },
  }),
  farAway(celu, 'C2', (x) => Math.max(x, -2), { drawn: two }),
  increasing(celu, 'C3', alphas),
  lipschitz(celu, 'C4', 1, alphas),
  law(selu, 'C1', {
    needs: [elu],
    cases: reals,
    check: async (on, { x }, context) => {
      const attributes = { alpha: selfAlpha };
      const [own, other] = await Promise.all([on(selu, { x }), on(elu, { x }, attributes)]);
      const mine = boundedResult(selu, { x }, {}, context).allowed;
      const theirs = boundedResult(elu, { x }, attributes, context).allowed;
      return [
        each('selu(x)', own.y, (what, value, at) => {
          const expected = lambda * (other.y.data[at] ?? Number.NaN);
          return near(
            what,
            value,
            expected,
            (mine[at] ?? 0) + lambda * (theirs[at] ?? 0) + 2 ** -52 * Math.abs(expected),
          );
        }),
      ];
    },
  }),
  increasing(selu, 'C2'),
  ofResult(selu, 'C3', {
    cases: (context) => farValues(context).map(({ x }) => ({ x: map(x, (value) => -Math.abs(value)) })),
    of: ({ y }, _given, bounds) => {
      const { allowed } = bounds();
      return [
        each('selu(x)', y, (what, value, at) => near(what, value, -lambda * selfAlpha, (allowed[at] ?? 0) + 2 ** -52)),
      ];
    },
  }),
];
