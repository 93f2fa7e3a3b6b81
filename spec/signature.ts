import { memberName } from './lists.ts';
import { namesIn, parseFormula, type SizeFormula } from './sizeFormula.ts';
import { complexOf, type Dtype, type FloatDtype } from './tensor.ts';

/**
 * Signatures: what an operation takes and gives, as text that the type checker and the judge both read.
 *
 *     a[..., m, p], b[..., p, n] -> c[..., m, n]
 *
 * `...` stands for leading batch axes, which broadcast together; `s*` for any number of axes bound to one name; `bias?` for an
 * input that may be left out; `int target[n]` for an int32 tensor, `complex x[n]` for one of complex numbers; `() -> x[s*]` for a result of no input. A name that occurs twice
 * has one size. A size may be arithmetic: `4h`, `h*d`, `m+n-1`. An axis named like an integer attribute has the size that the
 * attribute gives.
 *
 * `xs*[s*]` stands for a list of tensors; its name is also the size that says how many they are. `each n` is a size that every member
 * of a list has for itself, and `each s*` such axes: the name is bound to a list of them.
 */
export interface Axis {
  /** As it is written, without the star. */
  readonly name: string;
  /** True for `s*`: the name is bound to a list of sizes. */
  readonly variadic: boolean;
  /** Where its size is not that of its name. */
  readonly formula?: SizeFormula;
  /** Whether every member of the list has it for itself. */
  readonly each?: true;
}

export interface Operand {
  readonly name: string;
  readonly optional: boolean;
  readonly integer: boolean;
  /** True for `xs*`: a list of tensors. */
  readonly list: boolean;
  /** Which member of its list it is, where it is one. */
  readonly at?: number;
  readonly complex: boolean;
  /** True when the operand has the leading batch axes `...`. */
  readonly batched: boolean;
  readonly axes: readonly Axis[];
}

export interface Signature {
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
}

type Operands<List extends string> = List extends `${infer Head}], ${infer Tail}` ? Head | Operands<Tail> : List;
type Left<Text extends string> = Text extends `() -> ${string}`
  ? never
  : Text extends `${infer Inputs} -> ${string}`
    ? Operands<Inputs>
    : never;
type Right<Text extends string> = Text extends `${string} -> ${infer Outputs}` ? Operands<Outputs> : never;
type Bare<Item extends string> = Item extends `${'int' | 'complex'} ${infer Rest}`
  ? Bare<Rest>
  : Item extends `${infer Name}[${string}`
    ? Name
    : never;
type Unlisted<Name> = Name extends `${infer List}*` ? List : Name;
type ListIn<Items> = Items extends string ? (Bare<Items> extends `${infer List}*` ? List : never) : never;

/** Names of the inputs that are lists of tensors. */
export type ListInput<Text extends string> = string extends Text ? string : ListIn<Left<Text>>;

/** Names of the outputs that are lists of tensors. */
export type ListOutput<Text extends string> = string extends Text ? string : ListIn<Right<Text>>;

/** A list where the name is one of `Lists`; either where nothing is known of them. */
export type OneOrList<T, Name, Lists> = string extends Lists ? T | readonly T[] : Name extends Lists ? readonly T[] : T;

/** Names of the inputs that must be given. */
export type RequiredInput<Text extends string> =
  Left<Text> extends infer Item extends string
    ? Item extends string
      ? Bare<Item> extends `${string}?`
        ? never
        : Unlisted<Bare<Item>>
      : never
    : never;

/** Names of the inputs that may be left out. */
export type OptionalInput<Text extends string> =
  Left<Text> extends infer Item extends string
    ? Item extends string
      ? Bare<Item> extends `${infer Name}?`
        ? Name
        : never
      : never
    : never;

/** Names of the int32 inputs. */
export type IntegerInput<Text extends string> =
  Left<Text> extends infer Item extends string
    ? Item extends `int ${infer Rest}`
      ? Unlisted<Bare<Rest>>
      : never
    : never;

/** Names of the complex inputs and outputs. */
export type ComplexName<Text extends string> = Left<Text> | Right<Text> extends infer Item extends string
  ? Item extends `complex ${infer Rest}`
    ? Bare<Rest> extends `${infer Name}?`
      ? Name
      : Bare<Rest>
    : never
  : never;

/** Names of the outputs. */
export type OutputName<Text extends string> =
  Right<Text> extends infer Item extends string ? (Item extends string ? Unlisted<Bare<Item>> : never) : never;

type AxisList<Item extends string> = Item extends `${string}[${infer List}]`
  ? List
  : Item extends `${string}[${infer List}`
    ? List
    : never;
