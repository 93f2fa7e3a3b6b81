import { annotations } from '../../present/annotations.ts';
import { slowest } from '../../present/slowest.ts';
import { terminal } from '../../present/terminal.ts';
import { exitCodeOf } from '../../report/exitCode.ts';
import type { Report } from '../../report/report.ts';
import { type Outputs, writeOutputs } from './outputs.ts';
import { styleOf } from './styleOf.ts';

export interface FinishOptions extends Outputs {
  /** Explain every cause of failure. */
  readonly all?: true;
  readonly slowest?: true;
  readonly slowestCount?: number;
  readonly color: boolean;
}

export interface Finished {
  /** The exit code: 3 where a file could not be written, though the verdict stands. */
  readonly code: 0 | 1 | 3;
  /** What could not be written, in sentences. */
  readonly failures: readonly string[];
}

/** Tells the verdict, then writes the files. */
export function finish(report: Report, options: FinishOptions): Finished {
  process.stdout.write(
    terminal(report, {
      ...styleOf(options.color),
      ...(options.all === true ? { explain: Number.POSITIVE_INFINITY } : {}),
      ...(options.html === undefined ? {} : { page: options.html }),
    }),
  );
  const longest = options.slowestCount ?? (options.slowest === true ? 10 : 0);
  if (longest > 0) process.stdout.write(slowest(report, longest));
  if (process.env['GITHUB_ACTIONS'] === 'true') process.stdout.write(annotations(report));
  const failures = writeOutputs(report, options);
  for (const failure of failures) process.stderr.write(`error: ${failure}\n`);
  if (options.html !== undefined && failures.length === 0) process.stdout.write(`\nreport: ${options.html}\n`);
  return { code: failures.length > 0 ? 3 : exitCodeOf(report), failures };
}
