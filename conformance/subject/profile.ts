import type { Extension, Law } from '../../properties/law.ts';
import { defaultUlps, type FunctionName, roundoffOf } from '../../spec/scalars/bound.ts';
import { type FloatDtype, isHalf } from '../../spec/tensor.ts';

/**
 * What an implementation promises, for all of its operations or for some: bounds are computed from it, and laws that it
 * excludes are not asked. Whatever is left out has the value of `unlessPromised`, which docs/profile.md explains.
 */
export interface Promises {
  /** u of accumulators and results, where it is not that of the data type. */
  readonly unitRoundoff?: number;
  /** float16 and bfloat16 are computed in this type, and every result is rounded to theirs once. */
  readonly halvesIn?: 'float32' | 'float64';
  /** Relative error to which the factors of a product are rounded before it: 2^-11 for TF32, 2^-8 for bfloat16. */
  readonly inputRoundoff?: number;
  /** Errors of functions in units in the last place; 0.5 is correctly rounded. */
  readonly ulps?: Readonly<Partial<Record<FunctionName, number>>>;
  /** Subnormal operands and results may be replaced by zero. */
  readonly flushToZero?: boolean;
  /** The same call gives the same bits again. */
  readonly deterministic?: boolean;
  /** Results have the same bits for every layout and batch; then that is what is judged. */
  readonly reproducible?: boolean;
  /** NaN and infinities in the inputs: as the record says, refused by a documented check, or anything at all. */
  readonly nonfinite?: 'propagates' | 'refuses' | 'undefined';
  /** What has no answer (a singular matrix) raises an error, or is answered by NaN or an infinity. */
  readonly refusal?: 'error' | 'nan';
  /** Where elements are put in order, those in front among equals come first, or any of them. */
  readonly ties?: 'first' | 'any';
  /** Leading batch axes: none, the same ones on every operand, or such that broadcast. Elementwise operations take any shape. */
  readonly batches?: 'none' | 'leading' | 'broadcast';
  /** Least and largest number of axes of a tensor; any where it is left out. */
  readonly ranks?: readonly [least: number, most: number];
  /** Tensors may have axes of size 0. */
  readonly empty?: boolean;
  /** What is documented to be taken beyond the signature: other numbers of axes, shapes that broadcast to the right one, matrices that are not square, other data types. */
  readonly beyond?: readonly Extension[];
  /** Results may have a wider data type than the inputs: float64 of float32. They are rounded before they are judged. */
  readonly wider?: boolean;
}

/** What an adapter promises, in one place: of all operations, and of those that a glob names. */
export interface AdapterProfile extends Promises {
  /** The data type judged by default, or several, the first being the default. */
  readonly dtype: FloatDtype | readonly FloatDtype[];
  /** By glob on the ids of operations (`linalg.*`), in the place of what is promised of all; a later glob over an earlier one. */
  readonly operations?: Readonly<Record<string, Promises>>;
}

/** The promises without the data types: what is the same at each of them. */
export type PromisesByOperation = Omit<AdapterProfile, 'dtype'>;

/** Every promise with its value. */
export type Promised = Required<Omit<Promises, Optional>> & Pick<Promises, Optional>;
type Optional = 'unitRoundoff' | 'halvesIn' | 'inputRoundoff' | 'ranks';

/** What may be taken beyond the signature. */
export const extensions = ['ranks', 'broadcasting', 'rectangular', 'dtypes'] as const satisfies readonly Extension[];

/** The functions that have an error in ulps. */
export const functionNames = Object.keys(defaultUlps) as readonly FunctionName[];

/** What holds where nothing is promised. */
export const unlessPromised: Promised = {
  ulps: defaultUlps,
  flushToZero: false,
  deterministic: true,
  reproducible: false,
  nonfinite: 'propagates',
  refusal: 'error',
  ties: 'first',
  batches: 'broadcast',
  empty: true,
  beyond: [],
  wider: false,
};

