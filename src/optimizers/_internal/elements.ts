import type { FloatDtype } from '../../../spec/tensor.ts';
import { requireFloats } from '../../_internal/fail.ts';
import { requireShape } from '../../_internal/shapes.ts';
import { doubles, store } from '../../_internal/values.ts';
import { type NdArray, zeros } from '../../ndArray.ts';

type Values<Name extends string> = { readonly [K in Name]: number };

/**
 * Applies a rule to the elements of tensors of one shape and type; every result is a tensor of that shape.
 *
 * The rule computes in double precision; each result is rounded once. Throws RangeError or TypeError when shapes or types
 * differ.
 */
export function elementwise<const In extends string, const Out extends string>(
  operation: string,
  inputs: { readonly [K in In]: NdArray },
  outputs: readonly Out[],
  rule: (values: Values<In>) => Values<Out>,
): { [K in Out]: NdArray } {
  const dtype: FloatDtype = requireFloats(operation, inputs);
  const named = Object.entries<NdArray>(inputs).map(([name, array]) => ({ name, array, values: doubles(array) }));
  const first = named[0];
  const shape = first?.array.shape ?? [];
  for (const { name, array } of named) requireShape(operation, name, array, shape);
  const results = outputs.map((name) => ({ name, values: new Float64Array(first?.values.length ?? 0) }));
  for (let at = 0; at < (first?.values.length ?? 0); at++) {
    // The names are those of `inputs`, each with its own element.
    const element = rule(Object.fromEntries(named.map(({ name, values }) => [name, values[at]])) as Values<In>);
    for (const { name, values } of results) values[at] = element[name];
  }
  const stored = results.map(({ name, values }) => {
    const array = zeros(dtype, shape);
    store(array, values);
    return [name, array] as const;
  });
  // One entry was made per output.
  return Object.fromEntries(stored) as { [K in Out]: NdArray };
}
