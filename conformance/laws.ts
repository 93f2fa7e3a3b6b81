import { derivedLaws } from '../properties/derived/index.ts';
import type { Law } from '../properties/law.ts';
import { writtenLaws } from '../properties/registry.generated.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { operations } from '../spec/registry.generated.ts';
import { fixtureLaws } from './fixtureLaws.ts';

/** Every operation of the specification, in the order of the chapters. */
export const everyOperation: readonly AnyOperation[] = Object.values(operations);

const byOperation = new Map<string, readonly Law[]>();

/** The laws of one operation: written, derived and from fixtures. Throws RangeError when two have one id. */
export function lawsOf(id: string): readonly Law[] {
  const known = byOperation.get(id);
  if (known !== undefined) return known;
  const operation = everyOperation.find((one) => one.id === id);
  const written = writtenLaws.filter((law) => law.operation.id === id);
  const laws =
    operation === undefined ? [] : calmFirst([...written, ...derivedLaws(operation), ...fixtureLaws(operation)]);
  laws.forEach((law, at) => {
    if (laws.findIndex((other) => other.id === law.id) !== at) throw new RangeError(`two laws are called ${law.id}`);
  });
  byOperation.set(id, laws);
  return laws;
}

/** Special values come last: an operation that hangs on them is given up, and everything else has been judged by then. */
const calmFirst = (laws: readonly Law[]): Law[] =>
  laws.toSorted((a, b) => Number(a.clause === 'special') - Number(b.clause === 'special'));

/** The law with this id. */
export const findLaw = (id: string): Law | undefined =>
  lawsOf(id.slice(0, Math.max(id.indexOf('/'), 0))).find((law) => law.id === id);
