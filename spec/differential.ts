import { differentiableFrom } from './_internal/differentiableFrom.ts';
import { type Definable, definitionOver, type Tensors } from './compose.ts';
import type { Parts } from './meaning.ts';
import { eachIndex, elementAt, type Notation } from './notation.ts';
import { type AnyOperation, defineOperation, type Operation } from './operation.ts';
import type { AnyProgram } from './program.ts';
import type { Clauses } from './recordNames.ts';
import { type Dual, dual } from './scalars/dual.ts';
import { reverse, type Taped } from './scalars/reverse.ts';
import type { Scalars } from './scalars/scalars.ts';
import { type Element, remembered, type Shaped } from './shaped.ts';
import { namesOf, type Operand, parseSignature } from './signature.ts';
import type { Source } from './sources.ts';
import { rowMajorStrides, sizeOf } from './tensor.ts';

type None = Readonly<Record<never, never>>;

/**
 * How a function is differentiated: `vjp`, from cotangents of its outputs to gradients of its inputs; `jvp`, from directions of its
 * inputs to those of its outputs; `hvp`, what the gradients change by along directions: forward mode over reverse mode.
 */
export type Mode = 'vjp' | 'jvp' | 'hvp';

/** The name of a direction of an input or of an output, of a cotangent, of a gradient, and of what a gradient changes by. */
export const directionOf = (name: string): string => `d_${name}`;
export const cotangentOf = (name: string): string => `c_${name}`;
export const gradientOf = (name: string): string => `g_${name}`;
export const changeOf = (name: string): string => `h_${name}`;

const floats = (operands: readonly Operand[]): readonly Operand[] => operands.filter(({ integer }) => !integer);

/** What a differential takes besides the inputs of the function, and what it gives, by name. */
export function operandsOf({ signature }: Pick<AnyOperation, 'signature'>, mode: Mode) {
  const { inputs, outputs } = parseSignature(signature);
  const named = (operands: readonly Operand[], name: (one: string) => string) =>
    floats(operands).map((operand) => name(operand.name));
  const directions = mode === 'vjp' ? [] : named(inputs, directionOf);
  const cotangents = mode === 'jvp' ? [] : named(outputs, cotangentOf);
  const given = { vjp: named(inputs, gradientOf), jvp: named(outputs, directionOf), hvp: named(inputs, changeOf) };
  return {
    takes: [...inputs.map(({ name }) => name), ...directions, ...cotangents],
    gives: given[mode],
    directions,
    cotangents,
  };
}

/** What is said of a differential; everything else follows from the function. */
interface Stated<S extends string, C extends Clauses> {
  readonly id: `autodiff.${string}`;
  readonly meaning: string;
  /** That of the function, with directions d_x, cotangents c_y and gradients g_x of the shapes of what they belong to. */
  readonly signature: S;
  readonly clauses: C;
  readonly errata?: AnyOperation['errata'];
  readonly sources: readonly Source[];
}

/**
 * The differential of a function as an operation: its definition is the function's, evaluated on dual numbers or in reverse mode over
 * whatever system it is asked in. So its bound, its own derivatives and all laws of operations follow: its gradient is the function
 * differentiated once more.
 *
 * Throws TypeError where the signature does not take or give what the function does.
 */
export function differential<const S extends string, const C extends Clauses = None>(
  mode: Mode,
  of: AnyOperation,
  stated: Stated<S, C>,
): Operation<S, None, C, None, Parts> {
  return recordOf(stated, operandsOf(of, mode), definitionsOf[mode](of), [of]);
}

/** A loss of what a model gives, its only output: the loss takes that under its name, and labels. */
export interface Split {
  readonly model: AnyProgram;
  readonly loss: AnyProgram;
}

/** What the matrix of Gauss and Newton takes besides the inputs of model and loss, and what it gives, by name. */
export function operandsOfSplit({ model, loss }: Split) {
  const { takes, gives, directions } = operandsOf(model, 'jvp');
  const inputs = parseSignature(model.signature).inputs.map(({ name }) => name);
  const labels = parseSignature(loss.signature).inputs.filter(({ integer }) => integer);
  const { cotangents } = operandsOf(loss, 'vjp');
  return {
    takes: [...inputs, ...labels.map(({ name }) => name), ...takes.slice(inputs.length), ...cotangents],
    wire: parseSignature(model.signature).outputs[0]?.name ?? '',
    gives: operandsOf(model, 'hvp').gives,
    tangents: gives,
    directions,
    cotangents,
  };
}

/**
 * The matrix of Gauss and Newton times a direction, J^T H J d: J the Jacobian of a model, and H the Hessian of a loss by what the model
 * gives. It is the Hessian of their composition without the curvature of the model.
 */
