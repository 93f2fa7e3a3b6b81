import { Broken, type CallOptions, type Subject } from '../../properties/law.ts';
import type { AttributeValue } from '../../spec/attribute.ts';
import { flattened } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { typed, untyped } from './createSubject.ts';
import type { Tensors } from './exchange.ts';

type Maybe = Readonly<Record<string, Tensor | readonly Tensor[] | undefined>>;
type Given = Readonly<Record<string, AttributeValue | undefined>>;

/** One call that a law made, and what came of it. */
export interface TracedCall {
  readonly kind: 'forward' | 'observed' | 'gradient';
  readonly operation: AnyOperation;
  /** The members of a list by names of their own. */
  readonly inputs: Tensors;
  readonly cotangents: Tensors;
  /** As the law gave them, without defaults. */
  readonly attributes: Given;
  readonly layouts: NonNullable<CallOptions['layouts']>;
  readonly cotangentLayouts?: CallOptions['cotangentLayouts'];
  readonly storage?: CallOptions['storage'];
  /** The very tensors that the law received; undefined where the call threw. */
  outputs?: Tensors;
  error?: string;
}

/** A subject that keeps a record of its calls, for the code that reproduces a failure. */
export function traced(subject: Subject): { readonly subject: Subject; calls(): readonly TracedCall[] } {
  const inner = untyped(subject);
  const calls: TracedCall[] = [];
  const record = async <T>(
    made: Omit<TracedCall, 'inputs' | 'cotangents'> & { readonly inputs: Maybe; readonly cotangents: Maybe },
    result: Promise<T>,
    outputsOf: (result: T) => Tensors,
  ): Promise<T> => {
    const call: TracedCall = { ...made, inputs: flattened(made.inputs), cotangents: flattened(made.cotangents) };
    calls.push(call);
    try {
      const given = await result;
      call.outputs = outputsOf(given);
      return given;
    } catch (error) {
      // A call that was not made is none.
      if (error instanceof Broken && error.untried) calls.splice(calls.indexOf(call), 1);
      call.error = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  const on = (operation: AnyOperation, inputs: Maybe, attributes: Given = {}, options: CallOptions = {}) =>
    record(
      { kind: 'forward', operation, inputs, cotangents: {}, attributes, ...options, layouts: options.layouts ?? {} },
      inner(operation, inputs, attributes, options),
      (outputs) => outputs,
    );
  return {
    subject: typed(
      Object.assign(on, {
        observed: (operation: AnyOperation, inputs: Maybe, attributes: Given = {}) =>
          record(
            { kind: 'observed', operation, inputs, cotangents: {}, attributes, layouts: {} },
            inner.observed(operation, inputs, attributes),
            ({ outputs }) => outputs,
          ),
        gradient: (
          operation: AnyOperation,
          inputs: Maybe,
          cotangents: Maybe,
          attributes: Given = {},
          options: CallOptions = {},
        ) =>
          record(
            { kind: 'gradient', operation, inputs, cotangents, attributes, ...options, layouts: options.layouts ?? {} },
            inner.gradient(operation, inputs, cotangents, attributes, options),
            (gradients) => gradients,
          ),
        operandsAfterGradient: (operation: AnyOperation, inputs: Maybe, cotangents: Maybe, attributes: Given = {}) =>
          record(
            { kind: 'gradient', operation, inputs, cotangents, attributes, layouts: {} },
            inner.operandsAfterGradient(operation, inputs, cotangents, attributes),
            () => ({}),
          ),
        has: inner.has,
        hasGradient: inner.hasGradient,
        layouts: inner.layouts,
      }),
    ),
    calls: () => calls,
  };
}
