import { describe, expect, test } from 'vitest';
import { sharesOf, workersFor } from '../../conformance/judge/_internal/shares.ts';
import type { PlannedOperation } from '../../conformance/judge/plan.ts';

/** An operation with laws of so many cases; one law in four is of its gradient. */
const planned = (id: string, runs: readonly number[]): PlannedOperation => {
  const laws = runs.map((count, at) => ({
    law: { id: `${id}/${at}`, clause: at === 0 ? 'special' : String(at), gradient: at % 4 === 1 },
    runs: count,
    unsupported: at === 2 ? 'no' : undefined,
  }));
  return { operation: { id }, laws } as unknown as PlannedOperation;
};
const plan = Array.from({ length: 30 }, (_, at) => planned(`chapter.op${at}`, [9, 60, 60, 30, 30, at * 10]));
const asked = plan.flatMap(({ laws }) => laws.filter((law) => law.unsupported === undefined)).map(({ law }) => law.id);

describe('the shares of a plan', () => {
  test('are one for one worker, and where more are not worth it', () => {
    expect(sharesOf(plan, 1)).toEqual([asked]);
    expect(sharesOf(plan.slice(0, 1), 8)).toEqual([
      ['chapter.op0/0', 'chapter.op0/1', 'chapter.op0/3', 'chapter.op0/4', 'chapter.op0/5'],
    ]);
    expect(sharesOf([], 4)).toEqual([]);
  });

  test('hold every law that is asked once, of one operation each', () => {
    const shares = sharesOf(plan, 3);
    expect(shares.length).toBeGreaterThan(12);
    expect(shares.flat().toSorted()).toEqual(asked.toSorted());
    for (const share of shares) expect(new Set(share.map((id) => id.split('/')[0])).size).toBe(1);
  });

  test('come the longest first, special values last', () => {
    const shares = sharesOf(plan, 3);
    const cost = (share: readonly string[]) =>
      share.reduce((sum, id) => {
        const law = plan.flatMap(({ laws }) => laws).find((one) => one.law.id === id);
        return sum + 2 + (law?.runs ?? 0) * (law?.law.gradient === true ? 3 : 1);
      }, 0);
    const calm = shares.filter((share) => !share.some((id) => id.endsWith('/0')));
    expect(shares.slice(0, calm.length)).toEqual(calm);
    expect(calm.map(cost)).toEqual(calm.map(cost).toSorted((a, b) => b - a));
  });

  test('are the same every time', () => expect(sharesOf(plan, 4)).toEqual(sharesOf(plan, 4)));
});

test('a worker and the process that it asks share a core and a half', () => {
  expect([1, 2, 3, 4, 8, 16].map(workersFor)).toEqual([1, 1, 2, 2, 5, 10]);
});
