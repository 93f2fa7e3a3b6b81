import { readFileSync } from 'node:fs';
import { UsageError } from '../usageError.ts';
import { readJson } from './readJson.ts';
import type { Report } from './report.ts';
import { reportSchema } from './reportSchema.ts';
import { schemaFaults } from './schemaFaults.ts';

/** A report as the text of the file that `check --json` writes. */
export const reportText = (report: Report): string => `${columnsInLine(JSON.stringify(report, null, 2))}\n`;

/** JSON with one field a line, where a column of numbers takes one line. */
const columnsInLine = (text: string): string =>
  // A line break is never part of a text in JSON.
  text.replace(
    /\[\n *((?:(?:null|-?[\d.e+-]+),\n *)*(?:null|-?[\d.e+-]+))\n *\]/g,
    (_, column: string) => `[${column.replace(/\n */g, ' ')}]`,
  );

/** Faults that are told of a file. */
const mostFaults = 3;

/** Reads what `check --json` wrote. Throws UsageError that names the file. */
export function readReport(path: string): Report {
  const json = readJson(textOf(path), path);
  if (!isReport(json)) {
    throw new UsageError(`${path} is no report: \`tensor-laws check <adapter> --json <file>\` writes one`);
  }
  const read = reportSchema.safeParse(json);
  if (!read.success) {
    const faults = schemaFaults(read.error, json);
    const told = faults.slice(0, mostFaults).join('; ');
    const more = faults.length > mostFaults ? `; and ${faults.length - mostFaults} more` : '';
    throw new UsageError(`${path} is not a report as this version writes it: ${told}${more}`);
  }
  // What the schema has checked.
  return json as Report;
}

const isReport = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'tool' in json && json.tool === 'tensor-laws';

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : String(error);
    throw new UsageError(`${path} cannot be read: ${why}`);
  }
}
