import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJudged, type Report } from '../report/report.ts';
import { decodeToken } from '../report/token.ts';
import { failuresOf } from './_internal/failuresOf.ts';
import { isStateClause } from './stateClause.ts';

/** Cases of a clause that are kept, the latest first. */
const mostKept = 8;

/**
 * The file of a database that holds the failing cases of a clause, a token a line. A database is a folder; it may be kept between runs
 * or committed, and any of its files may be removed.
 */
const fileOf = (folder: string, dtype: string, clause: string): string =>
  join(folder, dtype, ...clause.split('/').with(-1, `${clause.split('/').at(-1) ?? ''}.txt`));

/** The failing cases of earlier runs, of some clauses; what is no token of this version is passed over. */
export const storedCases = (folder: string, dtype: string, clauses: readonly string[]): string[] =>
  clauses.flatMap((clause) => tokensIn(fileOf(folder, dtype, clause)).filter((token) => isOf(token, clause)));

function tokensIn(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/\s+/)
    .filter((token) => token !== '');
}

function isOf(token: string, clause: string): boolean {
  try {
    return decodeToken(token).law === clause;
  } catch {
    return false;
  }
}

/** Keeps the failing cases of a report, and forgets those of clauses that pass. */
export function storeCases(folder: string, { operations, dtype }: Report): void {
  for (const clause of operations.flatMap((operation) => operation.clauses)) {
    if (!isJudged(clause) || isStateClause(clause.id)) continue;
    const file = fileOf(folder, dtype, clause.id);
    const found = failuresOf(clause).flatMap(({ replay }) => (replay === undefined ? [] : [replay]));
    if (found.length === 0) {
      rmSync(file, { force: true });
      continue;
    }
    const kept = [...new Set([...found, ...tokensIn(file)])].slice(0, mostKept);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${kept.join('\n')}\n`);
  }
}
