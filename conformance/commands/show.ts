import type { Command } from 'commander';
import { everyOperation, findLaw, lawsOf } from '../laws.ts';
import { clausePage, operationPage } from '../present/markdown.ts';
import { clauseNameOf, findOperation, operationIdOf } from '../present/specification.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';
import { suggest } from './_internal/suggest.ts';

/** `tensor-laws show`: the page of an operation or of one clause; exits with 2 where there is none of that name. */
export function register(program: Command): void {
  program
    .command('show')
    .description('show what an operation means and what it must satisfy')
    .argument('<name>', 'an operation or a clause: linalg.matmul, linalg.matmul/C1')
    .action((name: string) => {
      const text = pageOf(name);
      if (text === undefined) throw new UsageError(unknownName(name));
      print(text);
    });
}

/** The page of an operation or clause; a name without its chapter will do where only one operation has it. */
export function pageOf(name: string): string | undefined {
  const operation = findOperation(operationIdOf(name)) ?? only(operationIdOf(name));
  if (operation === undefined) return undefined;
  if (!name.includes('/')) return operationPage(operation, lawsOf(operation.id));
  const id = `${operation.id}/${clauseNameOf(name)}`;
  const law = findLaw(id);
  return law === undefined && !Object.hasOwn(operation.clauses, clauseNameOf(name))
    ? undefined
    : clausePage(operation, id, law);
}

function only(bare: string) {
  const matching = everyOperation.filter(({ id }) => id.endsWith(`.${bare}`));
  return matching.length === 1 ? matching[0] : undefined;
}

/** What to say of a name that is none: the names most like it, or where to find them all. */
export function unknownName(name: string): string {
  const operation = findOperation(operationIdOf(name)) ?? only(operationIdOf(name));
  if (operation !== undefined) {
    const names = [
      ...new Set([...Object.keys(operation.clauses), ...lawsOf(operation.id).map(({ clause }) => clause)]),
    ];
    return `${operation.id} has no clause ${clauseNameOf(name)}; it has ${names.join(', ')}`;
  }
  const near = suggest(
    operationIdOf(name),
    everyOperation.map(({ id }) => id),
  );
  return near.length === 0
    ? `there is no operation ${name}; "tensor-laws list" lists all of them`
    : `there is no operation ${name}; did you mean ${near.join(' or ')}?`;
}
