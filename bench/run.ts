// npm run bench: checks gemm, times it against ml-matrix in the same process, and fails below the gate.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { duel } from './_internal/duel.ts';
import { checkGemm, flops, type GemmCase, gemmCases, gemmContest } from './gemm.ts';

interface Row extends GemmCase {
  readonly gflops: number;
  readonly peerGflops: number;
  readonly ratio: number;
  readonly ratios: readonly number[];
}

const usage = 'usage: npm run bench -- [--quick] [--json <file>]';

function main(): void {
  const { quick, json } = options();
  for (const entry of gemmCases) checkGemm(entry);
  console.log('gemm: results checked (exact on integers, the bits of the plain path on random data)\n');
  console.log('dtype       n    GFLOP/s   ml-matrix   ratio (min to max of the rounds)');
  const rows = gemmCases.map((entry) => {
    const row = measure(entry, quick);
    console.log(line(row));
    return row;
  });
  if (json !== undefined)
    writeFileSync(json, `${JSON.stringify({ node: process.version, quick, gemm: rows }, null, 2)}\n`);
  const failures = rows.filter(({ gate, ratio }) => gate !== undefined && !(ratio >= gate));
  for (const { dtype, n, gate, ratio } of failures) {
    console.error(`\nFAIL gemm ${dtype} n = ${n}: ${ratio.toFixed(2)} times ml-matrix, the gate is ${gate}`);
  }
  if (failures.length > 0) process.exitCode = 1;
  else console.log('\nPASS every gate');
}

function options(): { quick: boolean; json: string | undefined } {
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
    return { quick: values.quick, json: values.json };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}

function measure(entry: GemmCase, quick: boolean): Row {
  const { reference, peer } = gemmContest(entry);
  const result = duel(reference, peer, quick ? { rounds: 11, time: 20 } : { rounds: 41, time: 50 });
  const giga = flops(entry) / 1e6; // over milliseconds: GFLOP/s
  return {
    ...entry,
    gflops: giga / result.reference,
    peerGflops: giga / result.peer,
    ratio: result.ratio,
    ratios: result.ratios,
  };
}

function line({ dtype, n, gate, gflops, peerGflops, ratio, ratios }: Row): string {
  const cells = [dtype, `${n}`.padStart(5), gflops.toFixed(2).padStart(10), peerGflops.toFixed(2).padStart(11)];
  const range = `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  return [...cells, ratio.toFixed(2).padStart(7), range, gate === undefined ? '' : `gate ${gate}`].join(' ').trimEnd();
}

main();
