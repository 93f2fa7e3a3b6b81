import type { Command } from 'commander';
import type { Erratum } from '../../spec/erratum.ts';
import { didYouMean, operationsMeant } from '../judge/_internal/names.ts';
import { everyOperation, loadOperations } from '../judge/laws.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';

/** An erratum, its name and the operation whose law runs it. */
interface Listed extends Erratum {
  readonly name: string;
  readonly operation: string;
}

/** `tensor-laws errata`: published claims that do not hold as they stand, each with a counterexample that a check runs. */
export function register(program: Command): void {
  program
    .command('errata')
    .description('list published claims that do not hold as they stand, and what does')
    .argument('[name]', 'one erratum, or those of an operation, by any part of its name: E01, multilinear.vec')
    .option('--json', 'all of it as JSON')
    .action(async (name: string | undefined, { json }: { json?: boolean }) => {
      const errata = await errataOf(name);
      print(json === true ? `${JSON.stringify({ version: 1, errata }, null, 2)}\n` : errata.map(lines).join('\n'));
    });
}

/** Every erratum by number, or those of a name. Throws UsageError for a name that has none. */
export async function errataOf(name?: string): Promise<readonly Listed[]> {
  await loadOperations();
  const all = everyOperation()
    .flatMap(({ id, errata = {} }) =>
      Object.entries(errata).map(([own, one]) => ({ name: own, operation: id, ...one })),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (name === undefined) return all;
  const numbered = all.filter((one) => one.name === name.toUpperCase());
  const meant = operationsMeant(name);
  const found = numbered.length > 0 ? numbered : all.filter(({ operation }) => meant.includes(operation));
  if (found.length > 0) return found;
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) throw new UsageError(`no erratum is recorded of ${only}`);
  const known = `there are ${all.map((one) => one.name).join(', ')}`;
  throw new UsageError(`there is no erratum ${name}; ${didYouMean(name) || known}`);
}

const lines = ({ name, operation, kind, claim, where, counterexample, right, clauses }: Listed): string =>
  [
    `${name}  ${kind}: ${claim}`,
    `  said in         ${where.title}, ${where.where}`,
    `  counterexample  ${counterexample}`,
    `  right           ${right}`,
    `  checked by      ${[name, ...clauses].map((clause) => `${operation}/${clause}`).join(', ')}`,
    '',
  ].join('\n');
