import type { AnyOperation } from '../../../spec/operation.ts';
import { findOperation, isOperation, lawsOf, loadOperations, operationIdOf, operationIds } from '../../laws.ts';
import { clauseNameOf } from '../../present/specification.ts';
import { suggest } from './suggest.ts';

/** The operation that a name means, by its id or by its last part alone. */
export async function namedOperation(name: string): Promise<AnyOperation | undefined> {
  const id = operationIdOf(name);
  const matching = isOperation(id) ? [id] : operationIds.filter((one) => one.endsWith(`.${id}`));
  const [only = '', ...others] = matching;
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
  const near = suggest(operationIdOf(name), operationIds);
  return near.length === 0
    ? `there is no operation or law ${name}; "tensor-laws list" lists the operations`
    : `there is no operation ${name}; did you mean ${near.join(' or ')}?`;
}
