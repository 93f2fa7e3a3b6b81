import { withDefaults } from '../../spec/attribute.ts';
import { isTransposed, swapLastTwo } from '../../spec/binding.ts';
import { type Evaluated, evaluate } from '../../spec/evaluate.ts';
import { operandOf } from '../../spec/lists.ts';
import { eachIndex } from '../../spec/notation.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { cotangentName, gradientName, pullbackOf } from '../../spec/pullback.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { parseSignature } from '../../spec/signature.ts';
import { rowMajorStrides, sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';

/** A point at which a derivative is asked: outputs as numbers of a system, or as tensors of them. */
export interface Point<T> {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Evaluated<T>>>;
  readonly cotangents: Readonly<Record<string, Tensor>>;
}

/** The gradients that a record's derivative states, in a number system; those of a stretched or an unbatched input are sums over the batch. */
export function statedGradients<T>(
  operation: AnyOperation,
  { inputs, attributes, outputs, cotangents }: Point<T>,
  scalars: Scalars<T>,
  toNumber: (value: T) => number,
): Record<string, readonly T[]> {
  const pullback = pullbackOf(operation);
  if (pullback === undefined) throw new TypeError(`${operation.id} states no derivative`);
  const { inputs: operands, outputs: results } = parseSignature(operation.signature);
  const shown = Object.entries(outputs).filter(([name]) => results.some((one) => one.name === name && !one.list));
  const tensors = shown.map(([name, { shape, values }]): [string, Tensor] => {
    const { integer, complex } = results.find((one) => one.name === name) ?? {};
    const dtype = integer ? 'int32' : complex ? 'complex128' : 'float64';
    return [name, tensorOf(dtype, shape, values.map(toNumber))];
  });
  const renamed = Object.entries(cotangents).flatMap(([name, one]): [string, Tensor][] => {
    const list = operandOf(name);
    if (results.some((output) => output.name === list && output.integer)) return [];
    return [[`${cotangentName(operation, list)}${name.slice(list.length)}`, one]];
  });
  const given = { ...inputs, ...Object.fromEntries([...tensors, ...renamed]) };
  const members = evaluate(pullback, given, attributes as never, scalars, (value, name, position) =>
    name in outputs ? (outputs[name]?.values[position] ?? scalars.constant(value)) : scalars.constant(value),
  );
  const settings = withDefaults(operation.attributes ?? {}, attributes as never);
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, tensor]) => {
      const list = operandOf(name);
      const one = members[`${gradientName(list)}${name.slice(list.length)}`];
      if (one === undefined) return [];
      const { integer, complex, axes } = operands.find((operand) => operand.name === list) ?? {};
      if (integer) return [];
      const swapped = isTransposed(operation, list, settings);
      const rank = axes?.some(({ variadic }) => variadic) ? tensor.shape.length : (axes?.length ?? 0);
      return [[name, summedTo(tensor.shape, one, { rank, width: complex ? 2 : 1, swapped }, scalars)]];
    }),
  );
}

function summedTo<T>(
  shape: readonly number[],
  { shape: whole, values }: Evaluated<T>,
  { rank, width, swapped }: { readonly rank: number; readonly width: number; readonly swapped: boolean },
  scalars: Scalars<T>,
): readonly T[] {
  const own = swapped ? swapLastTwo(shape) : shape;
  const strides = swapped ? swapLastTwo(rowMajorStrides(shape)) : rowMajorStrides(shape);
  const terms = Array.from({ length: sizeOf(shape) * width }, (): T[] => []);
  let next = 0;
  eachIndex(whole, (index) => {
    const at = index.slice(index.length - own.length);
    const position = at.reduce(
      (sum, one, axis) => sum + (axis < own.length - rank && own[axis] === 1 ? 0 : one) * (strides[axis] ?? 0),
      0,
    );
    for (let part = 0; part < width; part++) terms[position * width + part]?.push(values[next++] as T);
  });
  return terms.map((list) => scalars.sum(list));
}
