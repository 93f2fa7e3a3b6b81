import type fc from 'fast-check';
import { lstm } from '../../spec/sequence/lstm.ts';
import { lstmCell } from '../../spec/sequence/lstmCell.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { beyondReach } from '../generators/batchAxes.ts';
import { type CaseOptions, operationCases } from '../generators/cases.ts';
import { type Case, type Context, type Law, law, Unsupported } from '../law.ts';
import { allowedBy, apart } from '../verbs/apart.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResults } from '../verbs/judge.ts';
import { map } from '../verbs/tensors.ts';
import { looksBackOnly } from './_internal/steps.ts';

interface Given extends Case {
  readonly x: Tensor;
  readonly weightX: Tensor;
  readonly weightHidden: Tensor;
  readonly bias: Tensor;
  readonly initialHidden: Tensor;
  readonly initialCell: Tensor;
}

const given = (context: Context, options: CaseOptions = {}): fc.Arbitrary<Given> =>
  // `whole` gives every input.
  operationCases(lstm, context, { whole: true, batch: false, ...options }).map(
    ({ inputs }) => inputs as unknown as Given,
  );

/** The states before each step. */
function before(initial: Tensor, states: Tensor): Tensor {
  const [steps = 0, width = 0] = states.shape;
  const values = [...initial.data, ...states.data].slice(0, steps * width);
  return tensorOf(states.dtype, states.shape, values);
}

/** Beyond every sum of products of drawn integers: it opens a gate or closes it. */
const saturating = 2 ** 12;

/** With biases that open (1) or close (-1) the gates i, f, g, o, or leave them alone (0). */
const gated = (one: Given, gates: readonly number[]): Given => ({
  ...one,
  bias: map(one.bias, (value, row) => value + saturating * (gates[Math.floor((4 * row) / one.bias.data.length)] ?? 0)),
});

export const laws: readonly Law[] = [
  looksBackOnly(lstm),
  law(lstm, 'C2', {
    needs: [lstmCell],
    share: 0.5,
    hint: 'a step is not that of the cell, or reads other states than those before it',
    cases: (context) => given(context, { entries: 'reals', most: 4 }),
    check: async (on, inputs, context) => {
      const { hidden, cell } = await on(lstm, inputs);
      const { x, weightX, weightHidden, bias, initialHidden, initialCell } = inputs;
      // The steps are a batch of the cell.
      const weights = { weightX, weightHidden, bias };
      const step = { x, ...weights, hidden: before(initialHidden, hidden), cell: before(initialCell, cell) };
      const why = beyondReach(lstmCell, step, context);
      if (why !== undefined) throw new Unsupported(why);
      const { nextHidden, nextCell } = await on(lstmCell, step);
      const whole = { x, ...weights, initialHidden, initialCell };
      const own = allowedBy(boundedResults(lstm, whole, {}, context, { hidden, cell }), context);
      const its = allowedBy(boundedResults(lstmCell, step, {}, context), context);
      return [
        apart('hidden', hidden, nextHidden, [own['hidden'], its['nextHidden']]),
        apart('cell', cell, nextCell, [own['cell'], its['nextCell']]),
      ];
    },
  }),
  law(lstm, 'C3', {
    bits: 24,
    hint: 'the blocks of the weights stand in another order than input, forget, candidate, output, or the cell is not carried',
    cases: (context) =>
      given(context, { entries: 'integers', reach: ['small', 'tile'] }).map((one) => gated(one, [-1, 1, 0, 0])),
    check: async (on, inputs) => {
      const { cell } = await on(lstm, inputs);
      const width = inputs.initialCell.data.length;
      return [
        identical(
          cell,
          map(cell, (_, at) => inputs.initialCell.data[at % width] ?? 0),
          'cell',
        ),
      ];
    },
  }),
];
