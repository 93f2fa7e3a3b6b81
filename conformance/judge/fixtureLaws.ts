import fc from 'fast-check';
import { mayRound } from '../../golden/_internal/mayRound.ts';
import { type Accuracy, type Fixture, loadFixtures } from '../../golden/fixture.ts';
import { beyondReach } from '../../properties/generators/batchAxes.ts';
import { type Context, type Law, law, type Observation, Unsupported } from '../../properties/law.ts';
import { literal, placeName, worst } from '../../properties/verbs/compare.ts';
import { boundedResults, isImplicit, outputOf } from '../../properties/verbs/judge.ts';
import { at, build, filled } from '../../properties/verbs/tensors.ts';
import { tensorsAsOrdered } from '../../properties/verbs/ties.ts';
import { outputShapes } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { largestOf, leastNormalOf, ulpOf } from '../../spec/scalars/float.ts';
import { complexOf, type HalfDtype, isComplex, isHalf, type Tensor, tensorOf, widthOf } from '../../spec/tensor.ts';

/** The threshold of LAPACK's test ratios: how many times n eps condition a backward-stable implementation may err. */
const threshold = 30;

/** Laws that compare with the recorded results of golden/: one for each fixture, and one for its gradients. */
export const fixtureLaws = (operation: AnyOperation): Law[] =>
  loadFixtures(operation.id).flatMap((fixture) => {
    const name = fixture.id.slice(operation.id.length + 1);
    const { gradients } = fixture;
    const hint = { hint: fixture.note, hintOfLoss: true };
    const dtype = halfOf(fixture);
    const common = { share: 0, fixed: true, dtype, cases: () => fc.constant({ fixture: fixture.id }), ...hint };
    const source = `${fixture.source}, ${fixture.certifiedDigits} digits`;
    const outputs = law(operation, `golden/${name}`, {
      ...common,
      statement: `the known result ${name} (${source})`,
      check: async (on, _, context) => {
        requireClaim(operation, fixture);
        const inputs = inputsAt(operation, fixture, context);
        const received = await on(operation, inputs, fixture.attributes);
        const limits = limitsOf(operation, fixture, inputs, context);
        const answered = { inputs, attributes: fixture.attributes, received, context };
        return Object.entries(tensorsAsOrdered(operation, answered, fixture.outputs)).map(([output, expected]) =>
          close(
            output,
            aligned(outputOf(received, output), expected, fixture.upTo[output]),
            expected,
            fixture,
            inputs,
            context,
            limits[output],
          ),
        );
      },
    });
    if (gradients === undefined) return [outputs];
    const pullback = law(operation, `golden/${name}/gradient`, {
      ...common,
      gradient: true,
      statement: `the known gradient of ${name} (${source})`,
      check: async (on, _, context) => {
        const inputs = inputsAt(operation, fixture, context);
        const shapes = outputShapes(operation, inputs, fixture.attributes);
        const cotangents = Object.fromEntries(
          Object.entries(shapes).map(([output, shape]) => {
            const given = gradients.cotangents[output];
            return [
              output,
              given === undefined
                ? filled({ dtype: context.dtype, shape, data: new Float64Array() }, shape, 0)
                : cast(given, context),
            ];
          }),
        );
        const received = await on.gradient(operation, inputs, cotangents, fixture.attributes);
        return Object.entries(gradients.inputs).map(([input, expected]) => {
          const symmetric = gradients.upTo[input] !== undefined;
          const [got, want] = [outputOf(received, input), expected].map((one) =>
            symmetric ? symmetricPart(one) : one,
          ) as [Tensor, Tensor];
          return close(`gradient of ${input}`, got, want, gradients, inputs, context);
        });
      },
    });
    return [outputs, pullback];
  });

/**
 * Throws RangeError for a fixture that claims exactness, `exact=True` where it is made, of what a sensible evaluation may round; in 16
 * bits the claim is one rounding, of what a wider type has computed.
 */
