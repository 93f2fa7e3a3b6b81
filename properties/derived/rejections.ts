import fc from 'fast-check';
import type { Attribute } from '../../spec/attribute.ts';
import { kindOf } from '../../spec/attributeKinds.ts';
import { broadcastShapes } from '../../spec/binding.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { memberName, operandOf } from '../../spec/lists.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { lengthOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { meaningless, unconventional } from '../generators/attributes.ts';
import { operationCases } from '../generators/cases.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { type Context, type Law, law, type OperationCase, Unsupported } from '../law.ts';
import { literal } from '../verbs/compare.ts';
import { fits, misfitOf } from '../verbs/judge.ts';
import { hasNoAnswer, rejects } from '../verbs/rejects.ts';

interface InvalidCase extends OperationCase {
  /** The input or attribute that was made invalid. */
  readonly culprit: string;
}

/**
 * A tensor of another shape whose entries are beyond reproach: nonzero, varied, the last two axes with a heavy diagonal. The
 * shape is then the only thing that is wrong. Labels stay labels.
 */
function ordinary(tensor: Tensor, shape: readonly number[]): Tensor {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const entry = (at: number): number => {
    if (tensor.dtype === 'int32') return tensor.data[at % Math.max(tensor.data.length, 1)] ?? 0;
    const onDiagonal = at % columns === Math.floor(at / columns) % rows;
    return 1 + ((at * 7 + 2) % 11) + (onDiagonal ? 16 : 0);
  };
  return tensorOf(
    tensor.dtype,
    shape,
    Array.from({ length: lengthOf(tensor.dtype, shape) }, (_, at) => entry(at)),
  );
}

/** An input, and a shape of it that does not fit; none for a list that must not be empty. */
interface Misfit {
  readonly culprit: string;
  readonly shape?: readonly number[];
}

/**
 * Shapes of these inputs that do not fit: an axis too few or too many, one axis 1, or longer or shorter by one; without those that the
 * implementation documents to take; or a list without members.
 */
function misfits(
  operation: AnyOperation,
  { inputs, attributes }: OperationCase,
  { beyond }: Context,
  culprits: readonly string[],
): Misfit[] {
  const square = new Set(
    parseSignature(operation.signature)
      .inputs.filter(isSquare)
      .map(({ name }) => name),
  );
  const isTaken = (culprit: string, shape: readonly number[], other: readonly number[]): boolean =>
    (beyond.includes('ranks') && shape.length !== other.length) ||
    (beyond.includes('broadcasting') && broadcastShapes(shape, other) !== undefined) ||
    (beyond.includes('rectangular') && square.has(operandOf(culprit)) && differInMatrix(shape, other));
  const emptied = (list: string): Misfit[] =>
    fits(operation, without(inputs, list), attributes) ? [] : [{ culprit: list }];
  return culprits.flatMap((culprit): Misfit[] => {
    if (culprit === memberName(operandOf(culprit), 0))
      return [...ofOtherShape(culprit), ...emptied(operandOf(culprit))];
    return ofOtherShape(culprit);
  });

  function ofOtherShape(culprit: string): Misfit[] {
    const given = inputs[culprit]?.shape;
    if (given === undefined) return [];
    const shapes = [
      given.slice(1),
      [2, ...given],
      ...given.flatMap((size, axis) =>
        // One is what broadcasts, by mistake.
        [...new Set([1, size + 1, size - 1])]
          .filter((other) => other > 0 && other !== size)
          .map((other) => given.with(axis, other)),
      ),
    ];
    return shapes
      .filter(
        (shape) => !isTaken(culprit, given, shape) && !fits(operation, { ...inputs, [culprit]: { shape } }, attributes),
      )
      .map((shape) => ({ culprit, shape }));
  }
}

/** Whether an operand is a square matrix, or a batch of them. */
const isSquare = ({ axes }: Operand): boolean => axes.length === 2 && axes[0]?.name === axes[1]?.name;

/** Whether two shapes differ, of as many axes, in the last two alone. */
const differInMatrix = (shape: readonly number[], other: readonly number[]): boolean =>
  shape.length === other.length && shape.slice(0, -2).every((size, axis) => size === other[axis]);

/** The inputs without those of one operand. */
const without = (inputs: OperationCase['inputs'], operand: string): OperationCase['inputs'] =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => operandOf(name) !== operand));

/** Shapes of each operand that are dealt; of more than these the others come by chance. */
const misfitsDealt = 6;

interface Setting {
  readonly name: string;
  readonly value: unknown;
}

/** NaN among the attributes may also be answered by NaN. */
const isNaNAnswered = (value: unknown) => (outputs: Readonly<Record<string, Tensor | undefined>>) =>
  Number.isNaN(value) && Object.values(outputs).some((output) => output?.data.some(Number.isNaN) ?? false);

const doubles = float('float64');

