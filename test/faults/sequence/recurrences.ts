import { transpose } from '../../../src/ndArray.ts';
import { implementations } from '../../../src/registry.generated.ts';
import { byRows, mapped, none, scaled, zipped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';
import { reversed } from './_internal/steps.ts';

const { 'sequence.bptt': bptt } = implementations;

export const faults: readonly Fault[] = [
  ...faultsOf('sequence.rnnCell', ({ misread, spoilt, spoiltEach, wrongGradient, spoiltGradientEach }) => [
    misread('recurrent weight transposed', 'integers', ({ weightHidden }) => ({
      weightHidden: transpose(weightHidden),
    })),
    misread('the bias left out', 'definition', () => ({ bias: undefined })),
    spoilt('a share of the state passed on', 'C1', (next, { hidden }) =>
      next.shape.length === hidden.shape.length ? zipped(next, hidden, (a, b) => a + b / 8) : next,
    ),
    spoiltEach('states a thousandth too large', 'C2', (state) => 1.001 * state),
    wrongGradient('recurrent weight not transposed on the way back', 'jacobian', (inputs, g, attributes, right) => ({
      ...right(inputs, g, attributes),
      hidden: right({ ...inputs, weightHidden: transpose(inputs.weightHidden) }, g, attributes).hidden,
    })),
    spoiltGradientEach('gradient of the bias twice', 'adjoint', 'bias', (value) => 2 * value),
  ]),
  ...faultsOf('sequence.linearRnn', ({ misread, wrong, spoiltEach, wrongGradient, spoiltGradient }) => [
    misread('recurrent weight transposed', 'C1', ({ weightHidden }) => ({ weightHidden: transpose(weightHidden) })),
    misread('the state before the first step ignored', 'C1', () => ({ initialHidden: undefined })),
    wrong('the sequence read from its end', 'integers', (inputs, attributes, right) =>
      reversed(right({ ...inputs, x: reversed(inputs.x) }, attributes)),
    ),
    spoiltEach('states cut off at 1000', 'integers', (state) => Math.max(-1000, Math.min(1000, state))),
    wrongGradient('recurrent weight not transposed on the way back', 'C2', (inputs, g, attributes, right) =>
      right({ ...inputs, weightHidden: transpose(inputs.weightHidden) }, g, attributes),
    ),
    spoiltGradient('no gradient of the state before the first step', 'adjoint', ({ initialHidden }) => ({
      initialHidden: none(initialHidden),
    })),
  ]),
  ...faultsOf('sequence.bptt', ({ misread, misset, spoilt, wrong }) => [
    misset('a step too few', 'C1', ({ truncation }) => ({ truncation: Math.max(1, truncation - 1) })),
    misset('a step too many', 'C4', ({ truncation }) => ({
      truncation: truncation >= 1 ? truncation + 1 : truncation,
    })),
    misset('segments in the place of a window', 'definition', () => ({ cut: 'segments' as const })),
    misset('a window in the place of segments', 'C4', () => ({ cut: 'window' as const })),
    misread('recurrent weight transposed on both ways', 'C1', ({ weightHidden }) => ({
      weightHidden: transpose(weightHidden),
    })),
    wrong('cotangents brought to a largest of 1', 'C2', (inputs, attributes, right) => {
      const most = Math.max(...Array.from(inputs.cotangent.data, Math.abs), 0) || 1;
      return right({ ...inputs, cotangent: scaled(inputs.cotangent, 1 / most) }, attributes);
    }),
    wrong('a window of one step hands nothing to the input', 'C3', (inputs, attributes, right) => {
      const all = right(inputs, attributes);
      const isOne = attributes.cut === 'window' && attributes.truncation === 1;
      return isOne ? { ...all, gradientX: none(all.gradientX) } : all;
    }),
    misset('a truncation of none taken for one', 'R1', ({ truncation }) => ({
      truncation: Math.max(1, Math.floor(truncation) || 1),
    })),
    spoilt(
      'the first step counted twice in the bias',
      'definition',
      ({ gradientBias, gradientX }, inputs, attributes) => {
        const first = byRows(inputs.cotangent, (row, t) => row.map((value) => (t === 0 ? value : 0)));
        const own = bptt(
          { ...inputs, cotangent: first },
          { ...attributes, truncation: Math.max(attributes.truncation, 1) },
        );
        return gradientX.shape[0] === 0
          ? {}
          : { gradientBias: zipped(gradientBias, own.gradientBias, (a, b) => a + b) };
      },
    ),
    spoilt('in single precision', 'definition', ({ gradientWeightX }) => ({
      gradientWeightX: mapped(gradientWeightX, Math.fround),
    })),
  ]),
];
