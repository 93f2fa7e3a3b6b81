import { countsOf, newTally } from '../../conformance/judge/_internal/lawTally.ts';
import { loadOperations } from '../../conformance/judge/laws.ts';
import {
  type ClauseReport,
  type Counterexample,
  type OperationReport,
  type Report,
  type Verdict,
  verdicts,
} from '../../conformance/report/report.ts';
import { reportedProfile } from '../../conformance/subject/profile.ts';

// What a report names, the presenters look up.
await loadOperations();

const ratioOf = (verdict: Verdict): number | null =>
  verdict === 'passed' ? 0.25 : verdict === 'failed' ? 1.5e13 : null;

/** A clause as the judge reports it; the given fields replace the usual ones. */
export const clause = (id: string, verdict: Verdict = 'passed', more: Partial<ClauseReport> = {}): ClauseReport => ({
  id,
  law: id,
  verdict,
  ...countsOf(newTally()),
  cases: verdict === 'unsupported' || verdict === 'blocked' ? 0 : 100,
  worstRatio: ratioOf(verdict),
  worstUlp: verdict === 'passed' ? 0.5 : null,
  ...more,
});

export const counterexample = (more: Partial<Counterexample> = {}): Counterexample => ({
  what: 'c[0, 0]',
  expected: '2',
  received: '3',
  ratio: 1.5e13,
  ulp: 2.25e15,
  snippet: [
    "const a = { dtype: 'float64', shape: [1, 2], data: Float64Array.of(1, 1) };",
    "const b = { dtype: 'float64', shape: [2, 1], data: Float64Array.of(1, 1) };",
    "adapter.operations['linalg.matmul']({ a, b }, { transposeA: false, transposeB: false });",
  ].join('\n'),
  ...more,
});

export const failed = (
  id: string,
  more: Partial<ClauseReport> = {},
  example: Partial<Counterexample> = {},
): ClauseReport => clause(id, 'failed', { counterexample: counterexample(example), replay: 'abc123', ...more });

/** A clause where the implementation raised an error instead of answering. */
export const raising = (id: string, error: string, more: Partial<ClauseReport> = {}): ClauseReport => {
  const { expected, received, ulp, ...rest } = counterexample({ error, ratio: null });
  return clause(id, 'failed', { counterexample: rest, replay: 'abc123', ...more });
};

const worst: readonly Verdict[] = ['failed', 'errored', 'timedOut', 'blocked', 'known', 'passed'];

export const operation = (id: string, clauses: readonly ClauseReport[]): OperationReport => ({
  id,
  verdict: worst.find((verdict) => clauses.some((one) => one.verdict === verdict)) ?? 'unsupported',
  clauses,
});

/** A report of these operations, its summary counted from them. */
export function reportOf(operations: readonly OperationReport[], more: Partial<Report> = {}): Report {
  const clauses = operations.flatMap((one) => one.clauses);
  const count = (verdict: Verdict) => clauses.filter((one) => one.verdict === verdict).length;
  const planned = clauses.length - count('unsupported') - count('blocked');
  return {
    tool: 'tensor-laws',
    schemaVersion: 2,
    version: '0.1.0',
    environment: { node: 'v24.0.0', platform: 'linux', release: '6.0.0', arch: 'x64' },
    adapter: { name: 'some-library', version: '1.2.3', path: './adapter.mjs' },
    profile: reportedProfile({}),
    dtype: 'float64',
    tier: 'ci',
    seed: 7,
    runs: 100,
    summary: {
      planned,
      executed: planned,
      ...(Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>),
    },
    operations,
    ledgerProblems: [],
    unmet: [],
    unknown: [],
    warnings: [],
    strict: false,
    budget: null,
    endedBy: null,
    left: [],
    shard: null,
    ...more,
  };
}

const chapters = {
  tensor: ['add', 'mul', 'sum', 'mean', 'max', 'reshape', 'permute', 'broadcastTo'],
  linalg: ['matmul', 'dot', 'outer', 'frobeniusNorm', 'spectralNorm'],
  decompositions: ['lu', 'solve', 'inv', 'det', 'cholesky', 'qr', 'svd', 'pinv', 'eigh'],
  layers: ['linear', 'relu', 'softmax', 'logSumExp', 'layerNorm', 'conv2d', 'convTranspose2d'],
  optimizers: ['sgd', 'adam', 'adamw'],
};

/** What a run over a real library looks like: most things hold, some do not, for few reasons. */
export function realisticReport(): Report {
  const wide = "rejects valid input: 'Matrix must have more rows than columns'";
  const wrong: Readonly<Record<string, ClauseReport[]>> = {
    'decompositions.qr': ['C1', 'C2', 'shapes', 'batch'].map((name) =>
      raising(`decompositions.qr/${name}`, 'Matrix must have more rows than columns', { cause: wide }),
    ),
    'decompositions.svd': [
      raising('decompositions.svd/C1', 'Matrix must have more rows than columns', { cause: wide }),
      clause('decompositions.svd/C2', 'timedOut', {
        cause: 'decompositions.svd does not end within the time limit',
        replay: 'zz9',
      }),
    ],
    'layers.softmax': [
      failed(
        'layers.softmax/special',
        {
          worstRatio: null,
          hint: 'NaN or an infinity is swallowed by a comparison, a skipped zero or a clamp',
          cause: 'layers.softmax is wrong where an input holds NaN or infinity',
        },
        {
          what: 'y[0]',
          expected: 'NaN',
          received: '0',
          ratio: null,
          snippet:
            "const x = { dtype: 'float64', shape: [1], data: Float64Array.of(NaN) };\nadapter.operations['layers.softmax']({ x }, {});",
        },
      ),
      failed(
        'layers.softmax/definition',
        { worstRatio: 37.25 },
        { what: 'y[1]', expected: '0.5', received: '0.50000000000001', ratio: 37.25, ulp: 12 },
      ),
    ],
    'decompositions.pinv': [clause('decompositions.pinv/C1', 'blocked', { reason: 'decompositions.svd failed' })],
    'optimizers.adam': [
      clause('optimizers.adam/C2', 'errored', {
        reason: 'the process exited with code 3',
        cause: 'optimizers.adam breaks down: the process exited with code 3',
      }),
    ],
    'decompositions.eigh': [clause('decompositions.eigh/C3', 'known', { reason: 'issue 123: ascending order' })],
  };
  const unsupported = new Set(['tensor.broadcastTo', 'layers.conv2d', 'layers.convTranspose2d', 'optimizers.adamw']);
  return reportOf(
    Object.entries(chapters).flatMap(([chapter, names]) =>
      names.map((name, at) => {
        const id = `${chapter}.${name}`;
        const usual = ['definition', 'integers', 'shapes', 'signature', 'layouts', 'repeatable'].map((law, position) =>
          unsupported.has(id)
            ? clause(`${id}/${law}`, 'unsupported', { reason: 'the adapter does not offer it' })
            : clause(`${id}/${law}`, 'passed', {
                worstRatio: position === 1 ? 0 : 10 ** (-((at * 7 + position * 3) % 50) / 12),
              }),
        );
        const special = wrong[id] ?? [];
        return operation(id, [...special, ...usual.filter((one) => special.every((other) => other.id !== one.id))]);
      }),
    ),
    { adapter: { name: 'ml-matrix', version: '6.15.1', path: 'adapters/ml-matrix/adapter.ts' } },
  );
}
