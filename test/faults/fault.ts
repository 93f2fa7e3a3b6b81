import type { Adapter } from '../../conformance/adapter.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { NdArray } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';
import { mapped } from './_internal/plain.ts';

/** The reference with one operation or gradient replaced by a wrong one. */
export interface Fault {
  /** What a programmer did wrong, in a few words: `kernel flipped`. */
  readonly name: string;
  /** The operation that is wrong, or the phenomenon that shows it. */
  readonly operation: string;
  /** The clause that must catch it: `layers.conv2d/C10`. Others may catch it too. */
  readonly caughtBy: string;
  /** The data type that shows it. Default: float64. */
  readonly dtype?: FloatDtype;
  readonly operations?: Adapter<NdArray>['operations'];
  readonly gradients?: Adapter<NdArray>['gradients'];
}

/** A function of an operation that is not known here. */
type Loose = (...given: object[]) => never;

const loose = (f: unknown): Loose => f as Loose;

type Right = typeof implementations;
type RightGradient = typeof pullbacks;
type Inputs<Id extends keyof Right> = Parameters<Right[Id]>[0];
type Attributes<Id extends keyof Right> = Parameters<Right[Id]>[1];
type Result<Id extends keyof Right> = ReturnType<Right[Id]>;
type Pullback<Id> = Id extends keyof RightGradient ? RightGradient[Id] : never;
type Gradients<Id> = ReturnType<Pullback<Id>>;

/** Every gradient, for those that a wrong one is made from are there. */
type Given<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };

/** A result: of several by name some are enough. */
type Spoilt<T> = T extends NdArray | readonly NdArray[] ? T : Partial<T>;

/** What becomes of an element, from its value and position and what else was given. */
type OfElement<Id extends keyof Right> = (
  value: number,
  at: number,
  inputs: Inputs<Id>,
  attributes: Attributes<Id>,
) => number;

/**
 * Plants faults in one operation. Every one takes its name and the clause that must catch it: `C4`, `neighbours`; a whole id, as
 * `phenomena.P001/holds`, where something else than the operation is judged.
 */
interface Planter<Id extends keyof Right> {
  /** A wrong implementation; it may ask the right one. */
  wrong(
    name: string,
    clause: string,
    implementation: (inputs: Inputs<Id>, attributes: Attributes<Id>, right: Right[Id]) => Result<Id>,
  ): Fault;
  /** The right result, spoilt afterwards; of several results those that are not named stay. */
  spoilt(
    name: string,
    clause: string,
    spoil: (result: Result<Id>, inputs: Inputs<Id>, attributes: Attributes<Id>) => Spoilt<Result<Id>>,
  ): Fault;
  /** The right result, each element of it spoilt. */
  spoiltEach(name: string, clause: string, spoil: OfElement<Id>): Fault;
  /** The right implementation, handed something else than what was given. */
  misread(
    name: string,
    clause: string,
    misread: (inputs: Inputs<Id>, attributes: Attributes<Id>) => Partial<Inputs<Id>>,
  ): Fault;
  /** The right implementation, handed an input with other elements, if that was given. */
  misreadEach(name: string, clause: string, input: keyof Inputs<Id>, misread: OfElement<Id>): Fault;
  /** The right implementation by other attributes than those given. */
  misset(
    name: string,
    clause: string,
    misset: (attributes: Attributes<Id>, inputs: Inputs<Id>) => Partial<Attributes<Id>>,
  ): Fault;
  /** A wrong pullback; it may ask the right one. */
  wrongGradient(
    name: string,
    clause: string,
    pullback: (
      inputs: Inputs<Id>,
      cotangents: Parameters<Pullback<Id>>[1],
      attributes: Attributes<Id>,
      right: Pullback<Id>,
    ) => Gradients<Id>,
  ): Fault;
  /** The right gradients, some of them spoilt afterwards; the others stay. */
  spoiltGradient(
    name: string,
    clause: string,
    spoil: (gradients: Given<Gradients<Id>>, inputs: Inputs<Id>, attributes: Attributes<Id>) => Gradients<Id>,
  ): Fault;
  /** The right gradients, each element of that of an input spoilt, if that was given. */
  spoiltGradientEach(name: string, clause: string, input: keyof Gradients<Id>, spoil: OfElement<Id>): Fault;
  /** The right pullback at something else than what was given. */
  misreadGradient(
    name: string,
    clause: string,
    misread: (inputs: Inputs<Id>, attributes: Attributes<Id>) => Partial<Inputs<Id>>,
  ): Fault;
  /** The right pullback by other attributes than those given. */
  missetGradient(
    name: string,
    clause: string,
    misset: (attributes: Attributes<Id>, inputs: Inputs<Id>) => Partial<Attributes<Id>>,
  ): Fault;
}

