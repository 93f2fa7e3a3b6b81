import type fc from 'fast-check';
import type { Attribute, AttributeArguments, AttributeValue } from '../spec/attribute.ts';
import { statementOfErratum } from '../spec/erratum.ts';
import type { AnyOperation, Operation } from '../spec/operation.ts';
import type { Profile } from '../spec/scalars/bound.ts';
import {
  hasComplex,
  type ListInput,
  type ListOutput,
  type OptionalInput,
  type OutputName,
  parseSignature,
  type RequiredInput,
} from '../spec/signature.ts';
import { type FloatDtype, isHalf, type Tensor } from '../spec/tensor.ts';

/** Tensors for the inputs of an operation, by name. */
export type InputsOf<O> =
  O extends Operation<infer S, infer _A, infer _C>
    ? string extends S
      ? Readonly<Record<string, Tensor | undefined>>
      : { readonly [K in Exclude<RequiredInput<S>, ListInput<S>>]: Tensor } & {
          readonly [K in ListInput<S>]: readonly Tensor[];
        } & { readonly [K in OptionalInput<S>]?: Tensor | undefined }
    : never;

/** The attributes that a caller of an operation gives. */
export type ArgumentsOf<O> = O extends Operation<infer _S, infer A, infer _C> ? AttributeArguments<A> : never;

/** Tensors for the outputs of an operation, by name; the members of a list as `ys.0`, see `listOf`. */
export type OutputsOf<O> =
  O extends Operation<infer S, infer _A, infer _C>
    ? string extends S
      ? Readonly<Record<string, Tensor>>
      : { readonly [K in Exclude<OutputName<S>, ListOutput<S>>]: Tensor } & Members<ListOutput<S>>
    : never;

type Members<List extends string> = [List] extends [never] ? unknown : { readonly [K in `${List}.${number}`]: Tensor };

/** How an input is laid out in the implementation's memory; its values are the same in every layout. */
export type Layout = 'contiguous' | 'transposed' | 'sliced' | 'reversed' | 'padded' | 'offset' | 'broadcast';

/** What an implementation may take beyond a signature: other numbers of axes, shapes that broadcast to the right one, matrices that are not square, other data types. */
export type Extension = 'ranks' | 'broadcasting' | 'rectangular' | 'dtypes';

/**
 * Where the inputs of a call lie: each in memory of its own; all in one buffer, with NaN between them; or equal ones as one and
 * the same value.
 */
export type Storage = 'own' | 'shared' | 'aliased';

export interface CallOptions {
  /** The layout of each input; contiguous where none is named. */
  readonly layouts?: Readonly<Record<string, Layout>>;
  /** The layout of each cotangent, likewise. */
  readonly cotangentLayouts?: Readonly<Record<string, Layout>>;
  /** Default: each has its own. */
  readonly storage?: Storage;
}

/** The result of a call, and the inputs read back from the implementation's own representation after it. */
export interface ObservedCall<O> {
  readonly outputs: OutputsOf<O>;
  readonly inputsAfter: Readonly<Record<string, Tensor>>;
}

/**
 * An implementation under judgement, as a law sees it: `await on(matmul, { a, b })` gives `{ c }`.
 *
 * Every call may throw `Rejected` (the implementation raised an error), `Unsupported` (it says that it does not offer this) or
 * `Broken` (it timed out, crashed, or returned something that is not the declared tensors).
 */
export interface Subject {
  <O extends AnyOperation>(
    operation: O,
    inputs: InputsOf<O>,
    attributes?: ArgumentsOf<O>,
    options?: CallOptions,
  ): Promise<OutputsOf<O>>;
  /** The same call, with the inputs read back afterwards. */
  observed<O extends AnyOperation>(
    operation: O,
    inputs: InputsOf<O>,
    attributes?: ArgumentsOf<O>,
  ): Promise<ObservedCall<O>>;
  /** The pullback of a cotangent per output: one gradient per floating-point input that was given. */
  gradient<O extends AnyOperation>(
    operation: O,
    inputs: InputsOf<O>,
    cotangents: OutputsOf<O>,
    attributes?: ArgumentsOf<O>,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, Tensor>>>;
  /** The inputs and the cotangents, read back from the implementation's own representation after the pullback. */
  operandsAfterGradient<O extends AnyOperation>(
    operation: O,
    inputs: InputsOf<O>,
    cotangents: OutputsOf<O>,
    attributes?: ArgumentsOf<O>,
  ): Promise<Readonly<Record<string, Tensor>>>;
  has(operation: AnyOperation): boolean;
  hasGradient(operation: AnyOperation): boolean;
  /** Layouts other than contiguous that the implementation offers. */
  readonly layouts: readonly Layout[];
}

/** The implementation raised an error: right for invalid input, wrong for valid input. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  /** It fell over the input, by the error of an engine that nobody wrote in order to refuse: that refuses nothing. */
  readonly accident: boolean;
  /** An input was empty: to refuse that is honest wherever the law did not ask for it. */
  readonly empty: boolean;
  constructor(message: string, accident = false, empty = false) {
    super(message);
    this.accident = accident;
    this.empty = empty;
  }
}

