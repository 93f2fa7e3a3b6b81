import { diamondHvp, diamondJvp, diamondVjp } from '../../spec/autodiff/reuse.ts';
import { tensors } from '../generators/tensors.ts';
import type { Law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { inner, map, vector } from '../verbs/tensors.ts';

const at = ({ data }: { readonly data: ArrayLike<number> }, position: number): number => data[position] ?? Number.NaN;

export const laws: readonly Law[] = [
  closedForm(diamondVjp, 'C1', {
    bits: 20,
    hint: 'one use of a value overwrites what another gave, or an operation on the way is visited twice',
    cases: (context) => tensors(context, { x: 'n', c_twice: 'n', c_quartic: 'n' }),
    result: ({ x, c_twice, c_quartic }) => ({
      g_x: map(x, (value, k) => 2 * at(c_twice, k) + (4 * value ** 3 + 3 * value ** 2) * at(c_quartic, k)),
    }),
  }),
  equal(diamondJvp, 'C1', {
    needs: [diamondVjp],
    bits: 24,
    hint: 'forward and reverse mode are not of one function',
    cases: (context) => tensors(context, { x: 'n', d_x: 'n', c_twice: 'n', c_quartic: 'n' }),
    sides: async (f, { x, d_x, c_twice, c_quartic }, vjp) => {
      const { d_twice, d_quartic } = await f.all({ x, d_x });
      const gradient = await vjp({ x, c_twice, c_quartic });
      const sum = inner(d_twice, c_twice) + inner(d_quartic, c_quartic);
      return {
        '<J d, c>': [vector({ dtype: 'float64' }, [sum]), vector({ dtype: 'float64' }, [inner(gradient, d_x)])],
      };
    },
  }),
  closedForm(diamondHvp, 'C1', {
    bits: 20,
    hint: 'the second derivative lacks a path, or is that of one use alone',
    cases: (context) => tensors(context, { x: 'n', d_x: 'n', c_twice: 'n', c_quartic: 'n' }),
    result: ({ x, d_x, c_quartic }) => ({
      h_x: map(x, (value, k) => (12 * value ** 2 + 6 * value) * at(d_x, k) * at(c_quartic, k)),
    }),
  }),
];
