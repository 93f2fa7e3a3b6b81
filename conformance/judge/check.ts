import { availableParallelism } from 'node:os';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { ClauseReport, Report } from '../report/report.ts';
import { adapterFile } from '../subject/adapterFile.ts';
import { type ChildSubject, childSubject, LoadFailure } from '../subject/childProcess.ts';
import type { Description } from '../subject/description.ts';
import { type Limits, limitsOf } from '../subject/limits.ts';
import { globExpression, reportedProfile } from '../subject/profile.ts';
import { runsOf, type Tier } from '../subject/tier.ts';
import { toolVersion } from '../toolVersion.ts';
import { UsageError } from '../usageError.ts';
import { runPlan } from './_internal/engine.ts';
import { didYouMean } from './_internal/names.ts';
import { workersFor } from './_internal/shares.ts';
import { assemble } from './assemble.ts';
import { isOperation, isRecord, loadOperations, operationIdOf, operationIds } from './laws.ts';
import { type LedgerFile, ledgerFile } from './ledgerFile.ts';
import { meantBy, planOf, unknownPatterns } from './plan.ts';
import { isStateClause, stateExplanation } from './stateClause.ts';

export interface CheckOptions {
  /** Path of the adapter's module, or of the folder that holds it as `adapter.ts`, from `cwd`. */
  readonly adapter: string;
  /** Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Operations or clauses, by globs or parts of their names: `linalg.*,softmax/C1`. Default: everything. */
  readonly operations?: string | undefined;
  /** Cases per law. Default: those of the tier. */
  readonly runs?: number | undefined;
  /** Default 1: every run draws the same cases unless it is told otherwise. */
  readonly seed?: number | undefined;
  /** Default: the first that the adapter declares. */
  readonly dtype?: FloatDtype | undefined;
  /** Whether the report holds of every case what plots need. Default false. */
  readonly samples?: boolean | undefined;
  /** Default `ci`. */
  readonly tier?: Tier | undefined;
  /** Path of a ledger of known failures. Default: `tensor-laws.ledger.json` or else `ledger.json` beside the adapter. */
  readonly ledger?: string | undefined;
  /** Tokens of failures that are tried before any case is drawn, as those of the ledger are. */
  readonly replays?: readonly string[] | undefined;
  /** The ledger is to be filled in: entries without a reason excuse nothing, and are not refused. */
  readonly unfinishedLedger?: boolean | undefined;
  /** The date by which entries of the ledger expire, YYYY-MM-DD. */
  readonly today: string;
  readonly limits?: Partial<Limits> | undefined;
  /** Processes that judge at once. Default: one per core. */
  readonly workers?: number | undefined;
  readonly onProgress?: ((event: Progress) => void) | undefined;
}

/** What a judgement tells while it runs. */
export type Progress =
  | {
      readonly kind: 'started';
      readonly description: Description;
      readonly planned: number;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'clause'; readonly clause: ClauseReport; readonly done: number; readonly planned: number };

/** Thrown when the judge itself failed; the message holds the stacks, and the report what could be judged all the same. Exit code 3. */
export class JudgeFailure extends Error {
  override readonly name = 'JudgeFailure';
  readonly report: Report;
  constructor(message: string, report: Report) {
    super(message);
    this.report = report;
  }
}

