import type { AnyOperation } from '../spec/operation.ts';
import { parseSignature } from '../spec/signature.ts';
import type { Tensor } from '../spec/tensor.ts';
import type { ArgumentsOf, Case, InputsOf, OutputsOf, Subject } from './law.ts';

/** What a call is given: inputs and attributes side by side, for no attribute has the name of an input. */
export type Given<O> = InputsOf<O> & ArgumentsOf<O>;

/** What is there, or will be. */
export type Later<T> = T | Promise<T>;

type Soon<T> = Later<T> | (T extends readonly (infer Member)[] ? readonly Later<Member>[] : never);

/** The same, where tensors may be the results of other calls. */
type GivenSoon<O> = { readonly [Name in keyof Given<O>]: Soon<Given<O>[Name]> };

/** One operation of the implementation as a function: `f({ a: f({ a, b }), b: c })` for (a + b) + c. */
export interface Apply<O> {
  /** The first result. */
  (given: GivenSoon<O>): Promise<Tensor>;
  /** Every result, by name. */
  readonly all: (given: GivenSoon<O>) => Promise<OutputsOf<O>>;
}

/** The inputs and the attributes among what is given, by the names of the record. */
export function partsOf<O extends AnyOperation>(
  operation: O,
  given: Case,
): { readonly inputs: InputsOf<O>; readonly attributes: ArgumentsOf<O> } {
  const names = new Set(parseSignature(operation.signature).inputs.map(({ name }) => name));
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  // What is picked by the names of the record has the types of the record.
  return {
    inputs: Object.fromEntries(named.filter(([name]) => names.has(name))) as InputsOf<O>,
    attributes: Object.fromEntries(
      named.filter(([name]) => name in (operation.attributes ?? {})),
    ) as unknown as ArgumentsOf<O>,
  };
}

/** The call of an operation with what has the name of one of its inputs or attributes. */
export function calledWith<O extends AnyOperation>(on: Subject, operation: O, given: Case): Promise<OutputsOf<O>> {
  const { inputs, attributes } = partsOf(operation, given);
  return on(operation, inputs, attributes);
}

/** An operation of the implementation as a function of tensors that may still be computed. */
export function applied<O extends AnyOperation>(on: Subject, operation: O): Apply<O> {
  const all = async (given: GivenSoon<O>) => {
    const settled = Object.entries(given).map(async ([name, value]) => [
      name,
      await (Array.isArray(value) ? Promise.all(value) : value),
    ]);
    return calledWith(on, operation, Object.fromEntries(await Promise.all(settled)));
  };
  const first = async (given: GivenSoon<O>) => Object.values<Tensor>(await all(given))[0] as Tensor;
  // Where one side of a law fails, nobody waits for the others any more.
  const seen = <T>(call: Promise<T>): Promise<T> => {
    call.catch(() => {});
    return call;
  };
  return Object.assign((given: GivenSoon<O>) => seen(first(given)), { all: (given: GivenSoon<O>) => seen(all(given)) });
}
