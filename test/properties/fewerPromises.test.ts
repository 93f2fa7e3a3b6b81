import { expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { everyOperation, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';

await loadOperations();

/** Laws whose cases need what an adapter may not take: batch axes, empty tensors, other numbers of axes. */
const asked = ['emptyGradient', 'gradientBatch', 'batch', 'neighbours', 'signature', 'shapes'];

test.each([
  { batches: 'none' },
  { empty: false },
  { batches: 'none', empty: false },
  { ranks: [2, 2] },
  { batches: 'none', empty: false, ranks: [2, 2] },
] as const)('what %o does not take is not asked, and nothing else is left unjudged', async (fewer) => {
  const adapter = { ...reference, profile: { ...reference.profile, ...fewer } };
  const [subject, description] = [inProcessSubject(adapter), describe(readAdapter(adapter))];
  for (const law of everyOperation().flatMap(({ id }) => lawsOf(id).filter(({ clause }) => asked.includes(clause)))) {
    const context = contextOf(description, 'float64', law);
    const { verdict, reason } = await runLaw(law, subject, context, { runs: 4, seed: 1, adapterPath: 'a.ts' });
    expect(['passed', 'unsupported'], `${law.id}: ${reason}`).toContain(verdict);
  }
});
