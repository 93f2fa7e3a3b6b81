import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { testKit } from './testKit.ts';

const isHere = spawnSync('g++', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-kit-'));
const program = join(folder, 'kit');

beforeAll(() => {
  const source = fileURLToPath(new URL('commands/kit.cpp', import.meta.url));
  if (isHere) execFileSync('g++', ['-std=c++17', '-Wall', '-Wextra', '-Werror', '-pedantic', source, '-o', program]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

testKit('the kit for C++', {
  isHere,
  command: () => `'${program}'`,
  mistake: /^malformed: there is no three in \{/,
  lost: /^crashed: linalg.dot cannot go on: the device is lost/,
});
