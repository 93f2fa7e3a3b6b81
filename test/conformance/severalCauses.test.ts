import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { runCase } from '../../conformance/judge/runCase.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { decodeToken } from '../../conformance/report/token.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { law, type OperationCase, Rejected } from '../../properties/law.ts';
import { qr } from '../../spec/decompositions/qr.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { good } from './adapters/good.ts';
import { dotLaw, numbers } from './toyLaws.ts';

const context = contextOf(describeAdapter(readAdapter(good)), 'float64', dotLaw);
const subject = (adapter: unknown) => inProcessSubject(adapter as Parameters<typeof inProcessSubject>[0]);
const options = { runs: 50, seed: 3, adapterPath: 'somewhere/adapter.ts' };

describe('a law that fails for several reasons', () => {
  const three = numbers((x) => {
    if (x % 7 === 3) throw new Rejected(`no ${x}`);
    if (x % 7 === 5) throw new Rejected(`cannot, by ${x}`);
    return [{ ratio: x > 900 ? 2 : 0, what: 'x', expected: '0', received: String(x) }];
  });

  test('tells each, made small, where it is asked for several', async () => {
    const clause = await runLaw(three, subject(good), context, { ...options, causes: 3 });
    expect(clause.cases).toBe(50);
    const told = [clause.counterexample, ...(clause.further ?? []).map(({ counterexample }) => counterexample)];
    const texts = told.map((one) => one?.error ?? `x is ${one?.received}`);
    expect(texts.map((text) => text.replace(/\d+/, '#')).toSorted()).toEqual(['cannot, by #', 'no #', 'x is #']);
    // As small as bisection gets, which the residues stop short.
    expect(Number(/\d+/.exec(texts.find((text) => text.startsWith('x is')) ?? '')?.[0])).toBeLessThan(915);
    for (const { verdict, replay } of clause.further ?? []) {
      const { outcome } = await runCase(three, subject(good), context, decodeToken(replay).case);
      expect(outcome).toMatchObject({ kind: verdict === 'errored' ? 'broken' : 'judged' });
    }
    expect(await runLaw(three, subject(good), context, { ...options, causes: 3 })).toEqual(clause);
  });

  test('stops at the first by itself, and at most at as many as are asked for', async () => {
    const first = await runLaw(three, subject(good), context, options);
    expect(first.further).toBeUndefined();
    expect(first.cases).toBeLessThan(20);
    const two = await runLaw(three, subject(good), context, { ...options, causes: 2 });
    expect(two.further).toHaveLength(1);
  });

  test('takes what needs the same condition for the same, and what goes without it for another', async () => {
    const shaped = (wrong: (rows: number, columns: number) => boolean) =>
      law<OperationCase>(qr, 'toy', {
        statement: 'a toy',
        cases: () =>
          fc.record({ m: fc.integer({ min: 1, max: 4 }), n: fc.integer({ min: 1, max: 4 }) }).map(({ m, n }) => ({
            inputs: { a: tensorOf('float64', [m, n], new Array(m * n).fill(1)) },
            attributes: {},
          })),
        check: async (_on, { inputs }) => {
          const [m = 0, n = 0] = inputs['a']?.shape ?? [];
          return [{ ratio: wrong(m, n) ? 2 : 0, what: `${m} by ${n}` }];
        },
      });
    const told = async (wrong: (rows: number, columns: number) => boolean) => {
      const clause = await runLaw(shaped(wrong), subject(good), context, { ...options, causes: 3 });
      return [clause.counterexample?.what, ...(clause.further ?? []).map(({ counterexample }) => counterexample.what)];
    };
    expect(await told((m, n) => m < n)).toEqual(['1 by 2']);
    expect((await told((m, n) => m < n || m > n + 1)).toSorted()).toEqual(['1 by 2', '3 by 1']);
    expect(await told(() => true)).toEqual(['1 by 1']);
  });
});
