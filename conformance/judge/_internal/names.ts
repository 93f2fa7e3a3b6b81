import { isRecord, recordIds } from '../laws.ts';
import { suggest } from './suggest.ts';

/** The operations and phenomena of this name: the one of this id, else those whose id ends with it, in capitals or not. */
export function operationsCalled(name: string): readonly string[] {
  if (isRecord(name)) return [name];
  const exactly = recordIds.filter((id) => id.endsWith(`.${name}`));
  return exactly.length > 0 ? exactly : recordIds.filter((id) => id.toLowerCase().endsWith(`.${name.toLowerCase()}`));
}

/** The operations and phenomena that a name may mean: those of the name, else those of whose id it is a part. */
export function operationsMeant(name: string): readonly string[] {
  const called = operationsCalled(name);
  if (called.length > 0 || name === '') return called;
  return recordIds.filter((id) => id.toLowerCase().includes(name.toLowerCase()));
}

/** Operations that are listed where a name may mean several. */
const mostListed = 6;

/** A question after what a name that means no single operation may have been meant for; empty where nothing is like it. */
export function didYouMean(name: string): string {
  const meant = operationsMeant(name);
  const inAnotherChapter = operationsCalled(name.slice(name.lastIndexOf('.') + 1));
  const near =
    meant.length > 0 ? meant.slice(0, mostListed) : [...new Set([...inAnotherChapter, ...suggest(name, recordIds)])];
  const more = meant.length > mostListed ? [`${meant.length - mostListed} more`] : [];
  return near.length === 0
    ? ''
    : `did you mean ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format([...near, ...more])}?`;
}
