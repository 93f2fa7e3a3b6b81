import { withDefaults } from '../attribute.ts';
import { bind, shapeOf } from '../binding.ts';
import type { Definable } from '../compose.ts';
import type { Applied, Formula, OfMatrices, Over, Whole } from '../formulaTree.ts';
import type { Matrices } from '../matrices.ts';
import type { Notation } from '../notation.ts';
import { type Element, type Shaped, shaped } from '../shaped.ts';
import { parseSignature } from '../signature.ts';
import type { Symbols } from './symbols.ts';

/** A tensor of symbols, which may be known as a whole too. */
export type Symbolic = Shaped<Formula> & { readonly whole?: Whole };

/** What a definition is read with: symbols, and names for the indices of its sums. */
export interface Reader {
  readonly symbols: Symbols;
  /** The next name that no index has. */
  nextIndex(): string;
  /** The sizes of a list of axes. */
  shapeOf(axis: string): readonly number[];
}

/** A tensor by name. */
export function named(name: string, shape: readonly number[], { symbols }: Reader): Symbolic {
  const element: Element<Formula> = (...index) => ({ kind: 'element', of: name, index: index.map(symbols.read) });
  return Object.assign(shaped(shape, element), { whole: { kind: 'tensor', name } as const });
}

/** A tensor of labels, each of them a symbol of its own. */
export function labels(name: string, shape: readonly number[], { symbols }: Reader): Shaped<number> {
  const element: Element<number> = (...index) =>
    symbols.of({ kind: 'element', of: name, index: index.map(symbols.read) });
  return Object.assign(shaped(shape, element), { whole: { kind: 'tensor', name } as const });
}

function entries(whole: Whole, shape: readonly number[], { symbols }: Reader): Symbolic {
  const element: Element<Formula> = (...index) => ({ kind: 'entry', of: whole, index: index.map(symbols.read) });
  return Object.assign(shaped(shape, element), { whole });
}

/** A tensor as a whole: by its elements where nothing else is known. */
function wholeOf(tensor: Symbolic, reader: Reader): Whole {
  if (tensor.whole !== undefined) return tensor.whole;
  const bound = boundOver(tensor.shape, reader);
  return { kind: 'elements', bound, is: tensor(...bound.map(({ at }) => at)) };
}

/** Fresh indices for some sizes. */
const boundOver = (sizes: readonly number[], { symbols, nextIndex }: Reader) =>
  sizes.map((size) => {
    const index = { name: nextIndex() };
    return { index, size: symbols.read(size), at: symbols.of({ kind: 'index', name: index.name }) };
  });

export function symbolicNotation(reader: Reader): Notation<Formula> & Matrices<Formula> {
  const { symbols } = reader;
  const apply = (name: Applied, ...to: Formula[]): Formula => ({ kind: 'applied', function: name, to });
  const size = (axis: string): number => symbols.of({ kind: 'size', name: axis });
  const sizesOf = (axes: string | readonly number[]) => (typeof axes === 'string' ? axes.split(' ').map(size) : axes);
  const over =
    (name: Over) =>
    (axes: string | readonly number[], term: Element<Formula>): Formula => {
      const bound = boundOver(sizesOf(axes), reader);
      return { kind: 'over', function: name, bound, term: term(...bound.map(({ at }) => at)) };
    };
  return {
    constant: symbols.read,
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
    expm1: (a) => apply('expm1', a),
    log1p: (a) => apply('log1p', a),
    sinh: (a) => apply('sinh', a),
    cosh: (a) => apply('cosh', a),
    atan2: (y, x) => apply('atan2', y, x),
    pow: (a, b) => apply('pow', a, b),
    floor: (a) => apply('floor', a),
    round: (a) => apply('round', a),
    pi: () => ({ kind: 'constant', value: Math.PI }),
    cis: (a) => apply('cis', a),
    conj: (a) => apply('conj', a),
    power: (a, n) => apply('power', a, symbols.read(n)),
    select: (a, b, below, otherwise) => ({ kind: 'select', compared: [a, b], ways: [below(), otherwise()] }),
    total: ([first, ...others]) =>
      others.reduce((sum, term) => apply('add', sum, term), first ?? { kind: 'constant', value: 0 }),
    // A term that is left out is none of a formula.
    each: (axes, term) => [over('sum')(axes, term as Element<Formula>)],
    sum: over('sum'),
    max: over('max'),
    mean: over('mean'),
    variance: over('variance'),
    reached: (value) => value,
    either: (value) => value,
    equal: (a, b, same, otherwise) => ({
      kind: 'equal',
      compared: [symbols.read(a), symbols.read(b)],
      ways: [same(), otherwise()],
    }),
    larger: (a, b) => apply('max', a, b),
    detach: (a) => a,
    memo: (element) => element,
    tensor: (axes, element) => shaped(sizesOf(axes), (...index) => element(...index)),
    size,
    shape: reader.shapeOf,
    count: (axis) => ({ kind: 'size', name: axis }),
    ...symbolicMatrices(reader),
  };
}

