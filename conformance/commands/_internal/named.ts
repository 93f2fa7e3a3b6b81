import type { AnyOperation } from '../../../spec/operation.ts';
import { didYouMean, operationsMeant } from '../../_internal/names.ts';
import { findOperation, lawsOf, loadOperations, operationIdOf } from '../../laws.ts';
import { clauseNameOf } from '../../present/specification.ts';

/** The operation that a name means, by its id, by its last part or by any part that only one has. */
export async function namedOperation(name: string): Promise<AnyOperation | undefined> {
  const [only = '', ...others] = operationsMeant(operationIdOf(name));
  if (others.length > 0) return undefined;
  await loadOperations([only]);
  return findOperation(only);
}

/** What to say of a name that is none: the names most like it, or where to find them all. */
export async function unknownName(name: string): Promise<string> {
  const operation = await namedOperation(name);
  if (operation !== undefined) {
    const names = [
      ...new Set([...Object.keys(operation.clauses), ...lawsOf(operation.id).map(({ clause }) => clause)]),
    ];
    return `${operation.id} has no clause ${clauseNameOf(name)}; it has ${names.join(', ')}`;
  }
  const id = operationIdOf(name);
  const question = didYouMean(id);
  if (question === '') return `there is no operation or law ${name}; "tensor-laws list" lists the operations`;
  return operationsMeant(id).length > 1
    ? `${id} is part of the names of several operations: ${question}`
    : `there is no operation ${name}; ${question}`;
}
