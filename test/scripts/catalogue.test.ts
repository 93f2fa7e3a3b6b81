import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { counted, type Known, readPage, unknownIn } from '../../scripts/_internal/catalogue.ts';
import { mean } from '../../spec/tensor/mean.ts';

const root = new URL('../../', import.meta.url);

const page = `# C99 Means

## Operations

| catalogue | stands as |
|---|---|
| tensor.mean | \`tensor.mean\` |
| tensor.shape | not: a tensor has it |

## Laws

| row | of | statement | stands as |
|---|---|---|---|
| L01 | tensor.mean | linear | \`tensor.mean/C1\`, \`tensor.mean/adjoint\` |
| L01 | tensor.mean | kind | \`tensor.mean/C99\` |
| L02 | tensor.mean | fair |  |
`;

const known: Known = { root, operations: { 'tensor.mean': mean }, fixtures: new Set(), others: new Set() };

test('rows are counted by section: what stands, what will not, what is missing', () => {
  const { title, rows } = readPage(page);
  expect(title).toBe('C99 Means');
  expect(counted(rows).slice(0, 2)).toEqual([
    { section: 'Operations', all: 2, standing: 1, not: 1 },
    { section: 'Laws', all: 3, standing: 2, not: 0 },
  ]);
});

test('a clause that there is not is told', () => {
  expect(readPage(page).rows.flatMap((row) => unknownIn(row, known))).toEqual(['tensor.mean/C99']);
});

test('a last column that is neither names nor a reason is an error with its line', () => {
  expect(() => readPage(page.replace('`tensor.mean` |', 'tensor.mean |'))).toThrow(
    'line 7: the last column must be `id`, `id`.. or "not: why", got "tensor.mean"',
  );
});

test('the pages name what there is, and their counts are those that are committed', () => {
  const counts = new URL('docs/catalogue/README.md', root);
  const before = readFileSync(counts, 'utf8');
  execFileSync(process.execPath, ['scripts/catalogue.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  expect(readFileSync(counts, 'utf8')).toBe(before);
});
