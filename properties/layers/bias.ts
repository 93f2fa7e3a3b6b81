import { bias } from '../../spec/layers/bias.ts';
import { linear } from '../../spec/layers/linear.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { build, identity, negated } from '../verbs/tensors.ts';

const integers = (context: Context) => tensors(context, { x: 'm n', bias: 'n', g: 'm n' });

export const laws: readonly Law[] = [
  equal(bias, 'C1', {
    cases: (context) => tensors(context, { x: 'n', bias: 'n' }),
    sides: (f, { x, bias: b }) => ({ 'x + b - b': [f({ x: f({ x, bias: b }), bias: negated(b) }), x] }),
  }),
  equal(bias, 'C2', {
    needs: [linear],
    cases: (context) => tensors(context, { x: 'n', bias: 'n' }),
    sides: (f, { x, bias: b }, affine) => ({
      'x + b': [f({ x, bias: b }), affine({ x, weight: identity(x, x.data.length), bias: b })],
    }),
  }),
  ofGradient(bias, 'C3', {
    hint: 'averaged over the batch, or taken of one row alone',
    asks: ['broadcasting'],
    cases: integers,
    cotangents: ({ g }) => ({ y: g }),
    of: ({ bias: gradient }, { g }) => {
      const [m = 0, n = 0] = g.shape;
      const sums = build(g, [n], (j = 0) =>
        Array.from({ length: m }, (_, i) => g.data[i * n + j] ?? 0).reduce((sum, value) => sum + value, 0),
      );
      return [identical(gradient, sums, 'gradient of the bias')];
    },
  }),
];
