import fc from 'fast-check';
import type { Attribute } from '../../spec/attribute.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law, type OperationCase } from '../law.ts';
import { fits } from '../verbs/judge.ts';
import { rejects } from '../verbs/rejects.ts';

interface InvalidCase extends OperationCase {
  /** The input or attribute that was made invalid. */
  readonly culprit: string;
}

const ones = (tensor: Tensor, shape: readonly number[]): Tensor =>
  tensorOf(tensor.dtype, shape, new Array(sizeOf(shape)).fill(1));

/** Inputs whose shapes do not fit: one axis longer or shorter by one, an axis too many or too few. */
function misfits(operation: AnyOperation, { inputs, attributes }: OperationCase): InvalidCase[] {
  const changed = Object.entries(inputs).flatMap(([culprit, tensor]) => {
    const { shape } = tensor;
    const shapes = [
      ...shape.flatMap((size, axis) => [shape.with(axis, size + 1), ...(size > 1 ? [shape.with(axis, size - 1)] : [])]),
      shape.slice(1),
      [2, ...shape],
    ];
    return shapes.map((other) => ({ culprit, attributes, inputs: { ...inputs, [culprit]: ones(tensor, other) } }));
  });
  return changed.filter((one) => !fits(operation, one.inputs, one.attributes));
}

/** Values outside an attribute's domain. */
function outside(attribute: Attribute): unknown[] {
  switch (attribute.kind) {
    case 'boolean':
      return [];
    case 'integer':
      return [attribute.min - 1, attribute.min + 0.5, Number.NaN];
    case 'real':
      return [attribute.min - 1, ...(Number.isFinite(attribute.max) ? [attribute.max + 1] : []), Number.NaN];
    case 'integers':
      return [
        new Array(attribute.length).fill(attribute.min - 1),
        new Array(attribute.length).fill(attribute.min + 0.5),
      ];
    case 'axes':
      return [[7], [-8], [0.5], [0, 0]];
    case 'permutation':
      return [[0, 0], [7], [0.5]];
    case 'shape':
      return attribute.by === 'reshape' ? [[7, 11, 13], [-1, -1], [2.5]] : [[-1, -1], [2.5]];
  }
}

/** Every mismatch is refused: an implementation that guesses, truncates or reads past an end would answer instead. */
export function rejectionLaws(operation: AnyOperation): Law[] {
  const constrained = constrainsShapes(operation);
  const attributes = Object.entries(attributesOf(operation)).flatMap(([name, attribute]) =>
    outside(attribute).map((value) => ({ name, value })),
  );
  return [
    ...(constrained
      ? [
          law<InvalidCase>(operation, 'signature', {
            statement: `inputs that do not fit the signature are refused: ${operation.signature}`,
            hint: 'shapes are not checked: elements are dropped, repeated or read from outside the data',
            share: 0.5,
            cases: (context) =>
              fc
                .tuple(operationCases(operation, context, { most: 4, entries: 'integers' }), fc.nat(1023))
                .map(([base, choice]) => {
                  const invalid = misfits(operation, base);
                  return invalid[choice % Math.max(invalid.length, 1)] ?? { ...base, culprit: '' };
                }),
            check: async (on, { inputs, attributes: given, culprit }) => {
              fc.pre(culprit !== '');
              return [
                await rejects(
                  on(operation, inputs, given),
                  `${culprit} of shape [${inputs[culprit]?.shape.join(', ')}] is refused`,
                ),
              ];
            },
          }),
        ]
      : []),
    ...(attributes.length > 0
      ? [
          law<InvalidCase>(operation, 'attributes', {
            statement: 'attributes outside their domain are refused',
            share: 0.5,
            cases: (context) =>
              fc
                .tuple(
                  operationCases(operation, context, { most: 3, entries: 'integers' }),
                  fc.nat(attributes.length - 1),
                )
                .map(([base, choice]) => {
                  const { name, value } = attributes[choice] ?? { name: '', value: 0 };
                  // Deliberately outside the attribute's type.
                  return { ...base, culprit: name, attributes: { ...base.attributes, [name]: value as number } };
                }),
            check: async (on, { inputs, attributes: given, culprit }) => [
              await rejects(on(operation, inputs, given), `${culprit} = ${JSON.stringify(given[culprit])} is refused`),
            ],
          }),
        ]
      : []),
  ];
}

/** Whether some shape is refused: not where all axes are batch axes of a single input. */
function constrainsShapes(operation: AnyOperation): boolean {
  const { inputs } = parseSignature(operation.signature);
  const anyRank = inputs.every((input) => input.axes.length === 0 || input.axes.some((axis) => axis.variadic));
  return inputs.length > 1 || !anyRank;
}
