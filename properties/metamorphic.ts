import type { AnyOperation } from '../spec/operation.ts';
import { parseSignature } from '../spec/signature.ts';
import type { Tensor } from '../spec/tensor.ts';
import {
  type ArgumentsOf,
  type Case,
  type ClauseOf,
  type Context,
  type InputsOf,
  type Law,
  type LawOptions,
  law,
  type Observation,
  type OutputsOf,
  type Subject,
} from './law.ts';
import { identical } from './verbs/compare.ts';

/** What a call is given: inputs and attributes side by side, for no attribute has the name of an input. */
type Given<O> = InputsOf<O> & ArgumentsOf<O>;

/** What some of the results must be, by name. */
type Expected<O> = { readonly [Name in keyof OutputsOf<O>]?: Tensor };

type Options<G extends Case> = Omit<LawOptions<G>, 'check'> & {
  /** What is compared, where the name of the output does not say enough: `clip(-x)`. */
  readonly what?: string | undefined;
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

/** A law that knows the result: a call of the case, or of what `from` gives, must give it. Outputs that it leaves out are free. */
export function closedForm<G extends Case, const O extends AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  {
    from,
    result,
    what,
    compare,
    ...options
  }: Options<G> & {
    readonly from?: (given: G) => Partial<Given<O>>;
    readonly result: (given: G) => Expected<O>;
  },
): Law {
  return law<G, O>(operation, clause, {
    ...options,
    check: async (on, given, context) =>
      compared(
        await calledWith(on, operation, from?.(given) ?? given),
        result(given),
        { what, compare },
        given,
        context,
      ),
  });
}

/** The call of an operation with what has the name of one of its inputs or attributes. */
function calledWith<O extends AnyOperation>(on: Subject, operation: O, given: Case): Promise<OutputsOf<O>> {
  const inputs = new Set(parseSignature(operation.signature).inputs.map(({ name }) => name));
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  // What is picked by the names of the record has the types of the record.
  return on(
    operation,
    Object.fromEntries(named.filter(([name]) => inputs.has(name))) as InputsOf<O>,
    Object.fromEntries(named.filter(([name]) => name in (operation.attributes ?? {}))) as ArgumentsOf<O>,
  );
}

function compared<G extends Case>(
  received: Readonly<Record<string, Tensor>>,
  expected: Readonly<Partial<Record<string, Tensor>>>,
  { what, compare = identical }: Pick<Options<G>, 'what' | 'compare'>,
  given: G,
  context: Context,
): readonly Observation[] {
  return Object.entries(expected).flatMap(([name, tensor]) => {
    const got = received[name];
    return tensor && got ? [compare(got, tensor, what ?? name, given, context)] : [];
  });
}
