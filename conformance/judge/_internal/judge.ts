import type { ClauseReport, Spent } from '../../report/report.ts';
import { decodeToken } from '../../report/token.ts';
import { type ChildSubject, childSubject } from '../../subject/childProcess.ts';
import { contextOf } from '../context.ts';
import { judgeLaw, type Subjects } from '../judgeLaw.ts';
import { findLaw, findOperation, loadOperations, operationIdOf } from '../laws.ts';
import { runsFor } from '../plan.ts';
import { stateReport } from '../stateClause.ts';
import type { SuiteOptions } from './suiteOptions.ts';

/** Causes of failure that a law tells apart. */
const mostCauses = 3;

/** Cases of a law whose calls cross together. */
const atOnce = 16;

/** What came of one law. */
export interface Judgement {
  readonly clause: ClauseReport;
  /** Operations found meanwhile to leave something behind: a clause each, whose failure that is. */
  readonly states: readonly ClauseReport[];
}

/** Judges one law after another, on one process of the adapter. */
export interface Judge {
  /** Throws what the law throws. */
  judge(lawId: string): Promise<Judgement>;
  close(): Promise<void>;
}

const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** Starts to measure what is spent from here on; to be called again for the result. */
function stopwatch(child: ChildSubject): () => Spent {
  const [cpu, wall, calls] = [process.cpuUsage(), performance.now(), child.made()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      cpu: rounded((user + system) / 1e6),
      wall: rounded((performance.now() - wall) / 1e3),
      calls: child.made() - calls,
    };
  };
}

/** Starts the adapter, unless a process of it is given; laws are judged as the options say. No process is started after an abort. */
export async function createJudge(options: SuiteOptions, child?: ChildSubject, signal?: AbortSignal): Promise<Judge> {
  const { description, dtype, seed, runs, samples = false, adapterPath, known, cwd, limits, nodeEnv } = options;
  const fresh = async () => {
    signal?.throwIfAborted();
    return childSubject({ adapterPath, cwd, limits, nodeEnv });
  };
  const subjects: Subjects = { child: child ?? (await fresh()), fresh, known: [] };
  const tokens = known.map(decodeToken).filter((token) => token.dtype === dtype && token.before === undefined);
  return {
    async judge(lawId) {
      await loadOperations([operationIdOf(lawId)]);
      const law = findLaw(lawId);
      if (law === undefined) throw new RangeError(`${lawId} is no law`);
      const first = tokens.filter((token) => token.law === lawId).map((token) => token.case);
      const before = subjects.known.length;
      const run = { runs: runsFor(law, runs), seed, adapterPath, first, causes: mostCauses, atOnce, samples };
      subjects.child.judging(lawId);
      const stop = stopwatch(subjects.child);
      const clause = { ...(await judgeLaw(law, subjects, contextOf(description, dtype, law), run)), spent: stop() };
      const found = subjects.known.slice(before);
      await loadOperations(found.flatMap((one) => one.before.map(({ operation }) => operation)));
      return { clause, states: found.map((one) => stateReport(one, findOperation, { adapterPath, seed })) };
    },
    close: () => subjects.child.close(),
  };
}
