import type { AnyOperation } from '../../spec/operation.ts';
import type { Context, InputsOf, OperationCase, Subject } from '../law.ts';
import { type Cotangents, type ExpectedGradient, exactPullback } from './derivative.ts';
import { implicitPullback } from './implicit.ts';
import { cotangentsOfDefinition } from './signs.ts';

/** Whether there is anything to judge a gradient of this operation by. */
export const hasOracle = ({ derivative, definition, residuals }: AnyOperation): boolean =>
  derivative !== undefined && (definition !== undefined || residuals !== undefined);

/**
 * The exact gradients at a case, by cotangents of the results that the implementation gives: by the implicit function theorem where the
 * record has residuals, from its definition else.
 */
export async function gradientOracle(
  on: Subject,
  operation: AnyOperation,
  given: OperationCase,
  context: Context,
): Promise<(cotangents: Cotangents) => Promise<readonly ExpectedGradient[]>> {
  if (operation.residuals !== undefined) {
    const outputs = await on(operation, given.inputs as InputsOf<AnyOperation>, given.attributes);
    const pullback = implicitPullback(operation, given, outputs, context);
    return async (cotangents) => pullback(cotangents);
  }
  const pullback = exactPullback(operation, given, context);
  return async (cotangents) => pullback(await cotangentsOfDefinition(on, operation, given, cotangents));
}
