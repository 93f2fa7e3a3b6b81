import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { runsOf } from '../../conformance/subject/tier.ts';
import { convicts } from '../_internal/plantedFaults.ts';
import { tableWith, type Variant } from './variant.ts';

/** The first law that convicts a variant at the ci tier; undefined where none does. */
export async function caughtBy(variant: Variant, seed: number): Promise<string | undefined> {
  const table = tableWith(variant);
  const adapter = { ...reference, [variant.kind === 'forward' ? 'operations' : 'gradients']: table };
  const description = describe(readAdapter(adapter));
  const subject = inProcessSubject(adapter);
  await loadOperations([variant.operation]);
  // Fixtures are small and known: what they alone would catch is not what is measured.
  const laws = lawsOf(variant.operation).filter(
    (law) => !law.clause.startsWith('golden') && (law.gradient || variant.kind === 'forward'),
  );
  for (const law of laws.toSorted((a, b) => Number(/^[CR]\d/.test(a.clause)) - Number(/^[CR]\d/.test(b.clause)))) {
    const report = await runLaw(law, subject, contextOf(description, 'float64', law), {
      runs: Math.max(1, Math.ceil(runsOf.ci * law.share)),
      seed,
      adapterPath: 'adapters/reference/adapter.ts',
      shrinks: 0,
    });
    if (convicts(report)) return law.clause;
  }
  return undefined;
}
