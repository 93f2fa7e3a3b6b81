import { derivedLaws } from '../../properties/derived/index.ts';
import type { AnyOperation } from '../../spec/operation.ts';

/** A law that records imply. */
export interface DerivedLaw {
  readonly name: string;
  /** What it asks, in each of the ways that records put it. */
  readonly statements: ReadonlySet<string>;
  /** The fields without which a record that has it no longer does. */
  readonly fields: ReadonlySet<string>;
}

/** The unnumbered laws that some records imply, and the fields that give them: found by leaving out one field after another. */
export function derivedLawTable(operations: readonly AnyOperation[]): readonly DerivedLaw[] {
  const table = new Map<string, { readonly statements: Set<string>; readonly fields: Set<string> }>();
  for (const operation of operations) {
    const laws = derivedLaws(operation).filter(({ clause }) => !/^[CRE]\d/.test(clause));
    for (const { clause, statement } of laws) {
      const known = table.get(clause) ?? { statements: new Set(), fields: new Set() };
      table.set(clause, known);
      known.statements.add(statement);
    }
    for (const field of Object.keys(operation).filter((name) => !always.includes(name))) {
      const left = new Set(derivedLaws({ ...operation, [field]: undefined }).map(({ clause }) => clause));
      for (const { clause } of laws) if (!left.has(clause)) table.get(clause)?.fields.add(field);
    }
  }
  return [...table].map(([name, found]) => ({ name, ...found }));
}

/** Fields that no record is without. */
const always: readonly string[] = ['id', 'meaning', 'signature', 'clauses', 'sources'];
