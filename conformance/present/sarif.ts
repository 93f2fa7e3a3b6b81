import { failuresOf } from '../judge/_internal/failuresOf.ts';
import { isStateClause } from '../judge/stateClause.ts';
import { problemsOf, warningsOf } from '../report/problems.ts';
import { type ClauseReport, isAdvice, isFailure, type Report } from '../report/report.ts';
import { commandOf } from '../subject/command.ts';
import { printable } from './_internal/escape.ts';
import { explain } from './_internal/explain.ts';
import { statementOf } from './specification.ts';

/**
 * A report in SARIF 2.1.0, which GitHub code scanning and editors read: a rule per clause that has something to say, a result per
 * failure. What the ledger knows is suppressed, with its reason; advice is a note.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(report: Report): string {
  const { adapter, version, endedBy } = report;
  const clauses = report.operations.flatMap((operation) => operation.clauses);
  const told = clauses.filter((clause) => isFailure(clause) || isAdvice(clause) || clause.verdict === 'known');
  const problems = problemsOf(report);
  const failing = new Set(problems.map(({ text }) => text));
  const warnings = warningsOf(report).filter((text) => !failing.has(text));
  const location = locationOf(adapter.path);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tensor-laws', version, rules: told.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: endedBy === null,
            toolExecutionNotifications: [
              ...problems.map(({ text }) => ({ level: 'error', message: { text: printable(text) } })),
              ...warnings.map((text) => ({ level: 'warning', message: { text: printable(text) } })),
            ],
          },
        ],
        results: told.flatMap((clause, ruleIndex) =>
          failuresOf(clause).map((failure) => ({
            ...resultOf(failure, adapter.path),
            ruleIndex,
            locations: [location],
          })),
        ),
        properties: { adapter, dtype: report.dtype, tier: report.tier, seed: report.seed, runs: report.runs },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleOf = ({ id, law }: ClauseReport) => ({
  id,
  shortDescription: { text: printable(isStateClause(id) ? law : (statementOf(id) ?? law)) },
});

function resultOf(clause: ClauseReport, adapterPath: string) {
  const { id, cause, verdict, counterexample, reason, replay: token } = clause;
  const { snippet, facts, replay } = explain(clause, adapterPath);
  const body = [...facts.map(([label, text]) => `${label}: ${text}`), snippet, replay];
  const heading = printable(cause ?? counterexample?.error ?? statementOf(id) ?? clause.law);
  const text = [heading, ...body.filter((part) => part !== undefined)].join('\n');
  return {
    ruleId: id,
    level: isAdvice(clause) ? 'note' : 'error',
    message: { text },
    // What is the same failure from run to run: the clause, and the cause that it was put down to.
    partialFingerprints: { 'clause/v1': cause === undefined ? id : `${id}: ${cause}` },
    ...(verdict === 'known' ? { suppressions: [{ kind: 'external', justification: reason ?? '' }] } : {}),
    ...(token === undefined ? {} : { properties: { replay: token } }),
  };
}

/** Where the adapter stands: a command has no file, and is named as it is. */
function locationOf(path: string) {
  const uri = commandOf(path) === undefined ? path.replaceAll('\\', '/').replace(/^\.\//, '') : 'adapter';
  return { physicalLocation: { artifactLocation: { uri: encodeURI(uri) }, region: { startLine: 1 } } };
}
