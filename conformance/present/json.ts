import type { Report } from '../report/report.ts';

/** A report as JSON, one field a line; a column of numbers takes one line. */
export const json = (report: Report): string =>
  // A line break is never part of a text in JSON.
  `${JSON.stringify(report, null, 2).replace(/\[\n *((?:(?:null|-?[\d.e+-]+),\n *)*(?:null|-?[\d.e+-]+))\n *\]/g, (_, column: string) => `[${column.replace(/\n */g, ' ')}]`)}\n`;
