import type { AnyOperation } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { InputsOf, OperationCase, Subject } from '../law.ts';
import { outputOf, whereDefined } from './judge.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * The cotangents as the definition must be given them, where an implementation may choose the signs of columns or rows.
 *
 * With outputs Y = D X for the definition's X, the functional <Y, W> is <X, D W>: the signs are read off the outputs.
 */
export async function cotangentsOfDefinition(
  on: Subject,
  operation: AnyOperation,
  given: OperationCase,
  cotangents: Tensors,
): Promise<Tensors> {
  const { signs } = operation;
  if (signs === undefined) return cotangents;
  const expected = whereDefined(operation, given.inputs, given.attributes, float('float64'));
  const outputs: Tensors = await on(operation, given.inputs as InputsOf<AnyOperation>, given.attributes);
  return Object.fromEntries(
    Object.entries(cotangents).map(([name, cotangent]) => {
      const side = signs[name];
      if (side === undefined) return [name, cotangent];
      return [name, resigned(cotangent, outputOf(outputs, name), expected[name]?.values ?? [], side)];
    }),
  );
}

/** The cotangent with the signs of the columns (rows) in which the output is opposite to the definition's turned. */
function resigned(cotangent: Tensor, output: Tensor, expected: readonly number[], side: 'columns' | 'rows'): Tensor {
  const [rows = 1, columns = 1] = output.shape.slice(-2);
  const lineOf = (at: number) => {
    const within = at % (rows * columns);
    const line = side === 'columns' ? within % columns : Math.floor(within / columns);
    return `${(at - within) / (rows * columns)} ${line}`;
  };
  const products = new Map<string, number>();
  expected.forEach((value, at) => {
    products.set(lineOf(at), (products.get(lineOf(at)) ?? 0) + value * (output.data[at] ?? 0));
  });
  const turned = (value: number, at: number) => ((products.get(lineOf(at)) ?? 0) < 0 ? -value : value);
  return tensorOf(cotangent.dtype, cotangent.shape, Array.from(cotangent.data, turned));
}
