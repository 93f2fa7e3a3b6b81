// npm run faults: judges the reference with each planted fault by all laws of the operation, and writes docs/faults.md. What
// an earlier run found is taken over wherever nothing changed that it depends on. With --operations only the faults of those are
// judged, what catches each is printed, and the other rows stay. Exit codes: 0 all caught, each by the clause that it names, 1 not all, 2 wrong use.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lawsOf, loadOperations } from '../conformance/judge/laws.ts';
import { globExpression } from '../conformance/subject/profile.ts';
import { plantedFaults } from '../test/_internal/plantedFaults.ts';
import { type Finding, faultCache, keyOf } from './_internal/faultCache.ts';
import { faultFiles } from './_internal/faultFiles.ts';
import { faultProgress } from './_internal/faultProgress.ts';
import { faultTable, lawsIn, listedIn } from './_internal/faultTable.ts';
import { importGraph } from './_internal/importGraph.ts';
import { workOff } from './_internal/workers.ts';

/** Milliseconds that all laws of one operation may take. */
const limit = 300_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const usage = "npm run faults -- [--full] [--workers <n>] [--operations 'linalg.*,layers.softmax']";
const { full, workers, operations } = options();
const faults = await plantedFaults();
const wanted = [...faults.keys()].filter((at) => operations.some((glob) => glob.test(faults[at]?.operation ?? '')));
if (wanted.length === 0) {
  console.error(`no fault is planted in these operations\n${usage}`);
  process.exit(2);
}
const graph = importGraph(root);
const cache = faultCache(`${root}.tensor-laws/faults.jsonl`);
const keys = new Map<string, string>();
const planted = faults.map((fault) => {
  const family = `${fault.file} ${fault.operation}`;
  const key = keys.get(family) ?? keyOf(graph, faultFiles(graph, fault));
  keys.set(family, key);
  return { fault, key, name: `${fault.operation}: ${fault.name}` };
});
const findings = planted.map(({ key, name }): Finding | undefined => (full ? undefined : cache.get(name, key)));
const expected = (at: number): number => cache.expected(planted[at]?.name ?? '') ?? Number.POSITIVE_INFINITY;
const open = wanted.filter((at) => findings[at] === undefined).sort((a, b) => order(expected(b), expected(a)));
console.log(`${wanted.length} faults, ${open.length} to judge`);
const failures: string[] = [];
const progress = faultProgress(process.stdout, open.length);
const nameOf = (at: number): string => planted[at]?.name ?? '';
await workOff<number, Finding>({
  module: new URL('_internal/faultWorker.ts', import.meta.url),
  jobs: open,
  count: workers,
  limit,
  onStart: (at) => progress.started(nameOf(at)),
  onResult(at, finding) {
    findings[at] = finding;
    cache.put(nameOf(at), planted[at]?.key ?? '', finding);
    progress.done(nameOf(at));
  },
  onFailure(at, reason) {
    failures.push(`${nameOf(at)}: ${reason}`);
    progress.done(nameOf(at));
  },
});
progress.end();
cache.keep(new Set(planted.map(({ name }) => name)));
if (failures.length > 0) {
  console.error(`\nnot judged, docs/faults.md is as it was:\n${failures.join('\n')}`);
  process.exit(1);
}
const caughtBy = (at: number): readonly string[] => findings[at]?.caught ?? [];
const isPart = wanted.length < faults.length;
const misnamed = wanted.filter((at) => !caughtBy(at).includes(namedIn(at)));
if (isPart) {
  tellWhatCatches();
  await tellIdle();
} else for (const at of misnamed) console.error(`${nameOf(at)} is not caught by ${namedIn(at)}, which it names`);
const missed = [...misnamed.map(nameOf), ...writeTable()];
process.exit(missed.length === 0 ? 0 : 1);

/** Prints the laws that catch each. */
function tellWhatCatches(): void {
  for (const at of wanted) {
    const other = misnamed.includes(at) ? `, and not by ${namedIn(at)}, which it names` : '';
    console.log(`${nameOf(at)}\n    ${caughtBy(at).join(', ') || 'no law catches it'}${other}`);
  }
}

/** Writes docs/faults.md; the rows of what was not judged stay. Gives the faults that nothing catches. */
function writeTable(): readonly string[] {
  const file = `${root}docs/faults.md`;
  const listed = listedIn(readFileSync(file, 'utf8'));
  const judged = new Set(wanted);
  const rows = faults.flatMap((fault, at) => {
    const laws = judged.has(at) ? lawsIn(caughtBy(at)) : listed.get(nameOf(at));
    return laws === undefined ? [] : [{ fault, laws }];
  });
  const { text, missed } = faultTable(rows);
  writeFileSync(file, text);
  for (const name of missed) console.error(`no law catches ${name}`);
  console.log('wrote docs/faults.md');
  return missed;
}

/** The clause that a fault says must catch it. */
function namedIn(at: number): string {
  const { caughtBy = '', operation = '' } = faults[at] ?? {};
  return caughtBy.slice(operation.length + 1);
}

/** Names the written laws of what was judged that catch no fault: each is to be sharpened, or shown what it is for. */
async function tellIdle(): Promise<void> {
  for (const operation of new Set(wanted.map((at) => faults[at]?.operation ?? ''))) {
    await loadOperations([operation]);
    const caught = new Set(wanted.filter((at) => faults[at]?.operation === operation).flatMap(caughtBy));
    const idle = lawsOf(operation).filter(({ clause }) => /^[CRE]\d+$/.test(clause) && !caught.has(clause));
    if (idle.length > 0)
      console.log(`laws of ${operation} that catch none: ${idle.map(({ clause }) => clause).join(', ')}`);
  }
}

function order(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function options(): { readonly full: boolean; readonly workers: number; readonly operations: readonly RegExp[] } {
  try {
    const { values } = parseArgs({
      options: { full: { type: 'boolean' }, workers: { type: 'string' }, operations: { type: 'string' } },
    });
    const workers = Number(values.workers ?? availableParallelism());
    if (!(Number.isInteger(workers) && workers > 0)) throw new RangeError(`--workers must be a number of processes`);
    const globs = (values.operations ?? '*').split(',').map((glob) => globExpression(glob.trim()));
    return { full: values.full ?? false, workers, operations: globs };
  } catch (error) {
    console.error(`${usage}\n${error instanceof Error ? error.message : error}`);
    process.exit(2);
  }
}
