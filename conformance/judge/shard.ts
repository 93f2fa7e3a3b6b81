import { costOf, split } from './_internal/shares.ts';
import type { Shard } from './checkOptions.ts';
import type { PlannedLaw, PlannedOperation } from './plan.ts';

/** Parts that a shard is made of, about: few enough that operations stay together, many enough that all shards cost the same. */
const partsPerShard = 8;

/**
 * The part of a plan that a shard judges. Which that is depends on the clauses and their cost alone, so that machines need not agree
 * on anything: the costliest part goes to the shard that has least.
 */
export function shardOf(plan: readonly PlannedOperation[], { index, of }: Shard): readonly PlannedOperation[] {
  const asked = plan.map(({ laws }) => laws.filter(({ unsupported }) => unsupported === undefined));
  const total = asked.flat().reduce((sum, law) => sum + costOf(law), 0);
  const parts = asked
    .flatMap((laws) => split(laws, total / (of * partsPerShard)))
    .map((laws) => ({ laws, cost: laws.reduce((sum, law) => sum + costOf(law), 0), id: laws[0]?.law.id ?? '' }))
    .sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1));
  const loads = Array.from({ length: of }, () => 0);
  const own = new Set<PlannedLaw>();
  for (const { laws, cost } of parts) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + cost;
    if (least === index - 1) for (const law of laws) own.add(law);
  }
  // What the adapter lacks costs nothing.
  return plan.flatMap(({ laws, ...operation }, at) => {
    const isHere = at % of === index - 1;
    const kept = laws.filter((law) => (law.unsupported === undefined ? own.has(law) : isHere));
    return kept.length === 0 ? [] : [{ ...operation, laws: kept }];
  });
}
