import type { FloatDtype } from '../../spec/tensor.ts';
import type { ClauseReport, Report, ShardReport } from '../report/report.ts';
import { UsageError } from '../usageError.ts';
import { assemble } from './assemble.ts';
import { findRecord, lawsOf, loadOperations, operationIdOf, recordIds } from './laws.ts';
import type { PlannedLaw, PlannedOperation } from './plan.ts';
import { unmetBy } from './required.ts';

interface Part {
  readonly path: string;
  readonly report: Report;
  readonly shard: ShardReport;
}

/**
 * One report of the reports of all shards: what a run of the whole gives, apart from the times. `today` is the date by which entries of
 * the ledger expire.
 *
 * Throws UsageError where they are not all of one run, or one is missing.
 */
export async function mergeReports(
  reports: readonly { readonly path: string; readonly report: Report }[],
  today: string,
): Promise<Report> {
  const parts = inOrder(reports);
  const [{ report: first, shard }] = parts;
  const shards = parts.map((part) => part.shard);
  const results = new Map(shards.flatMap((one) => one.results.map((clause) => [clause.id, clause] as const)));
  const states = shards.flatMap((one) => one.states);
  await loadOperations([
    ...parts.flatMap(operationsOf),
    ...states.map(({ id }) => operationIdOf(id)),
    ...shard.ledger.map(({ clause }) => operationIdOf(clause)),
  ]);
  const plan = planOf(parts);
  const assembled = assemble({ plan, results, states, ledger: shard.ledger, today });
  const isDtype = first.dtype as FloatDtype;
  const left = new Set(parts.flatMap(({ report }) => report.left));
  return {
    ...first,
    ...assembled,
    unmet: shard.required === null ? [] : await unmetBy(shard.required, assembled.operations, isDtype),
    endedBy: parts.map(({ report }) => report.endedBy).find((one) => one !== null) ?? null,
    left: plan.flatMap(({ laws }) => laws.map(({ law }) => law.id)).filter((id) => left.has(id)),
    shard: null,
  };
}

const operationsOf = ({ report }: Part): string[] => report.operations.map(({ id }) => id);

/** What shards must agree on in order to be of one run. */
const agreed = ['version', 'adapter', 'profile', 'dtype', 'tier', 'seed', 'runs', 'strict', 'budget'] as const;

/** The shards in their order. Throws UsageError where they do not belong together. */
function inOrder(reports: readonly { readonly path: string; readonly report: Report }[]): readonly [Part, ...Part[]] {
  const parts = reports.map(({ path, report }): Part => {
    if (report.shard === null)
      throw new UsageError(`${path} is not of a shard: check --shard 1/3 --json <file> writes one`);
    return { path, report, shard: report.shard };
  });
  const [first, ...others] = parts.toSorted((a, b) => a.shard.index - b.shard.index);
  if (first === undefined) throw new UsageError('name the reports of all shards');
  for (const { path, report, shard } of others) {
    const differing = agreed.find((key) => JSON.stringify(report[key]) !== JSON.stringify(first.report[key]));
    const said = (one: Report) => JSON.stringify(differing === undefined ? '' : one[differing]);
    if (differing !== undefined) {
      throw new UsageError(
        `${first.path} and ${path} are not of one run: ${differing} is ${said(first.report)} and ${said(report)}`,
      );
    }
    if (shard.of !== first.shard.of)
      throw new UsageError(`${first.path} is of ${first.shard.of} shards, ${path} of ${shard.of}`);
  }
  const indices = parts.map(({ shard }) => shard.index);
  const twice = parts.find(({ shard }, at) => indices.indexOf(shard.index) !== at);
  if (twice !== undefined)
    throw new UsageError(`shard ${twice.shard.index} of ${twice.shard.of} is given twice: ${twice.path}`);
  const missing = Array.from({ length: first.shard.of }, (_, at) => at + 1).filter((index) => !indices.includes(index));
  if (missing.length > 0) throw new UsageError(`of ${first.shard.of} shards these are missing: ${missing.join(', ')}`);
  return [first, ...others];
}

/** The plan of the whole, from what its parts judged and could not. */
function planOf(parts: readonly Part[]): PlannedOperation[] {
  const asked = new Set(parts.flatMap(({ shard }) => shard.planned));
  const reported = parts.flatMap(({ report }) => report.operations);
  const clauses = new Map(reported.flatMap((one) => one.clauses.map((clause) => [clause.id, clause] as const)));
  const uncovered = new Map(reported.map((one) => [one.id, one.uncovered ?? []]));
  const reasonOf = ({ reason }: ClauseReport): string => reason ?? '';
  return recordIds.flatMap((id): PlannedOperation[] => {
    const operation = uncovered.has(id) ? findRecord(id) : undefined;
    if (operation === undefined) return [];
    const laws = lawsOf(id).flatMap((law): PlannedLaw[] => {
      const clause = clauses.get(law.id);
      if (asked.has(law.id)) return [{ law, runs: 0, unsupported: undefined }];
      return clause === undefined ? [] : [{ law, runs: 0, unsupported: reasonOf(clause) }];
    });
    return laws.length === 0 ? [] : [{ operation, laws, uncovered: uncovered.get(id) ?? [] }];
  });
}
