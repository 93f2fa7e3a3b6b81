import { appendFileSync } from 'node:fs';

/** Adds Markdown to the summary of a job of GitHub Actions, where this is one. */
export function addToJobSummary(markdown: string): void {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, `${markdown}\n`);
  } catch (error) {
    process.stderr.write(`warning: GITHUB_STEP_SUMMARY cannot be written: ${String(error)}\n`);
  }
}
