import { replayCommand } from '../../../conformance/present/_internal/explain.ts';
import { worse } from '../../../conformance/present/_internal/numbers.ts';
import { decidingRatio } from '../../../conformance/present/_internal/tally.ts';
import { profileLines } from '../../../conformance/present/profileLines.ts';
import { isFailure, type Report, type Summary, type Verdict } from '../../../conformance/report/report.ts';
import { runsOf } from '../../../conformance/subject/tier.ts';
import type { Finding, Library } from '../library.ts';
import type { Failure, Judged } from './explained.ts';

/** What stands in `docs/findings/<name>.json`, and is all that the pages are made of. */
export interface FindingsRecord {
  readonly title: string;
  readonly version: string;
  readonly homepage: string;
  readonly language: Library['language'];
  /** The folder of its adapters, from the root of the repository. */
  readonly folder: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly tool: string;
  /** What judged it: `Node v24.21.0, linux x64`. */
  readonly machine: string;
  readonly ways: readonly WayRecord[];
  readonly findings: readonly FindingRecord[];
}

/** One way at one data type. */
export interface WayRecord {
  readonly name: string;
  readonly says: string;
  readonly adapter: string;
  readonly dtype: string;
  readonly tier: string;
  /** Cases a law, where they are not those of the tier. */
  readonly runs?: number;
  readonly seed: number;
  readonly promises: readonly string[];
  readonly summary: Summary;
  /** Those that the library has, in the order of the specification. */
  readonly operations: readonly OperationRecord[];
}

export interface OperationRecord {
  readonly id: string;
  readonly verdict: Verdict;
  /** The largest error of any clause that was judged, in units of what is allowed; null is infinite. */
  readonly worst?: number | null;
  /** Clauses that fail. */
  readonly failing?: readonly string[];
  /** The findings that explain them. */
  readonly findings?: readonly string[];
}

export interface FindingRecord extends Pick<Finding, 'id' | 'title' | 'kind' | 'cause' | 'call' | 'right' | 'link'> {
  /** What the call prints. */
  readonly prints: string;
  readonly explains: readonly { readonly way: string; readonly dtype: string; readonly clauses: readonly string[] }[];
  /** Shows one of its failures again. */
  readonly replay: string;
}

interface Parts {
  readonly library: Library;
  readonly folder: string;
  readonly judged: readonly Judged[];
  readonly failures: readonly Failure[];
  /** What the call of a finding prints. */
  readonly printed: (finding: Finding) => string;
  readonly date: string;
  readonly machine: string;
}

export function recordOf({ library, folder, judged, failures, printed, date, machine }: Parts): FindingsRecord {
  const { title, homepage, language, ways, findings } = library;
  const [first] = judged;
  if (first === undefined) throw new TypeError(`${title}: nothing was judged`);
  const { adapter, version } = first.report;
  return {
    title,
    version: adapter.version,
    homepage,
    language,
    folder,
    date,
    tool: version,
    machine,
    ways: judged.map(({ way, report }) => ({
      name: way,
      says: ways.find(({ name }) => name === way)?.says ?? '',
      ...wayRecord(
        report,
        failures.filter((failure) => failure.report === report),
      ),
    })),
    findings: findings.flatMap((finding) => {
      const own = failures.filter((failure) => failure.findings.includes(finding));
      return own.length === 0 ? [] : [findingRecord(finding, own, printed(finding))];
    }),
  };
}

function wayRecord(report: Report, failures: readonly Failure[]): Omit<WayRecord, 'name' | 'says'> {
  const { adapter, dtype, tier, runs, seed, profile, summary } = report;
  const operations = report.operations
    .filter(({ verdict }) => verdict !== 'unsupported')
    .map(({ id, verdict, clauses }): OperationRecord => {
      const failing = clauses.filter(isFailure).map((clause) => clause.id.slice(id.length + 1));
      const findings = failures
        .filter(({ clause }) => clauses.some((one) => one.id === clause.id))
        .flatMap((failure) => failure.findings.map((one) => one.id));
      const worst = clauses.map(decidingRatio).reduce<number | undefined>(worse, undefined);
      return {
        id,
        verdict,
        ...(worst === undefined ? {} : { worst: Number.isFinite(worst) ? Number(worst.toPrecision(2)) : null }),
        ...(failing.length === 0 ? {} : { failing }),
        ...(findings.length === 0 ? {} : { findings: [...new Set(findings)] }),
      };
    });
  return {
    adapter: adapter.path,
    dtype,
    tier,
    ...(runs === runsOf.ci ? {} : { runs }),
    seed,
    promises: profileLines(profile),
    summary,
    operations,
  };
}

function findingRecord(
  { id, title, kind, cause, call, right, link }: Finding,
  failures: readonly Failure[],
  prints: string,
): FindingRecord {
  const groups = Map.groupBy(failures, ({ report }) => report);
  const shown = failures.find(({ clause }) => clause.replay !== undefined);
  return {
    id,
    title,
    kind,
    cause,
    call: call.trim(),
    right,
    ...(link === undefined ? {} : { link }),
    prints,
    explains: [...groups].map(([{ dtype }, some]) => ({
      way: some[0]?.way ?? '',
      dtype,
      clauses: [...new Set(some.map(({ clause }) => clause.id))],
    })),
    replay: shown?.clause.replay === undefined ? '' : replayCommand(shown.clause.replay, shown.report.adapter.path),
  };
}