function requireClaim(operation: AnyOperation, fixture: Fixture): void {
  const rounded = fixture.condition === 0 && halfOf(fixture) === undefined ? mayRound(operation, fixture) : [];
  if (rounded.length === 0) return;
  throw new RangeError(
    `${fixture.id}: exact=True must hold of every order of evaluation, and the definition's own bound on ${rounded.join(', ')} is not 0: leave it out`,
  );
}

const cast = (tensor: Tensor, { dtype }: Context): Tensor =>
  tensor.dtype === 'int32'
    ? tensor
    : tensorOf(isComplex(tensor.dtype) ? complexOf[dtype] : dtype, tensor.shape, tensor.data);

/**
 * The inputs in the data type under judgement, where they mean the same there: exactly, where exactness is claimed; within the
 * normal range and with digits to spare for the problem's condition, where it is not.
 */
function inputsAt(operation: AnyOperation, fixture: Fixture, context: Context): Record<string, Tensor> {
  const reason = beyondReach(operation, fixture.inputs, context) ?? narrowness(fixture, context);
  if (reason !== undefined) throw new Unsupported(reason);
  const inputs = Object.fromEntries(
    Object.entries(fixture.inputs).map(([name, tensor]) => [name, cast(tensor, context)]),
  );
  const leastNormal = leastNormalOf(context.dtype);
  const kept = (tensor: Tensor, exactly: boolean): boolean => {
    const { data } = cast(tensor, context);
    return Array.from(tensor.data).every((value, k) => {
      const there = data[k] ?? Number.NaN;
      if (Object.is(there, value)) return true;
      return !exactly && Number.isFinite(there) && Math.abs(there) >= leastNormal;
    });
  };
  const exactly = fixture.condition === 0;
  const isKept =
    // A condition may be that of small changes, and 16 bits change much.
    Object.values(fixture.inputs).every((tensor) => kept(tensor, exactly || isHalf(context.dtype))) &&
    Object.values(fixture.outputs).every((tensor) => kept(tensor, exactly));
  if (!isKept) throw new Unsupported(`its numbers are not those of ${context.dtype}`);
  if (!(relativeError(fixture, sizeOfProblem(inputs, fixture.outputs), context) < 1))
    throw new Unsupported('at the declared precision no digit of the result is certain');
  return inputs;
}

/** The type of 16 bits that a fixture is in, if any. */
const halfOf = ({ inputs }: Fixture): HalfDtype | undefined =>
  Object.values(inputs)
    .map(({ dtype }) => dtype)
    .find(isHalf);

/** Why a result that is known in 16 bits is not asked for: it is of its type alone, and of what is rounded to it once. */
function narrowness(fixture: Fixture, { dtype, profile }: Context): string | undefined {
  const narrow = halfOf(fixture);
  if (narrow === undefined) return undefined;
  if (narrow !== dtype) return `its numbers are those of ${narrow}`;
  return profile.accumulator === undefined ? `it is ${fixture.precision}, which is not promised` : undefined;
}

/** The longest axis of the inputs and outputs. */
const sizeOfProblem = (...groups: readonly Readonly<Record<string, Tensor>>[]): number =>
  Math.max(1, ...groups.flatMap((group) => Object.values(group).flatMap(({ shape }) => shape)));

/** 30 n eps condition, plus what the expected digits leave open; 0 where the condition is 0: then the result is exact. */
const relativeError = ({ condition, certifiedDigits }: Accuracy, n: number, { u }: Context): number =>
  condition === 0 ? 0 : threshold * n * 2 * u * condition + (certifiedDigits >= 16 ? 0 : 10 ** -certifiedDigits);

