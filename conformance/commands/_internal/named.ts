import type { AnyOperation } from '../../../spec/operation.ts';
import type { Phenomenon } from '../../../spec/phenomenon.ts';
import { didYouMean, operationsMeant } from '../../judge/_internal/names.ts';
import { clauseNameOf, findRecord, lawsOf, loadOperations, operationIdOf } from '../../judge/laws.ts';
import { isStateClause, stateExplanation } from '../../judge/stateClause.ts';

/** The operation or phenomenon that a name means, by its id, by its last part or by any part that only one has. */
export async function namedRecord(name: string): Promise<AnyOperation | Phenomenon | undefined> {
  const [only = '', ...others] = operationsMeant(operationIdOf(name));
  if (others.length > 0) return undefined;
  await loadOperations([only]);
  return findRecord(only);
}

/** What to say of a name that is none: the names most like it, or where to find them all. */
export async function unknownName(name: string): Promise<string> {
  const record = await namedRecord(name);
  if (record !== undefined) {
    const id = `${record.id}/${clauseNameOf(name)}`;
    if (isStateClause(id)) return stateExplanation(id);
    const recorded = 'clauses' in record ? Object.keys(record.clauses) : [];
    const names = [...new Set([...recorded, ...lawsOf(record.id).map(({ clause }) => clause)])];
    return `${record.id} has no clause ${clauseNameOf(name)}; it has ${names.join(', ')}`;
  }
  const id = operationIdOf(name);
  const question = didYouMean(id);
  if (question === '') return `there is no operation or law ${name}; "tensor-laws list" lists the operations`;
  return operationsMeant(id).length > 1
    ? `${id} is part of the names of several operations: ${question}`
    : `there is no operation ${name}; ${question}`;
}
