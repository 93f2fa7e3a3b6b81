import fc from 'fast-check';
import { centralDifference, orderOfConvergence, richardson } from '../../spec/numerics/differences.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { boundedResult } from '../verbs/judge.ts';
import { between, each, near } from '../verbs/measured.ts';
import { map, only, plus, vector, zipped } from '../verbs/tensors.ts';

const { exp, sin, cos, log, log2, abs } = Math;

/** Smooth functions and their derivatives. */
const functions = {
  exp: [exp, exp],
  sin: [sin, cos],
  log: [log, (x: number) => 1 / x],
} as const;
const names = ['exp', 'sin', 'log'] as const;

/** Steps from 2^-first on, each half of the one before. */
const halved = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => 2 ** -(first + i));

/** A slope over halvings, by least squares. */
function slopeOf(errors: readonly number[]): number {
  const centre = (errors.length - 1) / 2;
  const weights = errors.map((_, i) => centre - i);
  const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return errors.reduce((sum, error, i) => sum + (weights[i] ?? 0) * log2(abs(error)), 0) / squares;
}

const smooth = { share: 0.2, dtype: 'float64' } as const;
const point = () => fc.record({ name: dealt([...names]), x: fc.integer({ min: 64, max: 96 }).map((k) => k / 64) });

export const laws: readonly Law[] = [
  law(centralDifference, 'C1', {
    share: 0.5,
    cases: () =>
      fc.record({
        coefficients: fc.tuple(...([0, 1, 2] as const).map(() => fc.integer({ min: -8, max: 8 }))),
        x: fc.integer({ min: -8, max: 8 }),
        k: fc.integer({ min: 1, max: 8 }),
      }),
    check: async (on, { coefficients: [a = 0, b = 0, c = 0], x, k }, { dtype, u }) => {
      const h = 2 ** -k;
      const f = (at: number) => (a * at + b) * at + c;
      const [ahead, behind] = [vector({ dtype }, [f(x + h)]), vector({ dtype }, [f(x - h)])];
      const { d } = await on(centralDifference, { ahead, behind }, { h });
      const size = Math.max(abs(f(x + h)), abs(f(x - h)));
      return [near('derivative', d.data[0] ?? Number.NaN, 2 * a * x + b, (4 * u * size) / h)];
    },
  }),
  refuses(centralDifference, 'R1', {
    share: 0.1,
    cases: (context) => tensors(context, { ahead: 'n', behind: 'n' }, { most: 3 }),
    calls: ({ ahead, behind }) => ({ 'a step of 0 is refused': { ahead, behind, h: 0 } }),
  }),
  law(centralDifference, 'C2', {
    ...smooth,
    cases: point,
    check: async (on, { name, x }, context) => {
      const [f, slope] = functions[name];
      const derivatives = halved(2, 10).map(async (h) => {
        const [ahead, behind] = [vector(context, [f(x + h)]), vector(context, [f(x - h)])];
        return (await on(centralDifference, { ahead, behind }, { h })).d.data[0] ?? Number.NaN;
      });
      const errors = (await Promise.all(derivatives)).map((one) => one - slope(x));
      return [between('slope of the error', slopeOf(errors), [1.9, 2.1])];
    },
  }),
  law(richardson, 'C1', {
    share: 0.4,
    cases: (context) => tensors(context, { limit: 'n', error: 'n' }, { most: 6 }),
    check: async (on, { limit, error }, context) => {
      const coarse = zipped(limit, error, (c, e) => c + 4 * e);
      const fine = plus(limit, error);
      const { d } = await on(richardson, { coarse, fine });
      const { allowed } = boundedResult(richardson, { coarse, fine }, {}, context);
      return [each('d', d, (what, value, i) => near(what, value, limit.data[i] ?? Number.NaN, allowed[i] ?? 0))];
    },
  }),
  law(richardson, 'C2', {
    ...smooth,
    cases: point,
    check: async (on, { name, x }, context) => {
      const [f, slope] = functions[name];
      const difference = (h: number) => vector(context, [(f(x + h) - f(x - h)) / (2 * h)]);
      const derivatives = halved(1, 5).map(
        async (h) => (await on(richardson, { coarse: difference(h), fine: difference(h / 2) })).d.data[0] ?? Number.NaN,
      );
      const errors = (await Promise.all(derivatives)).map((one) => one - slope(x));
      return [between('slope of the error', slopeOf(errors), [3.8, 4.2])];
    },
  }),
  refuses(orderOfConvergence, 'R1', {
    share: 0.1,
    cases: ({ dtype }) => fc.record({ e: dealt([vector({ dtype }, [1]), vector({ dtype }, [])]) }),
    calls: ({ e }) => ({ 'fewer than two errors are refused': { e } }),
  }),
  law(orderOfConvergence, 'C1', {
    share: 0.5,
    cases: ({ dtype }) =>
      fc
        .record({ p: fc.integer({ min: 0, max: 4 }), n: fc.integer({ min: 2, max: 4 }), c: dealt([1, 0.75, 3]) })
        .map(({ p, n, c }) => ({
          p,
          e: vector(
            { dtype },
            Array.from({ length: n }, (_, i) => c * 2 ** (-p * i)),
          ),
        })),
    check: async (on, { p, e }, context) => {
      const found = only((await on(orderOfConvergence, { e })).p) ?? Number.NaN;
      return [near('order', found, p, boundedResult(orderOfConvergence, { e }, {}, context).most)];
    },
  }),
  law(orderOfConvergence, 'C2', {
    ...smooth,
    cases: point,
    check: async (on, { name, x }, context) => {
      const [f, slope] = functions[name];
      const remainders = (factor: number, steps: readonly number[]): Tensor =>
        map(vector(context, steps), (h) => abs(f(x + h) - f(x) - factor * slope(x) * h));
      const of = async (e: Tensor) => only((await on(orderOfConvergence, { e })).p) ?? Number.NaN;
      const [right, wrong] = await Promise.all([
        of(remainders(1, halved(4, 12))),
        of(remainders(1.001, halved(15, 22))),
      ]);
      return [
        between('order of the remainders', right, [1.9, 2.1]),
        between('order with a derivative off by a thousandth', wrong, [0.9, 1.1]),
      ];
    },
  }),
];
