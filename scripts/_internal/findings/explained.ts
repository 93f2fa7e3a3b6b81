import { type ClauseReport, isAdvice, isFailure, type Report } from '../../../conformance/report/report.ts';
import { globExpression } from '../../../conformance/subject/profile.ts';
import type { Finding, Library } from '../library.ts';

/** One way of a library, judged at one data type. */
export interface Judged {
  readonly way: string;
  readonly report: Report;
}

/** One failure of a clause, by one cause, and what explains it: nothing where the list is empty. */
export interface Failure {
  readonly way: string;
  readonly report: Report;
  /** The clause as if this failure were its only one. */
  readonly clause: ClauseReport;
  readonly findings: readonly Finding[];
}

export interface Explained {
  /** Every failure, and the advice that a finding explains. */
  readonly failures: readonly Failure[];
  /** What a finding says and no failure bears out, in words. */
  readonly idle: readonly string[];
}

/** Which finding explains which failure, of all that have been judged; only of these ways are findings idle. */
export function explained({ findings, ways }: Library, judged: readonly Judged[]): Explained {
  const failures = judged.flatMap(({ way, report }) =>
    report.operations
      .flatMap(({ clauses }) => clauses.flatMap(failuresOf))
      .map((clause) => ({
        way,
        report,
        clause,
        findings: findings.filter((finding) => explains(finding, way, clause)),
      }))
      .filter(({ clause, findings }) => isFailure(clause) || (isAdvice(clause) && findings.length > 0)),
  );
  const of = (finding: Finding) => failures.filter((failure) => failure.findings.includes(finding));
  const whole = ways.every(({ name }) => judged.some(({ way }) => way === name));
  const idle = findings.flatMap((finding): string[] => {
    const borneOut = of(finding);
    if (finding.ways === undefined && whole && borneOut.length === 0)
      return [`${finding.id} explains no failure any more`];
    const some = finding.ways?.filter((name) => judged.some(({ way }) => way === name)) ?? [];
    const unused = finding.clauses.filter(
      (glob) => whole && borneOut.length > 0 && !borneOut.some(({ clause }) => globExpression(glob).test(clause.id)),
    );
    return [
      ...some
        .filter((name) => !borneOut.some(({ way }) => way === name))
        .map((name) => `${finding.id} explains no failure of the way ${name} any more`),
      ...unused.map((glob) => `${finding.id} names ${glob}, which does not fail by it any more`),
    ];
  });
  return { failures, idle };
}

/** A clause once for each of its failures, each with its own cause. */
function failuresOf({ further = [], ...first }: ClauseReport): readonly ClauseReport[] {
  const { cause: _, hint: __, ...shared } = first;
  return [first, ...further.map((failure) => ({ ...shared, ...failure }))];
}

function explains({ clauses, ways, signature }: Finding, way: string, failure: ClauseReport): boolean {
  return (
    (ways === undefined || ways.includes(way)) &&
    clauses.some((glob) => globExpression(glob).test(failure.id)) &&
    (signature === undefined || holds(textOf(failure), signature))
  );
}

const holds = (text: string, signature: string | RegExp): boolean =>
  typeof signature === 'string' ? text.includes(signature) : signature.test(text);

/** The text of a failure in which a signature is looked for. */
function textOf({ counterexample, cause }: ClauseReport): string {
  const { what, expected, received, error, snippet } = counterexample ?? {};
  return [what, expected, received, error, cause, snippet].filter((part) => part !== undefined).join('\n');
}
