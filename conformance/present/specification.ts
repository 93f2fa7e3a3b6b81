import type { AnyOperation } from '../../spec/operation.ts';
import type { Statistic } from '../../spec/random.ts';
import { clauseNameOf, findLaw, findOperation, findRecord, operationIdOf } from '../judge/laws.ts';

/** What a clause says, from the record or the law; undefined where neither knows it. */
export function statementOf(id: string): string | undefined {
  const operation = findOperation(operationIdOf(id));
  const clauses: Readonly<Record<string, unknown>> = { ...operation?.rejects, ...operation?.clauses };
  const recorded = Object.hasOwn(clauses, clauseNameOf(id)) ? clauses[clauseNameOf(id)] : undefined;
  return typeof recorded === 'string' ? recorded : findLaw(id)?.statement;
}

/** Where an operation or a phenomenon is described: `title, where`, one string per source. */
export const sourcesOf = (recordId: string): readonly string[] =>
  (findRecord(recordId)?.sources ?? []).map(({ title, where }) => `${title}, ${where}`);

/** The parts of a definition and theirs, each once. */
export function partsOf(operation: AnyOperation): readonly AnyOperation[] {
  // A part is a whole record, as `operation` sees to.
  const parts = (operation.parts ?? {}) as Readonly<Record<string, AnyOperation>>;
  return [...new Set(Object.values(parts).flatMap((part) => [part, ...partsOf(part)]))];
}

/** How what is left to chance is judged, by clause; nothing where nothing is. */
export const testsOf = ({ random }: AnyOperation): Readonly<Record<string, string>> =>
  Object.fromEntries(
    // The entries of a record's own statistics.
    Object.entries((random?.statistics ?? {}) as Readonly<Record<string, Statistic<never>>>).map(([clause, one]) => [
      clause,
      'happens' in one
        ? 'a count, by the exact binomial distribution'
        : 'distribution' in one
          ? 'the greatest distance of distribution functions, by the inequality of Dvoretzky, Kiefer and Wolfowitz'
          : 'a mean of known variance, by the Bernstein inequality',
    ]),
  );
