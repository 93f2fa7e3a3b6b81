import { beforeAll, describe, inject, test } from 'vitest';
import { contextOf } from '../context.ts';
import { type PlannedOperation, planOf } from '../plan.ts';
import type { ClauseReport } from '../report.ts';
import { runLaw } from '../runLaw.ts';
import { type ChildSubject, childSubject } from '../subject/childProcess.ts';
import './suiteOptions.ts';

/*
 * The adapter's process and the plan are those of a worker: the files that it is given one after the other share them. The
 * process ends with the worker, which it notices.
 */
let started: Promise<ChildSubject> | undefined;
let plan: readonly PlannedOperation[] | undefined;

/** Defines the tests of one operation, a test per law that is to be run. Called from the file that a worker is given. */
export function defineSuite(id: string): void {
  const { description, filter, runs, dtype, seed, adapterPath, ...process } = inject('tensorLaws');
  plan ??= planOf({ description, filter, runs });
  const laws = plan.find(({ operation }) => operation.id === id)?.laws ?? [];
  const context = contextOf(description, dtype);
  describe(id, () => {
    let child: ChildSubject;
    beforeAll(async () => {
      started ??= childSubject({ adapterPath, ...process });
      child = await started;
    }, 0);
    for (const { law, runs, unsupported } of laws) {
      if (unsupported !== undefined) continue;
      test(law.clause, async ({ task }) => {
        const clause = await runLaw(law, child.subject, context, { runs, seed, adapterPath });
        task.meta.clause = clause;
        if (clause.verdict !== 'passed' && clause.verdict !== 'unsupported') throw new Error(messageOf(clause));
      });
    }
  });
}

const messageOf = ({ id, verdict, counterexample }: ClauseReport): string =>
  `${id} ${verdict}: ${counterexample?.error ?? counterexample?.what ?? ''}`;
