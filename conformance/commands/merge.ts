import type { Command } from 'commander';
import { mergeReports } from '../judge/mergeReports.ts';
import { readReport } from '../report/reportFile.ts';
import { type FinishOptions, finish } from './_internal/finish.ts';
import { outputOptions } from './_internal/outputOptions.ts';
import { refuseUnwritable } from './_internal/outputs.ts';

/** `tensor-laws merge`: one report of those of all shards, with the exit codes of check. */
export function register(program: Command): void {
  const command = program
    .command('merge')
    .description('make one report of those that check --shard wrote on several machines')
    .argument('<reports...>', 'the reports of all shards, as check --json wrote them');
  outputOptions(command).action(async (paths: readonly string[], options: FinishOptions) => {
    refuseUnwritable(options);
    const reports = paths.map((path) => ({ path, report: readReport(path) }));
    const today = new Date().toISOString().slice(0, 10);
    process.exitCode = finish(await mergeReports(reports, today), options).code;
  });
}
