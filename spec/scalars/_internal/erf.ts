import { exact, toNumber } from '../exact.ts';

/** erf(c + d) = value + rest + sum of coefficients[n] d^(n+1); about 0 the leading d is left out of the sum. */
interface Expansion {
  readonly value: number;
  /** What `value` is short of erf c, so that the rounding of the table does not count. */
  readonly rest: number;
  readonly coefficients: readonly number[];
}

const GRID = 8;
const TERMS = 20;
/** Below this the expansion about 0 serves: with another the result would be a difference. */
const SMALL = 0.2;
/** From here on 1 - erf x < 2^-54, a quarter of the distance between 1 and the double below it. */
const SATURATED = 6;

const expansions: Expansion[] = [];

/**
 * erf x in double precision, below 0.8 ulp where it was compared (test/scalars/float.test.ts).
 *
 * About a point c of a grid, |x - c| <= 1/16, what is added to erf c (or, about 0, to x) is small beside it, so that only the
 * last addition errs by half an ulp. The slope g satisfies g' = -2 x g, hence (n + 1) g_(n+1) = -2 (c g_n + g_(n-1)) for its
 * Taylor coefficients.
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude > 0)) return x;
  if (magnitude >= SATURATED) return Math.sign(x);
  const index = magnitude < SMALL ? 0 : Math.round(magnitude * GRID);
  const { value, rest, coefficients } = expansionAt(index);
  const d = magnitude - index / GRID;
  let series = 0;
  for (let n = TERMS - 1; n >= 0; n--) series = (series + (coefficients[n] ?? 0)) * d;
  const result = (index === 0 ? d : value) + (rest + series);
  return x < 0 ? -result : result;
}

function expansionAt(index: number): Expansion {
  const known = expansions[index];
  if (known !== undefined) return known;
  const c = index / GRID;
  const value = exact.erf(exact.constant(c));
  const slope = exact.mul(exact.exp(exact.constant(-c * c)), exact.twoOverRootPi());
  const derivatives = [toNumber(slope)];
  for (let n = 0; n + 1 < TERMS; n++) {
    derivatives.push((-2 * (c * (derivatives[n] ?? 0) + (derivatives[n - 1] ?? 0))) / (n + 1));
  }
  const coefficients = derivatives.map((derivative, n) => derivative / (n + 1));
  if (index === 0) coefficients[0] = toNumber(exact.sub(slope, exact.constant(1)));
  const rounded = toNumber(value);
  const expansion = { value: rounded, rest: toNumber(exact.sub(value, exact.constant(rounded))), coefficients };
  expansions[index] = expansion;
  return expansion;
}