type Separated<List extends string> = List extends `${infer Head}, ${infer Tail}` ? Head | Separated<Tail> : List;
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type WithoutNumber<Text extends string> = Text extends `${Digit}${infer Rest}` ? WithoutNumber<Rest> : Text;
/** The names of which an axis is made: itself, `s*` too, or those of its arithmetic. */
type NamesIn<Axis extends string> = Axis extends `${infer A}+${infer B}` | `${infer A}-${infer B}`
  ? NamesIn<A> | NamesIn<B>
  : Axis extends `${infer A}*${infer B}`
    ? B extends ''
      ? Axis
      : NamesIn<A> | NamesIn<B>
    : WithoutNumber<Axis>;
/** The axes of some operands by the names that they are made of: `m`, `s*`. */
type Written<Items> = Items extends string ? Exclude<NamesIn<Separated<AxisList<Items>>>, '...' | ''> : never;
/** How many tensors a list has is a size of its name. */
type Counted<Items> = Written<Items> | ListIn<Items>;
type Always<Items> = Items extends string ? (Bare<Items> extends `${string}?` ? never : Items) : never;
type Plain<Axis> = Axis extends `each ${infer Rest}` ? Plain<Rest> : Unlisted<Axis>;
type Single<Axis> = Axis extends `${string}*` | `each ${string}` ? never : Axis;
type Listed<Axis> = Axis extends `each ${infer Rest}` ? Plain<Rest> : Axis extends `${infer Name}*` ? Name : never;

/** Names of the axes that have one size; every string where the signature is not known. */
export type AxisName<Text extends string> = string extends Text ? string : Single<Counted<Left<Text> | Right<Text>>>;

/** Names of the variadic axes: `s` of `x[s*]`. */
export type AxisListName<Text extends string> = string extends Text
  ? string
  : Listed<Written<Left<Text> | Right<Text>>>;

/** Names of the int32 outputs. */
export type IntegerOutput<Text extends string> =
  Right<Text> extends infer Item extends string
    ? Item extends `int ${infer Rest}`
      ? Unlisted<Bare<Rest>>
      : never
    : never;

type Core<List> = List extends '...' ? '' : List extends `..., ${infer Own}` ? Own : List;
type Count<Axes> = Axes extends ''
  ? 0
  : Axes extends `${string}*` | `${string}*, ${string}` | `${string}, ${string}, ${string}`
    ? 'more'
    : Axes extends `${string}, ${string}`
      ? 2
      : 1;
type Named<Items, Name extends string> = Items extends string
  ? Bare<Items> extends Name | `${Name}?` | `${Name}*`
    ? Items
    : never
  : never;

/** True where all operands are lists of the same axes, `p[s*], g[s*] -> q[s*]`: every element is a member of its own. */
type IsElementwise<Lists, List = Lists> = List extends `${string}*` ? ([Lists] extends [List] ? true : false) : false;

/** How many axes a batch member of an operand has: 0, 1, 2 or `more`. */
export type MemberRank<Text extends string, Name extends string> =
  true extends IsElementwise<AxisList<Left<Text> | Right<Text>>>
    ? 0
    : Count<Core<AxisList<Named<Left<Text> | Right<Text>, Name>>>>;

/** A size, those of some axes under one name, or those of every member of a list. */
export type Size = number | readonly Size[];

/** Sizes of named axes; a list for a variadic name, and for one that every member of a list has for itself a list of what each has. */
export interface Sizes {
  readonly [axis: string]: Size;
}

/** Sizes of the axes of the inputs; those that only an optional input has may be missing. */
export type InputSizes<Text extends string> = string extends Text
  ? Sizes
  : { readonly [Axis in Counted<Always<Left<Text>>> as Plain<Axis>]: SizeOf<Axis> } & {
      readonly [Axis in Exclude<Written<Left<Text>>, Written<Always<Left<Text>>>> as Plain<Axis>]?: SizeOf<Axis>;
    };

/** Sizes of the axes that the inputs that must be given do not fix. */
export type OpenSizes<Text extends string> = string extends Text
  ? Sizes
  : {
      readonly [Axis in Exclude<Written<Right<Text>>, Written<Always<Left<Text>>>> as Plain<Axis>]: SizeOf<Axis>;
    };

type SizeOf<Axis> = Axis extends `each ${infer Rest}`
  ? readonly SizeOf<Rest>[]
  : Axis extends `${string}*`
    ? readonly number[]
    : number;

