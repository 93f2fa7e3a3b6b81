import fc from 'fast-check';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { exact } from '../../spec/scalars/exact.ts';
import { parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type Observation, type OperationCase, type Storage, Unsupported } from '../law.ts';
import { identical, worst } from '../verbs/compare.ts';
import { requireSmooth } from '../verbs/derivative.ts';
import { isImplicit, judge, outputOf, requireDefined, whereDefined } from '../verbs/judge.ts';
import { ratioOf } from '../verbs/measured.ts';
import { callCases, hasInputs } from './calls.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './gradientCases.ts';

interface StorageCase extends OperationCase {
  readonly storage: Storage;
}

/** Every input that may stand for another of its shape and type is that one, so that one value can be given for both. */
function alike(operation: AnyOperation, inputs: OperationCase['inputs']): Record<string, Tensor> {
  const same: Record<string, Tensor> = {};
  const domainOf = (name: string) => operation.domain?.[operandOf(name)];
  for (const [name, tensor] of Object.entries(inputs)) {
    const other = Object.entries(inputs).find(
      ([other, { dtype, shape }]) =>
        dtype === tensor.dtype &&
        shape.join() === tensor.shape.join() &&
        (domainOf(name) === undefined ? domainOf(other) !== undefined || same[other] !== undefined : other === name),
    );
    same[name] = other === undefined ? tensor : (same[other[0]] ?? other[1]);
  }
  return same;
}

const hasList = ({ signature }: AnyOperation): boolean => parseSignature(signature).inputs.some(({ list }) => list);

/** Cases in which one value stands for two inputs: of the members of a list not all have one shape, so that such a case is looked for. */
function withTwins<Given extends OperationCase>(operation: AnyOperation, draw: () => fc.Arbitrary<Given>) {
  const count = hasList(operation) ? 4 : 1;
  const one = draw().map((base) => ({ ...base, inputs: alike(operation, base.inputs) }));
  const hasTwins = ({ inputs }: OperationCase) => new Set(Object.values(inputs)).size < Object.keys(inputs).length;
  return fc
    .array(one, { minLength: count, maxLength: count })
    .map((cases) => cases.find(hasTwins) ?? (cases[0] as Given));
}

/** Where inputs lie in memory means nothing: views of one buffer, or one value given twice, are as good as copies. */
export const storageLaws = (operation: AnyOperation): Law[] =>
  hasInputs(operation)
    ? [
        law<StorageCase>(operation, 'storage', {
          statement: 'inputs that are views of one buffer, or one and the same value, give the same result as copies',
          hint: 'the offset of a view into its buffer is ignored, or an input is overwritten while another is still read',
          hintOfLoss: true,
          share: 0.6,
          cases: (context) =>
            fc
              .record({
                apart: callCases(operation, context),
                together: withTwins(operation, () =>
                  callCases(operation, context, { agreement: 'equal', reach: ['pair', 'small'], budget: 3_000 }),
                ),
                storage: dealt(['shared', 'aliased']),
              })
              .map(({ apart, together, storage }) => ({ ...(storage === 'shared' ? apart : together), storage })),
          check: async (on, { inputs, attributes, storage }, context) => {
            requireDefined(operation, inputs, attributes);
            const stored = await on(operation, inputs, attributes, { storage });
            if (!context.reproducible) return judge(operation, inputs, attributes, stored, context);
            const copied = await on(operation, inputs, attributes);
            return Object.keys(copied).map((name) => identical(outputOf(stored, name), outputOf(copied, name), name));
          },
        }),
      ]
    : [];

/** Inputs that are one tensor. */
const twinsOf = (inputs: OperationCase['inputs'], name: string): string[] =>
  Object.keys(inputs).filter((other) => inputs[other] === inputs[name]);

/** Elements against the sum of some gradients, which a tape adds up in any order. */
function nearSum(received: Tensor, parts: readonly Tensor[], u: number, what: string): Observation {
  const ratios = Array.from(received.data, (got, at) => {
    const terms = parts.map(({ data }) => data[at] ?? Number.NaN);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return ratioOf(Math.abs(got - sum(terms)), 2 * terms.length * u * sum(terms.map(Math.abs)));
  });
  return { ratio: ratios.reduce((most, ratio) => (ratio <= most ? most : ratio), 0), what };
}

/** One value given for two inputs has the gradient of each of them, or for both of them the sum, as a tape adds it up. */
export const gradientStorageLaws = (operation: AnyOperation): Law[] =>
  operation.derivative === undefined ||
  parseSignature(operation.signature).inputs.reduce((count, one) => count + (one.integer ? 0 : one.list ? 2 : 1), 0) < 2
    ? []
    : [
        law<GradientCase>(operation, 'gradientStorage', {
          statement:
            'one value given for two inputs has the gradients of both, each by itself as of copies, or their sum for each',
          hint: 'gradients are collected by the identity of a value, and one of two overwrites the other',
          gradient: true,
          // Twins may have one gradient, by symmetry.
          share: hasList(operation) ? 0.7 : 0.3,
          cases: (context) =>
            withTwins(operation, () =>
              gradientCases(operation, context, { agreement: 'equal', reach: ['small', 'pair'], stretches: [0] }),
            ),
          check: async (on, given, context) => {
            if (!context.reproducible)
              throw new Unsupported('the adapter does not promise the same bits wherever inputs lie');
            // Twins may lie at a kink, as those of a distance do: what is compared are gradients of the implementation.
            if (isImplicit(operation)) requireSmooth(operation, given);
            else whereDefined(operation, given.inputs, given.attributes, exact);
            const cotangents = cotangentsFor(operation, given, context);
            const pull = (storage: Storage) =>
              on.gradient(operation, given.inputs, cotangents, given.attributes, { storage });
            const [aliased, apart] = await Promise.all([pull('aliased'), pull('own')]);
            return Object.keys(apart).map((name) => {
              const twins = twinsOf(given.inputs, name);
              const each = twins.map((twin) => {
                const [got, own] = [outputOf(aliased, twin), outputOf(apart, twin)];
                return identical(got, own, `gradient of ${twin}`);
              });
              const own = worst(each, `gradient of ${name}`);
              if (own.ratio === 0 || twins.length < 2) return own;
              const parts = twins.map((twin) => outputOf(apart, twin));
              const sums = twins.map((twin) =>
                nearSum(outputOf(aliased, twin), parts, context.u, `gradient of ${twin}`),
              );
              const sum = worst(sums, `gradient of ${name}`);
              return sum.ratio <= 1 ? sum : own;
            });
          },
        }),
      ];
