import {
  exponential as exponentialSpecification,
  gumbel as gumbelSpecification,
} from '../../spec/numerics/extremes.ts';
import { uniforms } from '../_internal/random/stream.ts';
import { independent } from './_internal/independent.ts';

export const exponential = independent(exponentialSpecification, (key) => waiting(key, 'exponential'));

/** 0 comes once in 2^53 and stands for all numbers below 2^-53, of which 2^-54 is the middle. */
export const gumbel = independent(gumbelSpecification, (key) => {
  const wait = waiting(key, 'gumbel');
  return (position) => -Math.log(Math.max(wait(position), 2 ** -54));
});

/** An exponential number for every position: minus the logarithm of one from (0, 1], at most 53 ln 2 = 37. */
function waiting(key: number, use: string): (position: number) => number {
  const uniform = uniforms(key, use);
  return (position) => -Math.log1p(-uniform(position));
}
