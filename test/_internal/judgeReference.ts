/** Run by itself: judges the reference by every law, few cases each, and writes what each gave as JSON; without doubles, by all but those of chance. */
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { everyOperation, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { Law } from '../../properties/law.ts';
import { exact } from '../../spec/scalars/exact.ts';

/** What a law gave. */
export interface Found {
  readonly verdict: string;
  readonly cases: number;
  readonly worstRatio: number | null;
}

export interface Judged {
  /** Whether doubles know a number that they hold. */
  readonly doublesDecide: boolean;
  readonly laws: Readonly<Record<string, Found>>;
  /** Laws that asked for a gradient and do not declare that they need any. */
  readonly undeclared: readonly string[];
}

/** Samples are counted: nothing is computed exactly, and it takes as long as all other laws. */
const isOfChance = ({ operation: { random }, clause }: Law): boolean =>
  random !== undefined && ['streams', 'keys', 'resolution', ...Object.keys(random.statistics)].includes(clause);

await loadOperations();
const description = describe(readAdapter(reference));
const doublesDecide = exact.constant(1).known === undefined;
let judging: Law | undefined;
const undeclared = new Set<string>();
const asked = <Pullback extends (...given: never) => unknown>(pullback: Pullback) =>
  ((...given) => {
    if (judging !== undefined && !judging.gradient) undeclared.add(judging.id);
    return pullback(...given);
  }) as Pullback;
const gradients = Object.fromEntries(Object.entries(reference.gradients ?? {}).map(([id, one]) => [id, asked(one)]));
const subject = inProcessSubject({ ...reference, gradients });
const laws: Record<string, Found> = {};
for (const law of everyOperation().flatMap(({ id }) => lawsOf(id))) {
  if (!doublesDecide && isOfChance(law)) continue;
  judging = law;
  const options = { runs: 2, seed: 11, adapterPath: 'reference', shrinks: 0 };
  const { verdict, cases, worstRatio } = await runLaw(law, subject, contextOf(description, 'float64', law), options);
  laws[law.id] = { verdict, cases, worstRatio };
}
const judged: Judged = { doublesDecide, laws, undeclared: [...undeclared] };
process.stdout.write(JSON.stringify(judged));
