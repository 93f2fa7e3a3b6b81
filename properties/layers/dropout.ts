import fc from 'fast-check';
import { dropout } from '../../spec/layers/dropout.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { identical } from '../verbs/compare.ts';
import { satisfies } from '../verbs/judge.ts';
import { map, withoutZeros } from '../verbs/tensors.ts';

/** Two tensors without zeros, long enough that no two masks of them are the same by chance, a probability and a key. */
const masks = (context: Context) =>
  beside(
    fc.oneof(
      tensors(context, { x: 'm n', g: 'm n' }, { least: 3, most: 9 }),
      tensors(context, { x: 'k m n', g: 'k m n' }, { least: 2, most: 4 }),
    ),
    {
      p: dealt([0.5, 0.25, 0.75, 0.3, 0, 1]).map((p) => (context.dtype === 'float32' ? Math.fround(p) : p)),
      training: dealt([true, true, false]),
      key: fc.noBias(fc.nat(2 ** 31 - 1)),
    },
  ).map(({ x, g, ...others }) => ({ x: withoutZeros(x), g: withoutZeros(g), ...others }));

/** 1 where an element was kept. */
const maskOf = (tensor: Tensor): Tensor => map(tensor, (value) => Number(value !== 0));

export const laws: readonly Law[] = [
  law(dropout, 'C5', {
    gradient: true,
    repeats: true,
    hint: 'the pullback draws a mask of its own, takes it from where x is 0, or leaves out the factor',
    cases: masks,
    check: async (on, { x, g, p, key, training }, context) => {
      const attributes = { p, key, training };
      const [{ y }, gradient] = await Promise.all([
        on(dropout, { x: g }, attributes),
        on.gradient(dropout, { x: map(x, (value, at) => (at % 3 === 0 ? 0 : value)) }, { y: g }, attributes),
      ]);
      const { x: pulled = g } = gradient;
      return [
        identical(maskOf(pulled), maskOf(y), 'mask of the gradient'),
        ...['C1', 'C2'].map((clause) => satisfies(dropout, clause, { x: g }, attributes, { y: pulled }, context)),
      ];
    },
  }),
  equal(dropout, 'C6', {
    repeats: true,
    cases: masks,
    sides: async (f, { x, g, p, key }) => ({
      'mask of another input': [maskOf(await f({ x: g, p, key })), maskOf(await f({ x, p, key }))],
    }),
  }),
];