/**
 * Judges an adapter by the laws of every operation that it offers.
 *
 * Throws UsageError when the adapter cannot be loaded or an option does not fit it, JudgeFailure when a law fails in itself.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const { cwd = process.cwd(), seed = 1, samples = false, tier = 'ci', today, onProgress } = options;
  const filter = options.operations === undefined ? undefined : meantBy(options.operations);
  const runs = options.runs ?? runsOf[tier];
  const limits = limitsOf(tier, options.limits);
  const nodeEnv = process.env['NODE_ENV'];
  const adapterPath = asUsage(() => adapterFile(options.adapter, cwd));
  const file = ledgerFile({ ledger: options.ledger, adapterPath, cwd, unfinished: options.unfinishedLedger });
  const ledger = file.entries.filter(({ reason }) => reason !== '');
  const unknown = filter === undefined ? [] : await unknownPatterns(filter);
  if (unknown.length > 0) throw new UsageError(unknown.map(unknownText).join('\n'));
  const child = await startAdapter({ adapterPath, cwd, limits, nodeEnv });
  try {
    const { description } = child;
    const dtype = options.dtype ?? description.dtypes[0];
    if (!description.dtypes.includes(dtype)) {
      throw new UsageError(
        `${adapterPath} is not declared for ${dtype}: its profile.dtype says ${description.dtypes.join(' and ')}`,
      );
    }
    const plan = await planOf({ description, filter, runs, dtype });
    const planned = plan.reduce(
      (sum, { laws }) => sum + laws.filter(({ unsupported }) => unsupported === undefined).length,
      0,
    );
    onProgress?.({
      kind: 'started',
      description,
      planned,
      warnings: [...warningsOf(description, adapterPath), ...ledgerWarnings(file)],
    });
    const ofLedger = file.entries.flatMap(({ replay }) => (replay === undefined ? [] : [replay]));
    const known = [...ofLedger, ...(options.replays ?? [])];
    let done = 0;
    const { results, states, errors } = await runPlan({
      plan,
      suite: { adapterPath, cwd, limits, nodeEnv, description, dtype, runs, seed, samples, known },
      child,
      workers: options.workers ?? workersFor(availableParallelism()),
      onClause: (clause) => onProgress?.({ kind: 'clause', clause, done: ++done, planned }),
    });
    // What the ledger and the findings name must be known to say what they mean.
    await loadOperations([...ledger.map(({ clause }) => clause), ...states.map(({ id }) => id)].map(operationIdOf));
    const report: Report = {
      tool: 'tensor-laws',
      version: toolVersion(),
      adapter: { name: description.name, version: description.version, path: adapterPath },
      profile: reportedProfile(description.profile),
      dtype,
      tier,
      seed,
      runs,
      ...assemble({ plan, results, states, ledger, today }),
    };
    if (errors.length > 0) throw new JudgeFailure(errors.join('\n\n'), report);
    return report;
  } finally {
    await child.close();
  }
}

/** What to say of a pattern that names nothing. */
function unknownText(pattern: string): string {
  const id = operationIdOf(pattern);
  if (isStateClause(pattern)) return stateExplanation(pattern);
  if (isRecord(id)) return `${id} has no clause ${pattern.slice(id.length + 1)}; \`tensor-laws list ${id}\` names them`;
  const question = didYouMean(id);
  return `no operation of the specification is called ${id}; ${question === '' ? '`tensor-laws list` names them' : question}`;
}

/** An adapter in a process of its own. Throws UsageError when it cannot be loaded. */
async function startAdapter(options: Parameters<typeof childSubject>[0]): Promise<ChildSubject> {
  try {
    return await childSubject(options);
  } catch (error) {
    throw error instanceof LoadFailure ? new UsageError(error.message) : error;
  }
}

/** What an adapter says of itself. Throws UsageError when it cannot be loaded. */
export async function describeAdapter(options: Parameters<typeof childSubject>[0]): Promise<Description> {
  const child = await startAdapter(options);
  await child.close();
  return child.description;
}

function asUsage<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw error instanceof LoadFailure ? new UsageError(error.message) : error;
  }
}

const ledgerWarnings = ({ path, passedOver }: LedgerFile): string[] =>
  passedOver === undefined ? [] : [`${path} is the ledger, and ${passedOver} beside it is not read`];

/** What an adapter offers that is not in the specification: most likely a name that is misspelt. */
function warningsOf({ operations, gradients, profile }: Description, adapterPath: string): string[] {
  const unknown = [...new Set([...operations, ...gradients])].filter((name) => !isOperation(name));
  const idle = Object.keys(profile.operations ?? {}).filter((glob) => {
    const expression = globExpression(glob);
    return !operationIds.some((id) => expression.test(id));
  });
  return [
    ...unknown.map((name) => `${adapterPath} offers ${name}, which is not in the specification and is not judged`),
    ...idle.map(
      (glob) => `${adapterPath} promises something of ${glob}, which names no operation of the specification`,
    ),
  ];
}
