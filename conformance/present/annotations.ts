import { type CauseGroup, causeGroups } from '../judge/_internal/groups.ts';
import type { Counterexample, Report } from '../report/report.ts';
import { isAdvice } from '../report/report.ts';

/** What GitHub shows beside a check; more would be cut off. */
const most = 10;

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * Workflow commands by which GitHub Actions shows failures on the pull request: one per cause, after the ledger, so that what
 * is known does not show. Advice is a notice, after them.
 */
export function annotations({ operations, ledgerProblems, adapter }: Report): string {
  const told = (groups: readonly CauseGroup[], level: 'error' | 'notice') =>
    groups.map((group) => ({ ...textOf(group), level }));
  const ledger = ledgerProblems.map((text) => ({ title: 'ledger of known failures', text, level: 'error' }));
  return [...ledger, ...told(causeGroups(operations), 'error'), ...told(causeGroups(operations, isAdvice), 'notice')]
    .slice(0, most)
    .map(
      ({ title, text, level }) =>
        `::${level} file=${property(adapter.path)},title=${property(title)}::${escaped(text)}\n`,
    )
    .join('');
}

const received = (counterexample: Counterexample): string =>
  counterexample.received === undefined ? '' : `, received ${counterexample.received}`;

function textOf({ cause, representative, others }: CauseGroup): { readonly title: string; readonly text: string } {
  const { id, counterexample, law } = representative;
  const lines = [
    cause ?? law,
    ...(counterexample === undefined
      ? []
      : [`${counterexample.what}: expected ${counterexample.expected ?? 'otherwise'}${received(counterexample)}`]),
    ...(counterexample?.error === undefined ? [] : [counterexample.error]),
    ...(others.length === 0 ? [] : [`and ${others.map((other) => other.id).join(', ')}`]),
  ];
  return { title: id, text: lines.join('\n') };
}
