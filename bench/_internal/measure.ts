import type { Benchmark, Case, Gate } from './benchmark.ts';
import { contest, type Pairing } from './contest.ts';
import { type Contestant, slowed } from './contestant.ts';
import { median, type Spread, spreadOf } from './statistics.ts';
import { judge, precise, settled, type Verdict } from './verdict.ts';

/** Ours against one opponent. Rates in GFLOP/s, medians of the rounds; ratio is the median of the paired ratios. */
export interface Row {
  readonly benchmark: string;
  readonly case: string;
  readonly roofline?: Case['roofline'];
  readonly opponent: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: Spread;
  readonly rounds: number;
  readonly least?: number;
  readonly verdict?: Verdict;
  /** Why the opponent was not timed. */
  readonly reason?: string;
}

export interface Effort {
  readonly wanted: (opponent: string) => boolean;
  /** The most seconds for one opponent of a case: with a gate, and without. */
  readonly gated: number;
  readonly ungated: number;
  /** How many times slower ours is made; 1 for what it is. */
  readonly slower: number;
  /** By which fraction gates of peers and of the peak may be missed; that of the tile, which notices slower kernels, never. */
  readonly allowance: number;
}

/** Checks a case, times it against its opponents, and judges its gates. Throws Error when a result is wrong. */
export async function measure(benchmark: Benchmark, entry: Case, effort: Effort): Promise<Row[]> {
  const { ours, opponents, absent, close } = await entry.enter(effort.wanted);
  const contender = effort.slower === 1 ? ours : slowed(ours, effort.slower);
  const gateOf = (opponent: string): Gate | undefined => {
    const gate = entry.gates.find((candidate) => candidate.opponent === opponent);
    return gate && { ...gate, least: gate.least * (opponent.endsWith('tile') ? 1 : 1 - effort.allowance) };
  };
  const compete = (them: readonly Contestant[], limit: number): Promise<Pairing[]> =>
    contest(contender, them, {
      limit,
      enough: (opponent, ratios) => {
        const gate = gateOf(opponent);
        return gate === undefined ? precise(ratios) : settled(gate, ratios);
      },
    });
  const pairings = [
    ...(await compete(
      opponents.filter(({ name }) => gateOf(name) !== undefined),
      effort.gated,
    )),
    ...(await compete(
      opponents.filter(({ name }) => gateOf(name) === undefined),
      effort.ungated,
    )),
  ];
  await close?.();
  const about = { benchmark: benchmark.name, case: entry.name, ...(entry.roofline && { roofline: entry.roofline }) };
  const fraction = fractionOf(pairings);
  const timed = pairings.map((pairing): Row => {
    const gate = gateOf(pairing.opponent);
    const them = opponents.find(({ name }) => name === pairing.opponent) as Contestant;
    return {
      ...about,
      opponent: pairing.opponent,
      ours: ours.flops / median(pairing.ours) / 1e6,
      theirs: them.flops / median(pairing.theirs) / 1e6,
      ratio: spreadOf(pairing.ratios),
      rounds: pairing.ratios.length,
      ...(gate && { least: gate.least, verdict: judge(gate, pairing.ratios, fraction) }),
    };
  });
  const missing = absent.map(({ name, reason }): Row => {
    const gate = gateOf(name);
    const nothing = { ours: Number.NaN, theirs: Number.NaN, ratio: spreadOf([]), rounds: 0 };
    return { ...about, opponent: name, ...nothing, reason, ...(gate && { least: gate.least, verdict: 'absent' }) };
  });
  return [...timed, ...missing];
}

/** Ours of the tile, which load slows as it does ours, or else of the peak. */
function fractionOf(pairings: readonly Pairing[]): number | undefined {
  const roof =
    pairings.find(({ opponent }) => opponent.endsWith('tile')) ??
    pairings.find(({ opponent }) => opponent.endsWith('peak'));
  return roof && median(roof.ratios);
}