/** The implementation says that it does not offer this case; the case counts neither way. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The implementation timed out, crashed, or returned something that is not the declared tensors. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly kind: 'timedOut' | 'crashed' | 'malformed';
  /** The call was not made: earlier calls of the operation ended like this too often. */
  readonly untried: boolean;
  constructor(kind: 'timedOut' | 'crashed' | 'malformed', message: string, untried = false) {
    super(message);
    this.kind = kind;
    this.untried = untried;
  }
}

/** What a law may know of the implementation: how precise it claims to be and how far its operations reach. */
export interface Context {
  readonly dtype: FloatDtype;
  readonly profile: Profile;
  /** Unit roundoff of the profile, with what the factors of a product lose: for all that no definition bounds. */
  readonly u: number;
  /** Leading batch axes: none, the same on every operand, or such that broadcast. Elementwise operations take any shape. */
  readonly batches: 'none' | 'leading' | 'broadcast';
  /** Least and largest number of axes of a tensor; any where it is left out. */
  readonly ranks?: readonly [least: number, most: number];
  /** Whether tensors may be empty. */
  readonly empty: boolean;
  /** Whether the same call gives the same bits again. */
  readonly deterministic: boolean;
  /** Whether the implementation promises the same bits for every layout and batch. */
  readonly reproducible: boolean;
  /** What becomes of NaN and infinities: what the record says, a documented refusal, or anything. */
  readonly nonfinite: 'propagates' | 'refuses' | 'undefined';
  /** Which of equal elements comes first where they are put in order: the one in front, or any. */
  readonly ties: 'first' | 'any';
  /** How it says that there is no answer: by an error, or by NaN or an infinity. */
  readonly refusal: 'error' | 'nan';
  /** What it documents to take beyond the signature. */
  readonly beyond: readonly Extension[];
}

/** One number of a check: it passes iff `ratio <= 1`, so NaN fails. */
export interface Observation {
  /** Error in units of what is allowed. */
  readonly ratio: number;
  /** Error in units in the last place of the expected value. */
  readonly ulp?: number;
  /** Elements that this number speaks of; 1 where it is left out. A case that judged none is no evidence. */
  readonly judged?: number;
  /** Elements for which no bound can be given: they were not judged. 0 where it is left out. */
  readonly unjudged?: number;
  /** What was measured, in the law's terms: `c[0, 1]`, `||A - QR||_1 / (30 n eps ||A||_1)`. */
  readonly what: string;
  readonly expected?: string;
  readonly received?: string;
  /** The run that it was read off, where there is one. */
  readonly series?: Series;
}

/** Named columns of numbers, all of one length: what a plot of a run needs. The first is what the others are drawn over. */
export type Series = Readonly<Record<string, readonly number[]>>;

/** A case is data: tensors, numbers, booleans, strings, and lists and records of them. It is stored in replay tokens. */
export type Case = Readonly<Record<string, unknown>>;

