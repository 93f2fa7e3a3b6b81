import { writeFileSync } from 'node:fs';
import { prunedEntries, updatedEntries } from '../../judge/ledgerEdit.ts';
import { type LedgerPlace, ledgerFile } from '../../judge/ledgerFile.ts';
import { counted } from '../../present/_internal/numbers.ts';
import type { Report } from '../../report/report.ts';

export interface LedgerEdits {
  /** Write down what fails. */
  readonly update: boolean;
  /** Remove what there is nothing left of. */
  readonly prune: boolean;
}

export interface LedgerEdit {
  /** The report without the problems that removing entries settles. */
  readonly report: Report;
  /** Writes the ledger and says what was done. */
  write(): string;
}

/**
 * What becomes of the ledger of an adapter by a report. What is removed is no longer a problem of the ledger; what is written down has
 * no reason yet, and excuses nothing.
 */
export function ledgerEdit(
  report: Report,
  { update, prune }: LedgerEdits,
  place: LedgerPlace,
  today: string,
): LedgerEdit {
  const file = ledgerFile({ ...place, unfinished: true });
  const clauses = report.operations.flatMap((operation) => operation.clauses);
  const nothing: string[] = [];
  const { entries: kept, settled } = prune
    ? prunedEntries(file.entries, clauses, today)
    : { entries: file.entries, settled: nothing };
  const entries = update ? updatedEntries(kept, clauses) : kept;
  const [added, unreasoned] = [entries.length - kept.length, entries.filter(({ reason }) => reason === '').length];
  const parts = [
    settled.length === 0 ? '' : `${counted(settled.length, 'entry', 'entries')} removed`,
    added === 0 ? '' : `${counted(added, 'entry', 'entries')} added`,
    unreasoned === 0
      ? ''
      : `${counted(unreasoned, 'entry has', 'entries have')} no reason yet, and none is accepted without`,
  ].filter((part) => part !== '');
  return {
    report: { ...report, ledgerProblems: report.ledgerProblems.filter((text) => !settled.includes(text)) },
    write() {
      if (JSON.stringify(entries) === JSON.stringify(file.entries)) return `${file.path}: nothing to change\n`;
      const { $schema } = file;
      const text = JSON.stringify({ ...($schema === undefined ? {} : { $schema }), entries }, null, 2);
      writeFileSync(file.absolute, `${text}\n`);
      return `${file.path}: ${parts.length === 0 ? 'completed' : parts.join(', ')}\n`;
    },
  };
}
