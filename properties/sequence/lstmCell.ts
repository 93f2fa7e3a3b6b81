import type fc from 'fast-check';
import { ulpsOf } from '../../spec/scalars/bound.ts';
import { lstmCell } from '../../spec/sequence/lstmCell.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { at, build, filled, map } from '../verbs/tensors.ts';

interface Step extends Case {
  readonly x: Tensor;
  readonly hidden: Tensor;
  readonly cell: Tensor;
  readonly weightX: Tensor;
  readonly weightHidden: Tensor;
  readonly bias: Tensor;
}

const steps = (context: Context, entries: 'integers' | 'reals' = 'integers'): fc.Arbitrary<Step> =>
  operationCases(lstmCell, context, { entries, batch: false, whole: true, most: 4 }).map(
    // `whole` gives every input.
    ({ inputs }) => inputs as unknown as Step,
  );

const unitsOf = ({ cell }: Step): number => cell.shape[0] ?? 0;

/** Beyond every sum of products of drawn integers: it opens a gate or closes it. */
const saturating = 2 ** 12;

/** The step with biases that open (1) or close (-1) the gates i, f, g, o, or leave them alone (0). */
const gated = (given: Step, gates: readonly number[]): Step => ({
  ...given,
  bias: map(given.bias, (value, row) => value + saturating * (gates[Math.floor(row / unitsOf(given))] ?? 0)),
});

/** Every block of h rows in another order. */
const unitsRotated = (tensor: Tensor, h: number): Tensor =>
  build(tensor, tensor.shape, (row, ...rest) => at(tensor, row - (row % h) + (((row % h) + 1) % h), ...rest));

export const laws: readonly Law[] = [
  law(lstmCell, 'C1', {
    bits: 24,
    hint: 'the blocks of the weights stand in another order than input, forget, candidate, output',
    cases: (context) => steps(context).map((given) => gated(given, [-1, 1, 0, 0])),
    check: async (on, given) => [identical((await on(lstmCell, given)).nextCell, given.cell, 'nextCell')],
  }),
  law(lstmCell, 'C2', {
    cases: (context) => steps(context, 'reals'),
    check: async (on, given, { u, profile }) => {
      const { nextHidden } = await on(lstmCell, given);
      const { exp, tanh } = ulpsOf(profile);
      // A gate and a tanh of at most 1, their errors, and the rounding of a few operations.
      const most = 1 + (2 * tanh + 2 * exp + 8) * u;
      return Array.from(nextHidden.data, (value, j) => ({ ratio: Math.abs(value) / most, what: `nextHidden[${j}]` }));
    },
  }),
  law(lstmCell, 'C3', {
    bits: 24,
    repeats: true,
    cases: (context) => steps(context),
    check: async (on, given) => {
      const h = unitsOf(given);
      const rotated = (tensor: Tensor) => unitsRotated(tensor, h);
      const { weightHidden } = given;
      const columns = build(weightHidden, weightHidden.shape, (row, p) => at(weightHidden, row, (p + 1) % h));
      const [plain, other] = await Promise.all([
        on(lstmCell, given),
        on(lstmCell, {
          x: given.x,
          hidden: rotated(given.hidden),
          cell: rotated(given.cell),
          weightX: rotated(given.weightX),
          weightHidden: rotated(columns),
          bias: rotated(given.bias),
        }),
      ]);
      return [
        identical(other.nextCell, rotated(plain.nextCell), 'nextCell'),
        identical(other.nextHidden, rotated(plain.nextHidden), 'nextHidden'),
      ];
    },
  }),
  law(lstmCell, 'C4', {
    cases: (context) => steps(context, 'reals'),
    check: async (on, { x, hidden, cell, weightX, weightHidden }) => {
      const zero = (tensor: Tensor) => filled(tensor, tensor.shape, 0);
      const { nextCell } = await on(lstmCell, {
        x,
        hidden,
        cell,
        weightX: zero(weightX),
        weightHidden: zero(weightHidden),
      });
      return [
        identical(
          nextCell,
          map(cell, (value) => value / 2),
          'nextCell',
        ),
      ];
    },
  }),
  law(lstmCell, 'C5', {
    bits: 24,
    gradient: true,
    hint: 'the path from cell to nextCell is lost, or passes through a gate that is not its own',
    cases: (context) => steps(context).map((given) => gated(given, [-1, 1, 0, -1])),
    check: async (on, given, { dtype }) => {
      const cotangent = tensorOf(
        dtype,
        given.cell.shape,
        Array.from(given.cell.data, (_, j) => (j % 2 === 0 ? 1 : -3)),
      );
      const nextHidden = filled(cotangent, cotangent.shape, 1);
      const gradients = await on.gradient(lstmCell, given, { nextCell: cotangent, nextHidden });
      return [identical(gradients['cell'] ?? given.cell, cotangent, 'gradient of cell')];
    },
  }),
];
