import { isFormulaOf } from './_internal/isFormulaOf.ts';
import { LISTED, type Scene, scenes, settledValue, whereOf } from './_internal/scene.ts';
import {
  labels,
  named,
  type Reader,
  type Symbolic,
  symbolicNotation,
  symbolicPart,
} from './_internal/symbolicNotation.ts';
import { symbolsFor } from './_internal/symbols.ts';
import type { Attribute, AttributeValue } from './attribute.ts';
import { bind, shapeOf } from './binding.ts';
import type { Definable } from './compose.ts';
import type { Formula, Formulas, OutputFormula } from './formulaTree.ts';
import { flattened } from './lists.ts';
import type { Notation } from './notation.ts';
import { type AnyOperation, attributesOf } from './operation.ts';
import type { Shaped } from './shaped.ts';
import { axisNamesOf, memberOf, membersOf, namesOf, type Operand, parseSignature } from './signature.ts';
import { sizeBy } from './sizeFormula.ts';

type Definition = (
  inputs: Readonly<Record<string, unknown>>,
  notation: Notation<Formula>,
  attributes: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, Symbolic | readonly Symbolic[]>>;

const known = new WeakMap<AnyOperation, { readonly formulas: Formulas | undefined }>();

/**
 * The formulas of an operation, one an output, read off its definition by evaluating it over symbols; undefined where it cannot be read
 * like this: where it branches on what is a symbol, loops over it, or recurs. Whether they are what the definition says is found out
 * by evaluating both: see `isFormulaOf`.
 *
 * Optional inputs are given, and `where` says what else is settled: attributes that choose, how many axes and tensors there are.
 */
export function formulasOf(operation: AnyOperation): Formulas | undefined {
  const found = known.get(operation);
  if (found !== undefined) return found.formulas;
  let formulas: Formulas | undefined;
  if (operation.definition !== undefined) for (const scene of scenes) formulas ??= readIn(operation, scene);
  known.set(operation, { formulas });
  return formulas;
}

/** Nodes of a formula that somebody may read, and sums within sums: steps that are repeated have more, and take for ever to evaluate. */
const MOST_NODES = 2_000;
const MOST_NESTED = 6;

function isShort(formula: OutputFormula): boolean {
  let left = MOST_NODES;
  const visit = (node: unknown, nested: number): boolean => {
    if (typeof node !== 'object' || node === null) return true;
    const inner = nested + ('bound' in node ? 1 : 0);
    return left-- > 0 && inner <= MOST_NESTED && Object.values(node).every((one) => visit(one, inner));
  };
  return visit(formula, 0);
}

function readIn(operation: AnyOperation, scene: Scene): Formulas | undefined {
  try {
    const formulas = read(operation, scene);
    if (!formulas.every(isShort)) return undefined;
    return isFormulaOf(operation, formulas, scene) ? { formulas, where: whereOf(operation, scene) } : undefined;
  } catch (error) {
    // It did with a symbol what only a number allows.
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function read(operation: AnyOperation, scene: Scene): OutputFormula[] {
  const signature = parseSignature(operation.signature);
  const sheet = sheetOf(operation, scene);
  // The names of the record, which are not known here; a part is a whole record, as `defineOperation` sees to.
  const define = operation.definition as unknown as Definition;
  const parts = (operation.parts ?? {}) as Readonly<Record<string, Definable>>;
  const inputs = Object.fromEntries(signature.inputs.map((input) => [input.name, given(input, sheet)]));
  const attributes = byName(attributesOf(operation), (attribute, name) => {
    const value = settledValue(attribute, scene);
    return value === undefined ? sheet.attribute(name, attribute) : value;
  });
  const outputs = membersOf(signature.outputs, Object.fromEntries(signature.outputs.map(({ name }) => [name, LISTED])));
  const ranks = outputs.map((output) =>
    rankOf(operation, output, flattened(inputs as Readonly<Record<string, Symbolic>>), attributes, sheet),
  );
  const elements = flattened(
    define(
      inputs,
      symbolicNotation(sheet),
      attributes,
      byName(parts, (part, name) => symbolicPart(name, part, sheet)),
    ),
  );
  return outputs.map(({ name, axes }, at): OutputFormula => {
    const element = elements[name] as Symbolic;
    const { whole } = element;
    if (whole !== undefined && whole.kind !== 'tensor' && whole.kind !== 'call') return { output: name, whole };
    const isAny = axes.some(({ variadic }) => variadic) && sheet.rank === undefined;
    const index = isAny ? [{ name: '..' }] : sheet.letters.slice(0, ranks[at]).map((letter) => ({ name: letter }));
    const is = element(...index.map((one) => sheet.symbols.of({ kind: 'index', name: one.name })));
    return { output: name, index, is };
  });
}

const byName = <V, W>(table: Readonly<Record<string, V>>, of: (value: V, name: string) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, of(value, name)]));

/** How many axes an output has: as many as the record's sizes say, where it has any number of them. */
function rankOf(
  operation: AnyOperation,
  output: Operand,
  inputs: Readonly<Record<string, Shaped<unknown>>>,
  attributes: Readonly<Record<string, AttributeValue>>,
  { rank = 1 }: Sheet,
): number {
  if (!output.axes.some(({ variadic }) => variadic)) return output.axes.length;
  try {
    return shapeOf(
      output,
      bind(
        operation,
        byName(inputs, ({ shape }) => shape),
        attributes,
      ),
    ).length;
  } catch {
    // Sizes that a record refuses: symbols fit no arithmetic.
    return rank;
  }
}

/** What a record is read on: symbols, and how its axes are named. */
interface Sheet extends Reader {
  readonly letters: readonly string[];
  readonly rank: number | undefined;
  sizes(axis: string): readonly number[];
  attribute(name: string, attribute: Attribute): number;
}

function sheetOf({ signature }: AnyOperation, { rank, indices }: Scene): Sheet {
  const { inputs, outputs } = parseSignature(signature);
  const symbols = symbolsFor(indices);
  const operands = [...inputs, ...outputs];
  const taken = operands.flatMap(({ name, axes }) => [name, ...axes.flatMap(namesOf)]);
  const letters = [...'ijklrstuvw'].filter((letter) => !taken.includes(letter));
  // A variadic axis is two, or one more where a new one comes to them.
  const count = Math.max(
    0,
    ...outputs.map(({ axes }) => axes.reduce((sum, { variadic }) => sum + (variadic ? 3 : 1), 0)),
  );
  const names = indexNames(letters.slice(count));
  const size = (name: string) => symbols.of({ kind: 'size', name });
  const sizes = (axis: string) =>
    rank === undefined ? [size(axis)] : Array.from({ length: rank }, (_, at) => size(`${axis}.${at}`));
  return {
    symbols,
    letters,
    rank,
    sizes,
    nextIndex: () => names.next().value ?? '',
    shapeOf: (axis) =>
      sizes(operands.some(({ axes }) => axes.some(({ name, each }) => name === axis && each)) ? `${axis}.0` : axis),
    attribute(name, { kind }) {
      if (axisNamesOf(signature).has(name)) return size(name);
      return symbols.of({ kind: 'attribute', name }, kind === 'real' ? 'real' : 'size');
    },
  };
}

/** The symbols of an input: its elements, or those of every tensor in a list. */
function given(operand: Operand, sheet: Sheet): unknown {
  if (operand.list)
    return Array.from({ length: LISTED }, (_, at) => given(memberOf({ ...operand, list: false }, at), sheet));
  const { symbols, sizes } = sheet;
  const size = (name: string) => symbols.of({ kind: 'size', name });
  const shape = operand.axes.flatMap(({ name, formula, variadic, each }) => {
    const own = each === true ? `${name}.${operand.at ?? 0}` : name;
    if (formula !== undefined)
      return [sizeBy(formula, Object.fromEntries(namesOf({ name, formula, variadic }).map((one) => [one, size(one)])))];
    return variadic ? sizes(own) : [size(own)];
  });
  return operand.integer ? labels(operand.name, shape, sheet) : named(operand.name, shape, sheet);
}

/** Names for bound indices: those that are left. */
function* indexNames(letters: readonly string[]): Generator<string> {
  yield* letters;
  for (let at = 1; ; at++) yield `i${at}`;
}
