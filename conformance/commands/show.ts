import type { Command } from 'commander';
import type { Law } from '../../properties/law.ts';
import { operationsCalled } from '../_internal/names.ts';
import { everyOperation, findLaw, lawsOf, loadOperations, operationIdOf } from '../laws.ts';
import { clauseData, lawData, operationData } from '../present/data.ts';
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
    .option('--json', 'what the page says, as JSON')
    .action(async (name: string, { json = false }: { json?: boolean }) => {
      const text = await pageOf(name, json);
      if (text === undefined) throw new UsageError(await unknownName(name));
      print(text);
    });
}

/** The page of an operation, clause or law; any part of an operation's name will do where only one operation has it. */
export async function pageOf(name: string, json = false): Promise<string | undefined> {
  const written = (page: () => string, data: () => object) => (json ? `${JSON.stringify(data(), null, 2)}\n` : page());
  // The name of a law may be a part of that of an operation.
  const shared = operationsCalled(operationIdOf(name)).length === 0 ? await sharedLaws(name) : [];
  if (shared.length > 0)
    return written(
      () => lawPage(name, shared),
      () => lawData(name, shared),
    );
  const operation = await namedOperation(name);
  if (operation === undefined) return undefined;
  if (!name.includes('/'))
    return written(
      () => operationPage(operation, lawsOf(operation.id)),
      () => operationData(operation),
    );
  const id = `${operation.id}/${clauseNameOf(name)}`;
  const law = findLaw(id);
  return law === undefined && !Object.hasOwn(operation.clauses, clauseNameOf(name))
    ? undefined
    : written(
        () => clausePage(operation, id, law),
        () => clauseData(operation, id),
      );
}

/** The laws of this name that follow from the records of several operations. */
async function sharedLaws(name: string): Promise<readonly Law[]> {
  await loadOperations();
  return everyOperation().flatMap((operation) =>
    lawsOf(operation.id).filter(({ clause }) => clause === name && !Object.hasOwn(operation.clauses, name)),
  );
}
