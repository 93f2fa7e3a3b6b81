import * as z from 'zod';
import type { ClauseReport } from '../report/report.ts';
import { decodeToken, TokenError } from '../report/token.ts';
import { UsageError } from '../usageError.ts';
import { findLaw, lawsOf, operationIdOf } from './laws.ts';
import { isStateClause, stateClauseOf } from './stateClause.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2030-01-31' });

/** A known failure of an adapter. */
const entrySchema = z.strictObject({
  /** `linalg.matmul/C1`. */
  clause: z.string(),
  reason: z.string().min(1),
  /** Where the failure is discussed. */
  link: z.url().optional(),
  /** The last day on which the entry counts. */
  expires: isoDate.optional(),
  /** Part of the text of the failure: another failure of the same clause is not the known one. */
  signature: z.string().min(1).optional(),
  /** A token of the failure, which is then looked at before any case is drawn: few cases might miss it. */
  replay: z.string().optional(),
});

const ledgerSchema = z.strictObject({ $schema: z.string().optional(), entries: z.array(entrySchema) });

export type LedgerEntry = z.infer<typeof entrySchema>;

/** What a ledger looks like, for those whose file does not; docs/ledger.md says more. */
const shape = `a ledger is { "entries": [{ "clause": "linalg.dot/C1", "reason": "..." }] }, and an entry may have
"link" (a URL), "expires" ("2030-01-31"), "signature" (part of the failure's text) and "replay" (its token)`;

/** Reads a ledger. Throws UsageError naming the file. */
export function readLedger(text: string, path: string): readonly LedgerEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}\n${shape}`);
  }
  const read = ledgerSchema.safeParse(json);
  if (!read.success) throw new UsageError(`${path} is not a ledger:\n${z.prettifyError(read.error)}\n${shape}`);
  for (const { clause, replay } of read.data.entries) {
    const of = replay === undefined ? clause : clauseOf(replay, path);
    if (of !== clause) throw new UsageError(`${path}: the token beside ${clause} is of ${of}`);
  }
  return read.data.entries;
}

function clauseOf(token: string, path: string): string {
  try {
    const { law, before } = decodeToken(token);
    return before === undefined ? law : stateClauseOf(before);
  } catch (error) {
    throw error instanceof TokenError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}

const failing: readonly string[] = ['failed', 'errored', 'timedOut', 'advice'];

/**
 * Marks what a ledger knows of, and says which of its entries no longer hold: those that pass, fail differently, have expired,
 * are named twice or name nothing. `today` is a date, YYYY-MM-DD: the verdict reads no clock.
 *
 * Entries for clauses outside of this judgement are left alone.
 */
export function applyLedger(
  clauses: readonly ClauseReport[],
  entries: readonly LedgerEntry[],
  today: string,
): { readonly clauses: ClauseReport[]; readonly problems: string[] } {
  const problems: string[] = [];
  const known = new Map<string, LedgerEntry>();
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  for (const entry of entries) {
    const clause = byId.get(entry.clause);
    const isJudged = lawsOf(operationIdOf(entry.clause)).every(({ id }) => byId.has(id));
    const problem = known.has(entry.clause)
      ? `${entry.clause} is listed twice`
      : problemOf(entry, clause, today, isJudged);
    if (problem !== undefined) problems.push(problem);
    else if (clause !== undefined) known.set(entry.clause, entry);
  }
  return {
    problems,
    clauses: clauses.map((clause) => {
      const entry = known.get(clause.id);
      if (entry === undefined) return clause;
      return {
        ...clause,
        verdict: 'known',
        reason: entry.link === undefined ? entry.reason : `${entry.reason} (${entry.link})`,
      };
    }),
  };
}

function problemOf(
  entry: LedgerEntry,
  clause: ClauseReport | undefined,
  today: string,
  isJudged: boolean,
): string | undefined {
  const { clause: id, expires, signature } = entry;
  if (clause === undefined && isStateClause(id)) {
    return isJudged ? `${id} is listed as a known failure and was not found: remove the entry` : undefined;
  }
  if (clause === undefined) {
    return findLaw(id) === undefined ? `${id} names no clause that is checked; see \`tensor-laws list\`` : undefined;
  }
  if (clause.verdict === 'passed') return `${id} is listed as a known failure and passes: remove the entry`;
  if (clause.verdict === 'unsupported')
    return `${id} is listed as a known failure and is not supported: ${clause.reason ?? ''}`;
  if (clause.verdict === 'unjudged')
    return `${id} is listed as a known failure and could not be judged: ${clause.reason ?? ''}`;
  if (expires !== undefined && expires < today)
    return `${id} is listed as a known failure until ${expires}, which is over`;
  // A clause that is blocked may fail as it did, once what blocks it is mended.
  if (!failing.includes(clause.verdict) || signature === undefined || textOf(clause).includes(signature))
    return undefined;
  return `${id} fails differently from its entry: "${signature}" does not occur in the failure`;
}

/** The text of a failure in which a signature is looked for. */
function textOf({ counterexample, cause, reason }: ClauseReport): string {
  const { what, expected, received, error } = counterexample ?? {};
  return [what, expected, received, error, cause, reason].filter((part) => part !== undefined).join('\n');
}
