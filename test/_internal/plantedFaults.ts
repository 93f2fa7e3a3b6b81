import { readdirSync } from 'node:fs';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import type { ClauseReport } from '../../conformance/report/report.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { runsOf, type Tier } from '../../conformance/subject/tier.ts';
import type { Law } from '../../properties/law.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { Fault } from '../faults/fault.ts';

const folder = new URL('../faults/', import.meta.url);

/** A fault and the file that plants it, from the root of the repository. */
export type PlantedFault = Fault & { readonly file: string };

/** Every planted fault, in the order of the files. */
export async function plantedFaults(): Promise<readonly PlantedFault[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.includes('_internal') && file !== 'fault.ts')
    .sort();
  const modules: { readonly faults?: readonly Fault[] }[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  );
  return modules.flatMap(({ faults = [] }, at) =>
    faults.map((fault) => ({ ...fault, file: `test/faults/${files[at]}` })),
  );
}

/** The reference with the fault in place of the right function. */
const withFault = (fault: Fault): typeof reference => ({
  ...reference,
  operations: { ...reference.operations, ...fault.operations },
  gradients: { ...reference.gradients, ...fault.gradients },
});

/** A law that never asks for a gradient cannot see one that is wrong. */
const canSee = (law: Law, fault: Fault): boolean => law.gradient || fault.operations !== undefined;

/** What the laws of the faulty operation say of the reference with the fault planted; `only` one clause where it is given. */
export async function judgeFault(
  fault: Fault,
  only?: string,
  { tier = 'ci' as Tier, dtype = fault.dtype ?? ('float64' as FloatDtype), seed = 1 } = {},
): Promise<ClauseReport[]> {
  const adapter = withFault(fault);
  const description = describe(readAdapter(adapter));
  const subject = inProcessSubject(adapter);
  const reports: ClauseReport[] = [];
  await loadOperations([fault.operation]);
  for (const law of lawsOf(fault.operation)) {
    if (only === undefined ? !canSee(law, fault) : law.id !== only) continue;
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

const acquittals: ReadonlySet<string> = new Set(['passed', 'unsupported', 'unjudged']);

/** Whether a verdict convicts; advice does, for the law has seen the fault. */
export const convicts = ({ verdict }: ClauseReport): boolean => !acquittals.has(verdict);
