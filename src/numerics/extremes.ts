import {
  exponential as exponentialSpecification,
  gumbel as gumbelSpecification,
} from '../../spec/numerics/extremes.ts';
import { exponentialOf, gumbelOf, uniforms } from '../_internal/random/stream.ts';
import { independent } from './_internal/independent.ts';

export const exponential = independent(exponentialSpecification, (key) => {
  const uniform = uniforms(key, 'exponential');
  return (position) => exponentialOf(uniform(position));
});

export const gumbel = independent(gumbelSpecification, (key) => {
  const uniform = uniforms(key, 'gumbel');
  return (position) => gumbelOf(uniform(position));
});
