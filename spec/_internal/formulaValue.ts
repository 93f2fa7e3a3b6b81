import { compose, type Definable } from '../compose.ts';
import type { Formula, OutputFormula, Whole } from '../formulaTree.ts';
import { type Matrices, matricesOver } from '../matrices.ts';
import { eachIndex, type Notation, notationOf } from '../notation.ts';
import type { AnyOperation } from '../operation.ts';
import type { Scalars } from '../scalars/scalars.ts';
import { remembered, type Shaped, shaped } from '../shaped.ts';
import { membersOf, type Operand, parseSignature, type Size, type Sizes } from '../signature.ts';
import { rowMajorStrides, type Tensor } from '../tensor.ts';

/** What the symbols of a formula are. */
interface Meanings<T> {
  readonly S: Notation<T> & Matrices<T>;
  readonly tensors: Readonly<Record<string, Shaped<T> | Shaped<number> | undefined>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sizes: Sizes;
  readonly parts: Readonly<Record<string, ReturnType<typeof compose<T>>>>;
  /** Bound indices; several where one stands for all axes of a list. */
  readonly at: Readonly<Record<string, readonly number[]>>;
}

interface Point {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sizes: Sizes;
}

/** The meanings at a point without batch axes, in a number system. */
export function meaningsOf<T>(
  operation: AnyOperation,
  { inputs, attributes, sizes }: Point,
  scalars: Scalars<T>,
  of: (operand: Operand, parts: readonly number[]) => readonly T[],
): Meanings<T> {
  const notation = notationOf(scalars, sizes, operation.id);
  const operands = membersOf(parseSignature(operation.signature).inputs, sizes);
  // A part is a whole record, as `defineOperation` sees to.
  const parts = (operation.parts ?? {}) as Readonly<Record<string, Definable>>;
  return {
    S: { ...notation, ...matricesOver(notation) },
    tensors: Object.fromEntries(
      operands.map((operand) => {
        const { shape, data } = inputs[operand.name] as Tensor;
        const values = operand.integer ? [...data] : of(operand, [...data]);
        const strides = rowMajorStrides(shape);
        const place = (index: readonly number[]) => index.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0);
        return [operand.name, shaped(shape, (...index) => values[place(index)] as T)];
      }),
    ),
    attributes,
    sizes,
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, compose(operation.id, part, scalars)]),
    ),
    at: {},
  };
}

/** What a formula says of an element of its output. */
export function valueAt<T>(formula: OutputFormula, position: readonly number[], meanings: Meanings<T>): T {
  if ('whole' in formula) return wholeValue(formula.whole, meanings)(...position);
  const at = formula.index.map(({ name }, axis) => [name, name === '..' ? position : [position[axis] ?? 0]] as const);
  return numberIn(formula.is, { ...meanings, at: Object.fromEntries(at) });
}

/** A size by its name, or one of several by its place: `s.1`. */
function sizeNamed(name: string, sizes: Sizes): number {
  const [first = '', ...places] = name.split('.');
  const size = places.reduce<Size | undefined>(
    (one, place) => (typeof one === 'object' ? one[Number(place)] : undefined),
    sizes[first],
  );
  return typeof size === 'number' ? size : Number.NaN;
}

/** A formula of indices, sizes and labels, as a number. */
function numberOf<T>(formula: Formula, meanings: Meanings<T>): number {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'index':
      return meanings.at[formula.name]?.[0] ?? Number.NaN;
    case 'size':
      return sizeNamed(formula.name, meanings.sizes);
    case 'attribute':
      return Number(meanings.attributes[formula.name]);
    case 'element':
      return Number(meanings.tensors[formula.of]?.(...indexOf(formula.index, meanings)));
    case 'applied': {
      const [a = Number.NaN, b = Number.NaN] = formula.to.map((one) => numberOf(one, meanings));
      return numeric[formula.function]?.(a, b) ?? Number.NaN;
    }
    default:
      return Number.NaN;
  }
}

const numeric: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  floor: (a, b) => Math.floor(a / b),
  mod: (a, b) => a % b,
};

const indexOf = <T>(index: readonly Formula[], meanings: Meanings<T>): number[] =>
  index.flatMap((one) => (one.kind === 'index' ? (meanings.at[one.name] ?? []) : [numberOf(one, meanings)]));

