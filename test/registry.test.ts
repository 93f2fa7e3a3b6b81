import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadOperations, uncoveredOf } from '../conformance/judge/laws.ts';
import { derivedLaws } from '../properties/derived/index.ts';
import { laws } from '../properties/lazy.generated.ts';
import { writtenLaws } from '../properties/registry.generated.ts';
import { membersOf } from '../scripts/_internal/declarations.ts';
import { recordGroups } from '../scripts/_internal/recordGroups.ts';
import { recordPath } from '../scripts/_internal/recordPath.ts';
import { records } from '../spec/lazy.generated.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { operations } from '../spec/registry.generated.ts';
import { parseSignature } from '../spec/signature.ts';
import { implementations as lazyImplementations, pullbacks as lazyPullbacks } from '../src/lazy.generated.ts';
import { implementations, pullbacks } from '../src/registry.generated.ts';

const root = new URL('..', import.meta.url);
const registry = readFileSync(new URL('spec/lazy.generated.ts', root), 'utf8');
const all: [string, AnyOperation][] = Object.entries(operations);

test('the committed registries are those of the folders', () => {
  const files = ['spec', 'properties', 'src'].flatMap((tree) =>
    ['registry', 'lazy'].map((name) => new URL(`${tree}/${name}.generated.ts`, root)),
  );
  const before = files.map((file) => readFileSync(file, 'utf8'));
  execFileSync(process.execPath, ['scripts/registry.ts'], { cwd: root });
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
});

test('what is loaded by id is what is registered, and no file has laws of another operation', async () => {
  expect(Object.keys(records)).toEqual(Object.keys(operations));
  for (const [id, operation] of all) {
    expect(await records[id]?.()).toBe(operation);
    const own = writtenLaws.filter((law) => law.operation.id === id);
    expect((await laws[id]?.()) ?? []).toEqual(own);
  }
  expect(Object.keys(lazyImplementations)).toEqual(Object.keys(implementations));
  expect(Object.keys(lazyPullbacks)).toEqual(Object.keys(pullbacks));
});

test('the slice has at least 35 operations, each in spec, src and properties', () => {
  expect(all.length).toBeGreaterThanOrEqual(35);
  for (const [id] of all) {
    const path = recordPath(id, registry);
    for (const tree of ['spec', 'src', 'properties'])
      expect(existsSync(new URL(`${tree}/${path}.ts`, root)), `${tree}/${path}.ts`).toBe(true);
  }
});

test.each(all)('%s: the record is whole', (id, operation) => {
  expect(operation.id).toBe(id);
  expect(operation.meaning).toMatch(/^[A-Z0-9].*\.$/s);
  parseSignature(operation.signature);
  expect(operation.definition !== undefined || operation.equations !== undefined).toBe(true);
  expect(operation.sources.length).toBeGreaterThan(0);
  expect(id in implementations).toBe(true);
  expect(id in pullbacks).toBe(operation.derivative !== undefined);
});

const order = recordGroups.flatMap(([, file, name]) =>
  membersOf(readFileSync(new URL(file, root), 'utf8'), name).map((member) => member.name),
);

test.each(all)('%s: the fields stand in the order of those who read them', (_, operation) => {
  expect(Object.keys(operation)).toEqual(order.filter((name) => name in operation));
});

test.each(all)('%s: every clause and rejection has a law, and every law a clause of its own', async (id, operation) => {
  const own = [...derivedLaws(operation), ...writtenLaws.filter((law) => law.operation.id === id)];
  const clauses = own.map((law) => law.clause);
  expect(new Set(clauses).size).toBe(clauses.length);
  await loadOperations([id]);
  expect(uncoveredOf(operation)).toEqual([]);
});

test('the number of an erratum is its own', () => {
  const names = all.flatMap(([, { errata = {} }]) => Object.keys(errata));
  expect(names.length).toBe(new Set(names).size);
});
