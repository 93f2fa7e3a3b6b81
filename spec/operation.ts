import { requireMembers } from './_internal/emptyLists.ts';
import { requireKnownNames } from './_internal/knownNames.ts';
import { rehearse } from './_internal/rehearse.ts';
import type { Attributes, AttributeValues } from './attribute.ts';
import type { Documenting } from './documenting.ts';
import type { Drawing, NearSizes } from './drawing.ts';
import type { Judging } from './judging.ts';
import type { Meaning, Parts } from './meaning.ts';
import type { Clauses, Rejections } from './recordNames.ts';
import type { AxisListName, InputSizes, OpenSizes } from './signature.ts';

/**
 * The record of one operation: plain data, grouped by who reads it. Every name in it is one of its signature, attributes or clauses:
 * the type says so, and `defineOperation` does for records that no compiler has read. An operation of any signature is an `AnyOperation`.
 */
export interface Operation<
  S extends string = string,
  A extends Attributes = Attributes,
  C extends Clauses = Clauses,
  R extends Rejections = Rejections,
  P extends Parts = Parts,
> extends Meaning<S, A, C, R, P>,
    Drawing<S, A, C>,
    Judging<S, A, P>,
    Documenting<S, C> {}

/** What is said of it besides the two functions of sizes, whose own types `defineOperation` reads. */
type Stated<S extends string, A extends Attributes, C extends Clauses, R extends Rejections, P extends Parts> = Omit<
  Meaning<S, A, C, R, P>,
  'sizes'
> &
  Omit<Drawing<S, A, C>, 'feasible'> &
  Judging<S, A, P> &
  Documenting<S, C>;

/** Refuses every name but these. */
type Only<Given, Names extends PropertyKey> = { readonly [K in Exclude<keyof Given, Names>]: never };

/** An attribute that speaks of axes or quotes a rejection, if it is one of these. */
type Fitting<One, List extends string, Rejection> = One extends { readonly of: infer Of }
  ? Of extends List
    ? Quoting<One, Rejection>
    : never
  : Quoting<One, Rejection>;
type Quoting<One, Rejection> = One extends { readonly clause: infer Clause }
  ? Clause extends Rejection
    ? One
    : never
  : One;

/** What may have more names than its type says, again, as `defineOperation` reads it. */
interface Exactly<S extends string, A extends Attributes, C, R, Open, Near> {
  readonly attributes?: { readonly [K in keyof A]: Fitting<A[K], AxisListName<S>, keyof R> };
  readonly clauses: Only<C, keyof Clauses>;
  readonly rejects?: Only<R, keyof Rejections>;
  sizes?(sizes: InputSizes<S>, attributes: AttributeValues<A>): Open & Only<Open, keyof OpenSizes<S>> & OpenSizes<S>;
  feasible?(
    sizes: InputSizes<S>,
    attributes: AttributeValues<A>,
  ): Near & Only<Near, keyof InputSizes<S>> & NearSizes<S>;
}

/** Any operation, its own types forgotten: what a registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where the parameters of a record are erased
export interface AnyOperation extends Operation<any, any, any, any, any> {
  readonly signature: string;
}

/** Every field of a record, in the order of its four readers; the type says that none is left out. */
const fields: Readonly<Record<keyof AnyOperation, true>> = {
  id: true,
  meaning: true,
  signature: true,
  attributes: true,
  transposable: true,
  sizes: true,
  parts: true,
  definition: true,
  recursion: true,
  equations: true,
  residuals: true,
  state: true,
  random: true,
  freedom: true,
  special: true,
  specialIn: true,
  specialAt: true,
  zeros: true,
  specialCases: true,
  rejects: true,
  domain: true,
  smooth: true,
  feasible: true,
  compatible: true,
  spectral: true,
  homogeneous: true,
  roundsAnew: true,
  exchangeable: true,
  signs: true,
  ties: true,
  derivative: true,
  held: true,
  kinks: true,
  clauses: true,
  errata: true,
  sources: true,
  cost: true,
};

type None = Readonly<Record<never, never>>;

/**
 * A specification record. Returns its argument; exists so that the signature types every name of the record.
 *
 * Throws SyntaxError for a signature that cannot be read, TypeError for a name that is none of the signature, the attributes or
 * the clauses (in a record that no compiler has read it would silently mean nothing) and for lists that may be empty where nothing else
 * says a data type, SignatureError where its definition gives one of its parts what does not fit, and RangeError where its residuals read
 * beside a tensor.
 */
export function defineOperation<
  const S extends string,
  const A extends Attributes = None,
  const C extends Clauses = None,
  const R extends Rejections = None,
  const P extends Parts = None,
  Open = unknown,
  Near = unknown,
>(record: Stated<S, A, C, R, P> & Exactly<S, A, C, R, Open, Near>): Operation<S, A, C, R, P> {
  requireKnownNames(record, Object.keys(fields));
  if ((record.parts !== undefined && record.definition !== undefined) || record.residuals !== undefined) {
    rehearse(record as AnyOperation);
  }
  requireMembers(record as AnyOperation);
  return record;
}

/** The chapter of an operation: the part of its id before the dot. */
export const chapterOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** The attributes of an operation by name; none where the record lists none. */
export const attributesOf = (operation: AnyOperation): Attributes => operation.attributes ?? {};
