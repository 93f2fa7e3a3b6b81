import { isFormulaOf } from './_internal/isFormulaOf.ts';
import type { Applied, Formula, Index, OutputFormula, Over } from './formulaTree.ts';
import type { Notation } from './notation.ts';
import { type AnyOperation, attributesOf } from './operation.ts';
import { type Element, type Shaped, shaped } from './shaped.ts';
import { type Operand, parseSignature } from './signature.ts';

/** Stands where a definition takes a number. Whoever computes with it, or compares its size, is refused. */
function symbol<T>(of: T): T & number {
  const refuse = (): never => {
    throw new TypeError('a definition computed with what is a symbol here');
  };
  // A definition that hands it on only, to an element or to a verb of the notation, never sees that it is none.
  return Object.assign(Object.create({ valueOf: refuse, toString: refuse, [Symbol.toPrimitive]: refuse }), of);
}

/** Names for indices: letters that mean nothing else in the record. */
function freeLetters(operation: AnyOperation): readonly string[] {
  const { inputs, outputs } = parseSignature(operation.signature);
  const operands = [...inputs, ...outputs];
  const taken = [...operands.flatMap(({ name, axes }) => [name, ...axes.map((axis) => axis.name)])];
  return [...'ijklrstuvw'].filter((letter) => !taken.includes(letter));
}

type Definition = (
  inputs: Readonly<Record<string, Shaped<Formula>>>,
  notation: Notation<Formula>,
  attributes: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, Element<Formula>>>;

/**
 * The formulas of an explicit operation, one an output, read off its definition by evaluating it over symbols; undefined where the
 * definition is none of that kind: it computes with its indices, branches on sizes or labels, or is made of parts. Whether they are
 * what the definition says is found out by evaluating both: see `isFormulaOf`.
 *
 * Optional inputs are given, and attributes that choose (booleans, names) have their default.
 */
export function formulasOf(operation: AnyOperation): readonly OutputFormula[] | undefined {
  const attributes = symbolicAttributes(operation);
  if (operation.definition === undefined || operation.parts !== undefined || attributes === undefined) return undefined;
  const { inputs, outputs } = parseSignature(operation.signature);
  // What is read off labels is a number that a definition may compare with others; complex numbers and lists have no script yet.
  if (inputs.some(({ integer, complex, list }) => integer || complex || list)) return undefined;
  // The names of a record, which are not known here.
  const define = operation.definition as unknown as Definition;
  try {
    const letters = freeLetters(operation);
    const notation = symbolicNotation(indexNames(letters.slice(Math.max(...outputs.map(({ axes }) => axes.length)))));
    const elements = define(
      Object.fromEntries(inputs.map((input) => [input.name, elementsOf(input)])),
      notation,
      attributes,
    );
    const formulas = outputs.map((output) => {
      const index = indicesOf(output, letters);
      const element = elements[output.name] as Element<Formula>;
      return { output: output.name, index, is: element(...(index as unknown as number[])) };
    });
    return isFormulaOf(operation, formulas) ? formulas : undefined;
  } catch {
    // It did with a symbol what only a number allows.
    return undefined;
  }
}

/** i, j, .. for the named axes of an operand; one for all that `s*` stands for. */
const indicesOf = ({ axes }: Operand, letters: readonly string[]): Index[] =>
  axes.map(({ variadic }, axis) => symbol({ name: variadic ? '..' : (letters[axis] ?? `i${axis}`) }));

const elementsOf = ({ name, axes }: Operand): Shaped<Formula> =>
  shaped(
    axes.map((axis) => symbol({ kind: 'size', name: axis.name })),
    (...index) => ({ kind: 'element', of: name, index: index.map(asIndex) }),
  );

/** An index that a definition handed on: a symbol, or a number that it wrote. */
const asIndex = (index: unknown): Index =>
  // A symbol is an object behind the type of a number.
  typeof index === 'number' ? { name: String(index) } : (index as Index);

/** Numbers are symbols, choices their default; undefined where an attribute speaks of axes or of shapes. */
function symbolicAttributes(operation: AnyOperation): Readonly<Record<string, unknown>> | undefined {
  const entries = Object.entries(attributesOf(operation)).map(([name, attribute]) => [
    name,
    attribute.kind === 'real' || attribute.kind === 'integer'
      ? symbol({ kind: 'attribute', name })
      : 'default' in attribute && (attribute.kind === 'boolean' || attribute.kind === 'choice')
        ? attribute.default
        : undefined,
  ]);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/** Names for bound indices: those that are left. */
function* indexNames(letters: readonly string[]): Generator<string> {
  yield* letters;
  for (let at = 1; ; at++) yield `i${at}`;
}

function symbolicNotation(names: Generator<string>): Notation<Formula> {
  const apply = (name: Applied, ...to: Formula[]): Formula => ({ kind: 'applied', function: name, to });
  const over =
    (name: Over) =>
    (axes: string | readonly number[], term: Element<Formula>): Formula => {
      const sizes = typeof axes === 'string' ? axes.split(' ') : axes.map(nameOfSize);
      const bound = sizes.map((axis) => ({ axis, index: symbol({ name: names.next().value ?? '' }) }));
      return { kind: 'over', function: name, bound, term: term(...bound.map(({ index }) => index)) };
    };
  const constant = (value: number): Formula =>
    // A symbol is an object behind the type of a number.
    typeof value === 'number' ? { kind: 'constant', value } : (value as Formula);
  const size = (name: string) => symbol({ kind: 'size' as const, name });
  return {
    constant,
    add: (a, b) => apply('add', a, b),
    sub: (a, b) => apply('sub', a, b),
    mul: (a, b) => apply('mul', a, b),
    div: (a, b) => apply('div', a, b),
    neg: (a) => apply('neg', a),
    abs: (a) => apply('abs', a),
    sqrt: (a) => apply('sqrt', a),
    exp: (a) => apply('exp', a),
    log: (a) => apply('log', a),
    sin: (a) => apply('sin', a),
    cos: (a) => apply('cos', a),
    tanh: (a) => apply('tanh', a),
    erf: (a) => apply('erf', a),
    round: (a) => apply('round', a),
    pi: () => constant(Math.PI),
    cis: () => {
      throw new TypeError('a formula is of real numbers');
    },
    conj: (a) => a,
    power: (a, n) => apply('power', a, constant(n)),
    select: (a, b, below, otherwise) => ({ kind: 'select', compared: [a, b], ways: [below(), otherwise()] }),
    total: ([first, ...others]) => others.reduce((sum, term) => apply('add', sum, term), first ?? constant(0)),
    // A term that is left out is none of a formula.
    each: (axes, term) => [over('sum')(axes, term as Element<Formula>)],
    sum: over('sum'),
    max: over('max'),
    mean: over('mean'),
    variance: over('variance'),
    reached: (value) => value,
    either: (value) => value,
    larger: (a, b) => apply('max', a, b),
    detach: (a) => a,
    memo: (element) => element,
    tensor: (_axes, element) => shaped([], (...index) => element(...index)),
    size,
    shape: (name) => [size(name)],
    count: (name) => size(name) as unknown as Formula,
  };
}

const nameOfSize = (size: unknown): string => {
  if (typeof size === 'number') return String(size);
  // Explicit sizes are those of axes, or symbols of them.
  return (size as { readonly name: string }).name;
};
