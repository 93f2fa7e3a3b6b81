import { type Matrices, matricesOver } from './matrices.ts';
import type { Notation } from './notation.ts';
import type { AnyOperation } from './operation.ts';
import { type Operand, parseSignature, type Sizes } from './signature.ts';

type ByName = Readonly<Record<string, unknown>>;
type Expression = (
  values: ByName,
  cotangents: ByName,
  notation: Notation<unknown> & Matrices<unknown>,
  attributes: ByName,
  parts: ByName,
) => Readonly<Record<string, object>>;

/** The name of the gradient of an input. */
export const gradientName = (input: string): string => `grad_${input}`;

/** The name of the cotangent of an output: G where there is but one. */
export function cotangentName({ signature }: Pick<AnyOperation, 'signature'>, output: string): string {
  const floats = parseSignature(signature).outputs.filter(({ integer }) => !integer);
  return floats.length === 1 ? 'G' : `G_${output}`;
}

/** An operand as it is written in a signature, under another name. */
function written({ integer, complex, list, batched, axes }: Operand, name: string, mark = list ? '*' : ''): string {
  const own = axes.map(({ name: axis, variadic, each }) => `${each ? 'each ' : ''}${axis}${variadic ? '*' : ''}`);
  const kind = integer ? 'int ' : complex ? 'complex ' : '';
  return `${kind}${name}${mark}[${[...(batched ? ['...'] : []), ...own].join(', ')}]`;
}

/**
 * The derivative that a record states, as an operation whose definition it is: from inputs, outputs and cotangents to the gradients of a
 * batch member. An input that has no batch axes, or is stretched along some, has the sum of them. Undefined where none is stated, or
 * that of the definition.
 */
export function pullbackOf(operation: AnyOperation): AnyOperation | undefined {
  const { derivative, ...record } = operation;
  if (typeof derivative !== 'function') return undefined;
  // The names of the record, which are not known here.
  const express = derivative as unknown as Expression;
  const { inputs, outputs } = parseSignature(operation.signature);
  const floats = (operands: readonly Operand[]) => operands.filter(({ integer }) => !integer);
  const batched = [...inputs, ...outputs].some((operand) => operand.batched);
  const cotangents = floats(outputs).map((output) => ({ ...output, name: cotangentName(operation, output.name) }));
  const taken = [
    ...inputs.map((input) => written(input, input.name, input.optional ? '?' : undefined)),
    ...outputs.filter(({ list }) => !list).map((output) => written(output, output.name)),
    ...cotangents.map((output) => written(output, output.name)),
  ];
  const given = floats(inputs).map((input) => written({ ...input, batched }, gradientName(input.name)));
  const lists = floats(inputs).filter(({ list }) => list);
  const { definition: _, equations: __, ...rest } = record;
  return {
    ...rest,
    id: `${operation.id}/derivative`,
    signature: `${taken.join(', ')} -> ${given.join(', ')}`,
    // As many gradients as there are members of a list.
    sizes: (sizes: Sizes, attributes: ByName) => ({
      ...operation.sizes?.(sizes, attributes),
      ...Object.fromEntries(lists.map(({ name }) => [gradientName(name), sizes[name]])),
    }),
    definition<T>(values: ByName, notation: Notation<T>, attributes: ByName, parts: ByName) {
      const seeds = floats(outputs).map(({ name }) => [name, values[cotangentName(operation, name)]]);
      const gradients = express(
        values,
        Object.fromEntries(seeds),
        // The expression computes in whatever system it is given.
        { ...notation, ...matricesOver(notation) } as unknown as Notation<unknown> & Matrices<unknown>,
        attributes,
        parts,
      );
      return Object.fromEntries(Object.entries(gradients).map(([name, one]) => [gradientName(name), one]));
    },
  } as AnyOperation;
}
