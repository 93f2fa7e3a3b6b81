import { lstm } from '../../spec/sequence/lstm.ts';
import { lstmCell } from '../../spec/sequence/lstmCell.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { calls } from '../generators/calls.ts';
import type { CaseOptions } from '../generators/cases.ts';
import type { Context, Law } from '../law.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { identical } from '../verbs/compare.ts';
import { outputOf } from '../verbs/judge.ts';
import { refuted } from '../verbs/refuted.ts';
import { at, build, filled, map, zeros } from '../verbs/tensors.ts';
import { gated } from './_internal/gates.ts';
import { followsCell, looksBackOnly } from './_internal/steps.ts';

const given = (context: Context, options: CaseOptions) =>
  calls(lstm, context, { whole: true, batch: false, ...options });

export const laws: readonly Law[] = [
  looksBackOnly(lstm),
  followsCell(lstm, 'C2', lstmCell, {
    hidden: { initial: 'initialHidden', input: 'hidden', output: 'nextHidden' },
    cell: { initial: 'initialCell', input: 'cell', output: 'nextCell' },
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
  ofGradient(lstm, 'C4', {
    hint: 'the path from cell to cell passes through something besides the forget gate',
    cases: (context) => given(context, { entries: 'integers', most: 4 }),
    from: ({ weightX, weightHidden, bias, ...others }) => ({
      ...others,
      weightX: zeros(weightX),
      weightHidden: zeros(weightHidden),
      bias: zeros(bias),
    }),
    cotangents: ({ x, initialCell }) => {
      const [steps = 0, h = 0] = [x.shape[0], initialCell.shape[0]];
      const none = build(x, [steps, h], () => 0);
      return { hidden: none, cell: build(x, [steps, h], (t, j) => (t === steps - 1 ? 3 - 2 * j : 0)) };
    },
    of: ({ initialCell }, { x }) => [
      identical(
        initialCell,
        map(initialCell, (_, j) => (x.shape[0] === 0 ? 0 : (3 - 2 * j) * 2 ** -(x.shape[0] ?? 0))),
        'gradient of the cell before the first step',
      ),
    ],
  }),
  erratum(lstm, 'E74', {
    gradient: true,
    given: ({ dtype }) => ({ x: tensorOf(dtype, [12, 1], new Array(12).fill(0)) }),
    check: async (on, { x }) => {
      const one = (rows: number, value = 0) => tensorOf(x.dtype, [rows, 1], new Array(rows).fill(value));
      const vector = (values: readonly number[]) => tensorOf(x.dtype, [values.length], values);
      const slope = async (forget: number) => {
        const inputs = { x, weightX: one(4), weightHidden: one(4), bias: vector([0, forget, 0, 0]) };
        const last = build(x, x.shape, (t) => (t === 11 ? 1 : 0));
        const gradients = await on.gradient(
          lstm,
          { ...inputs, initialHidden: vector([0]), initialCell: vector([1]) },
          { hidden: zeros(x), cell: last },
        );
        return outputOf(gradients, 'initialCell');
      };
      const [half, open] = [await slope(0), await slope(2 ** 12)];
      return [
        refuted('the gradient over 12 steps is near 1', 1 - at(half, 0), 0.99),
        identical(half, filled(half, [1], 2 ** -12), 'gradient with forget gates of 1/2'),
        identical(open, filled(half, [1], 1), 'gradient with forget gates that are open'),
      ];
    },
  }),
];
