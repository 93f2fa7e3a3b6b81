import type { AnyOperation } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';
import { findLaw } from '../laws.ts';

const byId = new Map<string, AnyOperation>(Object.entries(operations));

/** The operation of this id, where there is one. */
export const findOperation = (id: string): AnyOperation | undefined => byId.get(id);

/** The operation that a clause or law belongs to: `linalg.matmul/C1` belongs to `linalg.matmul`. */
export const operationIdOf = (clauseId: string): string => clauseId.split('/', 1)[0] ?? clauseId;

/** The name of a clause or law within its operation: `C1`. */
export const clauseNameOf = (clauseId: string): string => clauseId.slice(operationIdOf(clauseId).length + 1);

/** What a clause says, from the record or the law; undefined where neither knows it. */
export function statementOf(id: string): string | undefined {
  const clauses: Readonly<Record<string, unknown>> = findOperation(operationIdOf(id))?.clauses ?? {};
  const recorded = Object.hasOwn(clauses, clauseNameOf(id)) ? clauses[clauseNameOf(id)] : undefined;
  return typeof recorded === 'string' ? recorded : findLaw(id)?.statement;
}

/** Where an operation is described: `title, where`, one string per source. */
export const sourcesOf = (operationId: string): readonly string[] =>
  (findOperation(operationId)?.sources ?? []).map(({ title, where }) => `${title}, ${where}`);
