import type { Command } from 'commander';
import type { Law } from '../../properties/law.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Phenomenon } from '../../spec/phenomenon.ts';
import { operationsCalled } from '../judge/_internal/names.ts';
import { clauseNameOf, everyOperation, findLaw, lawsOf, loadOperations, operationIdOf } from '../judge/laws.ts';
import { clauseData, lawData, operationData, phenomenonData } from '../present/data.ts';
import { clausePage, lawPage, operationPage } from '../present/markdown.ts';
import { phenomenonPage } from '../present/phenomenonPage.ts';
import { UsageError } from '../usageError.ts';
import { namedRecord, unknownName } from './_internal/named.ts';
import { print } from './_internal/print.ts';

/** `tensor-laws show`: the page of an operation or program, of one clause, of a law of many operations or of a phenomenon; exits with 2 where there is none of that name. */
export function register(program: Command): void {
  program
    .command('show')
    .description('show what an operation means and what it must satisfy')
    .argument(
      '<name>',
      'an operation, a clause, a law that follows from records, a program or a phenomenon: linalg.matmul, linalg.matmul/C1, homogeneity, P001',
    )
    .option('--json', 'what the page says, as JSON')
    .action(async (name: string, { json = false }: { json?: boolean }) => {
      const text = await pageOf(name, json);
      if (text === undefined) throw new UsageError(await unknownName(name));
      print(text);
    });
}

/** The page of an operation, clause, law or phenomenon; any part of a name will do where only one has it. */
export async function pageOf(name: string, json = false): Promise<string | undefined> {
  const written: Written = (page, data) => (json ? `${JSON.stringify(data(), null, 2)}\n` : page());
  // The name of a law may be a part of that of an operation.
  const shared = operationsCalled(operationIdOf(name)).length === 0 ? await sharedLaws(name) : [];
  const [only, ...others] = shared;
  // The number of an erratum is its own: its page is that of the clause.
  if (only !== undefined && others.length === 0 && name in (only.operation.errata ?? {})) {
    return operationText(only.operation, only.id, written);
  }
  if (shared.length > 0)
    return written(
      () => lawPage(name, shared),
      () => lawData(name, shared),
    );
  const record = await namedRecord(name);
  if (record === undefined) return undefined;
  if ('predictions' in record) return phenomenonText(record, name, written);
  return operationText(record, name, written);
}

/** The page or the data of a record, whichever is asked for. */
type Written = (page: () => string, data: () => object) => string;

/** A phenomenon has one law, and its page says what that asks. */
const phenomenonText = (record: Phenomenon, name: string, written: Written): string | undefined =>
  name.includes('/') && findLaw(`${record.id}/${clauseNameOf(name)}`) === undefined
    ? undefined
    : written(
        () => phenomenonPage(record),
        () => phenomenonData(record),
      );

function operationText(operation: AnyOperation, name: string, written: Written): string | undefined {
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
