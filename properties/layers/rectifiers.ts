import { leakyRelu, prelu } from '../../spec/layers/rectifiers.ts';
import { relu } from '../../spec/layers/relu.ts';
import { roundTo } from '../../spec/scalars/float.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Case, Context, Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { build, filled, map, vector } from '../verbs/tensors.ts';
import { increasing, lipschitz } from './_internal/activations.ts';

const reals = (context: Context) => tensors(context, { x: 'm n' }, { entries: 'reals' });

const slopeOf = ({ slope }: Case): number => Number(slope);

export const laws: readonly Law[] = [
  closedForm(leakyRelu, 'C1', {
    cases: reals,
    from: ({ x }) => ({ x, slope: 1 }),
    result: ({ x }) => ({ y: x }),
  }),
  equal(leakyRelu, 'C2', {
    needs: [relu],
    cases: reals,
    sides: (f, { x }, rectified) => ({ 'slope 0': [f({ x, slope: 0 }), rectified({ x })] }),
  }),
  equal(leakyRelu, 'C3', {
    cases: (context) => beside(reals(context), { slope: dealt([0.5, 0.25, 2, 8]) }),
    sides: (f, { x, slope }) => ({ 'there and back': [f({ x: f({ x, slope }), slope: 1 / slope }), x] }),
  }),
  ofGradient(leakyRelu, 'C4', {
    cases: (context) =>
      beside(reals(context), { slope: dealt([0.01, 0.2, -0.5, 3, 0]).map((slope) => roundTo(context.dtype, slope)) }),
    from: ({ x, slope }) => ({ x: map(x, (value) => value || 1), slope }),
    cotangents: ({ x }) => ({ y: filled(x, x.shape, 1) }),
    of: ({ x: gradient }, { x, slope }) => [
      identical(
        gradient,
        map(x, (value) => (value < 0 ? slope : 1)),
        'gradient',
      ),
    ],
  }),
  increasing(leakyRelu, 'C5', () => ({ slope: dealt([0, 0.5, 0.25, 1, 2]) })),
  lipschitz(
    leakyRelu,
    'C6',
    (given) => Math.max(1, Math.abs(slopeOf(given))),
    () => ({
      slope: dealt([0, 0.5, -0.25, 1, -2, 4]),
    }),
  ),
  closedForm(prelu, 'C1', {
    cases: reals,
    from: ({ x }) => ({ x, weight: filled(x, x.shape, 1) }),
    result: ({ x }) => ({ y: x }),
  }),
  equal(prelu, 'C2', {
    needs: [leakyRelu],
    cases: (context) =>
      beside(reals(context), { slope: dealt([0.01, 0.25, -2, 3]).map((slope) => roundTo(context.dtype, slope)) }),
    sides: (f, { x, slope }, leaky) => ({
      'one weight': [f({ x, weight: filled(x, x.shape, slope) }), leaky({ x, slope })],
    }),
  }),
  ofGradient(prelu, 'C3', {
    hint: 'the gradient is not summed over what the weight was stretched to, or is taken where x is above 0',
    asks: ['broadcasting'],
    cases: (context) => tensors(context, { x: 'm n', g: 'm n' }),
    from: ({ x }) => ({ x, weight: vector(x, new Array<number>(x.shape[1] ?? 1).fill(2)) }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ weight }, { x, g }) => {
      const [m = 0, n = 0] = x.shape;
      const sums = build(x, [n], (j = 0) =>
        Array.from({ length: m }, (_, i) => i * n + j).reduce(
          (sum, at) => sum + Math.min(x.data[at] ?? 0, 0) * (g.data[at] ?? 0),
          0,
        ),
      );
      return [identical(weight, sums, 'gradient of the weight')];
    },
  }),
];