/** The usual case: inputs and attributes for one operation. */
export interface OperationCase extends Case {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** One law: which clause it checks, what it draws and how it decides. It never computes with the implementation's numbers' source. */
export interface Law {
  /** `linalg.matmul/C1`: operation and clause, or `phenomena.P001/holds`; unique. */
  readonly id: string;
  /** The operation that it is of; for a phenomenon, the one that leads its process. */
  readonly operation: AnyOperation;
  /** `C1`, or the name of a derived law: `definition`, `adjoint`. */
  readonly clause: string;
  /** What must hold, as a formula or a sentence. */
  readonly statement: string;
  /** Operations besides its own that it calls. */
  readonly needs: readonly AnyOperation[];
  /** Whether it calls the operation's gradient. */
  readonly gradient: boolean;
  /** Whether it needs layouts other than contiguous. */
  readonly layouts: boolean;
  /** Share of the runs that it is given, where one case costs much more or less than usual. */
  readonly share: number;
  /** Its one case is written down, and not drawn. */
  readonly fixed: boolean;
  /** True but more than the definition promises: what breaks it is told, and conforms all the same. */
  readonly advice: boolean;
  /** The data type that it speaks of; undefined where it speaks of each. */
  readonly dtype: FloatDtype | undefined;
  /** What a failure most likely means. */
  readonly hint: string | undefined;
  /** Whether that goes for results that are lost, too: NaN or infinity in place of a number, or none at all. */
  readonly hintOfLoss: boolean;
  readonly cases: (context: Context) => fc.Arbitrary<Case>;
  readonly check: (on: Subject, given: Case, context: Context) => Promise<readonly Observation[]>;
}

/** Those laws of a file that are of one operation. */
export const lawsOf = (id: string, laws: readonly Law[]): readonly Law[] =>
  laws.filter((law) => law.operation.id === id);

export interface LawOptions<Given extends Case> {
  readonly statement?: string;
  readonly needs?: readonly AnyOperation[];
  readonly gradient?: boolean;
  readonly layouts?: boolean;
  readonly share?: number;
  readonly fixed?: boolean;
  readonly advice?: boolean;
  readonly dtype?: FloatDtype | undefined;
  /** It compares the bits of two calls, or reads one by another: not asked where results are not deterministic. */
  readonly repeats?: boolean;
  /** Bits of the integers that it compares exactly: not asked where sums or factors are declared to keep fewer. */
  readonly bits?: number;
  /** What it presumes besides: not asked where an implementation does not promise it. */
  readonly asks?: readonly (keyof typeof presumed)[];
  readonly hint?: string;
  readonly hintOfLoss?: boolean;
  readonly cases: (context: Context) => fc.Arbitrary<Given>;
  readonly check: (on: Subject, given: Given, context: Context) => Promise<readonly Observation[]>;
}

/** The numbered clauses of an operation: what it promises, what it refuses, and what is wrongly said of it. */
export type ClauseOf<O> =
  O extends Operation<infer _S, infer _A, infer C, infer R>
    ? ((keyof C | keyof R) & `${'C' | 'R'}${number}`) | `E${number}`
    : never;

/** The name of a law that has no number: `definition`, `gradient`. */
type Unnumbered<Name extends string> = Name extends `${'C' | 'R' | 'E'}${number}` ? never : Name;

/** Builds the law of a numbered clause of an operation; its statement is that of the record, unless another is given. */
export function law<Given extends Case, const O extends AnyOperation = AnyOperation>(
  operation: O,
  clause: ClauseOf<O>,
  options: LawOptions<Given>,
): Law;
/** Builds a law that has a name and a statement of its own. */
export function law<Given extends Case, Name extends string = string>(
  operation: AnyOperation,
  clause: Unnumbered<Name>,
  options: LawOptions<Given> & { readonly statement: string },
): Law;
export function law<Given extends Case>(operation: AnyOperation, clause: string, options: LawOptions<Given>): Law {
  const statement = options.statement ?? statementOf(operation, clause);
  if (statement === undefined) throw new RangeError(`${operation.id}/${clause}: the specification has no such clause`);
  return {
    id: `${operation.id}/${clause}`,
    operation,
    clause,
    statement,
    needs: options.needs ?? [],
    gradient: options.gradient ?? false,
    layouts: options.layouts ?? false,
    share: options.share ?? 1,
    fixed: options.fixed ?? false,
    advice: options.advice ?? false,
    dtype: options.dtype,
    hint: options.hint,
    hintOfLoss: options.hintOfLoss ?? false,
    cases: options.cases,
    // A law is only ever given the cases that its own arbitrary drew, or that a token recorded from it.
    check: whereAsked(operation, options) as Law['check'],
  };
}

function statementOf({ clauses, rejects, errata }: AnyOperation, clause: string): string | undefined {
  const erratum = Object.entries(errata ?? {}).find(([name]) => name === clause)?.[1];
  return clauses[clause] ?? rejects?.[clause] ?? (erratum && statementOfErratum(erratum));
}

/** Whether an operation speaks of numbers that there are in float64 and float32 alone: complex ones, or those of an asked type. */
const needsSingle = ({ signature, attributes = {} }: AnyOperation): boolean =>
  hasComplex(parseSignature(signature)) || Object.values<Attribute>(attributes).some(({ kind }) => kind === 'dtype');

/** What a law may presume, and whether it is so: what is said where it is not. */
const presumed = {
  empty: ({ empty }: Context) => empty || 'tensors may not be empty',
  NaN: ({ nonfinite }: Context) => nonfinite === 'propagates' || 'NaN is refused, or may give anything',
  ties: ({ ties }: Context) => ties === 'first' || 'equal elements may come in any order',
  broadcasting: ({ batches }: Context) => batches === 'broadcast' || 'operations do not broadcast',
};

/** The check, which says that it is not to be asked where the adapter promises less than the law presumes. */
const whereAsked =
  <Given extends Case>(
    operation: AnyOperation,
    { repeats = false, bits = 0, asks = [], check, needs = [] }: LawOptions<Given>,
  ): LawOptions<Given>['check'] =>
  (on, given, context) => {
    if (isHalf(context.dtype) && [operation, ...needs].some(needsSingle)) {
      throw new Unsupported(`complex and random numbers are not judged in ${context.dtype}`);
    }
    if (repeats && !context.deterministic) throw new Unsupported('results are declared not to be deterministic');
    if (context.u > 2 ** -bits) throw new Unsupported(`sums or factors are declared to keep fewer than ${bits} bits`);
    for (const one of asks) {
      const met = presumed[one](context);
      if (met !== true) throw new Unsupported(met);
    }
    return check(on, given, context);
  };
