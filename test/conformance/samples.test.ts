import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { conditionNumber } from '../../conformance/judge/_internal/conditionNumber.ts';
import { type Cases, caseAt, draw } from '../../conformance/judge/_internal/draw.ts';
import { lawSeed } from '../../conformance/judge/_internal/lawSeed.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { findLaw, loadOperations } from '../../conformance/judge/laws.ts';
import { runCase } from '../../conformance/judge/runCase.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { placeOf, placeText } from '../../conformance/report/place.ts';
import { reportText } from '../../conformance/report/reportFile.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { clause, operation, reportOf } from '../present/fakeReport.ts';

await loadOperations(['decompositions.solve', 'linalg.dot']);
const subject = inProcessSubject(reference as unknown as Parameters<typeof inProcessSubject>[0]);
const description = describeAdapter(readAdapter(reference));
const lawOf = (id: string) => {
  const law = findLaw(id);
  if (law === undefined) throw new RangeError(id);
  return law;
};

describe('the condition number', () => {
  test('is that of a diagonal matrix, whatever its scale', () => {
    for (const scale of [1, 2 ** 900, 2 ** -900]) {
      expect(conditionNumber([scale, 0, 0, 0, scale / 2, 0, 0, 0, scale / 1024], 3, 3)).toBeCloseTo(1024, 6);
    }
  });

  test('is that of the 2-norm up to the size, for tall and wide matrices', () => {
    const columns = [1, 1, 1, 1 + 2 ** -20, 1, 1];
    const exact = 2 ** 20 * Math.sqrt(6) * 1.5;
    for (const [rows, cols, data] of [
      [3, 2, columns],
      [2, 3, [1, 1, 1, 1, 1 + 2 ** -20, 1]],
    ] as const) {
      const found = conditionNumber(data, rows, cols) ?? 0;
      expect(found / exact).toBeGreaterThan(0.3);
      expect(found / exact).toBeLessThan(3);
    }
  });

  test('is infinite of a singular one, and unknown of nothing, of NaN and of what is large', () => {
    expect(conditionNumber([1, 1, 1, 1], 2, 2)).toBeGreaterThan(1e15);
    expect(conditionNumber([0, 0, 0, 0], 2, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(conditionNumber([], 0, 0)).toBeUndefined();
    expect(conditionNumber([Number.NaN], 1, 1)).toBeUndefined();
    expect(conditionNumber(new Float64Array(2500), 50, 50)).toBeUndefined();
  });
});

describe('samples', () => {
  const run = (id: string, samples: boolean) =>
    runLaw(lawOf(id), subject, contextOf(description, 'float64', lawOf(id)), {
      runs: 20,
      seed: 7,
      adapterPath: 'x.mjs',
      samples,
    });

  test('are kept only where they are asked for, of every case, and change nothing else', async () => {
    const { samples, ...rest } = await run('decompositions.solve/C1', true);
    expect(rest).toEqual(await run('decompositions.solve/C1', false));
    expect(samples?.place).toHaveLength(20);
    for (const column of Object.values(samples ?? {})) expect(column).toHaveLength(20);
    expect(Math.max(...(samples?.condition ?? []).map(Number))).toBeGreaterThan(10);
  });

  test('are none where every case is exact', async () => {
    expect((await run('linalg.dot/integers', true)).samples).toBeUndefined();
  });

  test('name places from which the very case is drawn again', async () => {
    const id = 'linalg.dot/definition';
    const { samples } = await run(id, true);
    const context = contextOf(description, 'float64', lawOf(id));
    for (const at of [0, 11, 19]) {
      const given = await caseAt({ law: lawOf(id), context, seed: lawSeed(7, id) }, samples?.place[at] ?? -1);
      const { outcome } = await runCase(lawOf(id), subject, context, given);
      const ratio = outcome.kind === 'judged' ? outcome.worst.ratio : Number.NaN;
      expect(Number(ratio.toPrecision(3))).toBe(samples?.ratio[at]);
    }
  });

  test('count places without the known cases that are looked at first', async () => {
    const law = lawOf('linalg.dot/definition');
    const context = contextOf(description, 'float64', law);
    const seed = lawSeed(7, law.id);
    const first = [await caseAt({ law, context, seed }, 3)];
    const places: number[] = [];
    const sampling = { add: (place: number) => places.push(place), result: () => ({}) };
    const cases: Cases = { law, on: subject, context, seed, first, atOnce: 1, sampling };
    await draw(cases, 3, () => false);
    expect(places).toEqual([-1, 0, 1]);
  });
});

test('a place is read back from its text', () => {
  const place = { law: 'linalg.dot/golden/pullback/gradient', dtype: 'float32', seed: -3, place: 17 } as const;
  expect(placeOf(placeText(place))).toEqual(place);
  for (const text of ['abc', 'a@float65:1:1', 'a@float64:1', 'a@float64:1:1.5']) expect(placeOf(text)).toBeUndefined();
});

test('a column of numbers takes one line of the JSON', () => {
  const samples = { place: [0, 1], size: [1, 2], ratio: [0.5, null], ulp: [1e-7, -2] };
  const report = reportOf([
    operation('linalg.dot', [clause('linalg.dot/C1', 'passed', { samples, law: '[\n 1,\n 2\n]' })]),
  ]);
  expect(JSON.parse(reportText(report))).toEqual(report);
  expect(reportText(report)).toContain('"ulp": [1e-7, -2]\n');
});
