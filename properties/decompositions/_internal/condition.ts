import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Context } from '../../law.ts';
import { conditionOf } from '../../verbs/elimination.ts';
import { exactMatrix } from '../../verbs/exactMatrices.ts';

/** kappa_1(A) <= 0.1 / eps, the most that LAPACK's test matrices have: beyond that a matrix may count as singular. */
export const requireCondition = (a: Tensor, { u }: Context): void =>
  fc.pre(conditionOf(exactMatrix(a)) <= 0.1 / (2 * u));
