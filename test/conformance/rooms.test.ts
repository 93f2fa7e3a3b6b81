import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../conformance/', import.meta.url);

/** Data goes one way, a room a step: each may import from those before it, and none from those behind. */
const rooms = ['subject', 'report', 'judge', 'present', 'commands'];

test('no room of conformance/ imports from one behind it', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const against = files.flatMap((file) => {
    const room = rooms.indexOf(file.split('/')[0] ?? '');
    const text = readFileSync(new URL(file, root), 'utf8');
    return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
      .map(([, path = '']) => normalize(join(dirname(file), path)))
      .filter((target) => room >= 0 && rooms.indexOf(target.split('/')[0] ?? '') > room)
      .map((target) => `${file} -> ${target}`);
  });
  expect(files.length).toBeGreaterThan(50);
  expect(against).toEqual([]);
});
