import { threefry } from './threefry.ts';

/** One stream for each use of randomness, so that operations given the same key do not draw the same numbers: its name, by FNV-1a. */
const streamOf = (use: string): number =>
  [...use].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0;

/** A number from [0, 1) with 53 random bits for every position and lane, which the key of a call determines. */
export function uniforms(key: number, use: string): (position: number, lane?: number) => number {
  const keys = [key, streamOf(use)] as const;
  return (position, lane = 0) => {
    const [high, low] = threefry(keys, [position, lane]);
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
  };
}

/** A standard normal number of two uniform ones, by Box and Muller; at most sqrt(106 log 2) = 8.6 in magnitude. */
export const normalOf = (u: number, v: number): number => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);

/** A standard normal number for every position. */
export function normals(key: number, use: string): (position: number) => number {
  const uniform = uniforms(key, use);
  return (position) => normalOf(uniform(position), uniform(position, 1));
}

/** An exponential number of a uniform one: minus the logarithm of what is left to 1, at most 53 ln 2 = 37. */
export const exponentialOf = (u: number): number => -Math.log1p(-u);

/** A Gumbel number of a uniform one. 0 comes once in 2^53 and stands for all numbers below 2^-53, of which 2^-54 is the middle. */
export const gumbelOf = (u: number): number => -Math.log(Math.max(exponentialOf(u), 2 ** -54));
