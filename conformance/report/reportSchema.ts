import * as z from 'zod';
import { extensions, functionNames } from '../subject/profile.ts';
import { schemaText } from '../subject/schemaText.ts';
import { tiers } from '../subject/tier.ts';
import { schemaVersion, verdicts } from './report.ts';

const verdict = z.enum(verdicts);
const count = z.int().nonnegative();
/** null where nothing was measured; JSON has no infinity, which NaN counts as. */
const ratio = z.union([z.number(), z.literal('infinite')]).nullable();

const counterexample = z.strictObject({
  what: z.string(),
  expected: z.string().exactOptional(),
  received: z.string().exactOptional(),
  ratio,
  ulp: z.number().exactOptional(),
  snippet: z.string(),
  error: z.string().exactOptional(),
  /** |received - expected|, number by number. */
  differences: z
    .array(z.strictObject({ name: z.string(), shape: z.array(count), values: z.array(ratio) }))
    .exactOptional(),
});

const further = z.strictObject({
  verdict,
  counterexample,
  replay: z.string(),
  hint: z.string().exactOptional(),
  cause: z.string().exactOptional(),
});

/** What a process came to: the columns of its series have one length. */
const run = z.strictObject({
  measured: z.array(z.strictObject({ what: z.string(), expected: z.string(), received: z.string(), ratio })),
  /** null where a number is not finite. */
  series: z.record(z.string(), z.array(z.number().nullable())),
});

/** Columns of one length. */
const samples = z.strictObject({
  place: z.array(count),
  size: z.array(count),
  ratio: z.array(ratio),
  ulp: z.array(ratio),
  condition: z.array(ratio).exactOptional(),
});

const clause = z.strictObject({
  id: z.string(),
  law: z.string(),
  verdict,
  cases: count,
  unjudgedCases: count,
  declinedCases: count,
  elements: count,
  unjudgedElements: count,
  worstRatio: ratio,
  worstUlp: z.number().nullable(),
  counterexample: counterexample.exactOptional(),
  replay: z.string().exactOptional(),
  further: z.array(further).exactOptional(),
  hint: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  /** Blocked because the operation is no longer called. */
  untried: z.literal(true).exactOptional(),
  cause: z.string().exactOptional(),
  run: run.exactOptional(),
  /** With --json or --html, where any case was not exact. */
  samples: samples.exactOptional(),
  spent: z.strictObject({ cpu: z.number(), wall: z.number(), calls: count }).exactOptional(),
});

const summary = z.strictObject({
  planned: count,
  executed: count,
  passed: count,
  failed: count,
  unsupported: count,
  blocked: count,
  errored: count,
  timedOut: count,
  known: count,
  advice: count,
  unjudged: count,
});

const promises = z.strictObject({
  unitRoundoff: z.number().exactOptional(),
  halvesIn: z.enum(['float32', 'float64']).exactOptional(),
  inputRoundoff: z.number().exactOptional(),
  ulps: z.partialRecord(z.enum(functionNames), z.number()).exactOptional(),
  flushToZero: z.boolean().exactOptional(),
  deterministic: z.boolean().exactOptional(),
  reproducible: z.boolean().exactOptional(),
  nonfinite: z.enum(['propagates', 'refuses', 'undefined']).exactOptional(),
  refusal: z.enum(['error', 'nan']).exactOptional(),
  ties: z.enum(['first', 'any']).exactOptional(),
  batches: z.enum(['none', 'leading', 'broadcast']).exactOptional(),
  ranks: z.tuple([count, count]).exactOptional(),
  empty: z.boolean().exactOptional(),
  beyond: z.array(z.enum(extensions)).exactOptional(),
  wider: z.boolean().exactOptional(),
});

/** What `check --json` writes, for those who read it; report.schema.json is written from it. */
export const reportSchema = z.strictObject({
  tool: z.literal('tensor-laws'),
  schemaVersion: z.literal(schemaVersion),
  version: z.string(),
  environment: z.strictObject({ node: z.string(), platform: z.string(), release: z.string(), arch: z.string() }),
  adapter: z.strictObject({ name: z.string(), version: z.string(), path: z.string() }),
  /** What is promised of all operations, and by glob of some. */
  profile: z.strictObject({ promised: promises, operations: z.record(z.string(), promises) }),
  dtype: z.string(),
  tier: z.enum(tiers),
  seed: z.int(),
  runs: count,
  summary,
  operations: z.array(
    z.strictObject({
      id: z.string(),
      verdict,
      clauses: z.array(clause),
      /** Clauses of the record that no law covers. */
      uncovered: z.array(z.string()).exactOptional(),
    }),
  ),
  ledgerProblems: z.array(z.string()),
  unmet: z.array(z.string()),
  unknown: z.array(z.string()),
  warnings: z.array(z.string()),
  strict: z.boolean(),
  budget: z.number().nullable(),
  endedBy: z.string().nullable(),
  left: z.array(z.string()),
  shard: z
    .strictObject({
      index: count,
      of: count,
      planned: z.array(z.string()),
      results: z.array(clause),
      states: z.array(clause),
      ledger: z.array(
        z.strictObject({
          clause: z.string(),
          reason: z.string(),
          link: z.string().exactOptional(),
          expires: z.string().exactOptional(),
          signature: z.string().exactOptional(),
          replay: z.string().exactOptional(),
        }),
      ),
      required: z.string().nullable(),
    })
    .nullable(),
});

/** The text of report.schema.json. */
export const reportSchemaText = (): string => schemaText('Report of tensor-laws check', reportSchema);