/**
 * The faults of one operation, that show at a data type:
 *
 *     faultsOf('layers.relu', ({ wrong, spoiltGradient }) => [
 *       wrong('magnitude', 'C1', ({ x }) => mapped(x, Math.abs)),
 *       spoiltGradient('kept where x < 0', 'jacobian', (_, { x }) => ({ x })),
 *     ])
 */
export function faultsOf<Id extends keyof Right>(
  operation: Id,
  plant: (planter: Planter<Id>) => readonly Fault[],
  at: Pick<Fault, 'dtype'> = {},
): readonly Fault[] {
  const [right, rightGradient] = [loose(implementations[operation]), loose(Object(pullbacks)[operation])];
  const planted = (name: string, clause: string, changed: Pick<Fault, 'operations' | 'gradients'>): Fault => {
    const isWhole = /^\w+\.\w+\//.test(clause);
    const caughtBy = isWhole ? clause : `${operation}/${clause}`;
    return { name, operation: caughtBy.slice(0, caughtBy.indexOf('/')), caughtBy, ...at, ...changed };
  };
  const wrong = (name: string, clause: string, f: Loose) =>
    planted(name, clause, { operations: { [operation]: (x: object, attributes: object) => f(x, attributes, right) } });
  const wrongGradient = (name: string, clause: string, f: Loose) =>
    planted(name, clause, {
      gradients: { [operation]: (x: object, g: object, attributes: object) => f(x, g, attributes, rightGradient) },
    });
  const spoilt = (name: string, clause: string, spoil: Loose) =>
    wrong(name, clause, (x, attributes) => {
      const result = right(x, attributes);
      return 'shape' in result || Array.isArray(result)
        ? spoil(result, x, attributes)
        : changed(result, spoil(result, x, attributes));
    });
  const misread = (name: string, clause: string, misread: Loose) =>
    wrong(name, clause, (x, attributes) => right(changed(x, misread(x, attributes)), attributes));
  const spoiltGradient = (name: string, clause: string, spoil: Loose) =>
    wrongGradient(name, clause, (x, g, attributes) => {
      const gradients = rightGradient(x, g, attributes);
      return changed(gradients, spoil(gradients, x, attributes));
    });
  const planter = {
    wrong,
    wrongGradient,
    spoilt,
    misread,
    spoiltGradient,
    spoiltEach: (name: string, clause: string, of: LooseElement) =>
      spoilt(name, clause, (result, x, attributes) => eachOf(result, of, x, attributes)),
    misreadEach: (name: string, clause: string, input: string, of: LooseElement) =>
      misread(name, clause, (x, attributes) => ({ [input]: eachOf(Object(x)[input], of, x, attributes) }) as never),
    spoiltGradientEach: (name: string, clause: string, input: string, of: LooseElement) =>
      spoiltGradient(name, clause, (gradients, x, attributes) => {
        return { [input]: eachOf(Object(gradients)[input], of, x, attributes) } as never;
      }),
    misset: (name: string, clause: string, misset: Loose) =>
      wrong(name, clause, (x, attributes) => right(x, changed(attributes, misset(attributes, x)))),
    misreadGradient: (name: string, clause: string, misread: Loose) =>
      wrongGradient(name, clause, (x, g, attributes) =>
        rightGradient(changed(x, misread(x, attributes)), g, attributes),
      ),
    missetGradient: (name: string, clause: string, misset: Loose) =>
      wrongGradient(name, clause, (x, g, attributes) =>
        rightGradient(x, g, changed(attributes, misset(attributes, x))),
      ),
  };
  // One function for the functions of all operations; `Planter` types each.
  return plant(planter as unknown as Planter<Id>);
}

type LooseElement = (value: number, at: number, ...given: object[]) => number;

/** The same with some of it replaced. */
const changed = (whole: object, part: object): never => Object.assign({}, whole, part) as never;

/** An array with each element replaced; none for none. */
const eachOf = (array: object | undefined, of: LooseElement, ...given: object[]): never =>
  // What has a name of an array is one.
  (array && mapped(array as NdArray, (value, at) => of(value, at, ...given))) as never;
