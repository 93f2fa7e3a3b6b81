import { ulpsOf } from '../../spec/scalars/bound.ts';
import { lstmCell } from '../../spec/sequence/lstmCell.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { calls } from '../generators/calls.ts';
import type { Entries } from '../generators/entries.ts';
import type { Context, Law } from '../law.ts';
import { closedForm, metamorphic } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { between, each } from '../verbs/measured.ts';
import { at, build, filled, map, scaled, zeros } from '../verbs/tensors.ts';
import { gated } from './_internal/gates.ts';

const steps = (context: Context, entries: Entries = 'integers') =>
  calls(lstmCell, context, { entries, batch: false, whole: true, most: 4 });

/** Every block of rows, one for each unit, in another order. */
const rotated = (tensor: Tensor, { cell }: { readonly cell: Tensor }): Tensor => {
  const h = cell.shape[0] ?? 1;
  return build(tensor, tensor.shape, (row, ...rest) => at(tensor, row - (row % h) + ((row + 1) % h), ...rest));
};

/** The cotangent of the cell that tells its elements apart. */
const cotangentOf = (cell: Tensor): Tensor => map(cell, (_, j) => (j % 2 === 0 ? 1 : -3));

export const laws: readonly Law[] = [
  closedForm(lstmCell, 'C1', {
    bits: 24,
    hint: 'the blocks of the weights stand in another order than input, forget, candidate, output',
    cases: (context) => steps(context).map((given) => gated(given, [-1, 1, 0, 0])),
    result: ({ cell }) => ({ nextCell: cell }),
  }),
  ofResult(lstmCell, 'C2', {
    cases: (context) => steps(context, 'reals'),
    of: ({ nextHidden }, _given, _bounds, { u, profile }) => {
      const { exp, tanh } = ulpsOf(profile);
      // A gate and a tanh of at most 1, their errors, and the rounding of a few operations.
      const allowed = (2 * tanh + 2 * exp + 8) * u;
      return [each('nextHidden', nextHidden, (what, value) => between(what, value, [-1, 1], allowed))];
    },
  }),
  metamorphic(lstmCell, 'C3', {
    bits: 24,
    repeats: true,
    cases: (context) => steps(context),
    to: (given) => {
      const { hidden, cell, weightX, weightHidden, bias } = given;
      const h = cell.shape[0] ?? 1;
      const columns = build(weightHidden, weightHidden.shape, (row, p) => at(weightHidden, row, (p + 1) % h));
      return {
        hidden: rotated(hidden, given),
        cell: rotated(cell, given),
        weightX: rotated(weightX, given),
        weightHidden: rotated(columns, given),
        bias: rotated(bias, given),
      };
    },
    result: ({ nextCell, nextHidden }, given) => ({
      nextCell: rotated(nextCell, given),
      nextHidden: rotated(nextHidden, given),
    }),
  }),
  closedForm(lstmCell, 'C4', {
    cases: (context) => steps(context, 'reals'),
    from: ({ bias: _, ...given }) => ({
      ...given,
      weightX: zeros(given.weightX),
      weightHidden: zeros(given.weightHidden),
    }),
    result: ({ cell }) => ({ nextCell: scaled(cell, 1 / 2) }),
  }),
  ofGradient(lstmCell, 'C5', {
    bits: 24,
    hint: 'the path from cell to nextCell is lost, or passes through a gate that is not its own',
    cases: (context) => steps(context).map((given) => gated(given, [-1, 1, 0, -1])),
    cotangents: ({ cell }) => ({ nextCell: cotangentOf(cell), nextHidden: filled(cell, cell.shape, 1) }),
    of: (gradients, { cell }) => [identical(gradients.cell, cotangentOf(cell), 'gradient of cell')],
  }),
];
