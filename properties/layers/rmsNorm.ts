import fc from 'fast-check';
import { layerNorm } from '../../spec/layers/layerNorm.ts';
import { rmsNorm } from '../../spec/layers/rmsNorm.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { metamorphic } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { each, finite, nearExactly } from '../verbs/measured.ts';
import { map, scaled, withIntegerMean, withoutZeros, zeros } from '../verbs/tensors.ts';
import { agreesWith } from './_internal/agreesWith.ts';

const places = () => dealt(['inside', 'outside']);

/** Powers of two at which squares of integers neither over- nor underflow, nor round. */
const powers = ({ dtype }: Context) => {
  const most = { float64: 300, float32: 30, float16: 3, bfloat16: 30 }[dtype];
  return fc.integer({ min: -most, max: most });
};

export const laws: readonly Law[] = [
  metamorphic(rmsNorm, 'C1', {
    repeats: true,
    cases: (context) =>
      beside(tensors(context, { x: 'n', weight: 'n' }, { most: 8 }), {
        k: powers(context),
        epsilon: dealt([0, 0.25, 2]),
        epsilonPlace: places(),
      }).map(({ x, ...given }) => ({ ...given, x: withoutZeros(x) })),
    to: ({ x, k, epsilon, epsilonPlace }) => ({
      x: scaled(x, 2 ** k),
      epsilon: epsilon * (epsilonPlace === 'inside' ? 4 : 2) ** k,
    }),
    what: 'rmsNorm(2^k x)',
  }),
  agreesWith(rmsNorm, 'C2', {
    hint: 'the squares are divided by n - 1, or their mean is not taken',
    cases: (context) =>
      beside(tensors(context, { x: 'n', weight: 'n' }, { least: 2, most: 6 }), { epsilon: dealt([0.25, 1, 1e-5]) }).map(
        ({ x, ...given }) => {
          const whole = withIntegerMean(x);
          const mean = Array.from(whole.data).reduce((sum, value) => sum + value, 0) / whole.data.length;
          return { ...given, x: map(whole, (value) => value - mean) };
        },
      ),
    other: layerNorm,
    its: (given) => given,
  }),
  law(rmsNorm, 'C3', {
    gradient: true,
    hint: 'a term of the gradient is missing: x also moves the root',
    cases: (context) =>
      beside(tensors(context, { half: 'n', g: 'n' }, { most: 4 }), { epsilonPlace: places() }).map(
        ({ half, g, epsilonPlace }) => {
          // (v, v) and (w, -w) are orthogonal.
          const [v, w] = [Array.from(withoutZeros(half).data), Array.from(g.data)];
          const twice = (values: readonly number[]) => tensorOf(half.dtype, [values.length], values);
          return { x: twice([...v, ...v]), across: twice([...w, ...w.map((value) => -value)]), epsilonPlace };
        },
      ),
    check: async (on, { x, across, epsilonPlace }, context) => {
      const attributes = { epsilon: 0, epsilonPlace };
      const pulled = async (g: typeof x) => (await on.gradient(rmsNorm, { x }, { y: g }, attributes))['x'] ?? g;
      const pullback = exactPullback(rmsNorm, { inputs: { x }, attributes }, context);
      const allowedAt = (g: typeof x) => pullback({ y: g }).map(({ allowed }) => allowed);
      const square = exact.sum(Array.from(x.data, (value) => exact.mul(exact.constant(value), exact.constant(value))));
      const root = exact.sqrt(exact.div(square, exact.constant(x.data.length)));
      const [along, away] = await Promise.all([pulled(x), pulled(across)]);
      return [
        each('pullback of x', along, (what, value, i) =>
          nearExactly(what, value, exact.constant(0), allowedAt(x)[i] ?? 0),
        ),
        each('pullback of G', away, (what, value, i) =>
          nearExactly(what, value, exact.div(exact.constant(across.data[i] ?? 0), root), allowedAt(across)[i] ?? 0),
        ),
      ];
    },
  }),
  law(rmsNorm, 'C4', {
    gradient: true,
    hint: 'a root of 0 is divided by',
    hintOfLoss: true,
    cases: (context) =>
      beside(tensors(context, { weight: 'n', g: 'n' }, { most: 6 }), {
        epsilon: dealt([0.25, 1e-5, 1]),
        epsilonPlace: places(),
      }),
    check: async (on, { weight, g, epsilon, epsilonPlace }) => {
      const [x, attributes] = [zeros(g), { epsilon, epsilonPlace }];
      const [{ y }, gradients] = await Promise.all([
        on(rmsNorm, { x, weight }, attributes),
        // Outside the root there is none of the root at 0 by the rule of chains.
        on.gradient(rmsNorm, { x, weight }, { y: g }, { epsilon, epsilonPlace: 'inside' }),
      ]);
      return [
        identical(y, x, 'y'),
        ...Object.entries(gradients).map(([name, tensor]) => finite(`gradient of ${name}`, tensor)),
      ];
    },
  }),
];
