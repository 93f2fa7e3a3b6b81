import { flattened, gathered } from '../../spec/lists.ts';
import { allocate, sizeOf } from '../../spec/tensor.ts';
import { fail, requireFloat, requireShape } from '../_internal/fail.ts';
import { arrayFrom, doubles } from '../_internal/values.ts';
import { fromTensor, type NdArray, zeros } from '../ndArray.ts';
import { implementations, pullbacks } from '../registry.generated.ts';

type Implementations = typeof implementations;

/** An operation that a tape can apply, by its id. */
export type OperationId = keyof Implementations;

/** A value on a tape: the gradient of what follows from it can be asked for. */
export interface Variable {
  readonly value: NdArray;
}

type Value = Variable | NdArray;
type InputsOf<Id extends OperationId> = Parameters<Implementations[Id]>[0];
type AttributesOf<Id extends OperationId> = Parameters<Implementations[Id]>[1];
type ResultOf<Id extends OperationId> = ReturnType<Implementations[Id]>;

/** Inputs of an operation; each may be a variable, or an array, which counts as constant. */
export type Given<Id extends OperationId> = {
  readonly [K in keyof InputsOf<Id>]: InputsOf<Id>[K] extends readonly NdArray[]
    ? readonly Value[]
    : Value | Extract<InputsOf<Id>[K], undefined>;
};

/** Variables in the place of arrays. */
type Recorded<Arrays> = Arrays extends NdArray
  ? Variable
  : Arrays extends readonly NdArray[]
    ? readonly Variable[]
    : { readonly [K in keyof Arrays]: Recorded<Arrays[K]> };

/** One variable, or one per output where there are several. */
export type Applied<Id extends OperationId> = Recorded<ResultOf<Id>>;

/** All attributes of the operation; nothing for one whose record names none. */
type Attributes<Id extends OperationId> = [keyof AttributesOf<Id>] extends [never]
  ? []
  : [attributes: AttributesOf<Id>];

/**
 * Records operations, and differentiates what was recorded in reverse.
 *
 * Gradients add up: over several uses of one value, and over several calls of `backward` (two alike give twice the gradient).
 */
export interface Tape {
  /** A value to differentiate by. Throws TypeError on integers. */
  variable(value: NdArray): Variable;
  /** Applies an operation of the reference and records it. Throws what the operation throws. */
  apply<Id extends OperationId>(id: Id, inputs: Given<Id>, ...attributes: Attributes<Id>): Applied<Id>;
  /**
   * Adds the pullback of the cotangent (1 for a scalar, unless given) to the gradient of every variable.
   *
   * Throws RangeError when the output is of another tape or its cotangent is missing or has another shape, TypeError when an
   * operation on the way has no pullback.
   */
  backward(output: Variable, cotangent?: NdArray): void;
  /** What `backward` has added up; zeros of the variable's shape where nothing depends on it. */
  gradient(variable: Variable): NdArray;
}

/** The same value, without its history: a constant to whatever it is given to. */
export const detach = ({ value }: Variable): NdArray => value;

type Tensors = Readonly<Record<string, NdArray | readonly NdArray[] | undefined>>;
type Result = NdArray | readonly NdArray[] | Readonly<Record<string, NdArray | readonly NdArray[]>>;

/** The registry with its types forgotten: what a tape, which is told the operation by name, works with. */
interface Rules {
  readonly forward: Readonly<Record<string, (inputs: Tensors, attributes: unknown) => Result>>;
  readonly pullback: Readonly<Record<string, (inputs: Tensors, cotangent: Result, attributes: unknown) => Tensors>>;
}

interface Entry {
  readonly id: string;
  /** Inputs by name, the members of lists one by one; and the names of the lists. */
  readonly inputs: Readonly<Record<string, Value>>;
  readonly lists: Lists;
  readonly attributes: unknown;
  /** Outputs by name, the members of lists likewise; a single output under the empty name. */
  readonly outputs: Readonly<Record<string, Variable>>;
  readonly outputLists: Lists;
}

type Lists = readonly { readonly name: string; readonly list: true }[];

/** The names that stand for lists. */
const listsIn = (given: object): Lists =>
  Object.entries(given).flatMap(([name, value]) => (Array.isArray(value) ? [{ name, list: true as const }] : []));

/** A result by name. */
const byName = (result: Result) => (isOne(result) ? { '': result } : result);
const isOne = (result: Result): result is NdArray | readonly NdArray[] => isArray(result) || Array.isArray(result);

// `Given` and `Attributes` type every call by the id that chooses the function.
const rules = { forward: implementations, pullback: pullbacks } as unknown as Rules;

