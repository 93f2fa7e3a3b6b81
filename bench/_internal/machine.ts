import { availableParallelism, cpus, loadavg } from 'node:os';
import { z } from 'zod';

/** What a ratio depends on, besides the code. */
export const machineSchema = z.object({
  cpu: z.string(),
  cores: z.number().int().positive(),
  architecture: z.string(),
  node: z.string(),
  v8: z.string(),
  /** Processes that wanted a core in the last minute. */
  load: z.number(),
});

export type Machine = z.infer<typeof machineSchema>;

export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  architecture: process.arch,
  node: process.version,
  v8: process.versions.v8,
  load: loadavg()[0] ?? Number.NaN,
});

export const described = ({ cpu, cores, architecture, node, load }: Machine): string =>
  `${cpu}, ${cores} cores, ${architecture}, Node ${node}, load ${load.toFixed(2)}`;