function symbolicMatrices(reader: Reader): Matrices<Formula> {
  const { symbols } = reader;
  const sizes = ({ shape: [rows = 0, columns = 0] }: Shaped<unknown>) => [rows, columns] as const;
  const apply = (name: OfMatrices, shape: readonly number[], ...to: Symbolic[]): Symbolic =>
    entries({ kind: 'matrix', function: name, to: to.map((one) => wholeOf(one, reader)) }, shape, reader);
  const turned = (a: Shaped<Formula>) => [...sizes(a)].reverse();
  return {
    times: (...factors) =>
      apply('times', [sizes(factors[0] as Symbolic)[0], sizes(factors.at(-1) as Symbolic)[1]], ...factors),
    plus: (...terms) => apply('plus', sizes(terms[0] as Symbolic), ...terms),
    minus: (a, b) => apply('minus', sizes(a), a, b),
    negated: (a) => apply('negated', sizes(a), a),
    scaled: (factor, a) => entries({ kind: 'scaled', factor, of: wholeOf(a, reader) }, sizes(a), reader),
    transpose: (a) => apply('transpose', turned(a), a),
    symmetric: (a) => apply('symmetric', sizes(a), a),
    hadamard: (a, b) => apply('hadamard', sizes(a), a, b),
    identity: (n) => entries({ kind: 'identity', size: symbols.read(n) }, [n, n], reader),
    diagonal: (a) => apply('diagonal', [sizes(a)[0], sizes(a)[0]], a),
    part: (which, a) => entries({ kind: 'part', which, of: wholeOf(a, reader) }, sizes(a), reader),
    columns: (a, first, last) =>
      entries(
        { kind: 'columns', of: wholeOf(a, reader), from: symbols.read(first), to: symbols.read(last) },
        [sizes(a)[0], last - first],
        reader,
      ),
    beside: (a, b) => apply('beside', [sizes(a)[0], sizes(a)[1] + sizes(b)[1]], a, b),
    rowsTo: (order, a) => apply('rowsTo', sizes(a), order as unknown as Symbolic, a),
    inverse: (a) => apply('inverse', sizes(a), a),
    cofactors: (a) => apply('cofactors', sizes(a), a),
  };
}

/** A part of a definition: what it gives is known by the name of the part and what it is given, which is read when it is asked for. */
export const symbolicPart =
  (name: string, part: Definable, reader: Reader) =>
  (
    given: Readonly<Record<string, Symbolic | undefined>>,
    settings: Readonly<Record<string, never>> = {},
  ): Readonly<Record<string, Symbolic>> => {
    const tensors = Object.entries(given).filter((entry): entry is [string, Symbolic] => entry[1] !== undefined);
    const shapes = Object.fromEntries(tensors.map(([input, tensor]) => [input, tensor.shape]));
    const binding = bind(part, shapes, withDefaults(part.attributes ?? {}, settings));
    const { outputs } = parseSignature(part.signature);
    const stated = Object.entries(settings).filter(([setting, value]) => {
      const attribute = part.attributes?.[setting];
      return !(attribute !== undefined && 'default' in attribute && attribute.default === value);
    });
    let wholes: Readonly<Record<string, Whole>> | undefined;
    const call = (output: string): Whole => {
      wholes ??= Object.fromEntries(tensors.map(([input, tensor]) => [input, wholeOf(tensor, reader)]));
      return {
        kind: 'call',
        part: name,
        output,
        sole: outputs.length === 1,
        given: wholes,
        settings: Object.fromEntries(stated),
      };
    };
    return Object.fromEntries(
      outputs.map((output) => {
        const element: Element<Formula> = (...index) => ({
          kind: 'entry',
          of: call(output.name),
          index: index.map(reader.symbols.read),
        });
        const tensor = shaped(shapeOf(output, binding), element);
        return [output.name, Object.defineProperty(tensor, 'whole', { get: () => call(output.name) })];
      }),
    );
  };
