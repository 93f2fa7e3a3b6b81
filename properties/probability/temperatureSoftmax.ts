import { softmax } from '../../spec/layers/softmax.ts';
import { temperatureSoftmax } from '../../spec/probability/temperatureSoftmax.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { boundedResult, matchesDefinition } from '../verbs/judge.ts';
import { atMost, each, near } from '../verbs/measured.ts';

const rows = (context: Context) => tensors(context, { logits: 'c' }, { most: 7 });

export const laws: readonly Law[] = [
  law(temperatureSoftmax, 'C1', {
    cases: rows,
    check: async (on, { logits }, context) => {
      const { y } = await on(temperatureSoftmax, { logits }, { temperature: 1 });
      return matchesDefinition(softmax, { x: logits }, {}, { y }, context);
    },
  }),
  ofResult(temperatureSoftmax, 'C2', {
    cases: (context) => beside(rows(context), { temperature: dealt([1, 0.25, 0.5, 3, 64]) }),
    of: ({ y }, { logits }, bounds) => {
      const { allowed, most } = bounds();
      const order = Array.from(logits.data.keys()).sort((i, j) => (logits.data[i] ?? 0) - (logits.data[j] ?? 0));
      return [
        sumWithin(y.data, 1, allowed, 'sum of the row'),
        ...order.slice(1).map((j, rank) => {
          const i = order[rank] ?? 0;
          return atMost(`y[${i}] against y[${j}]`, y.data[i] ?? Number.NaN, y.data[j] ?? Number.NaN, 2 * most);
        }),
      ];
    },
  }),
  ofResult(temperatureSoftmax, 'C3', {
    cases: (context) => beside(rows(context), { temperature: dealt([2 ** -6, 2 ** 60]) }),
    of: ({ y }, { logits, temperature }, _bounds, { u }) => {
      const largest = Math.max(...logits.data);
      const first = logits.data.filter((z) => z === largest).length;
      // Integers are 64 apart over the small temperature, and all but equal over the large one.
      const share = (z: number) => (temperature > 1 ? 1 / y.data.length : z === largest ? 1 / first : 0);
      return [each('y', y, (what, value, i) => near(what, value, share(logits.data[i] ?? 0), 32 * y.data.length * u))];
    },
  }),
  law(temperatureSoftmax, 'C4', {
    cases: (context) => beside(rows(context), { low: dealt([0.25, 0.5, 1, 2]), factor: dealt([2, 3, 16]) }),
    check: async (on, { logits, low, factor }, context) => {
      const at = async (temperature: number) => {
        const { y } = await on(temperatureSoftmax, { logits }, { temperature });
        return {
          largest: Math.max(...y.data),
          most: boundedResult(temperatureSoftmax, { logits }, { temperature }, context).most,
        };
      };
      const [cold, warm] = await Promise.all([at(low), at(low * factor)]);
      return [atMost('largest share at the higher temperature', warm.largest, cold.largest, cold.most + warm.most)];
    },
  }),
  refuses(temperatureSoftmax, 'R1', {
    share: 0.25,
    orNaN: true,
    cases: rows,
    calls: ({ logits }) => ({ 'a temperature of 0 is refused': { logits, temperature: 0 } }),
  }),
];
