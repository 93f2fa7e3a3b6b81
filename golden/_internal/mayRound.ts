import { evaluate } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { boundArithmetic, isExactlyRepresentable } from '../../spec/scalars/bound.ts';
import { tensorOf } from '../../spec/tensor.ts';
import type { Fixture } from '../fixture.ts';

const single = { dtype: 'float32' } as const;

/**
 * The outputs of a fixture that a sensible evaluation in float32 may round, by what the definition says of itself: of these no fixture may
 * claim that every order of evaluation is exact. None where there is no definition to bound them.
 */
export function mayRound(operation: AnyOperation, { inputs, attributes, outputs }: Fixture): string[] {
  if (operation.definition === undefined || operation.equations !== undefined) return [];
  const cast = Object.entries(inputs).map(([name, tensor]) => [
    name,
    tensor.dtype === 'float64' ? tensorOf(single.dtype, tensor.shape, tensor.data) : tensor,
  ]);
  const bounds = evaluate(operation, Object.fromEntries(cast), attributes, boundArithmetic(single));
  return Object.keys(outputs).filter((name) =>
    bounds[name]?.values.some((value) => value.error > 0 && !isExactlyRepresentable(value, single)),
  );
}
