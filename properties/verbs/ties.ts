import { axisFromFront } from '../../spec/attributeKinds.ts';
import type { Evaluated } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;

/** A call whose results are known, and what is promised of it. */
interface Answered {
  readonly inputs: Tensors;
  readonly attributes: object;
  readonly received: Tensors;
  readonly context: Pick<Context, 'ties'>;
}

/** A number system, as far as positions and elements go. */
interface Numbers<T> {
  number(value: T): number;
  constant(value: number): T;
}

const plain: Numbers<number> = { number: (value) => value, constant: (value) => value };

/**
 * The definition's results with equal elements in the order in which they were received, where an adapter promises none: a position that
 * is told once along its line, of an element that equals the one due there, is as right as that one.
 */
export function asOrdered<T>(
  { ties }: AnyOperation,
  { inputs, attributes, received, context }: Answered,
  expected: Readonly<Record<string, Evaluated<T>>>,
  { number, constant }: Numbers<T>,
): Record<string, Evaluated<T>> {
  if (ties === undefined || context.ties === 'first') return expected;
  const [x, told, due] = [inputs[ties.of], received[ties.positions], expected[ties.positions]];
  const elements = expected[ties.elements];
  if (x === undefined || told === undefined || due === undefined || elements === undefined) return expected;
  const axis = axisFromFront((attributes as { readonly axis: number }).axis, x.shape.length);
  const [size = 0, count = 0, stride] = [x.shape[axis], told.shape[axis], sizeOf(x.shape.slice(axis + 1))];
  const lineOf = (at: number) => Math.floor(at / (stride * count));
  const element = (at: number, position: number) =>
    position >= 0 && position < size ? x.data[(lineOf(at) * size + position) * stride + (at % stride)] : undefined;
  const isToldOnce = (at: number): boolean => {
    const first = lineOf(at) * count * stride + (at % stride);
    return Array.from({ length: count }, (_, rank) => first + rank * stride).every(
      (other) => other === at || told.data[other] !== told.data[at],
    );
  };
  const isChosen = due.values.map((position, at) => {
    const own = element(at, told.data[at] ?? Number.NaN);
    return own !== undefined && areEqual(own, element(at, number(position))) && isToldOnce(at);
  });
  const chosen = (one: Evaluated<T>, of: (position: number, at: number) => number): Evaluated<T> => ({
    ...one,
    values: one.values.map((value, at) => (isChosen[at] ? constant(of(told.data[at] ?? 0, at)) : value)),
  });
  return {
    ...expected,
    [ties.positions]: chosen(due, (position) => position),
    [ties.elements]: chosen(elements, (position, at) => element(at, position) ?? Number.NaN),
  };
}

/** The same of results in floating point. */
export const numbersAsOrdered = (
  operation: AnyOperation,
  answered: Answered,
  expected: Readonly<Record<string, Evaluated<number>>>,
): Record<string, Evaluated<number>> => asOrdered(operation, answered, expected, plain);

/** The same of results that are known as tensors. */
export function tensorsAsOrdered(
  operation: AnyOperation,
  answered: Answered,
  expected: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> {
  if (operation.ties === undefined) return expected;
  const values = Object.entries(expected).map(([name, { shape, data }]) => [name, { shape, values: Array.from(data) }]);
  const ordered = numbersAsOrdered(operation, answered, Object.fromEntries(values));
  return Object.fromEntries(
    Object.entries(expected).map(([name, tensor]) => [
      name,
      tensorOf(tensor.dtype, tensor.shape, ordered[name]?.values ?? []),
    ]),
  );
}

const areEqual = (a: number | undefined, b: number | undefined): boolean =>
  a === b || (Number.isNaN(a) && Number.isNaN(b));
