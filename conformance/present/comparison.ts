import type { Change, Comparison } from '../report/compare.ts';
import type { ClauseReport, Report } from '../report/report.ts';
import { printable } from './_internal/escape.ts';
import { replayCommand } from './_internal/explain.ts';
import { counted, short } from './_internal/numbers.ts';
import { verdictNames } from './_internal/tally.ts';

interface Compared {
  readonly before: Report;
  readonly now: Report;
  readonly comparison: Comparison;
}

/** The groups that are told clause by clause, in this order. */
const groups = {
  broken: 'newly broken',
  lost: 'no longer judged',
  still: 'still broken',
  known: 'newly known to be broken',
  mended: 'mended',
} as const;

const inOrder = Object.keys(groups) as (keyof typeof groups)[];

/** What became of the clauses of one report in another, for the terminal. */
export function comparisonText({ before, now, comparison }: Compared): string {
  const sections = inOrder.flatMap((group) => {
    const changes = comparison[group];
    if (changes.length === 0) return [];
    return [
      [
        `${groups[group]}: ${counted(changes.length, 'clause')}`,
        ...changes.map((change) => `  ${lineOf(group, change)}`),
      ],
    ];
  });
  return `${[[headingOf(before, now)], ...sections, [sentenceOf(comparison)]].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same as Markdown, for a comment or the summary of a job: what is broken is shown with its counterexample, folded. */
export function comparisonMarkdown({ before, now, comparison }: Compared): string {
  const sections = inOrder.flatMap((group) => {
    const changes = comparison[group];
    if (changes.length === 0) return [];
    const lines = changes.map((change) => itemOf(group, change, now.adapter.path));
    const told = group === 'broken' || group === 'lost';
    const heading = `${capital(groups[group])}: ${counted(changes.length, 'clause')}`;
    return told
      ? [`#### ${heading}\n\n${lines.join('\n')}`]
      : [`<details><summary>${heading}</summary>\n\n${lines.join('\n')}\n\n</details>`];
  });
  const heading = `### tensor-laws: ${escaped(headingOf(before, now))}`;
  return `${[heading, `**${sentenceOf(comparison)}**`, ...sections].join('\n\n')}\n`;
}

const headingOf = (before: Report, now: Report): string => {
  const nameOf = ({ adapter }: Report) => printable(`${adapter.name} ${adapter.version}`);
  const names = nameOf(before) === nameOf(now) ? nameOf(now) : `${nameOf(before)} -> ${nameOf(now)}`;
  return `${names}, ${now.dtype}, ${counted(now.runs, 'run')} per law, seed ${now.seed}`;
};

/** All of it in one sentence. */
export function sentenceOf(comparison: Comparison): string {
  const parts = inOrder.flatMap((group) => {
    const { length } = comparison[group];
    return length === 0 && group !== 'broken' ? [] : [`${length} ${groups[group]}`];
  });
  const gained = comparison.gained.length === 0 ? [] : [`${comparison.gained.length} newly judged, which hold`];
  return `${[...parts, ...gained, `${comparison.unchanged} as before`].join(', ')}.`;
}

function lineOf(group: keyof typeof groups, { id, before, now }: Change): string {
  if (group === 'lost') return `${id}: ${nameOf(before)}, now ${absenceOf(now)}`;
  if (group === 'mended' || now === undefined) return id;
  return `${id}: ${group === 'broken' && before?.verdict === 'known' ? 'its ledger lists it no longer: ' : ''}${evidenceOf(now)}`;
}

const nameOf = (clause: ClauseReport | undefined): string =>
  clause === undefined ? 'absent' : verdictNames[clause.verdict];

const absenceOf = (clause: ClauseReport | undefined): string =>
  clause === undefined ? 'absent' : `${nameOf(clause)}: ${printable(clause.reason ?? '')}`;

/** What a failure comes to in one line. */
function evidenceOf(clause: ClauseReport): string {
  const { counterexample, cause, law, reason, verdict } = clause;
  if (verdict === 'known') return printable(reason ?? '');
  const { what, expected, received, error, ratio = null } = counterexample ?? {};
  const numbers = [
    expected === undefined ? '' : `expected ${expected}`,
    received === undefined ? '' : `received ${received}`,
    ratio === null ? '' : `${short(ratio)} times what is allowed`,
  ].filter((part) => part !== '');
  const seen = error?.split('\n', 1)[0] ?? (numbers.length === 0 ? '' : `${what}: ${numbers.join(', ')}`);
  return printable([cause ?? law, seen].filter((part) => part !== '').join('; '));
}

function itemOf(group: keyof typeof groups, change: Change, adapterPath: string): string {
  const { id, now } = change;
  const said = lineOf(group, change).slice(id.length);
  const line = `- \`${id}\`${escaped(said)}`;
  if (group !== 'broken' || now?.counterexample === undefined) return line;
  const replay = now.replay === undefined ? [] : ['', replayCommand(now.replay, adapterPath)];
  const code = [printable(now.counterexample.snippet), ...replay].join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const block = [
    `<details><summary>counterexample</summary>`,
    '',
    `${fence}js`,
    ...code.split('\n'),
    fence,
    '',
    '</details>',
  ];
  return [line, ...block.map((one) => (one === '' ? '' : `  ${one}`))].join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Text of an adapter's making, which Markdown and HTML must take for nothing but text. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~#@]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