/** The meanings at every index that is bound. */
function* everyTerm<T>(
  bound: readonly { readonly index: { readonly name: string }; readonly size: Formula }[],
  meanings: Meanings<T>,
): Generator<Meanings<T>> {
  const found: Meanings<T>[] = [];
  eachIndex(
    bound.map(({ size }) => numberOf(size, meanings)),
    (at) => {
      const names = bound.map(({ index: { name } }, axis) => [name, [at[axis] ?? 0]]);
      found.push({ ...meanings, at: { ...meanings.at, ...Object.fromEntries(names) } });
    },
  );
  yield* found;
}

function numberIn<T>(formula: Formula, meanings: Meanings<T>): T {
  const { S } = meanings;
  switch (formula.kind) {
    case 'constant':
    case 'attribute':
    case 'size':
    case 'index':
      return S.constant(numberOf(formula, meanings));
    case 'element':
      // Of labels none is read as a value.
      return meanings.tensors[formula.of]?.(...indexOf(formula.index, meanings)) as T;
    case 'entry':
      return wholeValue(formula.of, meanings)(...indexOf(formula.index, meanings));
    case 'applied':
      return appliedValue(formula, meanings);
    case 'over': {
      const terms = [...everyTerm(formula.bound, meanings)].map((one) => numberIn(formula.term, one));
      if (formula.function === 'sum') return S.total(terms);
      return S[formula.function]([terms.length], (at) => terms[at] as T);
    }
    case 'equal': {
      const [a, b] = formula.compared.map((one) => numberOf(one, meanings));
      return numberIn(a === b ? formula.ways[0] : formula.ways[1], meanings);
    }
    case 'select': {
      const [[a, b], [below, otherwise]] = [formula.compared, formula.ways];
      const value = (one: Formula) => numberIn(one, meanings);
      return S.select(
        value(a),
        value(b),
        () => value(below),
        () => value(otherwise),
      );
    }
  }
}

function appliedValue<T>(formula: Extract<Formula, { readonly kind: 'applied' }>, meanings: Meanings<T>): T {
  const { S } = meanings;
  const [first, second] = formula.to;
  const a = () => numberIn(first as Formula, meanings);
  const b = () => numberIn(second as Formula, meanings);
  switch (formula.function) {
    case 'floor':
      return second === undefined ? S.floor(a()) : S.constant(numberOf(formula, meanings));
    case 'mod':
      return S.constant(numberOf(formula, meanings));
    case 'power':
      return S.power(a(), numberOf(second as Formula, meanings));
    case 'max':
      return S.larger(a(), b());
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'atan2':
    case 'pow':
      return S[formula.function](a(), b());
    default:
      return S[formula.function](a());
  }
}

function wholeValue<T>(whole: Whole, meanings: Meanings<T>): Shaped<T> {
  const { S } = meanings;
  const value = (one: Whole) => wholeValue(one, meanings);
  switch (whole.kind) {
    case 'tensor':
      return meanings.tensors[whole.name] as Shaped<T>;
    case 'scaled':
      return S.scaled(numberIn(whole.factor, meanings), value(whole.of));
    case 'identity':
      return S.identity(numberOf(whole.size, meanings));
    case 'part':
      return S.part(whole.which, value(whole.of));
    case 'columns':
      return S.columns(value(whole.of), numberOf(whole.from, meanings), numberOf(whole.to, meanings));
    case 'elements':
      return remembered(
        whole.bound.map(({ size }) => numberOf(size, meanings)),
        (...index) => {
          const names = whole.bound.map(({ index: { name } }, axis) => [name, [index[axis] ?? 0]]);
          return numberIn(whole.is, { ...meanings, at: { ...meanings.at, ...Object.fromEntries(names) } });
        },
      );
    case 'call': {
      const given = Object.fromEntries(Object.entries(whole.given).map(([name, one]) => [name, value(one)]));
      const outputs = meanings.parts[whole.part]?.(given, whole.settings as never);
      return outputs?.[whole.output] as Shaped<T>;
    }
    case 'matrix': {
      const [first, second] = whole.to.map(value) as [Shaped<T>, Shaped<T>];
      if (whole.function === 'times' || whole.function === 'plus') return S[whole.function](...whole.to.map(value));
      if (whole.function === 'rowsTo') return S.rowsTo(first as unknown as Shaped<number>, second);
      if (whole.function === 'minus' || whole.function === 'hadamard' || whole.function === 'beside')
        return S[whole.function](first, second);
      return S[whole.function](first);
    }
  }
}
