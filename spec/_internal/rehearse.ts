import type { Attribute, AttributeValue } from '../attribute.ts';
import { kindOf } from '../attributeKinds.ts';
import { bind, feasibleSizes, isTransposed, shapeOf, sizesGiven, swapLastTwo } from '../binding.ts';
import { type Definable, definitionOver, type Tensors } from '../compose.ts';
import { gathered } from '../lists.ts';
import { complex } from '../scalars/complex.ts';
import { cost } from '../scalars/cost.ts';
import type { Scalars } from '../scalars/scalars.ts';
import { type Shaped, shaped } from '../shaped.ts';
import { hasComplex, membersOf, namesOf, type Operand, parseSignature, type Size, type Sizes } from '../signature.ts';

/** Sizes that are all different, so that an axis in the wrong place does not fit. */
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23] as const;

interface Composed extends Definable {
  readonly parts?: Readonly<Record<string, Composed>>;
  readonly equations?: object;
  readonly derivative?: unknown;
  readonly kinks?: string;
  compatible?(attributes: never): unknown;
}

/**
 * Evaluates an element of a composed definition, with and without every optional input, under either value of every boolean
 * attribute and every option of a choice: what does not fit is then told where the record is made, not where it is first used.
 *
 * Throws SignatureError for a shape that does not fit a part, and TypeError for a part whose definition says nothing of the error of
 * a result, since it has none or is judged by its equations, or whose kinks are not stated.
 */
export function rehearse(record: Composed): void {
  for (const part of Object.values(record.parts ?? {})) requireDefinition(record, part);
  const { inputs } = parseSignature(record.signature);
  const attributes = Object.entries(record.attributes ?? {});
  const optional = inputs.filter((input) => input.optional).map(({ name }): Aspect => [name, [false, true]]);
  const settings = attributes.map(([name, one]): Aspect => [name, valuesOf(one)]);
  for (const scene of everyScene([...optional, ...settings])) {
    const values = Object.fromEntries(attributes.map(([name]) => [name, scene[name]]));
    play(
      record,
      inputs.filter((input) => !input.optional || scene[input.name] === true),
      (record.compatible?.(values as never) ?? values) as Readonly<Record<string, AttributeValue>>,
    );
  }
}

/** What may be one of some values, by name. */
type Aspect = readonly [name: string, values: readonly AttributeValue[]];

/** Every combination of the values. */
const everyScene = (aspects: readonly Aspect[]): Record<string, AttributeValue>[] =>
  aspects.reduce<Record<string, AttributeValue>[]>(
    (scenes, [name, values]) => scenes.flatMap((scene) => values.map((value) => ({ ...scene, [name]: value }))),
    [{}],
  );

const valuesOf = (attribute: Attribute): readonly AttributeValue[] =>
  attribute.kind === 'boolean'
    ? [false, true]
    : attribute.kind === 'choice'
      ? attribute.options
      : [exampleOf(attribute)];

function requireDefinition(record: Composed, part: Composed): void {
  const refuse = (field: string, rule: string): never => {
    throw new TypeError(`${record.id}/${field}: ${rule}`);
  };
  if (part.definition === undefined) refuse('parts', `${part.id} has no definition: it is implicit`);
  if (part.equations !== undefined && record.equations === undefined) {
    refuse('parts', `${part.id} is judged by its equations: its definition bounds no algorithm`);
  }
  if (record.derivative !== undefined && record.kinks === undefined && part.kinks !== undefined) {
    refuse('kinks', `must be stated, for ${part.id} has some: ${part.kinks}`);
  }
}

function play(
  record: Definable,
  given: readonly Operand[],
  attributes: Readonly<Record<string, AttributeValue>>,
): void {
  const { inputs, outputs } = parseSignature(record.signature);
  const apart: Sizes = { ...sizesApart(inputs), ...sizesGiven(record, attributes) };
  const near = { sizes: feasibleSizes(record, apart, attributes), batch: [] };
  const coreOf = (operand: Operand) => shapeOf(operand, near, 'core');
  const isSwapped = ({ name }: Operand) => isTransposed(record, name, attributes);
  const operands = membersOf(given, near.sizes);
  const shapes = operands.map((one) => [one.name, isSwapped(one) ? swapLastTwo(coreOf(one)) : coreOf(one)]);
  const binding = bind(record, Object.fromEntries(shapes), attributes);
  const scalars: Scalars<unknown> = hasComplex(parseSignature(record.signature))
    ? complex(cost().scalars)
    : cost().scalars;
  const number = scalars.constant(0);
  const tensors = operands.map((one): [string, Shaped<unknown>] => [
    one.name,
    one.integer ? shaped(coreOf(one), () => 0) : shaped(coreOf(one), () => number),
  ]);
  const elements = definitionOver(
    record,
    attributes,
    binding.sizes,
    scalars,
  )(gathered(Object.fromEntries(tensors), given) as Tensors<unknown>);
  for (const output of membersOf(outputs, binding.sizes)) {
    const shape = shapeOf(output, binding, 'core');
    if (!shape.includes(0)) elements[output.name]?.(...shape.map((size) => size - 1));
  }
}

/** Sizes that are all different where they may be, and lists of two. */
function sizesApart(inputs: readonly Operand[]): Sizes {
  const sizes: Record<string, Size> = {};
  for (const { name, list, axes } of inputs) {
    if (list) sizes[name] = 2;
    for (const axis of axes) {
      for (const one of namesOf(axis)) {
        const size = axis.variadic ? [2, 3] : (primes[Object.keys(sizes).length % primes.length] ?? 2);
        sizes[one] ??= axis.each ? [size, size] : size;
      }
    }
  }
  return sizes;
}

const exampleOf = (attribute: Attribute): AttributeValue =>
  'default' in attribute && attribute.default !== undefined ? attribute.default : kindOf(attribute).example(attribute);
