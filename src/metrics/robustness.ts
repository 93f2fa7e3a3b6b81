import { fgsm as fgsmSpecification, certifiedRadius as radiusSpecification } from '../../spec/metrics/robustness.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';

export const fgsm = reference(fgsmSpecification, {
  halves: true,
  member: ({ x, gradient }, { epsilon }) => (gradient === 0 ? x : x + epsilon * Math.sign(gradient)),
});

export const certifiedRadius = reference(radiusSpecification, {
  halves: true,
  member({ z, target }, { lipschitz }) {
    if (!(target >= 0 && target < z.length)) {
      fail('metrics.certifiedRadius/R2', `targets must be integers from 0 to ${z.length - 1}, got ${target}`);
    }
    const own = z[target] as number;
    const other = z.reduce((most, value, j) => (j === target ? most : Math.max(most, value)), Number.NEGATIVE_INFINITY);
    return Math.max(own - other, 0) / (Math.SQRT2 * lipschitz);
  },
});