/** A glob of operation ids as an expression: `*` stands for any text. */
export const globExpression = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`);

const resolved = new WeakMap<PromisesByOperation, Map<string, Promised>>();

/** What is promised of one operation: found once for each, since every call asks. */
export function promisedOf(profile: PromisesByOperation, operation: string): Promised {
  const known = resolved.get(profile) ?? new Map<string, Promised>();
  resolved.set(profile, known);
  const found = known.get(operation) ?? resolve(profile, operation);
  known.set(operation, found);
  return found;
}

function resolve(profile: PromisesByOperation, operation: string): Promised {
  const { operations = {}, ...all } = profile;
  return Object.entries(operations)
    .filter(([glob]) => globExpression(glob).test(operation))
    .reduce<Promised>((sofar, [, some]) => over(sofar, some), over(unlessPromised, all));
}

const over = (promised: Promised, { ulps = {}, ...others }: Promises): Promised => ({
  ...promised,
  ...others,
  ulps: { ...promised.ulps, ...ulps },
});

/** A profile as a report holds it: what is promised of all operations with every default, and what is declared of some. */
export interface ReportedProfile {
  readonly promised: Promised;
  readonly operations: Readonly<Record<string, Promises>>;
}

export const reportedProfile = ({ operations = {}, ...all }: PromisesByOperation): ReportedProfile => ({
  promised: over(unlessPromised, all),
  operations,
});

/** The type in which a type of 16 bits is computed. */
const accumulatorAt = (dtype: FloatDtype, { halvesIn }: Promised) =>
  isHalf(dtype) && halvesIn !== undefined ? { accumulator: halvesIn } : {};

/** What is promised, at a data type, of everything that a law calls: of two promises the weaker. */
export const promisedFor = (
  profile: PromisesByOperation,
  dtype: FloatDtype,
  { operation, needs }: Pick<Law, 'operation' | 'needs'>,
): Promised & { readonly unitRoundoff: number } =>
  [operation, ...needs]
    .map(({ id }) => promisedOf(profile, id))
    .map((promised) => ({
      ...promised,
      unitRoundoff: roundoffOf({ ...promised, ...accumulatorAt(dtype, promised), dtype }),
    }))
    .reduce(weaker);

/** What becomes of bad input, and of results that are wider, is left as `a` has it: it is the law's own operation's. */
type PromisedAt = Promised & { readonly unitRoundoff: number };

function weaker(a: PromisedAt, b: PromisedAt): PromisedAt {
  const lower = <T>(order: readonly T[], one: T, other: T): T =>
    order.indexOf(one) < order.indexOf(other) ? one : other;
  const [rounded, ranks] = [Math.max(a.inputRoundoff ?? 0, b.inputRoundoff ?? 0), narrower(a.ranks, b.ranks)];
  const inner = a.halvesIn === 'float64' ? b.halvesIn : b.halvesIn && a.halvesIn;
  const { halvesIn: _, ...others } = a;
  return {
    ...others,
    unitRoundoff: Math.max(a.unitRoundoff, b.unitRoundoff),
    ...(rounded === 0 ? {} : { inputRoundoff: rounded }),
    ulps: Object.fromEntries(functionNames.map((name) => [name, Math.max(a.ulps[name] ?? 0, b.ulps[name] ?? 0)])),
    flushToZero: a.flushToZero || b.flushToZero,
    deterministic: a.deterministic && b.deterministic,
    reproducible: a.reproducible && b.reproducible,
    nonfinite: lower(['undefined', 'refuses', 'propagates'], a.nonfinite, b.nonfinite),
    ties: lower(['any', 'first'], a.ties, b.ties),
    batches: lower(['none', 'leading', 'broadcast'], a.batches, b.batches),
    empty: a.empty && b.empty,
    ...(ranks === undefined ? {} : { ranks }),
    ...(inner === undefined ? {} : { halvesIn: inner }),
  };
}

const narrower = (a: Promises['ranks'], b: Promises['ranks']): Promises['ranks'] =>
  a === undefined || b === undefined ? (a ?? b) : [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
