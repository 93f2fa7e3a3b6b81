import { fromTensor, type NdArray, toTensor } from '../../src/ndArray.ts';
import { implementations, pullbacks } from '../../src/registry.generated.ts';

export type Arrays = Readonly<Record<string, NdArray | undefined>>;
export type Attributes = Readonly<Record<string, unknown>>;

/** A call of the reference whose types are forgotten: cotangents are given to gradients alone. */
export interface Given {
  readonly inputs: Arrays;
  readonly cotangents: Arrays;
  readonly attributes: Attributes;
}

export type Result = NdArray | Arrays;
export type Call = (given: Given) => Result | Promise<Result>;

/** The reference with one function that is wrong for some inputs only: the kinds of wrong that small tests miss. */
export interface Variant {
  readonly name: string;
  readonly operation: string;
  readonly kind: 'forward' | 'gradient';
  readonly wrong: (right: Call) => Call;
}

const isArray = (value: unknown): value is NdArray => typeof value === 'object' && value !== null && 'strides' in value;

/** Every output, or gradient, through a function of its name. */
export const overResults = (result: Result, f: (array: NdArray, name: string) => NdArray): Result =>
  isArray(result)
    ? f(result, '')
    : Object.fromEntries(
        Object.entries(result).map(([name, array]) => [name, array === undefined ? undefined : f(array, name)]),
      );

/** The array with every element replaced. */
export const changed = (array: NdArray, f: (value: number, position: number) => number): NdArray => {
  const { dtype, shape, data } = toTensor(array);
  return fromTensor({ dtype, shape, data: data.map(f) });
};

/** The last element of every floating-point result off by a millionth, as a kernel leaves it that stops too early. */
export const damaged = (result: Result): Result =>
  overResults(result, (array) =>
    array.dtype === 'int32'
      ? array
      : changed(array, (value, at) => (at === lengthOf(array) - 1 ? value * (1 + 2 ** -18) + 2 ** -18 : value)),
  );

export const lengthOf = ({ shape }: NdArray): number => shape.reduce((size, one) => size * one, 1);

/** A variant whose result is damaged where something holds of the call. */
export const where = (
  operation: string,
  kind: Variant['kind'],
  name: string,
  holds: (given: Given) => boolean,
  damage: (result: Result, given: Given) => Result = damaged,
): Variant => ({
  name,
  operation,
  kind,
  wrong: (right) => async (given) => {
    const result = await right(given);
    return holds(given) ? damage(result, given) : result;
  },
});

/** A variant that is given other inputs or cotangents than it was called with. */
export const given = (
  operation: string,
  kind: Variant['kind'],
  name: string,
  change: (given: Given) => Given,
): Variant => ({ name, operation, kind, wrong: (right) => (call) => right(change(call)) });

export const forwardIds: readonly string[] = Object.keys(implementations);
export const gradientIds: readonly string[] = Object.keys(pullbacks);

type Loose = (...given: readonly unknown[]) => Result | Promise<Result>;

/** The name of a cotangent that comes without one. */
const bare = '';

/** An adapter's table with one function of the reference replaced by a variant of it. */
export function tableWith({ operation, kind, wrong }: Variant): Readonly<Record<string, Loose>> {
  // What the registry knows of types is what is forgotten here.
  const tables = { forward: implementations, gradient: pullbacks } as unknown as Record<string, Record<string, Loose>>;
  const table = tables[kind] ?? {};
  const right = table[operation];
  if (right === undefined) throw new RangeError(`the reference has no ${kind} of ${operation}`);
  // Made once, for variants that remember earlier calls. A single cotangent comes bare.
  const call = wrong(({ inputs, cotangents, attributes }) =>
    kind === 'forward'
      ? right(inputs, attributes)
      : right(inputs, bare in cotangents ? cotangents[bare] : cotangents, attributes),
  );
  const replaced: Loose =
    kind === 'forward'
      ? (inputs, attributes) => call({ inputs: inputs as Arrays, cotangents: {}, attributes: attributes as Attributes })
      : (inputs, cotangent, attributes) =>
          call({
            inputs: inputs as Arrays,
            cotangents: isArray(cotangent) ? { [bare]: cotangent } : (cotangent as Arrays),
            attributes: attributes as Attributes,
          });
  return { ...table, [operation]: replaced };
}
