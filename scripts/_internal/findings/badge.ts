import { escapeMarkup as safe } from '../../../conformance/present/_internal/escape.ts';
import { judgedOf } from '../../../conformance/report/exitCode.ts';
import type { FindingsRecord } from './record.ts';

/** Pixels of a character of 11 px Verdana, on the average. */
const character = 6.7;

/** A badge for a README: of the way that is advised, how many of the clauses that were judged hold. */
export function badge({ title, version, ways, findings }: FindingsRecord): string {
  const [{ summary } = { summary: undefined }] = ways;
  const judged = summary === undefined ? 0 : judgedOf(summary);
  const kept = summary === undefined ? 0 : summary.passed + summary.advice;
  const defects = findings.filter(({ kind }) => kind === 'defect').length;
  const label = 'tensor-laws';
  const text = `${kept} of ${judged} clauses`;
  const [left, right] = [label, text].map(({ length }) => Math.round(length * character) + 12);
  const width = (left ?? 0) + (right ?? 0);
  const ground = kept === judged ? '#1a7f4b' : defects === 0 ? '#8a6100' : '#b02a15';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}: ${text}">
<title>${safe(`${title} ${version}`)}: ${text}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${ground}"/></g>
<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" text-anchor="middle">
<text x="${(left ?? 0) / 2}" y="14">${label}</text><text x="${(left ?? 0) + (right ?? 0) / 2}" y="14">${text}</text>
</g>
</svg>
`;
}
