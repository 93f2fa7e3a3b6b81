import type fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type CaseOptions, operationCases } from '../generators/cases.ts';
import type { Context, OperationCase } from '../law.ts';
import { isImplicit } from '../verbs/judge.ts';

/** Cases of laws that compare calls with one another: no oracle is asked, so that they may be as large as the inputs are cheap to make. */
export const callCases = (
  operation: AnyOperation,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<OperationCase> =>
  operationCases(operation, context, {
    most: 4,
    reach: ['small', 'small', 'tile', 'small'],
    budget: 1_000,
    ...options,
    ...(isImplicit(operation) ? { judgedBy: 'equations', budget: 6_000 } : {}),
  });

/** Whether anything is given to it but attributes: where nothing is, nothing lies anywhere or could be written to. */
export const hasInputs = ({ signature }: AnyOperation): boolean => parseSignature(signature).inputs.length > 0;
