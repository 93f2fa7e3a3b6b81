import { detach, straightThrough } from '../../spec/autodiff/detached.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofGradient } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { zeros } from '../verbs/tensors.ts';

export const laws: readonly Law[] = [
  closedForm(detach, 'C1', {
    cases: (context) => tensors(context, { x: 'm n' }, { entries: 'reals' }),
    result: ({ x }) => ({ y: x }),
  }),
  ofGradient(detach, 'C2', {
    hint: 'the gradient passes as if nothing were held constant',
    cases: (context) => tensors(context, { x: 'm n', g: 'm n' }, { entries: 'reals' }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x }) => [identical(x, zeros(x), 'gradient of x')],
  }),
  closedForm(straightThrough, 'C1', {
    hint: 'the value is that of x',
    cases: (context) => tensors(context, { x: 'm n', q: 'm n' }),
    result: ({ q }) => ({ y: q }),
  }),
  ofGradient(straightThrough, 'C2', {
    hint: 'the gradient goes to what was rounded, and not to what it stands for',
    cases: (context) => tensors(context, { x: 'm n', q: 'm n', g: 'm n' }, { entries: 'reals' }),
    cotangents: ({ g }) => ({ y: g }),
    of: ({ x, q }, { g }) => [identical(x, g, 'gradient of x'), identical(q, zeros(q), 'gradient of q')],
  }),
];
