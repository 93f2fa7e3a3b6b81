import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadOperations } from '../../conformance/judge/laws.ts';
import { ledgerSchemaText, readLedger } from '../../conformance/judge/ledger.ts';
import { prunedEntries, updatedEntries } from '../../conformance/judge/ledgerEdit.ts';
import { ledgerFile } from '../../conformance/judge/ledgerFile.ts';
import { UsageError } from '../../conformance/usageError.ts';
import { clause, failed, raising } from '../present/fakeReport.ts';
import { root, tensorLaws } from './commands/run.ts';

let folder = '';
beforeAll(async () => {
  await loadOperations(['linalg.dot']);
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-ledger-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const ledgerOf = (...entries: readonly object[]): string => JSON.stringify({ entries });

describe('what is no ledger is refused in words', () => {
  const entry = { clause: 'linalg.dot/C1', reason: 'it is late' };
  test.each([
    ['a list', '[]', 'x.json is not a ledger: it must be an object, got []'],
    ['another file', '{"name": "x"}', 'has no "entries"\n'],
    [
      'no reason',
      ledgerOf(entry, { clause: 'linalg.dot/C2' }),
      'entry 2 (linalg.dot/C2) has no reason: say in "reason"',
    ],
    ['an empty reason', ledgerOf({ ...entry, reason: '' }), 'entry 1 (linalg.dot/C1) has no reason'],
    [
      'a date in words',
      ledgerOf({ ...entry, expires: 'soon' }),
      'entry 1 (linalg.dot/C1): expires must be a date such as 2030-01-31, got "soon"',
    ],
    ['no clause', ledgerOf({ reason: 'x' }), 'entry 1: has no "clause"'],
    ['a misspelt field', ledgerOf({ ...entry, expire: '2030-01-31' }), 'has "expire", which it knows nothing of'],
    ['a link that is none', ledgerOf({ ...entry, link: 'issue 12' }), 'link must be a URL, got "issue 12"'],
    [
      'a comma too many',
      '{"entries": [],}',
      'x.json is not JSON: line 1, column 16 has "}" where a name in quotes must come',
    ],
    ['no token', ledgerOf({ ...entry, replay: 'abc' }), 'x.json: entry 1 (linalg.dot/C1): not a replay token'],
  ])('%s', (_name, text, message) => {
    expect(() => readLedger(text, 'x.json')).toThrow(UsageError);
    expect(() => readLedger(text, 'x.json')).toThrow(message);
  });

  test('all that is wrong is told', () => {
    expect(() => readLedger(ledgerOf({}, { clause: 3, reason: 'x' }), 'x.json')).toThrow(
      /\n {2}entry 1: has no "clause"\n {2}entry 1: has no "reason"\n {2}entry 2: clause must be text, got 3\n/,
    );
  });
});

test('a ledger that is to be filled in needs no reasons, nor to be there', () => {
  expect(readLedger(ledgerOf({ clause: 'linalg.dot/C1' }), 'x.json', true).entries).toEqual([
    { clause: 'linalg.dot/C1', reason: '' },
  ]);
  const place = { ledger: 'none.json', adapterPath: 'adapter.ts', cwd: folder };
  expect(() => ledgerFile(place)).toThrow('none.json: no such file');
  expect(ledgerFile({ ...place, unfinished: true })).toMatchObject({ exists: false, entries: [] });
});

test('tensor-laws.ledger.json wins over ledger.json, and says so', () => {
  const place = { adapterPath: 'adapter.ts', cwd: folder };
  expect(ledgerFile(place)).toMatchObject({ path: 'tensor-laws.ledger.json', exists: false });
  written('ledger.json', ledgerOf());
  expect(ledgerFile(place)).toMatchObject({ path: 'ledger.json', exists: true });
  const path = written('tensor-laws.ledger.json', ledgerOf());
  expect(ledgerFile(place)).toMatchObject({ path: 'tensor-laws.ledger.json', passedOver: 'ledger.json' });
  rmSync(path);
});

describe('an edit', () => {
  test('writes what fails, all but the reason, and leaves what a person wrote', () => {
    const clauses = [
      raising('linalg.dot/C1', 'cannot read row 12 of 3'),
      failed('linalg.dot/C2'),
      clause('linalg.dot/C3', 'known', { replay: 'seen' }),
      clause('linalg.dot/C4'),
      failed('linalg.dot/C5', { verdict: 'advice' }),
    ];
    const mine = { clause: 'linalg.dot/C3', reason: 'mine', link: 'https://example.org' };
    expect(updatedEntries([mine], clauses)).toEqual([
      { ...mine, replay: 'seen' },
      { clause: 'linalg.dot/C1', reason: '', signature: 'cannot read row', replay: 'abc123' },
      { clause: 'linalg.dot/C2', reason: '', replay: 'abc123' },
    ]);
  });

  test('removes what passes, names nothing or is listed twice, and nothing else', () => {
    const entry = (id: string, more: object = {}) => ({ clause: id, reason: 'x', ...more });
    const entries = [
      entry('linalg.dot/C1'),
      entry('linalg.dot/C1'),
      entry('linalg.dot/definition'),
      entry('linalg.dot/C99'),
      entry('linalg.dot/integers', { expires: '2020-01-01' }),
    ];
    const clauses = [
      clause('linalg.dot/C1', 'known'),
      clause('linalg.dot/definition'),
      clause('linalg.dot/integers', 'failed'),
    ];
    const { entries: kept, settled } = prunedEntries(entries, clauses, '2030-01-01');
    expect(kept).toEqual([entries[0], entries[4]]);
    expect(settled).toHaveLength(3);
  });
});

test('from failures to a ledger that holds, and to none', { timeout: 120_000 }, async () => {
  const adapter = written(
    'adapter.mjs',
    `import adapter from ${JSON.stringify(pathToFileURL(join(root, 'test/conformance/adapters/nothing.ts')).href)};
     import good from ${JSON.stringify(pathToFileURL(join(root, 'test/conformance/adapters/good.ts')).href)};
     export default process.env.MENDED ? good : adapter;`,
  );
  const check = (parameters: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    tensorLaws(['check', adapter, '--operations', 'linalg.dot', '--runs', '2', ...parameters], env);
  const path = join(folder, 'new.json');
  const first = await check(['--ledger', path, '--update-ledger']);
  expect([first.code, first.stdout]).toEqual([
    1,
    expect.stringMatching(/new\.json: (\d+) entries added, \1 entries have no reason yet/),
  ]);
  const refused = await check(['--ledger', path]);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringMatching(/entry 1 \(linalg\.dot\/\w+\) has no reason/),
  ]);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"reason": ""', '"reason": "null, so far"'));
  const known = await check(['--ledger', path, '--update-ledger']);
  expect([known.code, known.stdout]).toEqual([0, expect.stringContaining('nothing to change')]);
  const mended = await check(['--ledger', path, '--prune-ledger'], { MENDED: '1' });
  expect([mended.code, mended.stdout]).toEqual([0, expect.stringMatching(/\d+ entries removed/)]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ entries: [] });
});

test('ledger.schema.json is that of the sources; `node scripts/reportSchema.ts` writes it', () => {
  expect(readFileSync(join(root, 'conformance/judge/ledger.schema.json'), 'utf8')).toBe(ledgerSchemaText());
});
