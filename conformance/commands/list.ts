import type { Command } from 'commander';
import { chapterOf } from '../../spec/operation.ts';
import { everyOperation, everyPhenomenon, everyProgram, loadOperations } from '../judge/laws.ts';
import { clausesOf, outlineOf, phenomenonData, programData } from '../present/data.ts';
import { UsageError } from '../usageError.ts';
import { namedRecord, unknownName } from './_internal/named.ts';
import { print } from './_internal/print.ts';

/**
 * `tensor-laws list`: every operation and program with its signature and the number of its clauses, every phenomenon with its claim,
 * the clauses of one, or all of it as JSON.
 */
export function register(program: Command): void {
  program
    .command('list')
    .description('list the operations, programs and phenomena that the specification has, or the clauses of one')
    .argument('[operation]', 'an operation: its clauses, by the names that --operations and a ledger take')
    .option('--json', 'everything that an adapter is written from, as JSON')
    .action(async (name: string | undefined, { json }: { json?: boolean }) => {
      await loadOperations();
      if (name !== undefined) print(await clauseList(name, json === true));
      else print(json === true ? `${JSON.stringify(catalogue(), null, 2)}\n` : overview());
    });
}

function overview(): string {
  const operations = [...everyOperation(), ...everyProgram()];
  const longest = Math.max(...operations.map(({ id }) => id.length));
  const chapters = Map.groupBy(operations, ({ id }) => chapterOf(id));
  const phenomena = everyPhenomenon().map(({ id, claim }) => `  ${id}  ${claim}\n`);
  const parts = [...chapters].map(([chapter, operations]) => {
    const lines = operations.map((operation) => {
      const clauses = String(clausesOf(operation).length).padStart(3);
      return `  ${operation.id.padEnd(longest)}  ${clauses} clauses   ${operation.signature}`;
    });
    return `${chapter}\n${lines.join('\n')}\n`;
  });
  return [...parts, `phenomena\n${phenomena.join('')}`].join('\n');
}

/** The clauses of an operation, a program or a phenomenon, an id and what it says each. Throws UsageError for a name that is none. */
export async function clauseList(name: string, json: boolean): Promise<string> {
  const record = await namedRecord(name);
  if (record === undefined) throw new UsageError(await unknownName(name));
  const clauses = clausesOf(record);
  if (json) return `${JSON.stringify(clauses, null, 2)}\n`;
  const longest = Math.max(...clauses.map(({ id }) => id.length));
  return clauses
    .map(({ id, statement, advice }) => `${id.padEnd(longest)}  ${statement}${advice ? ' (advice)' : ''}\n`)
    .join('');
}

/** What `list --json` writes: all that an adapter is written from, signatures already taken apart, and what is claimed of processes. */
export const catalogue = () => ({
  version: 1,
  operations: everyOperation().map(outlineOf),
  programs: everyProgram().map(programData),
  phenomena: everyPhenomenon().map(phenomenonData),
});
