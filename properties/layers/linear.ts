import fc from 'fast-check';
import { linear } from '../../spec/layers/linear.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, filled, map, plus } from '../verbs/tensors.ts';

const minus = (a: Tensor, b: Tensor): Tensor =>
  plus(
    a,
    map(b, (value) => -value),
  );

const sum = (count: number, term: (k: number) => number): number =>
  Array.from({ length: count }, (_, k) => term(k)).reduce((total, value) => total + value, 0);

export const laws: readonly Law[] = [
  law(linear, 'C1', {
    cases: (context) => tensors(context, { x: 'i', z: 'i', weight: 'o i', bias: 'o' }),
    check: async (on, { x, z, weight, bias }) => {
      const f = async (input: Tensor) => (await on(linear, { x: input, weight, bias })).y;
      const [both, second, first, none] = await Promise.all([f(plus(x, z)), f(z), f(x), f(filled(x, x.shape, 0))]);
      return [identical(minus(both, second), minus(first, none), 'f(x + z) - f(z)')];
    },
  }),
  law(linear, 'C2', {
    bits: 24,
    cases: (context) => tensors(context, { x: 'i', first: 'h i', b: 'h', second: 'o h', c: 'o' }),
    check: async (on, { x, first, b, second, c }) => {
      const [h = 1, i = 1] = first.shape;
      const o = second.shape[0] ?? 1;
      const weight = build(x, [o, i], (row, column) => sum(h, (k) => at(second, row, k) * at(first, k, column)));
      const bias = build(x, [o], (row) => at(c, row) + sum(h, (k) => at(second, row, k) * at(b, k)));
      const [inner, once] = await Promise.all([
        on(linear, { x, weight: first, bias: b }),
        on(linear, { x, weight, bias }),
      ]);
      const twice = await on(linear, { x: inner.y, weight: second, bias: c });
      return [identical(twice.y, once.y, 'W2 (W1 x + b1) + b2')];
    },
  }),
  law(linear, 'C3', {
    hint: 'the weight is used without its transpose, or a bias is made up',
    cases: (context) =>
      fc.record({ base: tensors(context, { x: 'i', rows: 'b i', weight: 'o i' }), alone: dealt([false, true]) }),
    check: async (on, { base: { x, rows, weight }, alone }, { batches }) => {
      const input = alone || batches === 'none' ? x : rows;
      const [o = 1, i = 1] = weight.shape;
      const expected = build(x, [...input.shape.slice(0, -1), o], (...index) =>
        sum(i, (k) => at(input, ...index.slice(0, -1), k) * at(weight, index.at(-1) ?? 0, k)),
      );
      const [without, zeros] = await Promise.all([
        on(linear, { x: input, weight }),
        on(linear, { x: input, weight, bias: filled(x, [o], 0) }),
      ]);
      return [identical(without.y, expected, 'x W^T'), identical(zeros.y, without.y, 'x W^T + 0')];
    },
  }),
  law(linear, 'C4', {
    gradient: true,
    hint: 'the gradient of the bias is not summed over the batch, or divided by its size',
    cases: (context) =>
      tensors(
        context,
        context.batches !== 'none'
          ? { x: 'b c i', weight: 'o i', bias: 'o', g: 'b c o' }
          : { x: 'i', weight: 'o i', bias: 'o', g: 'o' },
      ),
    check: async (on, { x, weight, bias, g }) => {
      const o = bias.data.length;
      const expected = build(bias, [o], (k) =>
        sum(g.data.length / o, (member) => g.data[member * o + k] ?? Number.NaN),
      );
      const gradient = await on.gradient(linear, { x, weight, bias }, { y: g });
      return [identical(gradient['bias'] ?? g, expected, 'gradient of bias')];
    },
  }),
];
