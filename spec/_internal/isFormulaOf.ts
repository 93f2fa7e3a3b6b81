import type { Attribute, AttributeValue } from '../attribute.ts';
import { feasibleSizes, shapeOf } from '../binding.ts';
import { bindInputs, type Evaluated, evaluate } from '../evaluate.ts';
import type { Formula, OutputFormula } from '../formulaTree.ts';
import { eachIndex } from '../notation.ts';
import { type AnyOperation, attributesOf } from '../operation.ts';
import { allowedError, type Bound, boundArithmetic } from '../scalars/bound.ts';
import { errorOf } from '../scalars/exact.ts';
import { float } from '../scalars/float.ts';
import { hasComplex, membersOf, namesOf, type Operand, parseSignature, type Size, type Sizes } from '../signature.ts';
import { lengthOf, type Tensor, tensorOf } from '../tensor.ts';
import { type Elements, overComplex, overReal } from './elements.ts';
import { meaningsOf, valueAt } from './formulaValue.ts';
import { LISTED, type Scene, settledValue } from './scene.ts';

const profile = { dtype: 'float64' } as const;

/**
 * Whether formulas give, at two points in general position, what the definition gives, within the bound of its evaluation in float64.
 * A part without a definition gives any numbers, the same to both.
 */
export function isFormulaOf(operation: AnyOperation, formulas: readonly OutputFormula[], scene: Scene): boolean {
  return [0, 1].every((turn) => holdsAt(withParts(operation), formulas, scene, turn));
}

function holdsAt(operation: AnyOperation, formulas: readonly OutputFormula[], scene: Scene, turn: number): boolean {
  const point = pointFor(operation, scene, turn);
  const right = evaluate(operation, point.inputs, point.attributes, boundArithmetic(profile));
  const doubles = float(profile.dtype);
  return hasComplex(parseSignature(operation.signature))
    ? isRight(operation, formulas, point, right, overComplex(doubles))
    : isRight(operation, formulas, point, right, overReal(doubles));
}

function isRight<E>(
  operation: AnyOperation,
  formulas: readonly OutputFormula[],
  { inputs, attributes }: ReturnType<typeof pointFor>,
  right: Readonly<Record<string, Evaluated<Bound>>>,
  { scalars, of, keep }: Elements<number, E>,
): boolean {
  const { sizes } = bindInputs(operation, inputs, attributes);
  const meanings = meaningsOf(operation, { inputs, attributes, sizes }, scalars, of);
  return membersOf(parseSignature(operation.signature).outputs, sizes).every((output, at) => {
    const { shape, values } = right[output.name] ?? { shape: [], values: [] };
    const claimed: number[] = [];
    eachIndex(shape, (position) => {
      keep(claimed, output, valueAt(formulas[at] as OutputFormula, position, meanings));
    });
    return (
      values.length > 0 &&
      values.every((value, place) => errorOf(claimed[place] ?? Number.NaN, value.value) <= allowedError(value, profile))
    );
  });
}

/** Whether formulas give elements of the results at a point, by their places in row-major order, within the bound there. */
export function areElementsAt(
  operation: AnyOperation,
  { inputs, attributes }: ReturnType<typeof pointFor>,
  elements: readonly { readonly output: string; readonly at: number; readonly is: Formula }[],
): boolean {
  const right = evaluate(operation, inputs, attributes, boundArithmetic(profile));
  const { scalars, of } = overReal(float(profile.dtype));
  const { sizes } = bindInputs(operation, inputs, attributes);
  const meanings = meaningsOf(operation, { inputs, attributes, sizes }, scalars, of);
  return elements.every(({ output, at, is }) => {
    const value = right[output]?.values[at];
    const claimed = valueAt({ output, index: [], is }, [], meanings);
    return value !== undefined && errorOf(claimed, value.value) <= allowedError(value, profile);
  });
}

/** Parts that have no definition give numbers that depend on nothing but the place. */
function withParts(operation: AnyOperation): AnyOperation {
  // A part is a whole record, as `defineOperation` sees to.
  const parts = (operation.parts ?? {}) as Readonly<Record<string, AnyOperation>>;
  const defined = Object.entries(parts).map(([name, part]) => [
    name,
    part.definition === undefined ? { ...part, definition: anyNumbers(part) } : part,
  ]);
  return { ...operation, parts: Object.fromEntries(defined) } as AnyOperation;
}

const anyNumbers =
  ({ signature }: AnyOperation) =>
  (_: unknown, { constant }: { constant(value: number): unknown }) =>
    Object.fromEntries(
      parseSignature(signature).outputs.map(({ name }, which) => [
        name,
        (...index: number[]) => constant(spread(index.reduce((sum, at) => 7 * sum + at, 1 + which))),
      ]),
    );

