import type { AnyOperation } from '../../spec/operation.ts';
import type { ClauseReport } from '../report/report.ts';
import { snippetOf } from '../report/snippet.ts';
import { encodeToken } from '../report/token.ts';
import type { Request } from '../subject/exchange.ts';
import type { TracedCall } from '../subject/traced.ts';
import type { CarriedOver } from './_internal/carriedOver.ts';
import { countsOf, newTally } from './_internal/lawTally.ts';
import { clauseNameOf, findLaw, isRecord, operationIdOf } from './laws.ts';

/** The name of the clause that only evidence brings up: of an operation whose calls change what later calls give. */
export const stateClause = 'state';

/** Whether an id is that of such a finding: `linalg.matmul/state`. */
export const isStateClause = (id: string): boolean =>
  isRecord(operationIdOf(id)) && clauseNameOf(id) === stateClause && findLaw(id) === undefined;

/** The finding that some calls are the evidence of: of the operation that is called last. */
export const stateClauseOf = (before: readonly Request[]): string => `${before.at(-1)?.operation ?? ''}/${stateClause}`;

/** What to say to somebody who asks for it. */
export const stateExplanation = (id: string): string =>
  `${id} is a finding, not a clause that can be asked for: ${stateStatement}. It is reported where a clause fails after calls of ${operationIdOf(id)}, ` +
  `and not without them, or where its process ends only then; any check of ${operationIdOf(id)} may find it, and replay shows it again by its token`;

/** What that clause says. */
export const stateStatement = 'a call leaves nothing behind that changes what later calls give';

/** What a call has left behind, as the failure of the operation that left it: told once, with the calls that do it. */
export function stateReport(
  { operation, before, calls, law, context, given, end }: CarriedOver,
  find: (id: string) => AnyOperation | undefined,
  { adapterPath, seed }: { readonly adapterPath: string; readonly seed: number },
): ClauseReport {
  const earlier = before.flatMap((call): TracedCall[] => {
    const record = find(call.operation);
    const { kind } = call;
    return record === undefined || kind === 'echo' ? [] : [{ ...call, kind, operation: record, outputs: {} }];
  });
  const told = before.length === 1 ? 'this call' : 'these calls';
  const seen =
    end === undefined
      ? {
          what: `${law.id} after ${before.map((call) => call.operation).join(', ')}`,
          expected: 'the same with and without the calls before it',
          received: `it holds in a fresh process, and fails after ${told}`,
        }
      : {
          what: `${before.length} calls of ${[...new Set(before.map((call) => call.operation))].join(', ')}`,
          expected: 'a process that goes on, as it does after the last call alone',
          received: `the process ends at the last of ${told}`,
          error: end,
        };
  return {
    id: `${operation}/${stateClause}`,
    law: stateStatement,
    verdict: end === undefined ? 'failed' : 'errored',
    ...countsOf(newTally()),
    cases: 1,
    counterexample: { ...seen, ratio: null, snippet: snippetOf([...earlier, ...calls], adapterPath) },
    replay: encodeToken({ law: law.id, dtype: context.dtype, case: given, seed, before }),
    hint: 'memory that is written past its end or never given back, a buffer that is reused, a setting that is not put back',
  };
}
