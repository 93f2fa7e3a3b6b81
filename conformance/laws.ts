import { derivedLaws } from '../properties/derived/index.ts';
import type { Law } from '../properties/law.ts';
import { writtenLaws } from '../properties/registry.generated.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { operations } from '../spec/registry.generated.ts';
import { fixtureLaws } from './fixtureLaws.ts';

/** Every operation of the specification, in the order of the chapters. */
export const everyOperation: readonly AnyOperation[] = Object.values(operations);

let found: ReadonlyMap<string, readonly Law[]> | undefined;

/** Every law by the id of its operation: written, derived and from fixtures. Throws RangeError when two have one id. */
export function everyLaw(): ReadonlyMap<string, readonly Law[]> {
  if (found !== undefined) return found;
  const laws = [...writtenLaws, ...everyOperation.flatMap(derivedLaws), ...everyOperation.flatMap(fixtureLaws)];
  const ids = new Set<string>();
  for (const { id } of laws) {
    if (ids.has(id)) throw new RangeError(`two laws are called ${id}`);
    ids.add(id);
  }
  found = Map.groupBy(laws, ({ operation }) => operation.id);
  return found;
}

/** The laws of one operation. */
export const lawsOf = (operation: string): readonly Law[] => everyLaw().get(operation) ?? [];

/** The law with this id. */
export const findLaw = (id: string): Law | undefined =>
  lawsOf(id.slice(0, Math.max(id.indexOf('/'), 0))).find((law) => law.id === id);