/** The sizes of the axes under one name: those of the first member where every member of a list has its own; undefined for a size. */
export function axesFrom(size: Size | undefined): readonly number[] | undefined {
  if (typeof size !== 'object') return undefined;
  const [first] = size;
  return typeof first === 'object' ? axesFrom(first) : size.filter((one) => typeof one === 'number');
}

/** The operands with every member of a list by itself. */
export const membersOf = (operands: readonly Operand[], sizes: Sizes): readonly Operand[] =>
  operands.some(({ list }) => list)
    ? operands.flatMap((operand) =>
        operand.list ? Array.from({ length: countOf(operand, sizes) }, (_, at) => memberOf(operand, at)) : [operand],
      )
    : operands;

/** One member of a list as an operand. */
export const memberOf = (operand: Operand, at: number): Operand => ({
  ...operand,
  name: memberName(operand.name, at),
  at,
});

/** How many members a list has: as many as its name says, or as have sizes of their own. */
export function countOf({ name, axes }: Operand, sizes: Sizes): number {
  const own = sizes[name] ?? sizes[axes.find(({ each }) => each)?.name ?? ''] ?? 0;
  return typeof own === 'number' ? own : own.length;
}

const operandPattern = /^(?:(int|complex) )?(\w+)([?*])?\[([^\]]*)\]$/;

function parseOperand(written: string, signature: string): Operand {
  const match = operandPattern.exec(written.trim());
  if (match === null) throw new SyntaxError(`signature "${signature}": cannot read the operand "${written}"`);
  const [, kind, name = '', mark, text = ''] = match;
  const names = text === '' ? [] : text.split(',').map((axis) => axis.trim());
  const batched = names[0] === '...';
  const axes = (batched ? names.slice(1) : names).map((axis) => parseAxis(axis, signature));
  const list = mark === '*';
  if (!list && axes.some(({ each }) => each)) throw new SyntaxError(`signature "${signature}": "${name}" is no list`);
  const [integer, complex] = [kind === 'int', kind === 'complex'];
  return { name, optional: mark === '?', integer, complex, list, batched, axes };
}

/** The element type of an operand where floating-point numbers are of `float`. */
export const dtypeOf = ({ integer, complex }: Pick<Operand, 'integer' | 'complex'>, float: FloatDtype): Dtype =>
  integer ? 'int32' : complex ? complexOf[float] : float;

/** Whether a signature speaks of complex numbers: then its definition is written over them. */
export const hasComplex = ({ inputs, outputs }: Signature): boolean =>
  [...inputs, ...outputs].some(({ complex }) => complex);

function parseAxis(text: string, signature: string): Axis {
  if (text.startsWith('each ')) return { ...parseAxis(text.slice(5), signature), each: true };
  const name = text.endsWith('*') ? text.slice(0, -1) : text;
  if (/^[a-z_]\w*$/i.test(name)) return { name, variadic: name !== text };
  const formula = name === text ? parseFormula(text) : undefined;
  if (formula === undefined) throw new SyntaxError(`signature "${signature}": "${name}" is not an axis name`);
  return { name, variadic: false, formula };
}

/** The names that an axis is made of, whose sizes are bound: its own, or those of its arithmetic. */
export const namesOf = ({ name, formula }: Axis): readonly string[] =>
  formula === undefined ? [name] : namesIn(formula);

const parsed = new Map<string, Signature>();
const named = new Map<string, ReadonlySet<string>>();

/** The names of all sizes of a signature: of axes, those that stand in arithmetic too, and of lists of tensors. */
export function axisNamesOf(text: string): ReadonlySet<string> {
  const known = named.get(text);
  if (known !== undefined) return known;
  const { inputs, outputs } = parseSignature(text);
  const operands = [...inputs, ...outputs];
  const lists = operands.filter(({ list }) => list).map(({ name }) => name);
  const names = new Set([...operands.flatMap(({ axes }) => axes.flatMap(namesOf)), ...lists]);
  named.set(text, names);
  return names;
}

/** Reads a signature; throws SyntaxError naming the part that cannot be read. */
export function parseSignature(text: string): Signature {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const [left, right, ...rest] = text.split(' -> ');
  if (left === undefined || right === undefined || rest.length > 0) {
    throw new SyntaxError(`signature "${text}": must read "inputs -> outputs"`);
  }
  const operands = (list: string) => list.split(/(?<=\]),/).map((item) => parseOperand(item, text));
  const signature = { inputs: left === '()' ? [] : operands(left), outputs: operands(right) };
  // A call, its results and what is read back of it are told apart by name.
  const names = [...signature.inputs, ...signature.outputs].map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new SyntaxError(`signature "${text}": "${twice}" is the name of two operands`);
  parsed.set(text, signature);
  return signature;
}
