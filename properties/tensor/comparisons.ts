import * as comparisons from '../../spec/tensor/comparisons.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { listOf } from './_internal/functions.ts';
import { type Neighbours, neighbours } from './_internal/neighbours.ts';
import { ofAnySize, signed } from './_internal/sizes.ts';

const { less, lessEqual, greater, greaterEqual, equal, notEqual, isnan, isinf, isfinite } = comparisons;

const truthOf = (like: Tensor, of: (value: number, at: number) => boolean): Tensor =>
  tensorOf(
    'int32',
    like.shape,
    Array.from(like.data, (value, at) => Number(of(value, at))),
  );

/** C1 of a comparison: numbers and those beside them. */
const tells = (operation: typeof less, isTrue: (a: number, b: number) => boolean): Law =>
  closedForm<Neighbours, typeof less>(operation, 'C1', {
    hint: 'they are compared in a type of fewer digits, by a difference, or up to a tolerance',
    cases: neighbours,
    result: ({ a, b }) => ({ c: truthOf(a, (value, at) => isTrue(value, b.data[at] ?? Number.NaN)) }),
  });

/** C1 of a question about one number: those of any size are finite. */
const asksOf = (operation: typeof isnan, isTrue: boolean): Law =>
  closedForm<{ x: Tensor }, typeof isnan>(operation, 'C1', {
    cases: (context) => listOf(signed(ofAnySize), context),
    result: ({ x }) => ({ y: truthOf(x, () => isTrue) }),
  });

export const laws: readonly Law[] = [
  tells(less, (a, b) => a < b),
  tells(lessEqual, (a, b) => a <= b),
  tells(greater, (a, b) => a > b),
  tells(greaterEqual, (a, b) => a >= b),
  tells(equal, (a, b) => a === b),
  tells(notEqual, (a, b) => a !== b),
  asksOf(isnan, false),
  asksOf(isinf, false),
  asksOf(isfinite, true),
];
