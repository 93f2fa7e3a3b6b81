import fc from 'fast-check';
import { haarOrthogonal } from '../../spec/numerics/haarOrthogonal.ts';
import { type Law, law } from '../law.ts';
import { holds } from '../verbs/measured.ts';
import { binomial, falseAlarms } from '../verbs/statistics.ts';

/** Signs that are counted. */
const count = 2 ** 12;

/** What does not follow from its record. */
export const laws: readonly Law[] = [
  law(haarOrthogonal, 'C8', {
    share: 0,
    hint: 'the sign of the diagonal of R is divided out of a matrix with one entry',
    cases: () => fc.record({ key: fc.noBias(fc.nat(2 ** 31 - 1)) }),
    check: async (on, { key }, { dtype, u }) => {
      const { q } = await on(haarOrthogonal, {}, { shape: [count], n: 1, key, dtype });
      const signs = Array.from(q.data);
      const isSign = signs.every((one) => Math.abs(Math.abs(one) - 1) <= 8 * u);
      const positive = signs.filter((one) => one > 0).length;
      return [
        holds('nothing but 1 and -1', isSign, 'true', String(isSign)),
        binomial('1 of order 1', positive, count, 1 / 2, falseAlarms),
      ];
    },
  }),
];
