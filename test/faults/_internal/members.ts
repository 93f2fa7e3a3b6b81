import { broadcastShapes } from '../../../spec/binding.ts';
import { sizeOf } from '../../../spec/tensor.ts';
import { identity, type Matrix, matrix } from '../../../src/_internal/dense/matrix.ts';
import { type NdArray, stretch } from '../../../src/ndArray.ts';
import { arrayOf, matricesOf } from './plain.ts';

/** What a function gives for one member of a batch. */
interface Part {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

export const whole = (a: Matrix): Part => ({ shape: [a.rows, a.columns], values: a.data });
export const vector = (values: ArrayLike<number>): Part => ({ shape: [values.length], values });

/** Applies a function of matrices to every member of a batch, however its axes broadcast, and stacks what it gives. */
export function overMembers<Name extends string>(
  inputs: readonly NdArray[],
  f: (...members: readonly Matrix[]) => Readonly<Record<Name, Part>>,
): Record<Name, NdArray> {
  const batch = inputs.reduce<number[]>(
    (shape, { shape: own }) => broadcastShapes(shape, own.slice(0, -2)) ?? shape,
    [],
  );
  const stacks = inputs.map((input) => matricesOf(stretch(input, [...batch, ...input.shape.slice(-2)])));
  const count = sizeOf(batch);
  const results = Array.from({ length: Math.max(count, 1) }, (_, at) =>
    f(
      ...stacks.map(({ rows, columns, members }) =>
        count === 0 ? identity(rows, columns) : matrix(rows, columns, Float64Array.from(members[at] ?? [])),
      ),
    ),
  );
  const [first] = results;
  const names = Object.keys(first ?? {}) as Name[];
  const stacked = names.map((name) => {
    const parts = results.slice(0, count).map((result) => result[name]);
    const { shape = [] } = first?.[name] ?? {};
    const values = parts.flatMap((part) => Array.from(part.values));
    return [name, arrayOf(inputs[0]?.dtype ?? 'float64', [...batch, ...shape], values)] as const;
  });
  // One array per name of the first result.
  return Object.fromEntries(stacked) as Record<Name, NdArray>;
}
