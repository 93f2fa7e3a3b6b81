import type { AnyOperation } from '../spec/operation.ts';
import type { Tensor } from '../spec/tensor.ts';
import { calledWith, type Given, partsOf } from './called.ts';
import {
  type Case,
  type ClauseOf,
  type Context,
  type InputsOf,
  type Law,
  type LawOptions,
  law,
  type Observation,
  type OutputsOf,
} from './law.ts';
import { exactPullback } from './verbs/derivative.ts';
import { boundedResult } from './verbs/judge.ts';
import { hasNoAnswer, rejects } from './verbs/rejects.ts';

type Unchecked<G extends Case> = Omit<LawOptions<G>, 'check'>;

/** The gradients of the inputs that were given, by name. */
type Gradients<O> = { readonly [Name in keyof Required<InputsOf<O>>]: Tensor };

/**
 * A law of what one call gives, of the case or of what `from` gives: what is seen of the results. `bounds` has the definition's values
 * and how far each element may be off, for an operation of one output.
 */
export function ofResult<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    of,
    ...options
  }: Unchecked<G> & {
    readonly from?: (given: G, context: Context) => Partial<Given<O>>;
    readonly of: (
      outputs: OutputsOf<O>,
      given: G,
      bounds: () => ReturnType<typeof boundedResult>,
      context: Context,
    ) => readonly Observation[];
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const call = from?.(given, context) ?? given;
      const { inputs, attributes } = partsOf<AnyOperation>(operation, call);
      const bounds = () => boundedResult(operation, inputs, attributes, context);
      return of(await calledWith(on, operation, call), given, bounds, context);
    },
  });
}

/**
 * A law of the gradients of one call, of the case or of what `from` gives, at some cotangents: what is seen of them. `allowed` has how
 * far each element of a gradient may be off, by input.
 */
export function ofGradient<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    cotangents,
    of,
    ...options
  }: Unchecked<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
    readonly cotangents: (given: G) => OutputsOf<O>;
    readonly of: (
      gradients: Gradients<O>,
      given: G,
      allowed: () => Readonly<Record<keyof InputsOf<O>, readonly number[]>>,
      context: Context,
      cotangents: OutputsOf<O>,
    ) => readonly Observation[];
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    gradient: true,
    check: async (on, given, context) => {
      const { inputs, attributes } = partsOf(operation, from?.(given) ?? given);
      const weights = cotangents(given);
      const gradients = await on.gradient(operation, inputs, weights, attributes);
      // The gradient of every input that was given is there.
      const allowed = () => allowedGradients(operation, { inputs, attributes } as never, weights, context);
      return of(gradients as Gradients<O>, given, allowed, context, weights);
    },
  });
}

/** How far each element of the gradient of an input may be off, by its position. */
export function allowedGradients<const O extends AnyOperation>(
  operation: O,
  call: Parameters<typeof exactPullback>[1],
  cotangents: OutputsOf<O>,
  context: Context,
): Readonly<Record<keyof InputsOf<O>, readonly number[]>> {
  const allowances: Record<string, number[]> = {};
  for (const { input, position, allowed } of exactPullback(operation, call, context)(cotangents)) {
    allowances[input] ??= [];
    allowances[input][position] = allowed;
  }
  return allowances as Record<keyof InputsOf<O>, number[]>;
}

/**
 * A law that some calls are refused: what is given, by the rule that it breaks. An answer that says as much is as honest, as NaN is for
 * the mean of nothing; where `orNaN` any NaN or infinity is, if that is how the implementation says that there is no answer.
 */
export function refuses<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    calls,
    honest,
    orNaN = false,
    ...options
  }: Unchecked<G> & {
    readonly calls: (given: G, context: Context) => Readonly<Record<string, Partial<Given<O>>>>;
    readonly honest?: (outputs: Partial<OutputsOf<O>>, given: G) => boolean;
    readonly orNaN?: boolean;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: (on, given, context) =>
      Promise.all(
        Object.entries(calls(given, context)).map(([rule, call]) =>
          orNaN
            ? hasNoAnswer(calledWith<AnyOperation>(on, operation, call), rule, context)
            : rejects(calledWith(on, operation, call), rule, (outputs) => honest?.(outputs, given) ?? false),
        ),
      ),
  });
}
