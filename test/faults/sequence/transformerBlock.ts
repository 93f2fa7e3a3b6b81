import { transformerBlock } from '../../../spec/sequence/transformerBlock.ts';
import { at, build, type Matrix, plus, scaled } from '../../../src/_internal/dense/matrix.ts';
import { zeros } from '../../../src/ndArray.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, none } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = [
  ...memberFaultsOf(transformerBlock, ({ spoilt, spoiltGradient }) => [
    spoilt('the residual around the block halved', 'C1', (y, { x }, { norm }) =>
      norm === 'pre' ? build(y.rows, y.columns, (i, k) => at(y, i, k) - at(x, i, k) / 2) : y,
    ),
    spoilt('an eighth of its place added to every position', 'C2', (y) => entries(y, (value, i) => value + i / 8)),
    spoilt('post: scaled by the deviation over n - 1', 'C4', (y, _, { norm }) =>
      norm === 'post' ? scaled(y, Math.sqrt((y.columns - 1) / y.columns)) : y,
    ),
    spoilt('in single precision', 'definition', single),
    spoiltGradient('without what goes past', 'C3', ({ x }, _, { norm }) => ({
      x: norm === 'pre' ? scaled(x as Matrix, 1 / 2) : x,
    })),
    spoiltGradient('of the first norm counted twice', 'adjoint', ({ x }) => ({ x: plus(x as Matrix, x as Matrix) })),
  ]),
  ...faultsOf('sequence.transformerBlock', ({ misset, misread, missetGradient, spoiltGradient }) => [
    misset('normalised after the sums, always', 'C1', () => ({ norm: 'post' as const })),
    misset('normalised before, always', 'C4', () => ({ norm: 'pre' as const })),
    misset('causal left out', 'C5', () => ({ causal: false })),
    misset('a rectifier whatever was asked for', 'definition', () => ({ activation: 'relu' as const })),
    misset('one head whatever was asked for', 'definition', ({ heads }) => ({ heads: Math.min(heads, 1) })),
    missetGradient('causal left out of the gradient', 'jacobian', () => ({ causal: false })),
    misread('the scale of the first norm in both', 'definition', ({ scale1 }) => ({ scale2: scale1 })),
    misread('the bias of the projections left out', 'definition', ({ biasIn }) => ({ biasIn: none(biasIn) })),
    misset('no heads taken for one', 'R1', ({ heads }) => ({ heads: Math.max(1, Math.floor(heads) || 1) })),
    misset('NaN for epsilon taken for 1e-5', 'R2', ({ epsilon }) => ({
      epsilon: Number.isNaN(epsilon) ? 1e-5 : epsilon,
    })),
    spoiltGradient('of a bias with an element more', 'C6', ({ bias1 }) => ({
      bias1: zeros(bias1.dtype, [(bias1.shape[0] ?? 0) + 1]),
    })),
    spoiltGradient('of the second weight twice', 'jacobian', ({ weight2 }) => ({
      weight2: mapped(weight2, (value) => 2 * value),
    })),
  ]),
  ...faultsOf('sequence.transformerBlock', ({ wrong }) => [
    wrong('without features an empty result', 'R3', (inputs, attributes, right) =>
      inputs.x.shape.at(-1) === 0 ? inputs.x : right(inputs, attributes),
    ),
  ]),
];
