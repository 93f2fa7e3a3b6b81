import { failuresOf } from '../judge/_internal/failuresOf.ts';
import type { ClauseReport, OperationReport, Report } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { escapeMarkup } from './_internal/escape.ts';
import { explain } from './_internal/explain.ts';

/** A report as JUnit XML: a test suite per operation, a test case per clause. */
export function junit(report: Report): string {
  const clauses = report.operations.flatMap((operation) => operation.clauses);
  const name = escapeMarkup(`tensor-laws ${report.adapter.name} ${report.adapter.version}`);
  const ledger =
    report.ledgerProblems.length === 0
      ? []
      : [
          `  <testsuite name="ledger" tests="${report.ledgerProblems.length}" failures="${report.ledgerProblems.length}" errors="0" skipped="0">`,
          ...report.ledgerProblems.map(
            (problem, at) =>
              `    <testcase classname="ledger" name="entry ${at + 1}"><failure message="${attribute(problem)}"/></testcase>`,
          ),
          '  </testsuite>',
        ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${counts(clauses, report.ledgerProblems.length)}>`,
    ...report.operations.flatMap((operation) => suite(operation, report.adapter.path)),
    ...ledger,
    '</testsuites>',
    '',
  ].join('\n');
}

const isText = (line: string | undefined): line is string => line !== undefined;

// A line break in an attribute would be read back as a space.
const attribute = (text: string): string => escapeMarkup(text).replaceAll('\n', '&#10;');

// JUnit has no word for advice: a test that passed, and what it says beside.
const ran = (clause: ClauseReport): boolean => clause.verdict === 'passed' || isAdvice(clause);

function counts(clauses: readonly ClauseReport[], ledgerProblems = 0): string {
  const failures = clauses.filter(({ verdict }) => verdict === 'failed').length + ledgerProblems;
  const errors = clauses.filter(({ verdict }) => verdict === 'errored' || verdict === 'timedOut').length;
  const skipped = clauses.filter((clause) => !ran(clause) && !isFailure(clause)).length;
  return `tests="${clauses.length + ledgerProblems}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function suite(operation: OperationReport, adapterPath: string): readonly string[] {
  const cases = operation.clauses.map((clause) => {
    const content = outcome(clause, adapterPath);
    const head = `    <testcase classname="${attribute(operation.id)}" name="${attribute(clause.id)}"`;
    return content === '' ? `${head}/>` : `${head}>${content}</testcase>`;
  });
  return [`  <testsuite name="${attribute(operation.id)}" ${counts(operation.clauses)}>`, ...cases, '  </testsuite>'];
}

/** Why a test case counts neither way: its verdict, with the reason. */
const skipped = ({ verdict, reason }: ClauseReport): string => {
  const name = verdict === 'known' ? 'known failure' : verdict;
  return reason === undefined ? name : `${name}: ${reason}`;
};

function outcome(clause: ClauseReport, adapterPath: string): string {
  if (clause.verdict === 'passed') return '';
  if (!ran(clause) && !isFailure(clause)) return `<skipped message="${attribute(skipped(clause))}"/>`;
  const { statement, sources } = explain(clause, adapterPath);
  const message = clause.cause ?? clause.counterexample?.error ?? statement ?? clause.verdict;
  const told = failuresOf(clause).flatMap((failure) => {
    const { snippet, facts, replay } = explain(failure, adapterPath);
    return [snippet, ...facts.map(([label, text]) => `${label}: ${text}`), replay];
  });
  const body = [statement, ...told, ...sources.map((source) => `source: ${source}`)];
  if (isAdvice(clause))
    return `<system-out>${escapeMarkup(`advice: ${[message, ...body].filter(isText).join('\n')}`)}</system-out>`;
  const tag = clause.verdict === 'failed' ? 'failure' : 'error';
  const text = escapeMarkup(body.filter(isText).join('\n'));
  return `<${tag} message="${attribute(message)}" type="${clause.verdict}">${text}</${tag}>`;
}
