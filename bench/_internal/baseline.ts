import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Machine, machineSchema } from './machine.ts';
import type { Row } from './measure.ts';
import { UsageError } from './options.ts';

const ratioSchema = z.object({
  benchmark: z.string(),
  case: z.string(),
  opponent: z.string(),
  median: z.number(),
  lower: z.number(),
  upper: z.number(),
});

const recordSchema = z.object({ date: z.iso.date(), machine: machineSchema, ratios: z.array(ratioSchema) });

const baselineSchema = z.object({ records: z.array(recordSchema) });

/** Ratios of one run on one machine. Rates are not kept: they belong to the machine, ratios to the code. */
export type BaselineRecord = z.infer<typeof recordSchema>;
export type Baseline = z.infer<typeof baselineSchema>;

/** Reads a baseline. Throws UsageError when the file is missing, no JSON, or not of the form. */
export function readBaseline(path: string | URL): Baseline {
  return parseBaseline(
    `${path}`,
    attempt(`${path}`, () => readFileSync(path, 'utf8')),
  );
}

export function parseBaseline(path: string, text: string): Baseline {
  const result = baselineSchema.safeParse(attempt(path, () => JSON.parse(text) as unknown));
  if (!result.success) throw new UsageError(`${path} is no baseline:\n${z.prettifyError(result.error)}`);
  return result.data;
}

function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** What a run leaves for later ones. */
export const recordOf = (date: string, machine: Machine, rows: readonly Row[]): BaselineRecord => ({
  date,
  machine: { ...machine, load: Number(machine.load.toFixed(2)) },
  ratios: rows
    .filter(({ rounds }) => rounds > 0)
    .map(({ benchmark, case: name, opponent, ratio }) => ({
      benchmark,
      case: name,
      opponent,
      median: rounded(ratio.median),
      lower: rounded(ratio.lower),
      upper: rounded(ratio.upper),
    })),
});

const rounded = (ratio: number): number => Number(ratio.toPrecision(4));

/** The baseline with a record in place of that of the same processor and major version of Node, or besides. */
export function recorded({ records }: Baseline, record: BaselineRecord): Baseline {
  return { records: [...records.filter(({ machine }) => !alike(machine, record.machine)), record] };
}

export const writeBaseline = (path: string | URL, baseline: Baseline): void =>
  writeFileSync(path, `${JSON.stringify(baseline, null, 2)}\n`);

/** Whether ratios of two machines can be expected to agree. */
export const alike = (x: Machine, y: Machine): boolean =>
  x.cpu === y.cpu && x.architecture === y.architecture && x.node.split('.')[0] === y.node.split('.')[0];
