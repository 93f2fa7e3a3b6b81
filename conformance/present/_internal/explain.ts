import { operationIdOf } from '../../judge/laws.ts';
import type { ClauseReport, Counterexample } from '../../report/report.ts';
import { commandOf } from '../../subject/command.ts';
import { shellWord } from '../shellWord.ts';
import { sourcesOf, statementOf } from '../specification.ts';
import { printable } from './escape.ts';
import { infinite, short } from './numbers.ts';

/** One failure in words, the same for the terminal, the page and JUnit. Absent parts are undefined. */
export interface Explanation {
  readonly id: string;
  readonly statement: string | undefined;
  readonly snippet: string | undefined;
  /** Label and text, in the order in which they are read. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly replay: string | undefined;
  readonly sources: readonly string[];
}

/** The command that runs just this case again. */
export const replayCommand = (token: string, adapterPath: string): string =>
  `npx tensor-laws replay ${shellWord(token)} ${adapterOption(adapterPath)}`;

function adapterOption(adapterPath: string): string {
  const command = commandOf(adapterPath);
  return command === undefined ? `--adapter ${shellWord(adapterPath)}` : `--exec ${shellWord(command)}`;
}

/** The ratio in words, and the ULPs beside it where they are a number. */
function ratioText({ ratio, ulp, received }: Counterexample): string {
  const units = ulp === undefined || !Number.isFinite(ulp) ? '' : `; ${short(ulp)} ULP`;
  if (ratio !== null && Number.isFinite(ratio)) return `${short(ratio)} times what is allowed${units}`;
  const result = received !== undefined && /NaN|Infinity|not finite/.test(received);
  return result
    ? `${infinite}: the result is not finite`
    : `${infinite}: nothing but the exact result is allowed${units}`;
}

const endings: Readonly<Record<string, string>> = {
  errored: 'the implementation broke down; it gave no result to judge',
  timedOut: 'no result within the time limit',
};

/** Puts a clause that failed, errored or timed out into words. */
export function explain(clause: ClauseReport, adapterPath: string): Explanation {
  const { counterexample } = clause;
  const facts: [string, string | undefined][] = [
    ['measured', measured(clause)],
    ['expected', counterexample?.expected],
    ['received', counterexample?.received],
    ['error', counterexample?.error ?? endings[clause.verdict]],
    ['ratio', ratioOf(clause)],
    ['meaning', clause.hint],
    ['reason', clause.reason],
  ];
  return {
    id: clause.id,
    statement: statementOf(clause.id) ?? (clause.law === clause.id ? undefined : clause.law),
    snippet: counterexample === undefined ? undefined : printable(counterexample.snippet),
    facts: facts.flatMap(([label, text]) =>
      text === undefined || text === '' ? [] : [[label, printable(text)] as const],
    ),
    replay: clause.replay === undefined ? undefined : replayCommand(clause.replay, adapterPath),
    sources: sourcesOf(operationIdOf(clause.id)),
  };
}

/** What was measured, unless the statement of the clause has just said it. */
function measured({ id, law, counterexample }: ClauseReport): string | undefined {
  const what = counterexample?.what;
  return what === law || what === statementOf(id) || what?.endsWith(`: ${statementOf(id)}`) ? undefined : what;
}

function ratioOf({ counterexample }: ClauseReport): string | undefined {
  // An error that was raised where a result was due leaves nothing to measure.
  if (counterexample === undefined || (counterexample.error !== undefined && counterexample.ratio === null))
    return undefined;
  // A refusal that did not come is no matter of size.
  return counterexample.expected === 'an error' ? undefined : ratioText(counterexample);
}
