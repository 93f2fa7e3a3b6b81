import { isDefining } from '../laws.ts';
import type { PlannedLaw, PlannedOperation } from '../plan.ts';

/** Laws that a worker takes at once, by id. */
export type Share = readonly string[];

/** Cases for which another worker is worth its start. */
const casesPerWorker = 2500;
/** Shares per worker: few enough that a worker keeps to few operations, many enough that all end at about the same time. */
const sharesPerWorker = 8;

/** A worker and the process that it asks keep a core and a half busy: more of them only warm up more engines. */
export const workersFor = (cores: number): number => Math.max(1, Math.floor((2 * cores) / 3));

/** What a law costs, in cases of an ordinary one: gradients are judged on more calls, and every law has to be set up. */
export const costOf = ({ law, runs }: PlannedLaw): number => 2 + runs * (law.gradient ? 3 : 1);

const sumOf = (laws: readonly PlannedLaw[]): number => laws.reduce((sum, law) => sum + costOf(law), 0);

/**
 * The laws of a plan that are to be run, in shares for some workers, the longest first; special values come last, since an
 * operation that hangs on them is given up. A single share where more workers are not worth it.
 */
export function sharesOf(plan: readonly PlannedOperation[], workers: number): readonly Share[] {
  const asked = plan.map(({ laws }) => laws.filter(({ unsupported }) => unsupported === undefined));
  const total = sumOf(asked.flat());
  const useful = Math.min(workers, Math.ceil(total / casesPerWorker));
  if (useful <= 1) return total === 0 ? [] : [asked.flat().map(({ law }) => law.id)];
  const most = total / (useful * sharesPerWorker);
  const calm = asked.flatMap((laws) =>
    split(
      laws.filter((law) => !isSpecial(law)),
      most,
    ),
  );
  const special = asked.map((laws) => laws.filter(isSpecial)).filter((laws) => laws.length > 0);
  const shares = [...calm.toSorted((a, b) => sumOf(b) - sumOf(a)), ...special];
  return shares.map((laws) => laws.map(({ law }) => law.id));
}

const isSpecial = ({ law }: PlannedLaw): boolean => law.clause === 'special';

/**
 * The laws of a plan in shares for a run that may be ended at any time, what counts most first: of every operation what it is defined
 * by, in the order of the plan, then the other laws one by one, the longest last, special values behind them.
 */
export function sharesByWeight(plan: readonly PlannedOperation[]): readonly Share[] {
  const asked = plan.map(({ laws }) => laws.filter(({ unsupported }) => unsupported === undefined));
  const defining = asked.map((laws) => laws.filter(({ law }) => isDefining(law)));
  const others = asked.flatMap((laws) => laws.filter(({ law }) => !isDefining(law)));
  const inOrder = others.toSorted((a, b) => Number(isSpecial(a)) - Number(isSpecial(b)) || costOf(a) - costOf(b));
  return [...defining.filter((laws) => laws.length > 0), ...inOrder.map((law) => [law])].map((laws) =>
    laws.map(({ law }) => law.id),
  );
}

/** The laws of an operation in parts that cost at most so much each, or hold one law. */
export function split(laws: readonly PlannedLaw[], most: number): PlannedLaw[][] {
  const parts: PlannedLaw[][] = [];
  let room = 0;
  for (const law of laws.toSorted((a, b) => costOf(b) - costOf(a))) {
    const last = parts.at(-1);
    if (last === undefined || costOf(law) > room) {
      parts.push([law]);
      room = most - costOf(law);
    } else {
      last.push(law);
      room -= costOf(law);
    }
  }
  return parts;
}
