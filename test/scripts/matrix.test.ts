import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operationIds } from '../../conformance/judge/laws.ts';
import { badge } from '../../scripts/_internal/findings/badge.ts';
import { findingsPage } from '../../scripts/_internal/findings/findingsPage.ts';
import { matrixPage } from '../../scripts/_internal/findings/matrixPage.ts';
import type { FindingRecord, FindingsRecord, WayRecord } from '../../scripts/_internal/findings/record.ts';
import { reportOf } from '../present/fakeReport.ts';

const folder = join(import.meta.dirname, '../../docs/findings');
const kept = (file: string) => readFileSync(join(folder, file), 'utf8');
const records = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(kept(file)) as FindingsRecord);

const finding: FindingRecord = {
  id: 'wrong',
  title: 'It is <wrong>, `a < b`',
  kind: 'defect',
  cause: 'a sign',
  call: 'f(a < b)',
  right: '2',
  prints: '````',
  explains: [{ way: 'plain', dtype: 'float64', clauses: ['linalg.dot/C1'] }],
  replay: 'npx tensor-laws replay x --adapter y',
};
const way: WayRecord = {
  name: 'plain',
  says: 'As it is.',
  adapter: 'adapters/toy/adapter.ts',
  dtype: 'float64',
  tier: 'ci',
  seed: 1,
  promises: ['tensor.*: tensors of 2 axes'],
  summary: { ...reportOf([]).summary, passed: 7, failed: 1 },
  operations: [
    { id: 'tensor.add', verdict: 'passed', worst: 0.25 },
    { id: 'linalg.dot', verdict: 'failed', worst: null, failing: ['C1'], findings: ['wrong'] },
    { id: 'linalg.outer', verdict: 'failed', worst: 0.5, failing: ['C1'], findings: ['wrong'] },
    { id: 'linalg.norm', verdict: 'unjudged' },
  ],
};
const toy: FindingsRecord = {
  title: 'toy',
  version: '1.0.0',
  homepage: 'https://example.org/toy',
  language: 'JavaScript',
  folder: 'adapters/toy',
  date: '2026-01-31',
  tool: '0.1.0',
  machine: 'Node v24, linux x64',
  ways: [way],
  findings: [finding],
};

test('a row for every operation that somebody has, in the order of the specification', () => {
  const page = matrixPage([toy], operationIds);
  expect([...page.matchAll(/<th scope="row" title="([^"]+)"/g)].map(([, id]) => id)).toEqual([
    'tensor.add',
    'linalg.dot',
    'linalg.norm',
    'linalg.outer',
  ]);
});

test('a cell has its verdict and its worst ratio, and what fails leads to its finding', () => {
  const page = matrixPage([toy], operationIds);
  expect(page).toMatch(/<td class="passed first"[^>]*>0.25<\/td>/);
  expect(page).toMatch(/<td class="defect first"[^>]*><a href="#toy.wrong">inf<\/a><\/td>/);
  expect(page).toMatch(/<td class="defect first"[^>]*><a href="#toy.wrong">fails<\/a><\/td>/);
  expect(page).toMatch(/<td class="unjudged first"[^>]*>\?<\/td>/);
  expect(page).toContain('<h3>It is &lt;wrong&gt;, <code>a &lt; b</code></h3>');
});

test('data types are told apart where a way is judged at several', () => {
  const both = { ...toy, ways: [way, { ...way, dtype: 'float32' }] };
  const page = matrixPage([both], operationIds);
  expect(page).toContain('>plain float64</th>');
  expect(page).toContain('>plain float32</th>');
});

test('every link of the page leads somewhere in it, and it loads nothing', () => {
  const page = matrixPage([toy, ...records], operationIds);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  expect(page).not.toMatch(/<(script|img|link|iframe)|url\(/);
});

test('the Markdown of a finding fences what holds fences', () => {
  const page = findingsPage(toy);
  expect(page).toContain('prints\n\n`````\n````\n`````');
  expect(page).toContain('- tensor.\\*: tensors of 2 axes');
  expect(page).toContain('| plain | float64 | 4 | 8 | 7 | 1 | 0 |');
});

test('a badge counts the clauses of the first way', () => {
  expect(badge(toy)).toContain('aria-label="tensor-laws: 7 of 8 clauses"');
});

test('the pages that are kept are those that their data make', () => {
  expect(kept('matrix.html')).toBe(matrixPage(records, operationIds));
  for (const record of records) {
    const name = record.folder.slice(record.folder.lastIndexOf('/') + 1);
    expect(kept(`${name}.md`)).toBe(findingsPage(record));
    expect(kept(`${name}.svg`)).toBe(badge(record));
  }
});
