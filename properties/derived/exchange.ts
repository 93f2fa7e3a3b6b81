import fc from 'fast-check';
import { isTransposed, swapLastTwo } from '../../spec/binding.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { isComplex, rowMajorStrides, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type OperationCase } from '../law.ts';
import { exactOrWithin, indicesOf } from '../verbs/compare.ts';
import { boundedResults, isImplicit, outputOf } from '../verbs/judge.ts';

interface ExchangeCase extends OperationCase {
  readonly axis: string;
  /** How far the axis is rotated; a rotation is a permutation that no transposition error survives. */
  readonly by: number;
}

/** The tensor with the entries along one named axis rotated, wherever the name occurs. */
function rotate(tensor: Tensor, operand: Operand, axis: string, by: number, swapped: boolean): Tensor {
  const names = operand.axes.map((one) => one.name);
  const extra = tensor.shape.length - names.length;
  const rotated = (swapped ? swapLastTwoNames(names) : names).flatMap((name, at) =>
    name === axis ? [extra + at] : [],
  );
  if (rotated.length === 0) return tensor;
  // The parts of a complex element are an axis of their own.
  const shape = isComplex(tensor.dtype) ? [...tensor.shape, 2] : tensor.shape;
  const strides = rowMajorStrides(shape);
  const values = indicesOf(shape).map((index) => {
    const from = index.map((i, at) => (rotated.includes(at) ? (i + by) % (shape[at] ?? 1) : i));
    return tensor.data[from.reduce((offset, i, at) => offset + i * (strides[at] ?? 0), 0)] ?? Number.NaN;
  });
  return tensorOf(tensor.dtype, tensor.shape, values);
}

const swapLastTwoNames = (names: readonly string[]): string[] =>
  swapLastTwo(names.map((_, at) => at)).map((at) => names[at] ?? '');

/** Permuting an axis permutes the results that have it and leaves alone those where it is summed. */
export function exchangeLaws(operation: AnyOperation): Law[] {
  const axes = operation.exchangeable ?? [];
  if (axes.length === 0 || operation.definition === undefined || isImplicit(operation)) return [];
  const { inputs: given, outputs: results } = parseSignature(operation.signature);
  const operands = new Map([...given, ...results].map((operand) => [operand.name, operand]));
  // Every tensor of a call is one of the signature.
  const operandNamed = (name: string) => operands.get(operandOf(name)) as Operand;
  return [
    law<ExchangeCase>(operation, 'exchange', {
      statement: `permuting an axis permutes the result along it, or changes nothing where it is summed: ${axes.join(', ')}`,
      share: 0.6,
      cases: (context) =>
        fc
          .record({
            base: operationCases(operation, context, { entries: 'integers' }),
            axis: dealt(axes),
            by: dealt([1, 2, 3]),
          })
          .map(({ base, axis, by }) => ({ ...base, axis, by })),
      check: async (on, { inputs, attributes, axis, by }, context) => {
        const expected = boundedResults(operation, inputs, attributes, context);
        const rotated = Object.fromEntries(
          Object.entries(inputs).map(([name, tensor]) => [
            name,
            rotate(tensor, operandNamed(name), axis, by, isTransposed(operation, name, attributes)),
          ]),
        );
        const outputs = await on(operation, rotated, attributes);
        return Object.entries(expected).map(([name, elements]) => {
          const [operand, output] = [operandNamed(name), outputOf(outputs, name)];
          const size =
            output.shape[
              output.shape.length - operand.axes.length + operand.axes.findIndex((one) => one.name === axis)
            ] ?? 1;
          const back = rotate(output, operand, axis, (size - (by % size)) % size, false);
          return exactOrWithin(back, elements, context, name);
        });
      },
    }),
  ];
}