export function gaussNewton<const S extends string, const C extends Clauses = None>(
  split: Split,
  stated: Stated<S, C>,
): Operation<S, None, C, None, Parts> {
  const { model, loss } = split;
  const [output] = parseSignature(model.signature).outputs;
  const { wire } = operandsOfSplit(split);
  const definition: Definition = (values, notation) => {
    const tensor = (elements: Readonly<Record<string, Element<unknown>>>, name: string) =>
      remembered(output?.axes.map((axis) => notation.size(axis.name)) ?? [], elements[name] as Element<unknown>);
    const system = differentiableFrom(notation);
    const given = evaluated(functionOf(model), values, notation, system, (value) => value);
    const changed = along(functionOf(model), values, notation, directionOf);
    const at = { ...values, [wire]: tensor(given, wire), [directionOf(wire)]: tensor(changed, directionOf(wire)) };
    const curved = along(gradientsOf(loss), at as typeof values, notation, changeFrom);
    const back = { ...values, [cotangentOf(wire)]: tensor(curved, changeOf(wire)) };
    const gradients = pulled(model, back as typeof values, notation);
    return Object.fromEntries(Object.entries(gradients).map(([name, element]) => [changeFrom(name), element]));
  };
  return recordOf(stated, operandsOfSplit(split), definition, [model, loss]);
}

/** What the gradient of this name changes by. */
const changeFrom = (gradient: string): string => changeOf(gradient.slice(gradientOf('').length));

/** A record that is linear in directions and in cotangents. */
function recordOf<S extends string, C extends Clauses>(
  { id, meaning, signature, clauses, errata, sources }: Stated<S, C>,
  { takes, gives, directions, cotangents }: ReturnType<typeof operandsOf>,
  definition: Definition,
  of: readonly AnyOperation[],
): Operation<S, None, C, None, Parts> {
  const read = parseSignature(signature);
  requireNames(id, 'inputs', takes, read.inputs);
  requireNames(id, 'outputs', gives, read.outputs);
  const linear = (names: readonly string[]) => Object.fromEntries([...names, ...gives].map((name) => [name, 1]));
  const domain = Object.entries(Object.assign({}, ...of.map((one) => one.domain)));
  const own = Object.fromEntries(domain.filter(([name]) => takes.includes(name)));
  const told = (field: 'held' | 'kinks') => of.flatMap((one) => one[field] ?? []);
  const record = {
    id,
    meaning,
    signature,
    definition,
    special: 'undefined',
    ...(Object.keys(own).length === 0 ? {} : { domain: own }),
    feasible: (sizes: Readonly<Record<string, number | readonly number[]>>) => small(sizes),
    homogeneous: [directions, cotangents].filter((names) => names.length > 0).map(linear),
    derivative: 'ofDefinition',
    ...(told('held').length === 0 ? {} : { held: told('held').join('; ') }),
    ...(told('kinks').length === 0 ? {} : { kinks: told('kinks').join('; ') }),
    clauses,
    ...(errata === undefined ? {} : { errata }),
    sources,
  };
  // The names are those of the function, which no type knows.
  return defineOperation(record as never) as unknown as Operation<S, None, C, None, Parts>;
}

/** Beyond a tile of 8. Its parts are judged at larger sizes; a number of the systems in each other is dear. */
const MOST = 9;

/** Every axis at most `MOST` long. */
const small = (sizes: Readonly<Record<string, number | readonly number[]>>) =>
  Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [
      name,
      typeof size === 'number' ? Math.min(size, MOST) : size.map((one) => Math.min(one, MOST)),
    ]),
  );

function requireNames(id: string, field: string, due: readonly string[], operands: readonly Operand[]): void {
  const got = operands.map(({ name }) => name);
  if (got.join() !== due.join())
    throw new TypeError(`${id}/signature: the ${field} must be ${due.join(', ')}, got ${got.join(', ')}`);
}

type Values<T> = Readonly<Record<string, Shaped<T> | Shaped<number> | undefined>>;
type Definition = <T>(values: Values<T>, notation: Notation<T>) => Readonly<Record<string, Element<T>>>;

/** What is differentiated: a definition, the inputs that it is differentiated by, those that are held, and what it gives. */
interface Differentiated {
  readonly of: Definable;
  readonly by: readonly string[];
  readonly held: readonly string[];
  readonly gives: readonly string[];
}

const functionOf = (of: AnyOperation): Differentiated => {
  const { inputs, outputs } = parseSignature(of.signature);
  const names = (operands: readonly Operand[]) => operands.map(({ name }) => name);
  return { of, by: names(floats(inputs)), held: [], gives: names(floats(outputs)) };
};

/** The gradients as functions of the inputs, for cotangents that are held. */
const gradientsOf = (of: AnyOperation): Differentiated => {
  const { by, gives } = functionOf(of);
  const definition = (values: Values<unknown>, notation: Notation<unknown>) => pulled(of, values, notation);
  return {
    // A definition serves every number system.
    of: { id: of.id, signature: of.signature, definition: definition as NonNullable<Definable['definition']> },
    by,
    held: gives.map(cotangentOf),
    gives: by.map(gradientOf),
  };
};