/** Numbers from 0.25 to 1.25 that look alike nowhere. */
const spread = (at: number): number => ((at * 0.6180339887) % 1) + 0.25;

/** Inputs without batch axes, sizes and elements all different; attributes in the middle of their domain, or what tells more. */
export function pointFor(
  operation: AnyOperation,
  scene: Scene,
  turn: number,
  telling: (attribute: Attribute) => AttributeValue | undefined = () => undefined,
) {
  const { inputs } = parseSignature(operation.signature);
  const drawn = Object.entries(attributesOf(operation)).map(([name, attribute], at) => [
    name,
    telling(attribute) ??
      settledValue(attribute, scene) ??
      (attribute.kind === 'integer'
        ? Math.max(attribute.min, 2)
        : 'min' in attribute
          ? middleOf(attribute as never, at)
          : undefined),
  ]);
  const chosen = Object.fromEntries(drawn);
  const attributes = operation.compatible?.(chosen) ?? chosen;
  const near = feasibleSizes(operation, sizesApart(inputs, attributes, turn), attributes);
  const sizes: Sizes = { ...near, ...operation.sizes?.(near, attributes) };
  const domains = (operation.domain ?? {}) as Readonly<Record<string, string | undefined>>;
  let count = turn * 100;
  const tensors = membersOf(inputs, sizes).map((operand): [string, Tensor] => {
    const shape = shapeOf(operand, { sizes, batch: [] }, 'core');
    const dtype = operand.integer ? 'int32' : operand.complex ? 'complex128' : 'float64';
    const length = lengthOf(dtype, shape);
    // Labels go round: each once where they are as many as there are places.
    const inside = intoDomain[domains[operand.name] ?? ''] ?? ((value: number) => value);
    const next = (at: number) =>
      operand.integer
        ? (at + turn + 1) % labelsOf(operation, operand, sizes, length)
        : inside(spread(++count), at, shape.at(-1) ?? 1);
    return [
      operand.name,
      tensorOf(
        dtype,
        shape,
        Array.from({ length }, (_, at) => next(at)),
      ),
    ];
  });
  return { inputs: Object.fromEntries(tensors), attributes };
}

const half = (value: number): number => value / 2;

/** Numbers from 0.25 to 1.25 as a domain has them, where these are not: probabilities, or a diagonal that outweighs its row. */
const intoDomain: Readonly<Record<string, (value: number, at: number, columns: number) => number>> = {
  chance: half,
  probability: half,
  distribution: half,
  fullDistribution: half,
  unit: half,
  insideUnit: half,
  fromOne: (value) => 1 + value,
  positiveDefinite: (value, at, columns) => (at % (columns + 1) === 0 ? value + 2 * columns : value),
};

/** How many labels there are: classes of the last axis of the first input, rows of its first one, or as many as places. */
function labelsOf({ domain = {}, signature }: AnyOperation, { name }: Operand, sizes: Sizes, length: number): number {
  const own = (domain as Readonly<Record<string, unknown>>)[name];
  const classes = sizes[parseSignature(signature).inputs[0]?.axes.at(own === 'row' ? 0 : -1)?.name ?? ''];
  return (own === 'label' || own === 'row') && typeof classes === 'number' ? classes : Math.max(length, 2);
}

/** Sizes that are all different; those of the other point in the opposite order. */
function sizesApart(inputs: readonly Operand[], attributes: Readonly<Record<string, unknown>>, turn: number): Sizes {
  const names = [...new Set(inputs.flatMap(({ axes }) => axes.flatMap(namesOf)))];
  const sizes: Record<string, Size> = {};
  for (const { name, list, axes } of inputs) {
    if (list) sizes[name] = LISTED;
    for (const axis of axes) {
      for (const one of namesOf(axis)) {
        const place = names.indexOf(one);
        const given = attributes[one];
        const size = typeof given === 'number' ? given : 2 + (turn === 0 ? place : names.length - 1 - place);
        const all: Size = axis.variadic ? [2 + turn, 3 - turn] : size;
        sizes[one] ??= axis.each ? [all, axis.variadic ? all : size + 1] : all;
      }
    }
  }
  return sizes;
}

const middleOf = ({ min, max }: { readonly min: number; readonly max: number }, at: number): number => {
  const [least, most] = [Math.max(min, -1), Math.min(max, 1)];
  return least + (0.625 + at / 32) * (most - least);
};
