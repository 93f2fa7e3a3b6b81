import { expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { Context } from '../../properties/law.ts';
import { measured, sideBySide } from '../../properties/phenomenon.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { phenomenon } from '../../spec/phenomenon.ts';
import { good } from '../conformance/adapters/good.ts';

const toy = phenomenon({
  id: 'phenomena.P999',
  claim: 'Two is two.',
  needs: [dot],
  setup: 'Nothing is run.',
  predictions: {
    near: { measured: 'a', formula: '2', value: 2, tolerance: (u) => 2 ** 51 * u, because: 'a quarter, in float64' },
    exact: { measured: 'b', formula: '0', value: 0, tolerance: () => 0, because: 'it is 0' },
  },
  series: ['t', 'a'],
  sources: [],
});

const judged = (near: number, exact: number, series: Record<string, number[]> = { t: [0, 1], a: [1, 2] }) => {
  const law = measured(toy, { setup: () => ({}), measure: async () => ({ quantities: { near, exact }, series }) });
  const context = contextOf(describe(readAdapter(good)), 'float64', law);
  const subject = inProcessSubject(good as unknown as Parameters<typeof inProcessSubject>[0]);
  return runLaw(law, subject, context, { runs: 1, seed: 1, adapterPath: 'adapter.ts' });
};

test('the verdict is that of the quantity that is farthest off, in units of its tolerance', async () => {
  expect(await judged(2.125, 0)).toMatchObject({ verdict: 'passed', worstRatio: 0.5, elements: 2, cases: 1 });
  expect(await judged(2.5, 0)).toMatchObject({ verdict: 'failed', worstRatio: 2, counterexample: { what: 'a' } });
  expect(await judged(2, 1e-300)).toMatchObject({
    verdict: 'failed',
    counterexample: { what: 'b', ratio: Number.POSITIVE_INFINITY },
  });
});

test('what is not a number holds of nothing', async () => {
  expect(await judged(Number.NaN, 0)).toMatchObject({ verdict: 'failed', counterexample: { received: 'NaN' } });
});

test('a run is reported beside its predictions; what JSON cannot hold is null', async () => {
  const { run } = await judged(2.5, 0, { t: [0, 1, 2], a: [1 / 3, Number.NaN, Number.POSITIVE_INFINITY] });
  expect(run).toEqual({
    measured: [
      { what: 'a', expected: '2', received: '2.5', ratio: 2 },
      { what: 'b', expected: '0', received: '0', ratio: 0 },
    ],
    series: { t: [0, 1, 2], a: [0.33333333, null, null] },
  });
});

test('a series that is not that of the record, or too long, is an error of the law', async () => {
  await expect(judged(2, 0, { t: [0] })).rejects.toThrow('a series has the columns t, a');
  await expect(judged(2, 0, { t: [0], a: [] })).rejects.toThrow('t (1), a (0)');
  const long = new Array<number>(129).fill(0);
  await expect(judged(2, 0, { t: long, a: long })).rejects.toThrow('at most 128 rows');
});

test('numbers side by side have the axes that the implementation takes', () => {
  const shapeAt = (ranks: Partial<Pick<Context, 'ranks'>>) =>
    sideBySide({ dtype: 'float64', ...ranks } as Context, [1, 2, 3]).shape;
  expect(shapeAt({})).toEqual([3]);
  expect(shapeAt({ ranks: [2, 2] })).toEqual([1, 3]);
  expect(shapeAt({ ranks: [0, 4] })).toEqual([3]);
});
