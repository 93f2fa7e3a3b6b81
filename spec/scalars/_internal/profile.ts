import { binaryFormats, type FloatFormat } from './binaryFormats.ts';

/** How an implementation computes; everything that is allowed to it follows from this. */
export interface Profile {
  readonly dtype: FloatFormat;
  /** What is computed between inputs and results is kept in this format, and a result is rounded to `dtype` once; default: `dtype`. */
  readonly accumulator?: FloatFormat;
  /** u of its inputs, accumulators and outputs; default: that of `dtype`. */
  readonly unitRoundoff?: number;
  /** Whether subnormal operands and results may be replaced by zero; default: false. */
  readonly flushToZero?: boolean;
  /** Relative error to which the factors of a product are rounded before it, as TF32 does; default: they are not. */
  readonly inputRoundoff?: number;
  /** Error of a function in units in the last place; default: `defaultUlps`. */
  readonly ulps?: Readonly<Partial<Record<FunctionName, number>>>;
}

/** What a profile states the error of. Half an ulp is one rounding: `sqrt` and `div` are correctly rounded unless a profile says otherwise. */
export const defaultUlps = {
  exp: 4,
  log: 4,
  expm1: 4,
  log1p: 4,
  pow: 16,
  sinh: 4,
  cosh: 4,
  tanh: 8,
  erf: 16,
  sin: 4,
  cos: 4,
  atan2: 8,
  sqrt: 0.5,
  div: 0.5,
} as const;

export type FunctionName = keyof typeof defaultUlps;

/** Errors of all functions in ulps. */
export const ulpsOf = (profile: Profile): Readonly<Record<FunctionName, number>> => ({
  ...defaultUlps,
  ...profile.ulps,
});

/** Whether a product by 1 or by a power of two changes no bit. */
export const keepsFactors = (profile: Profile): boolean =>
  profile.inputRoundoff === undefined && roundoffOf(profile) === 2 ** -binaryFormats[innerOf(profile)].precision;

/** u of a profile. */
export const roundoffOf = (profile: Profile): number =>
  profile.unitRoundoff ?? 2 ** -binaryFormats[innerOf(profile)].precision;

/** The format of what is computed between inputs and results. */
export const innerOf = ({ dtype, accumulator = dtype }: Profile): FloatFormat => accumulator;