function isArray(value: Result | Value): value is NdArray {
  return 'strides' in value;
}

/** An empty tape. */
export function createTape(): Tape {
  const entries: Entry[] = [];
  const gradients = new Map<Variable, NdArray>();
  const owned = new WeakSet<Variable>();

  const own = (value: NdArray): Variable => {
    const variable = { value };
    owned.add(variable);
    return variable;
  };

  const requireOwn = (where: string, value: Value): void => {
    if (!isArray(value) && !owned.has(value)) fail(`autodiff.tape/${where}`, 'a variable must be of this tape');
  };

  return {
    variable(value) {
      requireFloat('autodiff.tape/variable', 'value', value);
      return own(value);
    },

    apply<Id extends OperationId>(id: Id, given: Given<Id>, ...[attributes = {}]: Attributes<Id> | [undefined?]) {
      const inputs: Entry['inputs'] = flattened<Value>(given);
      const lists = listsIn(given);
      const values: Record<string, NdArray> = {};
      for (const [name, value] of Object.entries(inputs)) {
        requireOwn('apply', value);
        values[name] = isArray(value) ? value : value.value;
      }
      const forward = rules.forward[id];
      if (forward === undefined) fail('autodiff.tape/apply', `there is no operation called ${id}`);
      const result = forward(gathered(values, lists), attributes);
      const named = byName(result);
      const outputLists = listsIn(named);
      const outputs = Object.fromEntries(Object.entries(flattened(named)).map(([name, value]) => [name, own(value)]));
      entries.push({ id, inputs, lists, attributes, outputs, outputLists });
      const applied = gathered(outputs, outputLists);
      // One variable was made per output, and a single output has the empty name.
      return (isOne(result) ? applied[''] : applied) as Applied<Id>;
    },

    backward(output, cotangent = seed(output)) {
      requireOwn('backward', output);
      requireFloat(
        'autodiff.tape/backward',
        'the cotangent',
        cotangent,
        requireFloat('autodiff.tape/backward', 'output', output.value),
      );
      requireShape('autodiff.tape/backward', 'the cotangent', cotangent, output.value.shape);
      const pulled = new Map<Variable, NdArray>([[output, cotangent]]);
      // An entry's inputs were made by earlier entries: backwards, each is met when all its uses have been.
      for (const entry of entries.toReversed()) pull(entry, pulled);
      for (const [variable, gradient] of pulled) gradients.set(variable, plus(gradients.get(variable), gradient));
    },

    gradient(variable) {
      requireOwn('gradient', variable);
      return gradients.get(variable) ?? zeros(variable.value.dtype, variable.value.shape);
    },
  };
}

/** Adds an entry's share to the cotangents of its inputs, if any of its outputs has one. */
function pull(entry: Entry, pulled: Map<Variable, NdArray>): void {
  const { id, inputs, lists, attributes, outputs, outputLists } = entry;
  if (!Object.values(outputs).some((output) => pulled.has(output))) return;
  const arrays = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, isArray(value) ? value : value.value]),
  );
  const cotangents = Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [
      name,
      pulled.get(output) ?? zeros(output.value.dtype, output.value.shape),
    ]),
  );
  const pullback = rules.pullback[id];
  if (pullback === undefined) throw new TypeError(`autodiff.tape/backward: ${id} has no pullback`);
  // Every output has a cotangent.
  const incoming = gathered(cotangents, outputLists) as Readonly<Record<string, NdArray | readonly NdArray[]>>;
  const shares = flattened(pullback(gathered(arrays, lists), incoming[''] ?? incoming, attributes));
  for (const [name, value] of Object.entries(inputs)) {
    const share = shares[name];
    if (!isArray(value) && share !== undefined) pulled.set(value, plus(pulled.get(value), share));
  }
}

/** The cotangent of a scalar: 1. */
function seed({ value }: Variable): NdArray {
  if (sizeOf(value.shape) !== 1) {
    fail('autodiff.tape/backward', `an output of shape [${value.shape.join(', ')}] needs a cotangent`);
  }
  return fromTensor({ dtype: value.dtype, shape: value.shape, data: allocate(value.dtype, 1).fill(1) });
}

/** The sum of two arrays of one shape; the second alone where there is no first. */
function plus(a: NdArray | undefined, b: NdArray): NdArray {
  if (a === undefined) return b;
  const right = doubles(b);
  const sums = doubles(a).map((value, at) => value + (right[at] as number));
  return arrayFrom(b.dtype, b.shape, sums);
}