/** Whether a number among the attributes changes nothing here, as what fills a mask that is 0 everywhere: then NaN does not show. */
function isIdle(operation: AnyOperation, { inputs, attributes }: OperationCase, name: string): boolean {
  const attribute = attributesOf(operation)[name];
  if (attribute?.kind !== 'real' || operation.definition === undefined) return false;
  const elementsWith = (given: OperationCase['attributes']): readonly number[] | undefined => {
    try {
      return Object.values(evaluate(operation, inputs, given, doubles)).flatMap(({ values }) => values);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  const [first, ...others] = [0.25, 0.5, -16, 16]
    .filter((value) => kindOf(attribute).contains(attribute, value))
    .map((value) => elementsWith({ ...attributes, [name]: value }));
  return others.length > 0 && others.every((one) => one?.every((value, at) => Object.is(value, first?.[at])) ?? false);
}

/** One attribute is set to a value that it should not have. */
const settingLaw = (
  operation: AnyOperation,
  clause: string,
  settings: readonly Setting[],
  options: { readonly statement: string; readonly advice?: boolean },
): Law[] =>
  settings.length === 0
    ? []
    : [
        law<InvalidCase>(operation, clause, {
          ...options,
          cases: (context) =>
            fc
              .tuple(operationCases(operation, context, { most: 3, entries: 'integers' }), dealtBelow(settings.length))
              .map(([base, choice]) => {
                const { name, value } = settings[choice] ?? { name: '', value: 0 };
                // Deliberately outside the attribute's type.
                return { ...base, culprit: name, attributes: { ...base.attributes, [name]: value as number } };
              }),
          check: async (on, given) => {
            const { inputs, attributes, culprit } = given;
            const value = attributes[culprit];
            if (Number.isNaN(value)) fc.pre(!isIdle(operation, given, culprit));
            const what = `${culprit} = ${literalOf(value)} is refused`;
            return [await rejects(on(operation, inputs, attributes), what, isNaNAnswered(value))];
          },
        }),
      ];

const literalOf = (value: unknown): string => (typeof value === 'number' ? literal(value) : JSON.stringify(value));

/** Every mismatch is refused: an implementation that guesses, truncates or reads past an end would answer instead. */
export function rejectionLaws(operation: AnyOperation): Law[] {
  const constrained = constrainsShapes(operation);
  const operands = parseSignature(operation.signature).inputs;
  const settings = (valuesOf: (attribute: Attribute) => readonly unknown[]): Setting[] =>
    Object.entries(attributesOf(operation)).flatMap(([name, attribute]) =>
      valuesOf(attribute).map((value) => ({ name, value })),
    );
  return [
    ...(constrained
      ? [
          law<InvalidCase>(operation, 'signature', {
            statement: `inputs that do not fit the signature are refused: ${operation.signature}`,
            hint: 'shapes are not checked: elements are dropped, repeated or read from outside the data',
            hintOfLoss: true,
            share: 0.75,
            cases: (context) =>
              fc
                .tuple(
                  operationCases(operation, context, { most: 4, entries: 'integers', whole: true }),
                  dealtBelow(operands.length * misfitsDealt),
                  fc.nat(1),
                )
                .map(([base, card, round]) => {
                  const choice = Math.floor(card / operands.length) + round * misfitsDealt;
                  const operand = operands[card % operands.length]?.name ?? '';
                  const names = Object.keys(base.inputs).filter((name) => operandOf(name) === operand);
                  const own = misfits(operation, base, context, names);
                  const some = own.length === 0 ? misfits(operation, base, context, Object.keys(base.inputs)) : own;
                  const { culprit = '', shape } = some[choice % Math.max(some.length, 1)] ?? {};
                  const tensor = base.inputs[culprit];
                  const inputs =
                    tensor === undefined || shape === undefined
                      ? without(base.inputs, culprit)
                      : { ...base.inputs, [culprit]: ordinary(tensor, shape) };
                  return { ...base, inputs, culprit };
                }),
            check: async (on, { inputs, attributes: given, culprit }, { ranks, refusal }) => {
              if (culprit === '' && ranks !== undefined)
                throw new Unsupported('every shape of as many axes as the adapter takes fits');
              fc.pre(culprit !== '');
              const rule =
                inputs[culprit] === undefined
                  ? `an empty list ${culprit} is refused`
                  : `${culprit} of shape [${inputs[culprit].shape.join(', ')}] is refused`;
              // What a rejection of the record names, as too few rows, may be said by NaN where that is promised.
              return misfitOf(operation, inputs, given)?.clause === undefined
                ? [await rejects(on(operation, inputs, given), rule)]
                : [await hasNoAnswer(on(operation, inputs, given), rule, { refusal })];
            },
          }),
        ]
      : []),
    ...settingLaw(operation, 'attributes', settings(meaningless), {
      statement:
        'attributes that mean nothing are refused: fractional sizes and axes, none or repeated ones, names that are no option, NaN',
    }),
    ...settingLaw(operation, 'conventions', settings(unconventional), {
      statement: 'attributes outside the range that they have by convention are refused',
      advice: true,
    }),
  ];
}

/** Whether some shape is refused: not where all axes are batch axes of a single input. */
function constrainsShapes(operation: AnyOperation): boolean {
  const { inputs } = parseSignature(operation.signature);
  const anyRank = inputs.every((input) => input.axes.length === 0 || input.axes.some((axis) => axis.variadic));
  return inputs.length > 1 || inputs.some(({ list }) => list) || !anyRank;
}
