import { linear } from '../../spec/layers/linear.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { build, filled, inShape, minus, plus, product, rowsOf, scaled, transposed, zeros } from '../verbs/tensors.ts';

const column = (vector: Tensor): Tensor => inShape(vector, [vector.data.length, 1]);

export const laws: readonly Law[] = [
  equal(linear, 'C1', {
    cases: (context) => tensors(context, { x: 'i', z: 'i', weight: 'o i', bias: 'o' }),
    sides: async (apply, { x, z, weight, bias }) => {
      const f = (input: Tensor) => apply({ x: input, weight, bias });
      return { 'f(x + z) - f(z)': [minus(await f(plus(x, z)), await f(z)), minus(await f(x), await f(zeros(x)))] };
    },
  }),
  equal(linear, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { x: 'i', first: 'h i', b: 'h', second: 'o h', c: 'o' }),
    sides: (f, { x, first, b, second, c }) => {
      const bias = plus(c, inShape(product(second, column(b)), c.shape));
      const twice = f({ x: f({ x, weight: first, bias: b }), weight: second, bias: c });
      return { 'W2 (W1 x + b1) + b2': [twice, f({ x, weight: product(second, first), bias })] };
    },
  }),
  equal(linear, 'C3', {
    hint: 'the weight is used without its transpose, or a bias is made up',
    cases: (context) =>
      beside(tensors(context, { row: 'i', rows: 'b i', weight: 'o i' }), { alone: dealt([false, true]) }).map(
        ({ row, rows, weight, alone }) => ({ x: alone || context.batches === 'none' ? row : rows, weight }),
      ),
    sides: (f, { x, weight }) => {
      const [o = 1, i = 1] = weight.shape;
      const expected = product(inShape(x, [x.data.length / i, i]), transposed(weight));
      const without = f({ x, weight });
      return {
        'x W^T': [without, inShape(expected, [...x.shape.slice(0, -1), o])],
        'x W^T + 0': [f({ x, weight, bias: filled(x, [o], 0) }), without],
      };
    },
  }),
  equal(linear, 'C5', {
    bits: 20,
    hint: 'the bias is added more than once, or left out',
    cases: (context) =>
      beside(tensors(context, { x: 'i', z: 'i', weight: 'o i', bias: 'o' }), { quarters: dealt([1, 2, 3, 5, -1]) }),
    sides: async (apply, { x, z, weight, bias, quarters }) => {
      const f = (input: Tensor) => apply({ x: input, weight, bias });
      const t = quarters / 4;
      const between = (one: Tensor, other: Tensor) => plus(scaled(one, 1 - t), scaled(other, t));
      const [ofX, ofZ, whole] = await Promise.all([f(scaled(x, 4)), f(scaled(z, 4)), f(scaled(plus(x, z), 4))]);
      return {
        'f((1 - t) x + t z)': [f(between(scaled(x, 4), scaled(z, 4))), between(ofX, ofZ)],
        'f(x) + f(z) - f(x + z)': [minus(plus(ofX, ofZ), whole), bias],
      };
    },
  }),
  ofGradient(linear, 'C4', {
    hint: 'the gradient of the bias is not summed over the batch, or divided by its size',
    cases: (context) =>
      tensors(
        context,
        context.batches !== 'none'
          ? { x: 'b c i', weight: 'o i', bias: 'o', g: 'b c o' }
          : { x: 'i', weight: 'o i', bias: 'o', g: 'o' },
      ),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ bias: gradient }, { bias, g }) => {
      const rows = rowsOf(g.data, bias.data.length);
      const expected = build(bias, bias.shape, (k) => rows.reduce((sum, row) => sum + (row[k] ?? Number.NaN), 0));
      return [identical(gradient, expected, 'gradient of bias')];
    },
  }),
];
