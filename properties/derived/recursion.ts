import fc from 'fast-check';
import type { Recursion } from '../../spec/meaning.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { exactPullback } from '../verbs/derivative.ts';
import { matchesDefinition } from '../verbs/judge.ts';
import { placeOf, stepOf, stepsOf } from '../verbs/stepwise.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';
import { compareGradients } from './gradients.ts';

/** So many that what is lost on the way shows, and that a bound on all together would allow everything. */
const steps = 200;

/** What a step is multiplied by, so that no state comes to rest. */
const factors = [1, -0.5, 0.25, -1, 0.75, 0.5, -0.25];

/** The laws of a definition that recurs: long runs, each step by itself; and their gradient, where the recursion contracts. */
export function recursionLaws(operation: AnyOperation): Law[] {
  const { recursion } = operation;
  if (recursion === undefined) return [];
  const pullbacks =
    operation.derivative === undefined
      ? []
      : [
          law<GradientCase>(operation, 'throughTime', {
            statement: `over ${steps} steps whose weights contract, the gradient is that of the definition, within the bound of the sweep back through all of them`,
            hint: 'the gradient is not handed back through every step, or a step reads the state of another',
            gradient: true,
            share: 0.1,
            // Every step may halve what is handed back: then errors come to no more than those of a few steps.
            cases: (context) => longRuns(operation, recursion, context, [0.5, 0.25], false),
            check: async (on, given, context) => {
              const cotangents = cotangentsFor(operation, given, context);
              const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
              const expected = exactPullback(operation, given, context)(cotangents);
              return compareGradients(operation, given, expected, gradients, context);
            },
          }),
        ];
  return [
    law<GradientCase>(operation, 'steps', {
      statement: `over ${steps} steps each follows from the state before it, as it was received, within the bound of one step`,
      hint: 'a step reads another state than the one before it, or another element of the sequence',
      share: 0.16,
      cases: (context) => longRuns(operation, recursion, context, [0.5, 2, 1, 4], 'always'),
      check: async (on, { inputs, attributes }, context) =>
        matchesDefinition(operation, inputs, attributes, await on(operation, inputs, attributes), context),
    }),
    ...pullbacks,
  ];
}

/** Long sequences and small other axes; the rows and columns of weights add up to at most one of `gains`, in size. */
function longRuns(
  operation: AnyOperation,
  { over, states }: Recursion,
  context: Context,
  gains: readonly number[],
  batch: false | 'always',
): fc.Arbitrary<GradientCase> {
  const operands = parseSignature(operation.signature).inputs;
  const starts = Object.values(states);
  return fc
    .record({
      base: gradientCases(operation, context, {
        most: 2,
        reach: ['small'],
        entries: 'reals',
        kinds: ['plain'],
        scaled: false,
        // Members whose states are confused, late, show nowhere else: each has a sequence of its own.
        batch,
        stretches: [0],
      }),
      gain: dealt(gains),
      turn: fc.nat(6),
    })
    .map(({ base, gain, turn }) => {
      const inputs = operands.flatMap((operand): [string, Tensor][] => {
        const tensor = base.inputs[operand.name];
        if (tensor === undefined) return [];
        const place = placeOf(operand, over);
        if (place !== undefined) return [[operand.name, prolonged(within(tensor, 1, 1), place, turn)]];
        const isWeight = !starts.includes(operand.name);
        return [[operand.name, within(tensor, isWeight ? gain : 1, isWeight ? rowsOf(operand, tensor) : 1)]];
      });
      const attributes = { ...base.attributes, ...stepsOf(operation, steps) };
      return { ...base, attributes, inputs: Object.fromEntries(inputs) };
    });
}

/** Terms of the longest sum over a row or a column of a weight. */
const rowsOf = ({ axes }: Operand, { shape }: Tensor): number =>
  Math.max(1, ...(axes.length < 2 ? [] : shape.slice(-2)));

/** Divided by a power of two, so that so many elements add up to at most `limit` in size. */
function within({ dtype, shape, data }: Tensor, limit: number, terms: number): Tensor {
  const largest = Array.from(data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const factor = 2 ** -Math.max(0, Math.ceil(Math.log2((largest * terms) / limit)));
  return tensorOf(
    dtype,
    shape,
    Array.from(data, (value) => value * factor),
  );
}

/** The steps that there are, over and over, each time by another factor. */
function prolonged(tensor: Tensor, place: number, turn: number): Tensor {
  const { dtype, shape } = tensor;
  const axis = shape.length + place;
  const [known, inner] = [shape[axis] ?? 1, sizeOf(shape.slice(axis + 1))];
  const parts = Array.from({ length: known }, (_, t) => stepOf(tensor, place, t, true).data);
  const values = Array.from({ length: sizeOf(shape.slice(0, axis)) }, (_, row) =>
    Array.from({ length: steps }, (_, t) => {
      const factor = factors[(t + turn + Math.floor(t / factors.length)) % factors.length] ?? 1;
      const part = parts[t % known]?.subarray(row * inner, (row + 1) * inner) ?? [];
      return Array.from(part, (value) => value * factor);
    }),
  );
  return tensorOf(dtype, shape.with(axis, steps), values.flat(2));
}
