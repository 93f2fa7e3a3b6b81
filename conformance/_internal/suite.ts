import { beforeAll, describe, inject, test } from 'vitest';
import { contextOf } from '../context.ts';
import { everyOperation } from '../laws.ts';
import { planOfOperation } from '../plan.ts';
import type { ClauseReport } from '../report.ts';
import { runLaw } from '../runLaw.ts';
import { type ChildSubject, childSubject } from '../subject/childProcess.ts';
import { decodeToken } from '../token.ts';
import './suiteOptions.ts';

/** The process of the adapter is a worker's, whose files share it. It ends with the worker, which it notices. */
let started: Promise<ChildSubject> | undefined;

/** Defines the tests of one operation, a test per law that is to be run. Called from the file that a worker is given. */
export function defineSuite(id: string): void {
  const { description, filter, runs, dtype, seed, adapterPath, known, ...process } = inject('tensorLaws');
  const operation = everyOperation.find((one) => one.id === id);
  const planned = operation === undefined ? [] : planOfOperation(operation, { description, filter, runs });
  const tokens = known.map(decodeToken).filter((token) => token.dtype === dtype);
  describe(id, () => {
    let child: ChildSubject;
    beforeAll(async () => {
      started ??= childSubject({ adapterPath, ...process });
      child = await started;
    }, 0);
    for (const { law, runs, unsupported } of planned.flatMap(({ laws }) => laws)) {
      if (unsupported !== undefined) continue;
      test(law.clause, async ({ task }) => {
        const first = tokens.filter((token) => token.law === law.id).map((token) => token.case);
        const context = contextOf(description, dtype, law);
        const clause = await runLaw(law, child.subject, context, { runs, seed, adapterPath, first });
        task.meta.clause = clause;
        if (clause.verdict !== 'passed' && clause.verdict !== 'unsupported') throw new Error(messageOf(clause));
      });
    }
  });
}

const messageOf = ({ id, verdict, counterexample }: ClauseReport): string =>
  `${id} ${verdict}: ${counterexample?.error ?? counterexample?.what ?? ''}`;
