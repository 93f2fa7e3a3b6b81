import fc from 'fast-check';
import { dropout } from '../../spec/layers/dropout.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { satisfies } from '../verbs/judge.ts';
import { map } from '../verbs/tensors.ts';

/** Two tensors without zeros, long enough that no two masks of them are the same by chance, a probability and a key. */
const masks = (context: Context) =>
  fc
    .record({
      base: tensors(context, { x: 'm n', g: 'm n' }, { least: 3, most: 9 }),
      p: fc.constantFrom(0.5, 0.25, 0.75, 0, 1),
      key: fc.noBias(fc.nat(2 ** 31 - 1)),
    })
    .map(({ base: { x, g }, p, key }) => ({ x: withoutZeros(x), g: withoutZeros(g), p, key }));

const withoutZeros = (tensor: Tensor): Tensor => map(tensor, (value) => (value === 0 ? 1 : value));

/** 1 where an element was kept. */
const maskOf = (tensor: Tensor): Tensor => map(tensor, (value) => Number(value !== 0));

export const laws: readonly Law[] = [
  law(dropout, 'C5', {
    gradient: true,
    repeats: true,
    hint: 'the pullback draws a mask of its own, or leaves out the factor',
    cases: masks,
    check: async (on, { x, g, p, key }, context) => {
      const attributes = { p, key };
      const [{ y }, gradient] = await Promise.all([
        on(dropout, { x }, attributes),
        on.gradient(dropout, { x }, { y: g }, attributes),
      ]);
      const { x: pulled = g } = gradient;
      return [
        identical(maskOf(pulled), maskOf(y), 'mask of the gradient'),
        satisfies(dropout, 'C1', { x: g }, attributes, { y: pulled }, context),
      ];
    },
  }),
  law(dropout, 'C6', {
    repeats: true,
    cases: masks,
    check: async (on, { x, g, p, key }) => {
      const [one, other] = await Promise.all([on(dropout, { x }, { p, key }), on(dropout, { x: g }, { p, key })]);
      return [identical(maskOf(other.y), maskOf(one.y), 'mask of another input')];
    },
  }),
];
