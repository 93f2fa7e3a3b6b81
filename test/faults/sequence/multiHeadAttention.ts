import { multiHeadAttention } from '../../../spec/sequence/multiHeadAttention.ts';
import { at, build, type Matrix, matrix, scaled } from '../../../src/_internal/dense/matrix.ts';
import { zeros } from '../../../src/ndArray.ts';
import { entries, single } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

/** Rows in another order. */
const inOrder = (a: Matrix, from: (i: number) => number): Matrix =>
  build(a.rows, a.columns, (i, j) => at(a, from(i), j));

export const faults: readonly Fault[] = [
  ...memberFaultsOf(multiHeadAttention, ({ spoilt, misread, spoiltGradient }) => [
    misread('every heads-th feature to one head', 'C1', ({ weightQ }, { heads }) => {
      const d = weightQ.rows / heads;
      return { weightQ: inOrder(weightQ, (i) => (i % d) * heads + Math.floor(i / d)) };
    }),
    misread('scaled by the root of the whole width', 'C1', ({ weightQ, biasQ }, { heads }) => ({
      weightQ: scaled(weightQ, 1 / Math.sqrt(heads)),
      biasQ: biasQ && Float64Array.from(biasQ, (value) => value / Math.sqrt(heads)),
    })),
    misread('x in the place of the context', 'C2', ({ x, context }) =>
      x.rows === context.rows && x.columns === context.columns ? { context: x } : {},
    ),
    misread('heads interleaved with the groups', 'definition', ({ weightV }, { heads, groups }) => {
      const d = weightV.rows / groups;
      return groups === 1 || groups === heads
        ? {}
        : { weightV: inOrder(weightV, (i) => (groups - 1 - Math.floor(i / d)) * d + (i % d)) };
    }),
    misread('the second head twice as sharp', 'C3', ({ weightQ }, { heads }) => ({
      weightQ: entries(weightQ, (value, i) =>
        heads > 1 && Math.floor((i * heads) / weightQ.rows) === 1 ? 2 * value : value,
      ),
    })),
    spoilt('an eighth of its place added to every position', 'C6', (y) => entries(y, (value, i) => value + i / 8)),
    spoilt('in single precision', 'definition', single),
    misread('the bias of the output left out', 'integers', () => ({ biasO: undefined })),
    misread('the mask left out', 'definition', () => ({ mask: undefined })),
    spoiltGradient(
      'the values of a group have the gradient of one head',
      'jacobian',
      ({ weightV }, _, { heads, groups }) => ({
        weightV: scaled(weightV as Matrix, groups / heads),
      }),
    ),
    spoiltGradient(
      'the keys of a group have the gradient of one head',
      'gradientStretched',
      ({ weightK }, _, { heads, groups }) => ({
        weightK: scaled(weightK as Matrix, groups / heads),
      }),
    ),
    spoiltGradient(
      'the bias of the keys learns what that of the queries does',
      'gradientStretched',
      ({ biasQ, biasK }) => (biasQ && biasK && biasQ.length === biasK.length ? { biasK: biasQ } : {}),
    ),
    spoiltGradient('the context without the gradient of the values', 'adjoint', ({ context }, inputs) => ({
      context: matrix(inputs.context.rows, inputs.context.columns, scaled(context as Matrix, 1 / 2).data),
    })),
  ]),
  ...faultsOf('sequence.multiHeadAttention', ({ misset, misread, wrong }) => [
    misset('causal left out', 'C5', () => ({ causal: false })),
    misset('no groups taken for one', 'R1', ({ groups }) => ({ groups: Math.max(1, Math.floor(groups) || 1) })),
    misset('more groups than heads taken for as many', 'R2', ({ heads, groups }) => ({
      heads: groups > heads && groups % heads === 0 ? groups : heads,
    })),
    wrong('a context of nothing taken for one of zeros', 'R3', (inputs, attributes, right) => {
      const shape = inputs.context.shape;
      return shape.at(-2) === 0
        ? right({ ...inputs, context: zeros(inputs.context.dtype, shape.with(-2, 1)) }, attributes)
        : right(inputs, attributes);
    }),
    misread('the largest negative number for minus infinity', 'R4', ({ mask }) => ({
      mask: mask && mapped(mask, (value) => Math.max(value, -1e300)),
    })),
  ]),
];
