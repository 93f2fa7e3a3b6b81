import type { Command } from 'commander';
import { findLaw, findOperation, isOperation, lawsOf, loadOperations, operationIdOf, operationIds } from '../laws.ts';
import { clausePage, operationPage } from '../present/markdown.ts';
import { clauseNameOf } from '../present/specification.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';
import { suggest } from './_internal/suggest.ts';

/** `tensor-laws show`: the page of an operation or of one clause; exits with 2 where there is none of that name. */
export function register(program: Command): void {
  program
    .command('show')
    .description('show what an operation means and what it must satisfy')
    .argument('<name>', 'an operation or a clause: linalg.matmul, linalg.matmul/C1')
    .action(async (name: string) => {
      const text = await pageOf(name);
      if (text === undefined) throw new UsageError(await unknownName(name));
      print(text);
    });
}

/** The page of an operation or clause; a name without its chapter will do where only one operation has it. */
export async function pageOf(name: string): Promise<string | undefined> {
  const operation = await named(name);
  if (operation === undefined) return undefined;
  if (!name.includes('/')) return operationPage(operation, lawsOf(operation.id));
  const id = `${operation.id}/${clauseNameOf(name)}`;
  const law = findLaw(id);
  return law === undefined && !Object.hasOwn(operation.clauses, clauseNameOf(name))
    ? undefined
    : clausePage(operation, id, law);
}

/** The operation that a name means, by its id or by its last part alone. */
async function named(name: string) {
  const id = operationIdOf(name);
  const matching = isOperation(id) ? [id] : operationIds.filter((one) => one.endsWith(`.${id}`));
  const [only = '', ...others] = matching;
  if (others.length > 0) return undefined;
  await loadOperations([only]);
  return findOperation(only);
}

/** What to say of a name that is none: the names most like it, or where to find them all. */
export async function unknownName(name: string): Promise<string> {
  const operation = await named(name);
  if (operation !== undefined) {
    const names = [
      ...new Set([...Object.keys(operation.clauses), ...lawsOf(operation.id).map(({ clause }) => clause)]),
    ];
    return `${operation.id} has no clause ${clauseNameOf(name)}; it has ${names.join(', ')}`;
  }
  const near = suggest(operationIdOf(name), operationIds);
  return near.length === 0
    ? `there is no operation ${name}; "tensor-laws list" lists all of them`
    : `there is no operation ${name}; did you mean ${near.join(' or ')}?`;
}
