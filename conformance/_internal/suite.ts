import { beforeAll, describe, inject, test } from 'vitest';
import { everyOperation } from '../laws.ts';
import { planOfOperation } from '../plan.ts';
import type { ClauseReport } from '../report.ts';
import { createJudge, type Judge } from './judge.ts';
import './suiteOptions.ts';

/** The process of the adapter is a worker's, whose files share it. It ends with the worker, which it notices. */
let started: Promise<Judge> | undefined;

/** Defines the tests of one operation, a test per law that is to be run. Called from the file that a worker is given. */
export function defineSuite(id: string): void {
  const options = inject('tensorLaws');
  const operation = everyOperation.find((one) => one.id === id);
  const planned = operation === undefined ? [] : planOfOperation(operation, options);
  describe(id, () => {
    let judge: Judge;
    beforeAll(async () => {
      started ??= createJudge(options);
      judge = await started;
    }, 0);
    for (const { law, unsupported } of planned.flatMap(({ laws }) => laws)) {
      if (unsupported !== undefined) continue;
      test(law.clause, async ({ task }) => {
        const judgement = await judge.judge(law.id);
        task.meta.judgement = judgement;
        const { clause } = judgement;
        if (clause.verdict !== 'passed' && clause.verdict !== 'unsupported') throw new Error(messageOf(clause));
      });
    }
  });
}

const messageOf = ({ id, verdict, counterexample }: ClauseReport): string =>
  `${id} ${verdict}: ${counterexample?.error ?? counterexample?.what ?? ''}`;
