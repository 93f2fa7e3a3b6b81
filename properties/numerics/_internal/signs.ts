import fc from 'fast-check';
import type { Tensor } from '../../../spec/tensor.ts';
import type { Context, Observation } from '../../law.ts';
import { holds } from '../../verbs/measured.ts';
import { binomial, falseAlarms } from '../../verbs/statistics.ts';

/** Signs that are counted. */
export const signCount = 2 ** 12;

/** One key a run: the rate of false alarms is that of a law. */
export const oneKey = {
  share: 0,
  cases: () => fc.record({ key: fc.noBias(fc.nat(2 ** 31 - 1)) }),
};

/** Whether so many numbers are 1 or -1, and each as often. */
export function fairSigns({ data }: Tensor, { u }: Context): readonly Observation[] {
  const signs = Array.from(data);
  const isSign = signs.every((one) => Math.abs(Math.abs(one) - 1) <= 8 * u);
  return [
    holds('nothing but 1 and -1', isSign, 'true', String(isSign)),
    binomial('1 of dimension 1', signs.filter((one) => one > 0).length, signCount, 1 / 2, falseAlarms),
  ];
}
