import type { WideDtype } from '../../../spec/tensor.ts';
import { type Contestant, contestant } from '../contestant.ts';
import { median } from '../statistics.ts';
import { instantiate } from './instantiate.ts';
import { fusedProbes, nameOf, operationsOf, type Probe, separateProbes } from './source.ts';

/** What the peak is a peak of: multiplications and additions rounded apart, or fused by relaxed SIMD. */
export type Arithmetic = 'separate' | 'fused';

type Run = (turns: number, factor: number, term: number) => number;

const CALL = 2e6; // operations of one lane in a call: half a millisecond
const TRIALS = 15;

const found = new Map<string, Contestant>();

/**
 * The most floating-point operations a second that WebAssembly gets out of one core's 128-bit SIMD: independent chains of
 * multiplications and additions in equal number, in registers, without a load. The fastest of some probes, chosen once, by
 * the median of interleaved trials. Undefined where the platform lacks the instructions.
 */
export function peak(arithmetic: Arithmetic, dtype: WideDtype): Contestant | undefined {
  const key = `${arithmetic} ${dtype}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const best = fastest(probesOf(arithmetic, dtype));
  if (best !== undefined) found.set(key, best);
  return best;
}

function probesOf(arithmetic: Arithmetic, dtype: WideDtype): Contestant[] {
  const exports = instantiate<Record<string, Run>>(`${arithmetic}Probes`);
  if (exports === undefined) return [];
  const probes = arithmetic === 'fused' ? fusedProbes : separateProbes;
  return probes.map((probe) => entrant(arithmetic, probe, dtype, exports));
}

function entrant(arithmetic: Arithmetic, probe: Probe, dtype: WideDtype, exports: Record<string, Run>): Contestant {
  const run = exports[nameOf(probe, dtype === 'float64' ? 'f64' : 'f32')] as Run;
  const turns = Math.round(CALL / operationsOf(probe));
  const lanes = dtype === 'float64' ? 2 : 4;
  // s / 2 + 3/4 tends to 3/2, m 1 stays, s + 3/4 grows to a million: never subnormal, never infinite.
  const factor = probe.form === 'split' ? 1 : 0.5;
  return contestant(peakName(arithmetic), turns * operationsOf(probe) * lanes, () => run(turns, factor, 0.75));
}

export const peakName = (arithmetic: Arithmetic): string => (arithmetic === 'fused' ? 'fused peak' : 'peak');

function fastest(probes: readonly Contestant[]): Contestant | undefined {
  const trials = probes.map((probe) => ({ probe, times: [] as number[] }));
  for (const { probe } of trials) probe.run(100);
  for (let trial = 0; trial < TRIALS; trial++) {
    for (const { probe, times } of trials) times.push((probe.run(4) as number) / probe.flops);
  }
  return trials.toSorted((x, y) => median(x.times) - median(y.times))[0]?.probe;
}
