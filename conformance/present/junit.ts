import { failuresOf } from '../judge/_internal/failuresOf.ts';
import { problemsOf, warningsOf } from '../report/problems.ts';
import type { ClauseReport, OperationReport, Report } from '../report/report.ts';
import { isAdvice, isFailure } from '../report/report.ts';
import { escapeMarkup } from './_internal/escape.ts';
import { explain } from './_internal/explain.ts';

/** A report as JUnit XML: a test suite per operation, a test case per clause. */
export function junit(report: Report): string {
  const clauses = report.operations.flatMap((operation) => operation.clauses);
  const name = escapeMarkup(`tensor-laws ${report.adapter.name} ${report.adapter.version}`);
  const problems = problemsOf(report);
  const failing = new Set(problems.map(({ text }) => text));
  // JUnit has no word for a warning: a test that was skipped, and why.
  const warnings = warningsOf(report).filter((text) => !failing.has(text));
  const surroundings =
    problems.length + warnings.length === 0
      ? []
      : [
          `  <testsuite name="surroundings" tests="${problems.length + warnings.length}" failures="${problems.length}" errors="0" skipped="${warnings.length}">`,
          ...problems.map(
            ({ kind, text }, at) =>
              `    <testcase classname="${kind}" name="${kind} ${at + 1}"><failure message="${attribute(text)}"/></testcase>`,
          ),
          ...warnings.map(
            (text, at) =>
              `    <testcase classname="warning" name="warning ${at + 1}"><skipped message="${attribute(text)}"/></testcase>`,
          ),
          '  </testsuite>',
        ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${counts(clauses, problems.length, warnings.length + report.left.length)}${timeOf(clauses)}>`,
    ...report.operations.flatMap((operation) => suite(operation, report.adapter.path)),
    ...leftOver(report.left),
    ...surroundings,
    '</testsuites>',
    '',
  ].join('\n');
}

/** What was planned and not judged: skipped, so that it is missed. */
const leftOver = (ids: readonly string[]): readonly string[] =>
  ids.length === 0
    ? []
    : [
        `  <testsuite name="left" tests="${ids.length}" failures="0" errors="0" skipped="${ids.length}">`,
        ...ids.map(
          (id) =>
            `    <testcase classname="left" name="${attribute(id)}"><skipped message="not judged: the run was ended before"/></testcase>`,
        ),
        '  </testsuite>',
      ];

const isText = (line: string | undefined): line is string => line !== undefined;

// A line break in an attribute would be read back as a space.
const attribute = (text: string): string => escapeMarkup(text).replaceAll('\n', '&#10;');

// JUnit has no word for advice: a test that passed, and what it says beside.
const ran = (clause: ClauseReport): boolean => clause.verdict === 'passed' || isAdvice(clause);

function counts(clauses: readonly ClauseReport[], problems = 0, warnings = 0): string {
  const failures = clauses.filter(({ verdict }) => verdict === 'failed').length + problems;
  const errors = clauses.filter(({ verdict }) => verdict === 'errored' || verdict === 'timedOut').length;
  const skipped = clauses.filter((clause) => !ran(clause) && !isFailure(clause)).length + warnings;
  return `tests="${clauses.length + problems + warnings}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

/** Seconds that judging took; nothing where no times were taken. */
function timeOf(clauses: readonly ClauseReport[]): string {
  const times = clauses.flatMap(({ spent }) => (spent === undefined ? [] : [spent.wall]));
  return times.length === 0 ? '' : ` time="${times.reduce((sum, time) => sum + time, 0).toFixed(3)}"`;
}

function suite(operation: OperationReport, adapterPath: string): readonly string[] {
  const cases = operation.clauses.map((clause) => {
    const content = outcome(clause, adapterPath);
    const head = `    <testcase classname="${attribute(operation.id)}" name="${attribute(clause.id)}"${timeOf([clause])}`;
    return content === '' ? `${head}/>` : `${head}>${content}</testcase>`;
  });
  return [
    `  <testsuite name="${attribute(operation.id)}" ${counts(operation.clauses)}${timeOf(operation.clauses)}>`,
    ...cases,
    '  </testsuite>',
  ];
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
