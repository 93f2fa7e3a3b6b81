// npm run bench:gate: every gate whose opponents are at hand, in less than 90 seconds. Exit code 1 when one fails.
import type { Benchmark, Case } from './_internal/benchmark.ts';
import { described, thisMachine } from './_internal/machine.ts';
import { type Effort, measure, type Row } from './_internal/measure.ts';
import { parse, positive, program, UsageError, wantedPeers } from './_internal/options.ts';
import { closePeers } from './_internal/peers.ts';
import { formatted, heading, summary } from './_internal/table.ts';
import { benchmarks } from './benchmarks.ts';
import { edgeSizes, sweep } from './gemmSweep.ts';

const command = 'npm run bench:gate --';

const flags = {
  peers: { type: 'string', value: 'list', help: 'peers besides ml-matrix: names with commas, all, or none (none)' },
  only: { type: 'string', value: 'text', help: 'cases whose benchmark and name contain this' },
  slower: { type: 'string', value: 'factor', help: 'make our kernels this many times slower: 1.2 must fail' },
} as const;

/** Seconds of rounds with one opponent; the last rounds made decide what is not settled by then. */
const LIMIT = 4;

/** A gate fails when it fails so many times, with other cases between: a machine may stumble for some seconds. */
const ATTEMPTS = 3;

/** What a gate of a peer or of another kernel may be missed by here: load costs them unequally. */
const ALLOWANCE = 0.05;

/** Seconds after which nothing is measured again. */
const DEADLINE = 65;

/** The step of the sweep's sizes; the whole sweep is npm run bench -- --sweep. */
const COARSE = 256;

interface Entry {
  readonly benchmark: Benchmark;
  readonly entry: Case;
  /** The opponents of its gates. */
  readonly opponents: readonly string[];
}

async function main(): Promise<number> {
  const { peers = 'none', only = '', slower = '1' } = parse(command, flags, process.argv.slice(2));
  const effort = { gated: LIMIT, ungated: LIMIT, allowance: ALLOWANCE, slower: positive('slower', slower) };
  const among = wantedPeers(peers);
  const entries = selected(only, (opponent) => opponent === 'ml-matrix' || among(opponent));
  const sweeps = 'gemmSweep'.includes(only);
  if (entries.length === 0 && !sweeps) throw new UsageError(`--only: no gate contains ${only}`);
  console.log(`${described(thisMachine())}\n\n${heading()}`);
  const steep = sweeps && effort.slower === 1 ? await steepSizes() : 0;
  const rows = await attempts(entries, effort);
  await closePeers();
  const { failed, text } = summary(rows);
  console.log(`\n${text}, in ${(performance.now() / 1000).toFixed(0)} s`);
  return failed || steep > 0 ? 1 : 0;
}

function selected(only: string, wanted: (opponent: string) => boolean): Entry[] {
  const all = benchmarks.flatMap((benchmark) =>
    benchmark.cases.map((entry) => {
      const opponents = entry.gates
        .filter(({ full = false }) => !full)
        .map(({ opponent }) => opponent)
        .filter(wanted);
      return { benchmark, entry, opponents };
    }),
  );
  return all.filter(
    ({ benchmark, entry, opponents }) => opponents.length > 0 && `${benchmark.name} ${entry.name}`.includes(only),
  );
}

/** The last rows of every case: those where a gate failed are measured again, after all the others. */
async function attempts(entries: readonly Entry[], effort: Omit<Effort, 'wanted'>): Promise<Row[]> {
  const last = new Map<Case, readonly Row[]>();
  let rest = entries;
  for (let attempt = 1; attempt <= ATTEMPTS && rest.length > 0; attempt++) {
    if (attempt > 1 && performance.now() > 1000 * DEADLINE) break;
    if (attempt > 1) console.log(`\nagain, attempt ${attempt} of ${ATTEMPTS}:`);
    for (const { benchmark, entry, opponents } of rest) {
      const wanted = (opponent: string): boolean => opponents.includes(opponent);
      const rows = await measure(benchmark, entry, { ...effort, wanted });
      for (const row of rows) console.log(formatted(row));
      last.set(entry, rows);
    }
    rest = rest.filter(({ entry }) => last.get(entry)?.some(({ verdict }) => verdict === 'fail'));
  }
  return [...last.values()].flat();
}

async function steepSizes(): Promise<number> {
  const sizes = edgeSizes(COARSE);
  const { points, cliffs } = await sweep({ dtype: 'float64', sizes });
  const found = cliffs.length === 0 ? 'no cliff' : `FAIL cliffs at n = ${cliffs.map(({ n }) => n).join(', ')}`;
  console.log(`gemmSweep float64, ${points.length} sizes to ${sizes.at(-1)}: ${found}`);
  return cliffs.length;
}

await program(command, main);
