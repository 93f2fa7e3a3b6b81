import * as z from 'zod';
import { readJson } from '../report/readJson.ts';
import type { ClauseReport, KnownFailure } from '../report/report.ts';
import { schemaFaults } from '../report/schemaFaults.ts';
import { decodeToken, TokenError } from '../report/token.ts';
import { schemaText } from '../subject/schemaText.ts';
import { UsageError } from '../usageError.ts';
import { findLaw, lawsOf, operationIdOf } from './laws.ts';
import { isStateClause, stateClauseOf } from './stateClause.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2030-01-31' });

const entrySchema = z.strictObject({
  clause: z.string().describe('The clause that fails, as the report names it: linalg.dot/C1'),
  reason: z.string().min(1, { error: 'must say why the clause may fail' }).describe('Why it may'),
  link: z.url({ error: 'must be a URL' }).optional().describe('Where the failure is discussed'),
  expires: isoDate.optional().describe('The last day on which the entry counts: 2030-01-31'),
  signature: z
    .string()
    .min(1, { error: 'must be some text' })
    .optional()
    .describe('Part of the text of the failure: another failure of the same clause is not the known one'),
  replay: z.string().optional().describe('A token of the failure, which is then looked at before any case is drawn'),
}) satisfies z.ZodType<KnownFailure>;

const ledgerSchema = z.strictObject({ $schema: z.string().optional(), entries: z.array(entrySchema) });

/** Without its entries, which are read one by one. */
const frameSchema = z.strictObject({ $schema: z.string().optional(), entries: z.array(z.unknown()) });

export interface Ledger {
  readonly $schema?: string | undefined;
  readonly entries: readonly KnownFailure[];
}

/** The text of ledger.schema.json. */
export const ledgerSchemaText = (): string => schemaText('Ledger of known failures of tensor-laws check', ledgerSchema);

/** What a ledger looks like, for those whose file does not; docs/ledger.md says more. */
const shape = `a ledger is { "entries": [{ "clause": "linalg.dot/C1", "reason": "..." }] }, and an entry may have
"link" (a URL), "expires" ("2030-01-31"), "signature" (part of the failure's text) and "replay" (its token)`;

/**
 * Reads a ledger. An entry whose reason is missing or empty is no entry; where `unreasoned` is true it is read with an empty one,
 * so that it can be filled in. Throws UsageError naming the file, the entry and the rule.
 */
export function readLedger(text: string, path: string, unreasoned = false): Ledger {
  const refuse = (faults: readonly string[]): never => {
    const [only = '', ...others] = faults;
    const told = others.length === 0 ? ` ${only}` : `\n  ${faults.join('\n  ')}`;
    throw new UsageError(`${path} is not a ledger:${told}\n${shape}`);
  };
  const json = readJson(text, path);
  const frame = frameSchema.safeParse(json);
  if (!frame.success)
    return refuse(schemaFaults(frame.error, json).map((fault) => (fault.startsWith('must') ? `it ${fault}` : fault)));
  const read = frame.data.entries.map((entry, at) => readEntry(entry, at, path, unreasoned));
  const faults = read.flatMap((one) => (Array.isArray(one) ? one : []));
  if (faults.length > 0) return refuse(faults);
  return { ...frame.data, entries: read.filter((one) => !Array.isArray(one)) as KnownFailure[] };
}

/** An entry, or what is wrong with it. */
function readEntry(given: unknown, at: number, path: string, unreasoned: boolean): KnownFailure | string[] {
  const isRecord = typeof given === 'object' && given !== null;
  const clause = isRecord && 'clause' in given && typeof given.clause === 'string' ? given.clause : undefined;
  const name = `entry ${at + 1}${clause === undefined ? '' : ` (${clause})`}`;
  const hasReason = isRecord && 'reason' in given && given.reason !== '';
  if (clause !== undefined && !hasReason && !unreasoned)
    return [`${name} has no reason: say in "reason" why it may fail`];
  const read = (unreasoned ? entrySchema.extend({ reason: z.string().default('') }) : entrySchema).safeParse(given);
  if (!read.success) return schemaFaults(read.error, given).map((fault) => `${name}: ${fault}`);
  const { replay } = read.data;
  const of = replay === undefined ? clause : clauseOf(replay, `${path}: ${name}`);
  return of === clause ? read.data : [`${name}: the token beside it is of ${of}`];
}

function clauseOf(token: string, place: string): string {
  try {
    const { law, before } = decodeToken(token);
    return before === undefined ? law : stateClauseOf(before);
  } catch (error) {
    throw error instanceof TokenError ? new UsageError(`${place}: ${error.message}`) : error;
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
  entries: readonly KnownFailure[],
  today: string,
): { readonly clauses: ClauseReport[]; readonly problems: string[] } {
  const problems = problemsOf(clauses, entries, today);
  const byId = new Set(clauses.map(({ id }) => id));
  const troubled = new Set(problems.map(({ entry }) => entry));
  const sound = entries.filter((entry) => byId.has(entry.clause) && !troubled.has(entry));
  const known = new Map(sound.map((entry) => [entry.clause, entry]));
  return {
    problems: problems.map(({ text }) => text),
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

/** Why an entry no longer holds. */
export interface LedgerProblem {
  readonly entry: KnownFailure;
  readonly text: string;
  /** There is nothing that it could excuse: removing it is all that is left to do. */
  readonly isIdle: boolean;
}

/** The entries that do not hold, in their order. */
export function problemsOf(
  clauses: readonly ClauseReport[],
  entries: readonly KnownFailure[],
  today: string,
): readonly LedgerProblem[] {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const listed = new Set<string>();
  return entries.flatMap((entry) => {
    const isTwice = listed.has(entry.clause);
    const isJudged = lawsOf(operationIdOf(entry.clause)).every(({ id }) => byId.has(id));
    const [text, isIdle = false] = isTwice
      ? [`${entry.clause} is listed twice`, true]
      : problemOf(entry, byId.get(entry.clause), today, isJudged);
    if (text === undefined) listed.add(entry.clause);
    return text === undefined ? [] : [{ entry, text, isIdle }];
  });
}

function problemOf(
  entry: KnownFailure,
  clause: ClauseReport | undefined,
  today: string,
  isJudged: boolean,
): [text?: string, isIdle?: boolean] {
  const { clause: id, expires, signature } = entry;
  const listed = `${id} is listed as a known failure`;
  if (clause === undefined && isStateClause(id))
    return isJudged ? [`${listed} and was not found: remove the entry`, true] : [];
  if (clause === undefined)
    return findLaw(id) === undefined ? [`${id} names no clause that is checked; see \`tensor-laws list\``, true] : [];
  if (clause.verdict === 'passed') return [`${listed} and passes: remove the entry`, true];
  if (clause.verdict === 'unsupported') return [`${listed} and is not supported: ${clause.reason ?? ''}`];
  if (clause.verdict === 'unjudged') return [`${listed} and could not be judged: ${clause.reason ?? ''}`];
  if (expires !== undefined && expires < today) return [`${listed} until ${expires}, which is over`];
  // A clause that is blocked may fail as it did, once what blocks it is mended.
  if (!failing.includes(clause.verdict) || signature === undefined || textOf(clause).includes(signature)) return [];
  return [`${id} fails differently from its entry: "${signature}" does not occur in the failure`];
}

/** The text of a failure in which a signature is looked for. */
function textOf({ counterexample, cause, reason }: ClauseReport): string {
  const { what, expected, received, error } = counterexample ?? {};
  return [what, expected, received, error, cause, reason].filter((part) => part !== undefined).join('\n');
}
