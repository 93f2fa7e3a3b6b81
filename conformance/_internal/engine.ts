import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Writable } from 'node:stream';
import type { CliOptions, Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node';
import type { PlannedOperation } from '../plan.ts';
import type { ClauseReport } from '../report.ts';
import type { SuiteOptions } from './suiteOptions.ts';

export interface EngineOptions {
  readonly plan: readonly PlannedOperation[];
  readonly suite: SuiteOptions;
  readonly workers: number;
  readonly onClause: (clause: ClauseReport) => void;
}

export interface EngineResult {
  readonly results: ReadonlyMap<string, ClauseReport>;
  /** Operations whose calls leave something behind, a failure each; one may be found by several workers. */
  readonly states: readonly ClauseReport[];
  /** Errors of the judge itself, with their stacks: none of them is the adapter's. */
  readonly errors: readonly string[];
}

/**
 * Runs the laws of a plan in vitest's workers.
 *
 * Each operation is a test file of one line in a folder of its own, so that workers take operations as they become free, and
 * so that nothing is written into the folder that this package is installed in. The files are imported by Node itself.
 */
export async function runPlan({ plan, suite, workers, onClause }: EngineOptions): Promise<EngineResult> {
  // Vitest compares paths that it resolved with paths that it was given.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tensor-laws-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const exitCode = process.exitCode;
  const results = new Map<string, ClauseReport>();
  const states: ClauseReport[] = [];
  const errors: string[] = [];
  try {
    const weights = writeEntries(folder, plan);
    if (weights.size === 0) return { results, states, errors };
    const { BaseSequencer, createVitest } = await import('vitest/node');
    class HeaviestFirst extends BaseSequencer {
      override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const weight = (file: TestSpecification) => weights.get(file.moduleId) ?? 0;
        return files.toSorted((a, b) => weight(b) - weight(a));
      }
    }
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const options: CliOptions = {
      config: false,
      root: folder,
      include: ['*.mjs'],
      exclude: [],
      watch: false,
      api: false,
      cache: false,
      pool: 'forks',
      // Laws keep nothing between files, and starting a worker takes longer than most files.
      isolate: false,
      maxWorkers: Math.max(1, Math.min(workers, weights.size)),
      testTimeout: 0,
      reporters: [collector({ results, states, errors }, onClause)],
      sequence: { sequencer: HeaviestFirst },
      provide: { tensorLaws: suite },
      experimental: { viteModuleRunner: false, nodeLoader: false },
    };
    const vitest = await createVitest(options, { logLevel: 'silent' }, { stdout: silent, stderr: silent });
    try {
      await vitest.start();
    } finally {
      await vitest.close();
    }
    return { results, states, errors };
  } finally {
    remove();
    process.off('exit', remove);
    // The verdict is the caller's to turn into an exit code.
    process.exitCode = exitCode;
  }
}

/** Writes the file of each operation that has a law to run; gives the number of cases of each by its path. */
function writeEntries(folder: string, plan: readonly PlannedOperation[]): Map<string, number> {
  const suite = JSON.stringify(new URL(`./suite${extname(import.meta.url)}`, import.meta.url).href);
  const weights = new Map<string, number>();
  for (const { operation, laws } of plan) {
    const cases = laws.reduce((sum, { runs, unsupported }) => sum + (unsupported === undefined ? runs : 0), 0);
    if (cases === 0) continue;
    const path = join(folder, `${operation.id}.mjs`);
    writeFileSync(path, `import { defineSuite } from ${suite};\ndefineSuite(${JSON.stringify(operation.id)});\n`);
    weights.set(path.replaceAll('\\', '/'), cases);
  }
  return weights;
}

interface Fault {
  readonly message: string;
  readonly stack?: string | undefined;
}

/** Collects what the workers found. A test that ends without a result is an error of the judge. */
function collector(
  { results, states, errors }: { results: Map<string, ClauseReport>; states: ClauseReport[]; errors: string[] },
  onClause: (clause: ClauseReport) => void,
): Reporter {
  const report = (where: string, faults: readonly Fault[]) => {
    for (const { message, stack } of faults) errors.push(`${where}: ${stack ?? message}`);
  };
  return {
    onTestCaseResult(test: TestCase) {
      const { judgement } = test.meta();
      // One that was skipped fell with its suite, which reports why.
      if (judgement === undefined) return report(test.fullName, test.result().errors ?? []);
      const { clause, states: found } = judgement;
      results.set(clause.id, clause);
      states.push(...found);
      onClause(clause);
    },
    onTestRunEnd(modules: readonly TestModule[], unhandled) {
      for (const module of modules) {
        report(module.relativeModuleId, module.errors());
        for (const suite of module.children.allSuites()) report(suite.fullName, suite.errors());
      }
      report('outside of any law', unhandled);
    },
  };
}
