import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportsOf, membersOf, namesOf } from '../../scripts/_internal/declarations.ts';
import { derivedLawTable } from '../../scripts/_internal/derivedLawTable.ts';
import { referencePage } from '../../scripts/_internal/referencePage.ts';
import { inv } from '../../spec/decompositions/inv.ts';
import { relu } from '../../spec/layers/relu.ts';

test('docs/reference.md is what the sources say', () => {
  const page = readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8');
  expect(page === referencePage(), 'run npm run generate').toBe(true);
});

const source = `
/** Not this one. */
interface Other {
  x: number;
}

export interface Some<
  T,
> extends Other {
  /** Has a name. */
  readonly name: string;
  plain(a: T): T;
  /**
   * Over
   * lines.
   */
  nested?: {
    readonly inner: T;
  };
}

export type Colour =
  /** Like blood. */
  | 'red'
  | 'blue';

/** Adds one. */
export function plusOne(
  a: number,
): number {
  return a + 1;
}

/** Not exported. */
const two = 2;
export const three = plusOne(two);
`;

test('declarations have their names, texts and doc comments', () => {
  expect(membersOf(source, 'Some')).toEqual([
    { name: 'name', text: 'readonly name: string;', doc: 'Has a name.' },
    { name: 'plain', text: 'plain(a: T): T;', doc: '' },
    { name: 'nested', text: 'nested?: { readonly inner: T; };', doc: 'Over lines.' },
  ]);
  expect(namesOf(source, 'Colour').map(({ name, doc }) => [name, doc])).toEqual([
    ['red', 'Like blood.'],
    ['blue', ''],
  ]);
  expect(exportsOf(source).map(({ name, doc }) => [name, doc])).toEqual([
    ['plusOne', 'Adds one.'],
    ['three', ''],
  ]);
  expect(() => membersOf(source, 'None')).toThrow('nothing in the source');
});

test('the fields that give a law are those without which it is not there', () => {
  const fields = new Map(derivedLawTable([relu, inv]).map((law) => [law.name, [...law.fields]]));
  expect(fields.get('definition')).toEqual(['definition']);
  expect(fields.get('jacobian')).toEqual(['definition', 'derivative']);
  expect(fields.get('kinks')?.toSorted()).toEqual(['definition', 'derivative', 'kinks']);
  expect(fields.get('badMember')).toEqual(['equations']);
  expect(fields.get('shapes')).toEqual([]);
  expect(fields.has('C1')).toBe(false);
});
