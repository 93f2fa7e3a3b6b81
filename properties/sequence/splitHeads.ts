import { mergeHeads } from '../../spec/sequence/mergeHeads.ts';
import { splitHeads } from '../../spec/sequence/splitHeads.ts';
import { calls } from '../generators/calls.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { inShape, transposed } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  equal(splitHeads, 'C1', {
    needs: [mergeHeads],
    cases: (context) => calls(splitHeads, context),
    sides: (f, { x, heads }, merge) => ({ 'mergeHeads of it': [merge({ x: f({ x, heads }) }), x] }),
  }),
  closedForm(splitHeads, 'C2', {
    cases: (context) => tensors(context, { x: 'n d' }, { entries: 'reals' }),
    from: ({ x }) => ({ x, heads: 1 }),
    result: ({ x }) => ({ y: inShape(x, [1, ...x.shape]) }),
    what: 'one head',
  }),
  closedForm(splitHeads, 'C3', {
    hint: 'the features were reshaped into heads before positions, without being permuted',
    cases: (context) => tensors(context, { x: 'n d' }, { entries: 'reals' }),
    from: ({ x }) => ({ x, heads: x.shape[1] ?? 1 }),
    result: ({ x }) => ({ y: inShape(transposed(x), [...x.shape].reverse().concat(1)) }),
    what: 'heads',
  }),
  refuses(splitHeads, 'R1', {
    cases: (context) => tensors(context, { x: 'n d' }),
    calls: ({ x }) => {
      const heads = -((x.shape[1] ?? 1) % 2);
      return { [`heads = ${heads}`]: { x, heads } };
    },
  }),
];
