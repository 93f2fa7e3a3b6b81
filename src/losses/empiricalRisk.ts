import { empiricalRisk as specification } from '../../spec/losses/empiricalRisk.ts';
import { reference } from '../_internal/reference.ts';
import { inner, total } from '../_internal/rows.ts';

const ones = (like: Float64Array): Float64Array => new Float64Array(like.length).fill(1);

export const empiricalRisk = reference(specification, {
  halves: true,
  member: ({ losses, weight = ones(losses) }) => inner(weight, losses) / total(weight),
  pullback({ losses, weight = ones(losses) }, g) {
    const mass = total(weight);
    const risk = inner(weight, losses) / mass;
    return {
      losses: weight.map((w) => (g * w) / mass),
      weight: losses.map((loss) => (g * (loss - risk)) / mass),
    };
  },
});
