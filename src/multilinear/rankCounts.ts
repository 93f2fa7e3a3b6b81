import {
  degreesOfFreedom as degreesOfFreedomSpecification,
  explainedEnergy as explainedEnergySpecification,
} from '../../spec/multilinear/rankCounts.ts';
import { arrayReference } from '../_internal/arrayReference.ts';
import { commonExponent, scaledBy, timesPowerOfTwo } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';
import { arrayFrom } from '../_internal/values.ts';
import { sumOver } from './_internal/sumOver.ts';

export const degreesOfFreedom = arrayReference(degreesOfFreedomSpecification, {
  whole: (_, { m, n, rank, dtype }) => arrayFrom(dtype, [], [rank * (m + n - rank)]),
});

/** The sum of the squares of some values, from one to before another. */
const energy = (s: Float64Array, from: number, to: number): number =>
  sumOver(to - from, (i) => (s[from + i] as number) ** 2);

export const explainedEnergy = reference(explainedEnergySpecification, {
  member({ s }, { rank }) {
    const unit = scaledBy(s, -commonExponent(s));
    return energy(unit, 0, rank) / energy(unit, 0, s.length);
  },
  // e = p / (p + q): a kept value has the derivative 2 s q / (p + q)^2, another one -2 s p / (p + q)^2.
  pullback({ s }, g, { rank }) {
    const exponent = commonExponent(s);
    const unit = scaledBy(s, -exponent);
    const [kept, cut] = [energy(unit, 0, rank), energy(unit, rank, s.length)];
    const whole = kept + cut;
    return {
      s: unit.map((value, i) =>
        timesPowerOfTwo((2 * g * (value / whole) * (i < rank ? cut : -kept)) / whole, -exponent),
      ),
    };
  },
});