/** The elements of a result, each where it is nearest to an expected one that no other has taken. */
function inOrder(received: Tensor, expected: Tensor): Tensor {
  const width = widthOf(expected.dtype);
  const element = ({ data }: Tensor, k: number) => Array.from(data.slice(width * k, width * (k + 1)));
  const rest = Array.from({ length: received.data.length / width }, (_, k) => element(received, k));
  const values = Array.from({ length: expected.data.length / width }, (_, k) => {
    const distance = (one: readonly number[]) =>
      Math.hypot(...element(expected, k).map((part, at) => part - (one[at] ?? part)));
    const nearest = rest.reduce((best, one, at) => (distance(one) < distance(rest[best] ?? one) ? at : best), 0);
    return rest.splice(nearest, 1)[0] ?? [];
  });
  return tensorOf(received.dtype, received.shape, values.flat());
}

/** Columns or rows of a result with the signs of the expected ones, where the specification leaves signs free. */
function aligned(received: Tensor, expected: Tensor, upTo: Fixture['upTo'][string] | undefined): Tensor {
  if (upTo === 'order') return inOrder(received, expected);
  if (upTo === undefined || received.shape.length !== 2) return received;
  const [rows = 0, columns = 0] = received.shape;
  const sign = (i: number, j: number): number => {
    let product = 0;
    const count = upTo === 'column signs' ? rows : columns;
    for (let k = 0; k < count; k++) {
      const index: [number, number] = upTo === 'column signs' ? [k, j] : [i, k];
      product += at(received, ...index) * at(expected, ...index);
    }
    return product < 0 ? -1 : 1;
  };
  return build(received, received.shape, (i, j) => sign(i ?? 0, j ?? 0) * at(received, i ?? 0, j ?? 0));
}

const symmetricPart = (a: Tensor): Tensor =>
  build(a, a.shape, (...index) => {
    const swapped = [...index.slice(0, -2), index.at(-1) ?? 0, index.at(-2) ?? 0];
    return (at(a, ...index) + at(a, ...swapped)) / 2;
  });

/** Inputs whose squares, or whose products with one another, leave the range of the data type. */
const isFarOut = (inputs: Readonly<Record<string, Tensor>>, { dtype }: Context): boolean => {
  const reach = Math.sqrt(largestOf(dtype)) / 16;
  return Object.values(inputs).some(({ data }) =>
    data.some((value) => value !== 0 && !(Math.abs(value) < reach && Math.abs(value) > 1 / reach)),
  );
};

/**
 * What the definition's own bound allows far out, where an intermediate result may overflow or vanish: a known result is no
 * promise that it does not.
 */
function limitsOf(
  operation: AnyOperation,
  { attributes }: Fixture,
  inputs: Readonly<Record<string, Tensor>>,
  context: Context,
): Readonly<Record<string, readonly number[]>> {
  if (operation.definition === undefined || isImplicit(operation) || !isFarOut(inputs, context)) return {};
  return Object.fromEntries(
    Object.entries(boundedResults(operation, inputs, attributes, context)).map(([name, { values }]) => [
      name,
      values.map((value) => allowedError(value, context.profile)),
    ]),
  );
}

/** |error| <= 30 n eps condition max|expected|, plus what the expected digits leave open; exact where the condition is 0. */
function close(
  what: string,
  received: Tensor,
  expected: Tensor,
  accuracy: Accuracy,
  inputs: Readonly<Record<string, Tensor>>,
  context: Context,
  limits: readonly number[] = [],
): Observation {
  const largest = Array.from(expected.data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const relative = relativeError(accuracy, sizeOfProblem(inputs, { expected }), context);
  const observations = Array.from(expected.data, (want, k): Observation => {
    const got = received.data[k] ?? Number.NaN;
    const error = Math.abs(got - want);
    const limit = limits[k] ?? 0;
    if (limit === Number.POSITIVE_INFINITY) return { ratio: 0, what, judged: 0, unjudged: 1 };
    return {
      ratio: got === want || (Number.isNaN(got) && Number.isNaN(want)) ? 0 : error / (relative * largest + limit),
      ulp: error / ulpOf(context.dtype, want),
      what: placeName(what, expected, k),
      expected: literal(want),
      received: literal(got),
    };
  });
  return worst(observations, what);
}
