// npm run bench: everything timed against everybody, as a table, JSON and a roofline. Exit codes: 0 all gates passed, 1 one
// failed, 2 wrong use, 3 a ratio moved beyond the spread of the baseline (with --compare, when no gate failed).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBaseline, recorded, recordOf, writeBaseline } from './_internal/baseline.ts';
import { compare } from './_internal/compare.ts';
import { described, type Machine, thisMachine } from './_internal/machine.ts';
import { measure, type Row } from './_internal/measure.ts';
import { parse, program, UsageError, wantedPeers } from './_internal/options.ts';
import { closePeers } from './_internal/peers.ts';
import { panelsOf } from './_internal/roofline.ts';
import { roofline } from './_internal/svg.ts';
import { formatted, heading, summary } from './_internal/table.ts';
import { benchmarks } from './benchmarks.ts';
import { edgeSizes, everySize, type Sweep, sweep } from './gemmSweep.ts';

const command = 'npm run bench --';

const flags = {
  only: { type: 'string', value: 'text', help: 'cases whose benchmark and name contain this' },
  peers: { type: 'string', value: 'list', help: 'peers: names with commas, all, or none (all)' },
  quick: { type: 'boolean', help: 'a third of the time, wider spreads' },
  sweep: {
    type: 'string',
    value: 'sizes',
    help: 'square products of sizes 1 to 1100 too: edges, or every one (minutes)',
  },
  out: { type: 'string', value: 'folder', help: 'where bench.json and roofline.svg go (bench/results)' },
  compare: { type: 'boolean', help: 'say which ratios moved beyond the spread of the baseline' },
  record: { type: 'string', value: 'date', help: 'put this run into the baseline, under a date such as 2026-01-31' },
  baseline: { type: 'string', value: 'file', help: 'the baseline (bench/baseline.json)' },
} as const;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function main(): Promise<number> {
  const values = parse(command, flags, process.argv.slice(2));
  const { only = '', peers = 'all', quick = false, out = here('results'), baseline = here('baseline.json') } = values;
  if (values.sweep !== undefined && !['edges', 'every'].includes(values.sweep)) {
    throw new UsageError(`--sweep must be edges or every, got ${values.sweep}`);
  }
  if (values.record !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.record)) {
    throw new UsageError(`--record must be a date such as 2026-01-31, got ${values.record}`);
  }
  const before = values.compare === true || values.record !== undefined ? readBaseline(baseline) : undefined;
  const machine = thisMachine();
  console.log(`${described(machine)}\n\n${heading()}`);
  const rows = await measureAll(only, wantedPeers(peers), quick);
  if (rows.length === 0 && values.sweep === undefined) throw new UsageError(`--only: no case contains ${only}`);
  const sweeps = values.sweep === undefined ? [] : await sweepBoth(values.sweep);
  const { failed, text } = summary(rows);
  console.log(`\n${text}`);
  write(out, machine, rows, sweeps);
  const moved = values.compare === true && before !== undefined && isMoved(before, machine, rows);
  if (values.record !== undefined && before !== undefined) {
    writeBaseline(baseline, recorded(before, recordOf(values.record, machine, rows)));
    console.log(`recorded in ${baseline}`);
  }
  if (failed || sweeps.some(({ cliffs }) => cliffs.length > 0)) return 1;
  return moved ? 3 : 0;
}

async function measureAll(only: string, wanted: (opponent: string) => boolean, quick: boolean): Promise<Row[]> {
  const effort = { wanted, gated: quick ? 4 : 12, ungated: quick ? 0.7 : 2, slower: 1, allowance: 0 };
  const rows: Row[] = [];
  for (const benchmark of benchmarks) {
    for (const entry of benchmark.cases) {
      if (!`${benchmark.name} ${entry.name}`.includes(only)) continue;
      for (const row of await measure(benchmark, entry, effort)) {
        rows.push(row);
        console.log(formatted(row));
      }
    }
  }
  await closePeers();
  return rows;
}

async function sweepBoth(which: string): Promise<Sweep[]> {
  const sizes = which === 'every' ? everySize() : edgeSizes(16);
  const sweeps: Sweep[] = [];
  for (const dtype of ['float64', 'float32'] as const) {
    const result = await sweep({ dtype, sizes });
    const found = result.cliffs.map(({ n, speed }) => `n = ${n} at ${speed.toFixed(3)} of the peak`);
    const verdict = found.length === 0 ? 'no cliff' : `FAIL cliffs: ${found.join(', ')}`;
    console.log(`gemmSweep ${dtype}, ${sizes.length} sizes to ${sizes.at(-1)}: ${verdict}`);
    sweeps.push(result);
  }
  return sweeps;
}

function write(folder: string, machine: Machine, rows: readonly Row[], sweeps: readonly Sweep[]): void {
  const save = (name: string, text: string): void => {
    const path = `${folder}/${name}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`written ${path}`);
  };
  save('bench.json', `${JSON.stringify({ machine, rows, sweeps }, null, 2)}\n`);
  const panels = panelsOf(rows);
  if (panels.length > 0) save('roofline.svg', roofline('gemm: rate over size', described(machine), panels));
}

function isMoved(baseline: Parameters<typeof compare>[0], machine: Machine, rows: readonly Row[]): boolean {
  const comparison = compare(baseline, machine, rows);
  if (comparison === undefined) {
    console.log('compare: the baseline has no record yet');
    return false;
  }
  const { record, sameMachine, compared, moves } = comparison;
  console.log(`\ncompared ${compared} ratios with those of ${record.date}, ${described(record.machine)}`);
  if (!sameMachine) console.log('another machine: what moved says nothing of the code');
  for (const { benchmark, case: name, opponent, before, now } of moves) {
    const direction = now > before ? 'faster' : 'slower';
    console.log(
      `  ${direction}: ${benchmark} ${name} to ${opponent}, ${before.toFixed(3)} then, ${now.toFixed(3)} now`,
    );
  }
  console.log(moves.length === 0 ? 'none moved beyond the spread' : `${moves.length} moved beyond the spread`);
  return sameMachine && moves.length > 0;
}

await program(command, main);
