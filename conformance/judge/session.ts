import { resolve } from 'node:path';
import type { KnownFailure } from '../report/report.ts';
import { adapterFile } from '../subject/adapterFile.ts';
import { type ChildSubject, childSubject, LoadFailure } from '../subject/childProcess.ts';
import type { Description } from '../subject/description.ts';
import { limitsOf } from '../subject/limits.ts';
import { globExpression } from '../subject/profile.ts';
import { runsOf, type Tier } from '../subject/tier.ts';
import { UsageError } from '../usageError.ts';
import { didYouMean } from './_internal/names.ts';
import type { SuiteOptions } from './_internal/suiteOptions.ts';
import type { SessionOptions } from './checkOptions.ts';
import { storedCases } from './database.ts';
import { isOperation, isRecord, operationIdOf, operationIds } from './laws.ts';
import { type LedgerFile, ledgerFile } from './ledgerFile.ts';
import { meantBy, type PlannedOperation, planOf, unknownPatterns } from './plan.ts';
import { shardOf } from './shard.ts';
import { isStateClause, stateExplanation } from './stateClause.ts';

/** An adapter that was loaded, and what is to be judged of it. */
export interface Session {
  readonly child: ChildSubject;
  readonly plan: readonly PlannedOperation[];
  readonly suite: SuiteOptions;
  readonly tier: Tier;
  /** What is known to fail, and why. */
  readonly ledger: readonly KnownFailure[];
  /** What must be judged, as a filter; undefined where nothing must. */
  readonly required: string | undefined;
  /** What the adapter offers that is not in the specification: most likely a name that is misspelt. */
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Loads an adapter and plans what is to be judged of it. The caller closes its process.
 *
 * Throws UsageError when the adapter cannot be loaded or an option does not fit it.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { cwd = process.cwd(), seed = 1, samples = false, tier = 'ci', replays = [] } = options;
  const [filter, required] = [meantByOption(options.operations), meantByOption(options.require)];
  const runs = options.runs ?? runsOf[tier];
  const limits = limitsOf(tier, options.limits);
  const nodeEnv = process.env['NODE_ENV'];
  const adapterPath = asUsage(() => adapterFile(options.adapter, cwd));
  const file = ledgerFile({ ledger: options.ledger, adapterPath, cwd, unfinished: options.unfinishedLedger });
  await refuseUnknown(filter);
  await refuseUnknown(required);
  const child = await startAdapter({ adapterPath, cwd, limits, nodeEnv });
  try {
    const { description } = child;
    const dtype = options.dtype ?? description.dtypes[0];
    if (!description.dtypes.includes(dtype)) {
      throw new UsageError(
        `${adapterPath} is not declared for ${dtype}: its profile.dtype says ${description.dtypes.join(' and ')}`,
      );
    }
    const whole = await planOf({ description, filter, runs, dtype });
    const plan = options.shard === undefined ? whole : shardOf(whole, options.shard);
    const listed = file.entries.flatMap(({ replay }) => (replay === undefined ? [] : [replay]));
    const asked = plan.flatMap(({ laws }) => laws.map(({ law }) => law.id));
    const stored = options.database === undefined ? [] : storedCases(resolve(cwd, options.database), dtype, asked);
    const known = [...new Set([...listed, ...replays, ...stored])];
    return {
      child,
      plan,
      suite: { adapterPath, cwd, limits, nodeEnv, description, dtype, runs, seed, samples, known },
      tier,
      ledger: file.entries.filter(({ reason }) => reason !== ''),
      required,
      unknown: unknownOf(description),
      warnings: [...idlePromises(description, adapterPath), ...passedOver(file)],
    };
  } catch (error) {
    await child.close();
    throw error;
  }
}

const meantByOption = (filter: string | undefined): string | undefined =>
  filter === undefined ? undefined : meantBy(filter);

/** Throws UsageError for patterns that name nothing. */
async function refuseUnknown(filter: string | undefined): Promise<void> {
  const unknown = filter === undefined ? [] : await unknownPatterns(filter);
  if (unknown.length > 0) throw new UsageError(unknown.map(unknownText).join('\n'));
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

const passedOver = ({ path, passedOver }: LedgerFile): string[] =>
  passedOver === undefined ? [] : [`${path} is the ledger, and ${passedOver} beside it is not read`];

const unknownOf = ({ operations, gradients }: Description): string[] =>
  [...new Set([...operations, ...gradients])].filter((name) => !isOperation(name));

/** Promises of operations that there are none of. */
function idlePromises({ profile }: Description, adapterPath: string): string[] {
  const idle = Object.keys(profile.operations ?? {}).filter((glob) => {
    const expression = globExpression(glob);
    return !operationIds.some((id) => expression.test(id));
  });
  return idle.map(
    (glob) => `${adapterPath} promises something of ${glob}, which names no operation of the specification`,
  );
}
