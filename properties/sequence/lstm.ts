import { lstm } from '../../spec/sequence/lstm.ts';
import { lstmCell } from '../../spec/sequence/lstmCell.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beyondReach } from '../generators/batchAxes.ts';
import { calls } from '../generators/calls.ts';
import type { CaseOptions } from '../generators/cases.ts';
import { type Context, type Law, law, Unsupported } from '../law.ts';
import { ofResult } from '../observed.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResults } from '../verbs/judge.ts';
import { map } from '../verbs/tensors.ts';
import { gated } from './_internal/gates.ts';
import { looksBackOnly } from './_internal/steps.ts';

const given = (context: Context, options: CaseOptions) =>
  calls(lstm, context, { whole: true, batch: false, ...options });

/** The states before each step. */
const before = ({ data: first }: Tensor, { dtype, shape, data }: Tensor): Tensor =>
  tensorOf(dtype, shape, [...first, ...data].slice(0, data.length));

export const laws: readonly Law[] = [
  looksBackOnly(lstm),
  law(lstm, 'C2', {
    needs: [lstmCell],
    share: 0.5,
    hint: 'a step is not that of the cell, or reads other states than those before it',
    cases: (context) => given(context, { entries: 'reals', most: 4 }),
    check: async (on, inputs, context) => {
      const { hidden, cell } = await on(lstm, inputs);
      const { initialHidden, initialCell, ...rest } = inputs;
      // The steps are a batch of the cell.
      const step = { ...rest, hidden: before(initialHidden, hidden), cell: before(initialCell, cell) };
      const why = beyondReach(lstmCell, step, context);
      if (why !== undefined) throw new Unsupported(why);
      const { nextHidden, nextCell } = await on(lstmCell, step);
      const own = allowedBy(boundedResults(lstm, inputs, {}, context, { hidden, cell }), context);
      const its = allowedBy(boundedResults(lstmCell, step, {}, context), context);
      return [
        apart('hidden', hidden, nextHidden, [own['hidden'], its['nextHidden']]),
        apart('cell', cell, nextCell, [own['cell'], its['nextCell']]),
      ];
    },
  }),
  ofResult(lstm, 'C3', {
    bits: 24,
    hint: 'the blocks of the weights stand in another order than input, forget, candidate, output, or the cell is not carried',
    cases: (context) =>
      given(context, { entries: 'integers', reach: ['small', 'tile'] }).map((one) => gated(one, [-1, 1, 0, 0])),
    of: ({ cell }, { initialCell: { data } }) => [
      identical(
        cell,
        map(cell, (_, at) => data[at % data.length] ?? 0),
        'cell',
      ),
    ],
  }),
];
