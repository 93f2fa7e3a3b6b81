/** Run by itself: judges the reference by every law, few cases each, and writes what each gave as JSON. */
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { everyOperation, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
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
}

await loadOperations();
const description = describe(readAdapter(reference));
const subject = inProcessSubject(reference);
const laws: Record<string, Found> = {};
for (const law of everyOperation().flatMap(({ id }) => lawsOf(id))) {
  const options = { runs: 2, seed: 11, adapterPath: 'reference', shrinks: 0 };
  const { verdict, cases, worstRatio } = await runLaw(law, subject, contextOf(description, 'float64', law), options);
  laws[law.id] = { verdict, cases, worstRatio };
}
const judged: Judged = { doublesDecide: exact.constant(1).known === undefined, laws };
process.stdout.write(JSON.stringify(judged));
