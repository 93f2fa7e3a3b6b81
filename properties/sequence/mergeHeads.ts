import { mergeHeads } from '../../spec/sequence/mergeHeads.ts';
import { splitHeads } from '../../spec/sequence/splitHeads.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { at, build } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  equal(mergeHeads, 'C1', {
    needs: [splitHeads],
    cases: (context) => tensors(context, { x: 'h n d' }, { entries: 'reals' }),
    sides: (f, { x }, split) => ({ 'splitHeads of it': [split({ x: f({ x }), heads: x.shape[0] ?? 1 }), x] }),
  }),
  metamorphic(mergeHeads, 'C2', {
    hint: 'features of one position are read from several others',
    cases: (context) => tensors(context, { x: 'h n d' }, { entries: 'reals' }),
    to: ({ x }) => ({ x: build(x, x.shape, (head, i, e) => at(x, (head + 1) % (x.shape[0] ?? 1), i, e)) }),
    result: ({ y }, { x: { shape } }) => {
      const [h = 1, , d = 1] = shape;
      return { y: build(y, y.shape, (i, k) => at(y, i, (k + d) % (h * d))) };
    },
    what: 'blocks of columns',
  }),
];
