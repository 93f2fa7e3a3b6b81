import type { Command } from 'commander';
import { comparisonMarkdown, comparisonText } from '../present/comparison.ts';
import { compareReports, comparisonExitCode, refuseUnlike } from '../report/compare.ts';
import { readReport } from '../report/reportFile.ts';
import { addToJobSummary } from './_internal/jobSummary.ts';
import { print } from './_internal/print.ts';

/** `tensor-laws compare`: what became of the clauses of one report in another. Exit codes: 0 nothing is worse, 1 something is, 2 they cannot be compared. */
export function register(program: Command): void {
  program
    .command('compare')
    .description('compare two reports: what is newly broken, mended, no longer judged')
    .argument('<old>', 'a report that check --json wrote')
    .argument('<new>', 'a later one, of the same cases')
    .option('--markdown', 'as Markdown, for a comment')
    .action((old: string, other: string, { markdown = false }: { markdown?: boolean }) => {
      const [before, now] = [readReport(old), readReport(other)];
      refuseUnlike(before, now, [old, other]);
      const compared = { before, now, comparison: compareReports(before, now) };
      const page = comparisonMarkdown(compared);
      addToJobSummary(page);
      print(markdown ? page : comparisonText(compared));
      process.exitCode = comparisonExitCode(compared.comparison);
    });
}
