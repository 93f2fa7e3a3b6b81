import type { Command } from 'commander';
import { operationsCalled } from '../_internal/names.ts';
import { everyOperation, findLaw, lawsOf, loadOperations, operationIdOf } from '../laws.ts';
import { clausePage, lawPage, operationPage } from '../present/markdown.ts';
import { clauseNameOf } from '../present/specification.ts';
import { UsageError } from '../usageError.ts';
import { namedOperation, unknownName } from './_internal/named.ts';
import { print } from './_internal/print.ts';

/** `tensor-laws show`: the page of an operation, of one clause or of a law of many operations; exits with 2 where there is none of that name. */
export function register(program: Command): void {
  program
    .command('show')
    .description('show what an operation means and what it must satisfy')
    .argument(
      '<name>',
      'an operation, a clause or a law that follows from records: linalg.matmul, linalg.matmul/C1, homogeneity',
    )
    .action(async (name: string) => {
      const text = await pageOf(name);
      if (text === undefined) throw new UsageError(await unknownName(name));
      print(text);
    });
}

/** The page of an operation, clause or law; any part of an operation's name will do where only one operation has it. */
export async function pageOf(name: string): Promise<string | undefined> {
  // The name of a law may be a part of that of an operation.
  const shared = operationsCalled(operationIdOf(name)).length === 0 ? await sharedLawPage(name) : undefined;
  if (shared !== undefined) return shared;
  const operation = await namedOperation(name);
  if (operation === undefined) return undefined;
  if (!name.includes('/')) return operationPage(operation, lawsOf(operation.id));
  const id = `${operation.id}/${clauseNameOf(name)}`;
  const law = findLaw(id);
  return law === undefined && !Object.hasOwn(operation.clauses, clauseNameOf(name))
    ? undefined
    : clausePage(operation, id, law);
}

/** The page of a law that follows from the records of several operations; undefined where none has this name. */
async function sharedLawPage(name: string): Promise<string | undefined> {
  await loadOperations();
  const laws = everyOperation().flatMap((operation) =>
    lawsOf(operation.id).filter(({ clause }) => clause === name && !Object.hasOwn(operation.clauses, name)),
  );
  return laws.length === 0 ? undefined : lawPage(name, laws);
}
