import type { Observation } from '../law.ts';
import { literal } from './compare.ts';

/** That a claim is wrong here: what it says is off by at least so much, which no rounding explains. */
export const refuted = (claim: string, error: number, least: number): Observation => ({
  ratio: error >= least ? 0 : Number.POSITIVE_INFINITY,
  what: `the claim: ${claim}`,
  expected: `off by ${literal(least)} at least`,
  received: `off by ${literal(error)}`,
});
