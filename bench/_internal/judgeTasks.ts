import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cpuTime } from './cpuTime.ts';
import { median } from './statistics.ts';

/** A command whose CPU time is of interest, and what is asked of it. */
export interface Task {
  readonly name: string;
  /** Times that it is measured; the median counts. */
  readonly rounds: number;
  /** Figures of one run in the checkout of one side: seconds by name. */
  readonly measure: (side: Side) => Promise<Readonly<Record<string, number>>>;
}

/** What is compared: a checkout, and the copy of it with many operations. */
export interface Side {
  readonly folder: string;
  readonly many: string;
}

/** What is asked of a figure: how many times less than the other side's, or how many seconds at most. */
export interface Target {
  readonly times?: number;
  readonly most?: number;
}

export const targets: Readonly<Record<string, Target>> = {
  'full check of the reference': { times: 5 },
  'its slowest clause': { most: 1 },
  'its median operation': { most: 0.25 },
  'check of one operation, median': { most: 1.2 },
  'check of one of 570 operations, median': { most: 1.6 },
  'npm test': { times: 2 },
};

const report = z.object({
  operations: z.array(
    z.object({
      id: z.string(),
      clauses: z.array(z.object({ id: z.string(), spent: z.object({ cpu: z.number() }).optional() })),
    }),
  ),
});

/** `check` of everything; and of its clauses the CPU time of the judge alone, where the report has it. */
export const fullCheck = (rounds: number): Task => ({
  name: 'full check',
  rounds,
  async measure({ folder }) {
    const scratch = mkdtempSync(join(tmpdir(), 'tensor-laws-judge-'));
    try {
      const json = join(scratch, 'report.json');
      const whole = await judged(folder, ['--json', json]);
      return { 'full check of the reference': whole, ...ofClauses(JSON.parse(readFileSync(json, 'utf8'))) };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
});

function ofClauses(json: unknown): Record<string, number> {
  const operations = report.parse(json).operations.map(({ clauses }) => clauses.map(({ spent }) => spent?.cpu ?? 0));
  const sums = operations.map((clauses) => clauses.reduce((sum, one) => sum + one, 0)).filter((sum) => sum > 0);
  return sums.length === 0
    ? {}
    : { 'its slowest clause': Math.max(...operations.flat()), 'its median operation': median(sums) };
}

/** `check` of each operation alone. */
export const singleChecks = (ids: readonly string[]): Task => ({
  name: 'one operation',
  rounds: 1,
  async measure({ folder }) {
    const seconds: number[] = [];
    for (const id of ids) seconds.push(await judged(folder, ['--operations', id]));
    return { 'check of one operation, median': median(seconds), 'check of one operation, worst': Math.max(...seconds) };
  },
});

/** `check` of some operations alone, each where there are many others. */
export const checksAmongMany = (ids: readonly string[]): Task => ({
  name: 'one of many',
  rounds: 1,
  async measure({ many }) {
    const seconds: number[] = [];
    for (const id of ids) seconds.push(await judged(many, ['--operations', `${id}2`]));
    return { 'check of one of 570 operations, median': median(seconds) };
  },
});

/** The tests, as a stranger runs them. */
export const tests: Task = {
  name: 'npm test',
  rounds: 1,
  async measure({ folder }) {
    const { seconds, code, output } = await cpuTime(['npm', 'test'], folder);
    if (code !== 0) throw new Error(`npm test failed in ${folder}:\n${output.slice(-2_000)}`);
    return { 'npm test': seconds };
  },
};

/** Seconds of a check of the reference, which must conform. */
async function judged(folder: string, options: readonly string[]): Promise<number> {
  const command = [process.execPath, 'bin/tensor-laws.js', 'check', 'adapters/reference', ...options];
  const { seconds, code, output } = await cpuTime(command, folder);
  if (code !== 0) throw new Error(`${command.join(' ')} in ${folder}:\n${output}`);
  return seconds;
}
