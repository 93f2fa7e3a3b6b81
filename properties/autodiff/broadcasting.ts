import { stretchedSumJvp, stretchedSumVjp } from '../../spec/autodiff/broadcasting.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { at, build, negated, zeros } from '../verbs/tensors.ts';

const inputs = { x: 'm n', row: 'n', shift: '', unused: 'k' } as const;
const range = (n: number | undefined): number[] => Array.from({ length: n ?? 0 }, (_, i) => i);

export const laws: readonly Law[] = [
  closedForm(stretchedSumVjp, 'C1', {
    bits: 16,
    hint: 'what was stretched has a gradient of one place alone, or the mean of all',
    cases: (context) => tensors(context, { ...inputs, c_y: 'm n' }),
    result: ({ x, row, shift, c_y }) => ({
      g_x: build(x, x.shape, (i, j) => at(c_y, i, j) * at(row, j)),
      g_row: build(row, row.shape, (j) => range(x.shape[0]).reduce((sum, i) => sum + at(c_y, i, j) * at(x, i, j), 0)),
      g_shift: build(shift, [], () => Array.from(c_y.data).reduce((sum, one) => sum + one, 0)),
    }),
  }),
  closedForm(stretchedSumVjp, 'C2', {
    hint: 'the gradient of an unused input is missing, or has the shape of another',
    cases: (context) => tensors(context, { ...inputs, c_y: 'm n' }, { entries: 'reals' }),
    result: ({ unused }) => ({ g_unused: zeros(unused) }),
  }),
  metamorphic(stretchedSumJvp, 'C1', {
    hint: 'the direction of one input is taken for that of another',
    repeats: true,
    cases: (context) =>
      tensors(context, { ...inputs, d_x: 'm n', d_row: 'n', d_shift: '', d_unused: 'k' }, { entries: 'reals' }),
    to: ({ d_unused }) => ({ d_unused: negated(d_unused) }),
  }),
];
