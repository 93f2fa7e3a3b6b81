import type { AttributeValue } from '../../spec/attribute.ts';
import { type Evaluated, outputShapes } from '../../spec/evaluate.ts';
import type { Recursion } from '../../spec/meaning.ts';
import { eachIndex } from '../../spec/notation.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Bound, isExactlyRepresentable, roundoffOf, underflowOf } from '../../spec/scalars/bound.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { rowMajorStrides, sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context } from '../law.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;
type Attributes = Readonly<Record<string, AttributeValue>>;

/** The attribute that says how many steps there are, where one does: the axis of the recursion has its size from it. */
export const stepsOf = ({ recursion, attributes = {} }: AnyOperation, steps: number): Attributes =>
  recursion !== undefined && recursion.over in attributes ? { [recursion.over]: steps } : {};

/** What a step must give, and how an element of the inputs enters it. */
export type Step = (
  inputs: Readonly<Record<string, Tensor>>,
  lift: (constant: (value: number) => Bound) => (value: number, input: string, position: number) => Bound,
) => Record<string, Evaluated<Bound>>;

/** The axis of the recursion among those of an operand, counted from the end; undefined where it is not there. */
export function placeOf({ axes }: Operand, over: string): number | undefined {
  const at = axes.findIndex(({ name }) => name === over);
  return at < 0 ? undefined : at - axes.length;
}

/** One index of an axis, counted from the end, which is kept with size 1 or dropped. */
export function stepOf({ dtype, shape, data }: Tensor, place: number, at: number, kept: boolean): Tensor {
  const axis = shape.length + place;
  const [inner, size] = [sizeOf(shape.slice(axis + 1)), shape[axis] ?? 0];
  const rows = sizeOf(shape.slice(0, axis));
  const values = Array.from({ length: rows }, (_, row) =>
    data.subarray((row * size + at) * inner, (row * size + at + 1) * inner),
  ).flatMap((part) => Array.from(part));
  return tensorOf(dtype, kept ? shape.with(axis, 1) : shape.toSpliced(axis, 1), values);
}

/**
 * Exact values and error bounds of a recursion, each step from the states before it as they were received: a call of one step, with
 * the element of the sequence and the state before it.
 *
 * A received state is the carried one, rounded: an implementation may carry more digits than it gives. So it enters with an error of one
 * rounding, and with none where no order of evaluation rounds. After a state that is no number nothing can be said.
 */
export function stepwise(
  operation: AnyOperation,
  inputs: Tensors,
  attributes: Attributes,
  received: Tensors,
  { profile }: Pick<Context, 'profile'>,
  step: Step,
): Record<string, Evaluated<Bound>> {
  const { over, states } = operation.recursion as Recursion;
  const { inputs: takes, outputs: gives } = parseSignature(operation.signature);
  const given = Object.entries(inputs).flatMap(([name, tensor]) => {
    const operand = takes.find((one) => one.name === name);
    return tensor === undefined || operand === undefined ? [] : [{ name, tensor, place: placeOf(operand, over) }];
  });
  const results = gives.map((operand) => ({ name: operand.name, place: placeOf(operand, over) ?? 0 }));
  const shapes = outputShapes(operation, inputs, attributes);
  const lost = underflowOf(profile) / roundoffOf(profile);
  const pieces: Record<string, Evaluated<Bound>>[] = [];
  const steps = shapes[results[0]?.name ?? '']?.at(results[0]?.place ?? 0) ?? 0;
  for (let t = 0; t < steps; t++) {
    const one: Record<string, Tensor> = Object.fromEntries(
      given.map(({ name, tensor, place }) => [name, place === undefined ? tensor : stepOf(tensor, place, t, true)]),
    );
    const representable: Record<string, readonly boolean[]> = {};
    if (t > 0) {
      for (const [output, input] of Object.entries(states)) {
        const place = results.find(({ name }) => name === output)?.place ?? 0;
        const state = stepOf(received[output] as Tensor, place, t - 1, false);
        if (!state.data.every(Number.isFinite)) return together(pieces, shapes, results);
        one[String(input)] = state;
        representable[String(input)] = (pieces.at(-1)?.[output]?.values ?? []).map((value) =>
          isExactlyRepresentable(value, profile),
        );
      }
    }
    pieces.push(
      step(one, (constant) => (value, input, position) => {
        const known = constant(value);
        const exact = representable[input];
        return exact === undefined || exact[position] === true || value === 0
          ? known
          : { ...known, error: known.error + known.size + lost, integral: false };
      }),
    );
  }
  return together(pieces, shapes, results);
}

/** The steps one after another; for those that are missing no bound can be given. */
function together(
  pieces: readonly Readonly<Record<string, Evaluated<Bound>>>[],
  shapes: Readonly<Record<string, readonly number[]>>,
  results: readonly { readonly name: string; readonly place: number }[],
): Record<string, Evaluated<Bound>> {
  return Object.fromEntries(
    results.map(({ name, place }) => {
      const shape = shapes[name] ?? [];
      const axis = shape.length + place;
      const strides = rowMajorStrides(shape.with(axis, 1));
      const values: Bound[] = [];
      eachIndex(shape, (index) => {
        const at = index.reduce((sum, one, k) => sum + (k === axis ? 0 : one * (strides[k] ?? 0)), 0);
        const piece = pieces[index[axis] ?? 0]?.[name]?.values[at];
        const last = pieces.at(-1)?.[name]?.values[0];
        // There was a first step, whose state was received.
        values.push(piece ?? { ...(last as Bound), error: Number.POSITIVE_INFINITY });
      });
      return [name, { shape, values }];
    }),
  );
}
