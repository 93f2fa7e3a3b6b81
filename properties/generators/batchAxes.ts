import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';

/** Whether an operation has no axes but its leading ones: then these are its shape, which is not a matter of batches. */
export const isElementwise = ({ signature }: AnyOperation): boolean =>
  parseSignature(signature).inputs.every(({ batched, axes }) => batched && axes.length === 0);

/** Numbers of leading axes that a case may have: none where the implementation takes none, and no more axes than it has room for. */
export function batchAxes(
  operation: AnyOperation,
  { batches, ranks }: Context,
  most: number,
): [least: number, most: number] {
  const operands = parseSignature(operation.signature).inputs.filter(({ batched }) => batched);
  if (operands.length === 0 || (batches === 'none' && !isElementwise(operation))) return [0, 0];
  const [fewest, room] = ranks ?? [0, Number.POSITIVE_INFINITY];
  const own = operands.map(({ axes }) => axes.length);
  const limit = Math.max(0, room - Math.max(...own));
  return [Math.min(limit, Math.max(0, fewest - Math.min(...own))), Math.min(most, limit)];
}

/** Numbers of axes of a variadic list. */
export const listAxes = ({ ranks }: Context, most: number): [least: number, most: number] => {
  const [fewest, room] = ranks ?? [0, most];
  return [fewest, Math.max(fewest, Math.min(most, room))];
};

/** Numbers of axes of a shape that an attribute gives: there must be room for the results' other axes. */
export function chosenAxes(
  { signature }: AnyOperation,
  { ranks }: Pick<Context, 'ranks'>,
): [least: number, most: number] {
  const [fewest, room] = ranks ?? [0, Number.POSITIVE_INFINITY];
  const own = Math.max(
    ...parseSignature(signature).outputs.map(({ axes }) => axes.filter((one) => !one.variadic).length),
  );
  return [Math.max(0, fewest - own), Math.max(0, room - own)];
}

/** As the lengths of an array that fast-check draws. */
export const lengths = ([fewest, most]: readonly [number, number], least = 0) => ({
  minLength: Math.max(least, fewest),
  maxLength: Math.max(least, most),
});

/** Why an implementation is not to be asked about inputs of these shapes, by what it promises; undefined where it is. */
export function beyondReach(
  operation: AnyOperation,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  { batches, ranks, empty }: Context,
): string | undefined {
  const operands = new Map(parseSignature(operation.signature).inputs.map((operand) => [operand.name, operand]));
  const given = Object.entries(inputs).flatMap(([name, tensor]) => {
    const operand = operands.get(operandOf(name));
    return tensor === undefined || operand === undefined ? [] : [{ operand, shape: tensor.shape }];
  });
  if (!empty && given.some(({ shape }) => shape.includes(0))) return 'the adapter takes no empty tensors';
  const [fewest, most] = ranks ?? [0, Number.POSITIVE_INFINITY];
  if (given.some(({ shape }) => shape.length < fewest || shape.length > most)) {
    return `the adapter takes tensors of ${fewest} to ${most} axes`;
  }
  const leading = given
    .filter(({ operand }) => operand.batched)
    .map(({ operand, shape }) => shape.slice(0, shape.length - operand.axes.length));
  if (batches === 'none' && !isElementwise(operation) && leading.some(({ length }) => length > 0)) {
    return 'the adapter takes no batch axes';
  }
  const differ = leading.some((shape) => shape.join() !== leading[0]?.join());
  return batches !== 'broadcast' && differ ? 'the adapter does not broadcast batch axes' : undefined;
}
