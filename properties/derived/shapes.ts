import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { sizeOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { type Law, law, type Observation, Rejected, Unsupported } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { fits, judge, outputOf, requireDefined } from '../verbs/judge.ts';
import { filled } from '../verbs/tensors.ts';
import { requireBatches } from './batch.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';

/** Whether every output can be without elements at once, by a batch of none or by an axis of all of them. */
function mayBeEmpty({ signature }: AnyOperation): boolean {
  const { outputs } = parseSignature(signature);
  if (outputs.every(({ batched }) => batched)) return true;
  const names = outputs.map(({ axes }) => axes.map((axis) => JSON.stringify(axis)));
  return (
    names.every((own) => own.length > 0) && (names[0] ?? []).some((name) => names.every((own) => own.includes(name)))
  );
}

const hasBatches = ({ signature }: AnyOperation): boolean =>
  parseSignature(signature).inputs.some(({ batched }) => batched);

/** What a call gives; refusing an empty tensor is honest, answering with another shape, or falling over it, is not. */
async function unlessEmptyRefused<T>(call: Promise<T>, inputs: GradientCase['inputs']): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const isEmpty = Object.values(inputs).some(({ shape }) => shape.includes(0));
    if (error instanceof Rejected && !error.accident && isEmpty)
      throw new Unsupported(`empty tensors: ${error.message}`);
    throw error;
  }
}

/** Outputs have the shapes of the signature and the right values, for axes of size 0 and 1 too: sums of nothing are 0. */
export const shapeLaws = (operation: AnyOperation): Law[] => [
  law(operation, 'shapes', {
    statement: `outputs have the shapes of the signature, for empty and single axes too, and the right values there: ${operation.signature}`,
    share: 0.7,
    cases: (context) =>
      operationCases(operation, context, {
        budget: 1_000,
        least: context.empty ? 0 : 1,
        most: 3,
        entries: 'integers',
        reach: ['small', 'empty', 'small', 'deep', 'empty'],
      }),
    check: async (on, { inputs, attributes }, context): Promise<Observation[]> => {
      fc.pre(fits(operation, inputs, attributes));
      requireDefined(operation, inputs, attributes);
      const outputs = await unlessEmptyRefused(on(operation, inputs, attributes), inputs);
      return [{ ratio: 0, what: 'shapes' }, ...judge(operation, inputs, attributes, outputs, context)];
    },
  }),
  ...(operation.derivative === undefined || !mayBeEmpty(operation)
    ? []
    : [
        law<GradientCase>(operation, 'emptyGradient', {
          statement: 'where no output has an element, every gradient is 0: a sum over nothing',
          hint: 'the gradient of an empty batch is left uninitialised, or is NaN',
          hintOfLoss: true,
          gradient: true,
          share: 0.4,
          cases: (context) =>
            gradientCases(operation, context, { reach: [context.empty ? 'empty' : 'small'], most: 3, least: 1 }),
          check: async (on, given, context) => {
            fc.pre(fits(operation, given.inputs, given.attributes));
            const cotangents = cotangentsFor(operation, given, context);
            if (!context.empty) throw new Unsupported('tensors may not be empty');
            const isEmpty = Object.values(cotangents).every(({ shape }) => sizeOf(shape) === 0);
            // The axes of a member may be too few to leave its results without an element.
            if (!isEmpty && (hasBatches(operation) || context.ranks !== undefined)) requireBatches(operation, context);
            fc.pre(isEmpty);
            const gradients = await unlessEmptyRefused(
              on.gradient(operation, given.inputs, cotangents, given.attributes),
              given.inputs,
            );
            return Object.entries(gradients).map(([name, gradient]) =>
              identical(gradient, filled(gradient, outputOf(given.inputs, name).shape, 0), `gradient of ${name}`),
            );
          },
        }),
      ]),
];
