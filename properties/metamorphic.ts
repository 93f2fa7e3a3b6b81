import type { Evaluated } from '../spec/evaluate.ts';
import type { AnyOperation } from '../spec/operation.ts';
import type { Bound, Profile } from '../spec/scalars/bound.ts';
import type { Tensor } from '../spec/tensor.ts';
import { type Apply, applied, calledWith, type Given, type Later, partsOf } from './called.ts';
import {
  type Case,
  type ClauseOf,
  type Context,
  type Law,
  type LawOptions,
  law,
  type Observation,
  type OutputsOf,
} from './law.ts';
import { bothWithin } from './verbs/bothWithin.ts';
import { identical, withinAllowed } from './verbs/compare.ts';
import { boundedResults, outputOf } from './verbs/judge.ts';

/** What some of the results must be, by name. */
type Expected<O> = { readonly [Name in keyof OutputsOf<O>]?: Tensor };

/** A law that a verb makes the check of. */
type Unchecked<G extends Case> = Omit<LawOptions<G>, 'check'> & {
  /** What is compared, where the name of the output does not say enough: `clip(-x)`. */
  readonly what?: string | ((given: G, output: string) => string) | undefined;
};

type Options<G extends Case> = Unchecked<G> & {
  /** How a result is compared with what it must be; bit for bit where it is left out. */
  readonly compare?:
    | ((received: Tensor, expected: Tensor, what: string, given: G, context: Context) => Observation)
    | undefined;
};

/**
 * A law of the form "change what is given so, and the result changes so":
 *
 *     metamorphic(kron, 'C2', {
 *       cases: (context) => tensors(context, { a: 'm n', b: 'p q' }, { entries: 'reals' }),
 *       to: ({ a, b }) => ({ a: transposed(a), b: transposed(b) }),
 *       result: ({ c }) => ({ c: transposed(c) }),
 *     })
 *
 * The first call takes from the case what has the name of an input or an attribute, or what `from` gives; the second the same with what
 * `to` changes. The results must agree, after `result` was applied to that of the first.
 */
export function metamorphic<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    to,
    result = (outputs) => outputs,
    what,
    compare,
    ...options
  }: Options<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
    readonly to: (given: G) => Partial<Given<O>>;
    readonly result?: (outputs: OutputsOf<O>, given: G) => Expected<O>;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const first = from?.(given) ?? given;
      const [plain, changed] = await Promise.all([
        calledWith(on, operation, first),
        calledWith(on, operation, { ...first, ...to(given) }),
      ]);
      return compared(changed, result(plain, given), { what, compare }, given, context);
    },
  });
}

/**
 * A law that knows the result: a call of the case, or of what `from` gives, must give it. Outputs that it leaves out are free. Where a
 * profile promises too little for it, by `exactWhere`, the result is held to the definition.
 */
export function closedForm<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    result,
    exactWhere = () => true,
    what,
    compare,
    ...options
  }: Options<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
    readonly result: (given: G) => Expected<O>;
    readonly exactWhere?: (profile: Profile) => boolean;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const call = from?.(given) ?? given;
      const outputs = await calledWith(on, operation, call);
      return exactWhere(context.profile)
        ? compared(outputs, result(given), { what, compare }, given, context)
        : defined(operation, call, outputs, context);
    },
  });
}

/**
 * A law of the form "change what is given so, and the result stays": what the changed call gives is held to the definition at what was
 * given, within the bounds of both calls, since either may be computed. Where elements come in another order, which changes no bound,
 * `back` puts them into the first one.
 */
export function invariant<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    to,
    back,
    what,
    ...options
  }: Unchecked<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
    readonly to: (given: G) => Partial<Given<O>>;
    readonly back?: (result: Tensor, given: G) => Tensor;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const first = from?.(given) ?? given;
      const second = { ...first, ...to(given) };
      const outputs = await calledWith(on, operation, second);
      const [plain, own] = [boundsAt(operation, first, context), back ? {} : boundsAt(operation, second, context)];
      return Object.entries(plain).map(([name, expected]) => {
        const output = outputOf(outputs, name);
        const received = back?.(output, given) ?? output;
        return bothWithin(received, expected, own[name], context, nameOf(what, name, given));
      });
    },
  });
}

/** A law of inputs of a special kind, or of more than one call, `from` which the result must be that of the definition. */
export function asDefined<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    what,
    ...options
  }: Unchecked<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) => {
      const call = from?.(given) ?? given;
      const outputs = await calledWith(on, operation, call);
      return defined(operation, call, outputs, context, (name) => nameOf(what, name, given));
    },
  });
}

/**
 * A law that two results are one, or that one is known: what is compared, by name, and the two sides of it. They are made of calls of
 * the operation and of those that the law needs:
 *
 *     equal(add, 'C3', {
 *       cases: (context) => tensors(context, { a: 'm n', b: 'm n', c: 'm n' }),
 *       sides: (f, { a, b, c }) => ({ '(a + b) + c': [f({ a: f({ a, b }), b: c }), f({ a, b: f({ a: b, b: c }) })] }),
 *     })
 */
export function equal<
  G extends Case,
  const O extends AnyOperation,
  const Needed extends readonly AnyOperation[] = readonly [],
>(
  operation: O,
  clause: ClauseOf<O>,
  {
    needs,
    sides,
    compare = identical,
    ...options
  }: Omit<Options<G>, 'what' | 'needs'> & {
    readonly needs?: Needed;
    readonly sides: (
      f: Apply<O>,
      given: G,
      ...others: { readonly [K in keyof Needed]: Apply<Needed[K]> }
    ) => Later<Readonly<Record<string, readonly [received: Later<Tensor>, expected: Later<Tensor>]>>>;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    needs: needs ?? [],
    check: async (on, given, context) => {
      // As many, and of the same operations, as are needed.
      const others = (needs ?? []).map((other) => applied(on, other)) as { [K in keyof Needed]: Apply<Needed[K]> };
      const pairs = Object.entries(await sides(applied(on, operation), given, ...others));
      return Promise.all(
        pairs.map(async ([what, pair]) => {
          const [received, expected] = await Promise.all(pair);
          return compare(received, expected, what, given, context);
        }),
      );
    },
  });
}

/** What is compared: the name of the output, where nothing else is given. */
const nameOf = <G extends Case>(what: Unchecked<G>['what'], output: string, given: G): string =>
  typeof what === 'function' ? what(given, output) : (what ?? output);

/** The definition's values and bounds for what a call is given. */
function boundsAt(operation: AnyOperation, given: Case, context: Context): Record<string, Evaluated<Bound>> {
  const { inputs, attributes } = partsOf(operation, given);
  return boundedResults(operation, inputs, attributes, context);
}

/** The results of a call against the definition. */
const defined = (
  operation: AnyOperation,
  call: Case,
  outputs: Readonly<Record<string, Tensor>>,
  context: Context,
  nameOf: (output: string) => string = (output) => output,
): readonly Observation[] =>
  Object.entries(boundsAt(operation, call, context)).map(([name, expected]) =>
    withinAllowed(outputOf(outputs, name), expected, context, nameOf(name)),
  );

function compared<G extends Case>(
  received: Readonly<Record<string, Tensor>>,
  expected: Readonly<Partial<Record<string, Tensor>>>,
  { what, compare = identical }: Pick<Options<G>, 'what' | 'compare'>,
  given: G,
  context: Context,
): readonly Observation[] {
  return Object.entries(expected).flatMap(([name, tensor]) => {
    const got = received[name];
    return tensor && got ? [compare(got, tensor, nameOf(what, name, given), given, context)] : [];
  });
}
