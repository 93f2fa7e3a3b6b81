import { mergeHeads } from '../../spec/sequence/mergeHeads.ts';
import { splitHeads } from '../../spec/sequence/splitHeads.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { at, build } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  law(mergeHeads, 'C1', {
    needs: [splitHeads],
    cases: (context) => tensors(context, { x: 'h n d' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const { y } = await on(mergeHeads, { x });
      return [identical((await on(splitHeads, { x: y }, { heads: x.shape[0] ?? 1 })).y, x, 'splitHeads of it')];
    },
  }),
  law(mergeHeads, 'C2', {
    hint: 'features of one position are read from several others',
    cases: (context) => tensors(context, { x: 'h n d' }, { entries: 'reals' }),
    check: async (on, { x }) => {
      const [h = 1, , d = 1] = x.shape;
      const rotated = build(x, x.shape, (head, i, e) => at(x, ((head ?? 0) + 1) % h, i ?? 0, e ?? 0));
      const [plain, other] = await Promise.all([on(mergeHeads, { x }), on(mergeHeads, { x: rotated })]);
      const blocks = build(plain.y, plain.y.shape, (i, k) => at(plain.y, i ?? 0, ((k ?? 0) + d) % (h * d)));
      return [identical(other.y, blocks, 'blocks of columns')];
    },
  }),
];
