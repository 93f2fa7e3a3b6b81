import type { Command } from 'commander';
import { findLaw, lawsOf } from '../laws.ts';
import { clausePage, operationPage } from '../present/markdown.ts';
import { clauseNameOf } from '../present/specification.ts';
import { UsageError } from '../usageError.ts';
import { namedOperation, unknownName } from './_internal/named.ts';
import { print } from './_internal/print.ts';

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
  const operation = await namedOperation(name);
  if (operation === undefined) return undefined;
  if (!name.includes('/')) return operationPage(operation, lawsOf(operation.id));
  const id = `${operation.id}/${clauseNameOf(name)}`;
  const law = findLaw(id);
  return law === undefined && !Object.hasOwn(operation.clauses, clauseNameOf(name))
    ? undefined
    : clausePage(operation, id, law);
}
