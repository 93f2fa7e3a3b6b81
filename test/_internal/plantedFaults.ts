import { readdirSync } from 'node:fs';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/context.ts';
import { lawsOf } from '../../conformance/laws.ts';
import type { ClauseReport } from '../../conformance/report.ts';
import { runLaw } from '../../conformance/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { runsOf, type Tier } from '../../conformance/tier.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { Fault } from '../faults/fault.ts';

const folder = new URL('../faults/', import.meta.url);

/** Every planted fault, in the order of the files. */
export async function plantedFaults(): Promise<readonly Fault[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.includes('_internal') && file !== 'fault.ts')
    .sort();
  const modules: { readonly faults?: readonly Fault[] }[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  );
  return modules.flatMap(({ faults }) => faults ?? []);
}

/** The reference with the fault in place of the right function. */
const withFault = (fault: Fault): typeof reference => ({
  ...reference,
  operations: { ...reference.operations, ...fault.operations },
  gradients: { ...reference.gradients, ...fault.gradients },
});

/** What the laws of the faulty operation say of the reference with the fault planted; `only` one clause where it is given. */
export async function judgeFault(
  fault: Fault,
  only?: string,
  { tier = 'ci' as Tier, dtype = 'float64' as FloatDtype, seed = 1 } = {},
): Promise<ClauseReport[]> {
  const adapter = withFault(fault);
  const description = describe(readAdapter(adapter));
  const subject = inProcessSubject(adapter);
  const reports: ClauseReport[] = [];
  for (const law of lawsOf(fault.operation)) {
    if (only !== undefined && law.id !== only) continue;
    const runs = Math.max(1, Math.ceil(runsOf[tier] * law.share));
    reports.push(
      await runLaw(law, subject, contextOf(description, dtype, law), {
        runs,
        seed,
        adapterPath: 'adapters/reference/adapter.ts',
        shrinks: 0,
      }),
    );
  }
  return reports;
}

/** Whether a verdict convicts. */
export const convicts = ({ verdict }: ClauseReport): boolean =>
  verdict !== 'passed' && verdict !== 'unsupported' && verdict !== 'unjudged';
