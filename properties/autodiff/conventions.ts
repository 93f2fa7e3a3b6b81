import { detachedProductJvp, detachedProductVjp, roundedWeightsVjp } from '../../spec/autodiff/conventions.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { times } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  closedForm(detachedProductVjp, 'C1', {
    bits: 16,
    hint: 'something flows through what is held constant, or nothing through the rest',
    cases: (context) => tensors(context, { x: 'n', c_y: 'n' }),
    result: ({ x, c_y }) => ({ g_x: times(times(x, x), c_y) }),
  }),
  closedForm(detachedProductJvp, 'C1', {
    bits: 16,
    hint: 'the direction passes through what is held constant',
    cases: (context) => tensors(context, { x: 'n', d_x: 'n' }),
    result: ({ x, d_x }) => ({ d_y: times(times(x, x), d_x) }),
  }),
  closedForm(roundedWeightsVjp, 'C1', {
    hint: 'the derivative of the rounding, 0, is used in place of the estimator',
    cases: (context) => tensors(context, { x: 'n', weight: 'n', c_y: 'n' }, { entries: 'reals' }),
    result: ({ x, c_y }) => ({ g_weight: times(c_y, x) }),
  }),
];
