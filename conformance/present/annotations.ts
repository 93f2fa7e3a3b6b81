import { type CauseGroup, causeGroups } from '../judge/_internal/groups.ts';
import { problemsOf, warningsOf } from '../report/problems.ts';
import type { Counterexample, Report } from '../report/report.ts';
import { isAdvice } from '../report/report.ts';
import { replayCommand } from './_internal/explain.ts';
import { short } from './_internal/numbers.ts';

/** What GitHub shows beside a check; more would be cut off. */
const most = 10;

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * Workflow commands by which GitHub Actions shows failures on the pull request: one per cause, after the ledger, so that what
 * is known does not show. Advice is a notice, after them.
 */
export function annotations(report: Report): string {
  const { operations, adapter } = report;
  const told = (groups: readonly CauseGroup[], level: 'error' | 'notice') =>
    groups.map((group) => ({ ...textOf(group, adapter.path), level }));
  const problems = problemsOf(report).map(({ kind, text }) => ({ title: titles[kind], text, level: 'error' }));
  const failing = new Set(problems.map(({ text }) => text));
  const warnings = warningsOf(report)
    .filter((text) => !failing.has(text))
    .map((text) => ({ title: 'tensor-laws', text, level: 'warning' }));
  return [
    ...problems,
    ...told(causeGroups(operations), 'error'),
    ...warnings,
    ...told(causeGroups(operations, isAdvice), 'notice'),
  ]
    .slice(0, most)
    .map(
      ({ title, text, level }) =>
        `::${level} file=${property(adapter.path)},title=${property(title)}::${escaped(text)}\n`,
    )
    .join('');
}

const titles = { ledger: 'ledger of known failures', required: 'required', strict: 'strict' } as const;

function numbers({ expected, received, ratio }: Counterexample): string {
  const parts = [
    expected === undefined ? '' : `expected ${expected}`,
    received === undefined ? '' : `received ${received}`,
    ratio === null ? '' : `${short(ratio)} times what is allowed`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function textOf(
  { cause, representative, others }: CauseGroup,
  adapterPath: string,
): { readonly title: string; readonly text: string } {
  const { id, counterexample, law, replay } = representative;
  const lines = [
    cause ?? law,
    ...(counterexample === undefined ? [] : [`${counterexample.what}${numbers(counterexample)}`]),
    ...(counterexample?.error === undefined ? [] : [counterexample.error]),
    ...(others.length === 0 ? [] : [`and ${others.map((other) => other.id).join(', ')}`]),
    ...(replay === undefined ? [] : [replayCommand(replay, adapterPath)]),
  ];
  return { title: id, text: lines.join('\n') };
}
