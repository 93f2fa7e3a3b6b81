import type { Law, Subject } from '../../properties/law.ts';
import { boundedResults, isImplicit } from '../../properties/verbs/judge.ts';
import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, type Bound, isExactlyRepresentable, type Profile } from '../../spec/scalars/bound.ts';
import { exact, toNumber } from '../../spec/scalars/exact.ts';
import { dtypeOf, parseSignature } from '../../spec/signature.ts';
import { type Dtype, type FloatDtype, isComplex, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { typed, type UntypedSubject } from '../subject/createSubject.ts';
import type { Tensors } from '../subject/exchange.ts';
import { contextOf } from './context.ts';
import { lawsOf } from './laws.ts';
import { runsFor } from './plan.ts';
import { runLaw } from './runLaw.ts';

/**
 * What one output must be, every element times 2^shift: `hi`, the double nearest to it, and `lo`, what that lacks; and how far the element
 * may be off. A complex result has an axis of two more, its parts.
 */
export interface ExactResult {
  readonly dtype: Dtype;
  readonly hi: Tensor;
  readonly lo: Tensor;
  /** Infinity where nothing can be said, 0 where no order of evaluation rounds. */
  readonly allowed: Tensor;
  /** 0, but for what is so small that `lo` would be none of the doubles. */
  readonly shift: Tensor;
}

/** Below this an element is told 2^600 times as large. */
const small = 2 ** -400;
const shiftOfSmall = 600;

/** A case of a law that compares with the definition, frozen. */
export interface Vector {
  /** `linalg.matmul/definition`. */
  readonly law: string;
  readonly inputs: Tensors;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly results: Readonly<Record<string, ExactResult>>;
}

export interface VectorOptions {
  readonly dtype: FloatDtype;
  /** Cases per law, before its share. */
  readonly runs: number;
  readonly seed: number;
}

type Allowed = (bound: Bound, profile: Profile) => number;

const exactWhereNothingRounds: Allowed = (bound, profile) =>
  isExactlyRepresentable(bound, profile) ? 0 : allowedError(bound, profile);

/** The laws that compare with the definition, and what they allow. */
const allowedBy: Readonly<Record<string, Allowed>> = {
  definition: allowedError,
  tiles: exactWhereNothingRounds,
  integers: exactWhereNothingRounds,
};

/** Whether results are compared with a definition, element by element: no equations, no chance, no state that a step is judged from. */
export const hasVectors = (operation: AnyOperation): boolean =>
  operation.definition !== undefined &&
  !isImplicit(operation) &&
  operation.random === undefined &&
  operation.recursion === undefined;

/**
 * The cases that `check` draws for the laws of an operation that compare with its definition, for an implementation that promises nothing
 * special: their inputs, the exact results and the errors that are allowed. A pure function of operation and options.
 */
export async function vectorsOf(operation: AnyOperation, options: VectorOptions): Promise<readonly Vector[]> {
  const vectors: Vector[] = [];
  if (!hasVectors(operation)) return vectors;
  for (const law of lawsOf(operation.id)) {
    const allowed = allowedBy[law.clause];
    if (allowed !== undefined) vectors.push(...(await vectorsOfLaw(operation, law, allowed, options)));
  }
  return vectors;
}

/** The law is asked of an implementation that answers every call with the exact result, rounded, and keeps what it was asked. */
async function vectorsOfLaw(
  operation: AnyOperation,
  law: Law,
  allowed: Allowed,
  { dtype, runs, seed }: VectorOptions,
): Promise<Vector[]> {
  const context = contextOf({ profile: {} }, dtype, law);
  const vectors: Vector[] = [];
  const answer: UntypedSubject = Object.assign(
    async (_operation: AnyOperation, inputs: Readonly<Record<string, unknown>>, attributes = {}) => {
      const given = { inputs: inputs as Tensors, attributes: withDefaults(operation.attributes ?? {}, attributes) };
      const bounded = boundedResults(operation, given.inputs, given.attributes, context);
      const results = Object.fromEntries(
        Object.entries(bounded).map(([name, { shape, values }]) => {
          const type = dtypeOfOutput(operation, name, dtype);
          return [name, exactResult(type, shape, values, (bound) => allowed(bound, context.profile))];
        }),
      );
      vectors.push({ law: law.id, ...given, results });
      return Object.fromEntries(
        Object.entries(bounded).map(([name, { shape }]) => {
          const type = dtypeOfOutput(operation, name, dtype);
          return [name, tensorOf(type, shape, bounded[name]?.values.map(({ value }) => toNumber(value)) ?? [])];
        }),
      );
    },
    {
      observed: none,
      gradient: none,
      operandsAfterGradient: none,
      has: () => true,
      hasGradient: () => false,
      layouts: [],
    },
  );
  const on: Subject = typed(answer);
  await runLaw(law, on, context, { runs: runsFor(law, runs), seed, adapterPath: '' });
  return vectors;
}

const none = (): never => {
  throw new Error('a law that compares with the definition makes forward calls only');
};

const dtypeOfOutput = (operation: AnyOperation, name: string, dtype: FloatDtype): Dtype => {
  const operand = parseSignature(operation.signature).outputs.find((one) => one.name === operandOf(name));
  return operand === undefined ? dtype : dtypeOf(operand, dtype);
};

function exactResult(
  dtype: Dtype,
  shape: readonly number[],
  values: readonly Bound[],
  allowed: (bound: Bound) => number,
): ExactResult {
  const whole = isComplex(dtype) ? [...shape, 2] : shape;
  const elements = values.map((bound) => {
    const limit = allowed(bound);
    const shift = Math.abs(toNumber(bound.value)) < small && limit < small ? shiftOfSmall : 0;
    const value = exact.mul(bound.value, exact.constant(2 ** shift));
    const hi = toNumber(value);
    const lo = Number.isFinite(hi) ? toNumber(exact.sub(value, exact.constant(hi))) : 0;
    return { hi, lo, allowed: limit * 2 ** shift, shift };
  });
  const part = (name: 'hi' | 'lo' | 'allowed' | 'shift') =>
    tensorOf(
      name === 'shift' ? 'int32' : 'float64',
      whole,
      elements.map((element) => element[name]),
    );
  return { dtype, hi: part('hi'), lo: part('lo'), allowed: part('allowed'), shift: part('shift') };
}