/** A definition over some system, its inputs replaced element by element; labels stay. */
function evaluated<T, E>(
  { of, by, held }: Differentiated,
  values: Values<T>,
  notation: Notation<T>,
  system: Scalars<E>,
  lift: (value: T, name: string, index: readonly number[]) => E,
) {
  const replaced = [...by, ...held].map((name): [string, Shaped<E>] => {
    // What is no label is of the system.
    const tensor = values[name] as Shaped<T>;
    const element = remembered(tensor.shape, (...index: number[]) => lift(tensor(...index), name, index));
    // At once, so that variables are made in the order of their elements.
    eachIndex(tensor.shape, (index) => elementAt(element, index));
    return [name, element];
  });
  const { inputs } = parseSignature(of.signature);
  const sizes = inputs.flatMap(({ axes }) => axes.flatMap(namesOf)).map((axis) => [axis, notation.size(axis)]);
  const labels = inputs.filter(({ integer }) => integer).map(({ name }) => [name, values[name]]);
  const taken = Object.fromEntries([...labels, ...replaced]) as Tensors<E>;
  return definitionOver(of, {}, Object.fromEntries(sizes), system)(taken) as Readonly<Record<string, Element<E>>>;
}

/** Reverse mode: the gradients of the outputs, weighted with their cotangents. */
function pulled<T>(of: AnyOperation, values: Values<T>, notation: Notation<T>): Readonly<Record<string, Element<T>>> {
  const { system, variable, pull } = reverse(differentiableFrom(notation));
  const { by, gives } = functionOf(of);
  const elements = evaluated(functionOf(of), values, notation, system, variable);
  const gradients = pull(
    gives.flatMap((name) => {
      const weights = values[cotangentOf(name)] as Shaped<T>;
      const seeds: [Taped<T>, T][] = [];
      eachIndex(weights.shape, (index) => {
        seeds.push([elementAt(elements[name] as Element<Taped<T>>, index), elementAt(weights, index)]);
      });
      return seeds;
    }),
  );
  const placeOf = places(by, values);
  return Object.fromEntries(by.map((name) => [gradientOf(name), (...index) => gradients[placeOf(name, index)] as T]));
}

/** Where an element of an input stands among those of all. */
function places(names: readonly string[], values: Values<unknown>) {
  let count = 0;
  const known = new Map(
    names.map((name) => {
      const { shape = [] } = values[name] ?? {};
      const first = count;
      count += sizeOf(shape);
      return [name, { first, strides: rowMajorStrides(shape) }];
    }),
  );
  return (name: string, index: readonly number[]): number => {
    const { first = 0, strides = [] } = known.get(name) ?? {};
    return index.reduce((sum, one, axis) => sum + one * (strides[axis] ?? 0), first);
  };
}

/** What a function changes by along directions: forward mode, or the rows of its Jacobian times them, in any order. */
function along<T>(
  one: Differentiated,
  values: Values<T>,
  notation: Notation<T>,
  named: (result: string) => string,
): Readonly<Record<string, Element<T>>> {
  const inner = differentiableFrom(notation);
  const zero = notation.constant(0);
  const directionAt = (name: string, index: readonly number[]): T =>
    one.held.includes(name) ? zero : elementAt(values[directionOf(name)] as Shaped<T>, index);
  const tangents = evaluated(
    one,
    values,
    notation,
    dual(inner),
    (value, name, index): Dual<T> => ({
      value,
      tangent: directionAt(name, index),
    }),
  );
  const rows = () => {
    const { system, variable, pull } = reverse(inner);
    const directions: T[] = [];
    const elements = evaluated(one, values, notation, system, (value, name, index) => {
      directions.push(directionAt(name, index));
      return variable(value);
    });
    return (name: string, index: readonly number[]): T =>
      notation.total(
        pull([[elementAt(elements[name] as Element<Taped<T>>, index), notation.constant(1)]]).map((slope, at) =>
          notation.mul(slope, directions[at] as T),
        ),
      );
  };
  let known: ReturnType<typeof rows> | undefined;
  return Object.fromEntries(
    one.gives.map((name) => [
      named(name),
      (...index) => {
        const { tangent } = (tangents[name] as Element<Dual<T>>)(...index);
        return notation.either(tangent, () => {
          known ??= rows();
          return known(name, index);
        });
      },
    ]),
  );
}

const definitionsOf: Readonly<Record<Mode, (of: AnyOperation) => Definition>> = {
  vjp: (of) => (values, notation) => pulled(of, values, notation),
  jvp: (of) => (values, notation) => along(functionOf(of), values, notation, directionOf),
  hvp: (of) => (values, notation) => along(gradientsOf(of), values, notation, changeFrom),
};
