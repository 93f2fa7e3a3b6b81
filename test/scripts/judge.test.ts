import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explained } from '../../scripts/_internal/findings/explained.ts';
import { judgeLibrary } from '../../scripts/_internal/findings/judgeLibrary.ts';
import { defineLibrary, type Finding } from '../../scripts/_internal/library.ts';
import { clause, counterexample, failed, operation, reportOf } from '../present/fakeReport.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-judge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 'wrong',
  title: 'It is wrong',
  kind: 'defect',
  clauses: ['linalg.dot/C1'],
  cause: 'a sign',
  call: 'console.log(1)',
  right: '2',
  ...more,
});

const libraryOf = (...findings: Finding[]) =>
  defineLibrary({
    title: 'toy',
    homepage: 'https://example.org/toy',
    language: 'JavaScript',
    ways: ['plain', 'fast'].map((name) => ({ name, adapter: './adapter.ts', says: name })),
    findings,
  });

const both = (...clauses: Parameters<typeof operation>[1]) =>
  ['plain', 'fast'].map((way) => ({ way, report: reportOf([operation('linalg.dot', clauses)]) }));

const further = { verdict: 'failed', counterexample: counterexample({ received: 'NaN' }), replay: 'xyz' } as const;

describe('which finding explains which failure', () => {
  test('a clause by name or glob, in every way', () => {
    for (const glob of ['linalg.dot/C1', 'linalg.*/C*']) {
      const { failures, idle } = explained(libraryOf(finding({ clauses: [glob] })), both(failed('linalg.dot/C1')));
      expect(failures.map(({ findings }) => findings.length)).toEqual([1, 1]);
      expect(idle).toEqual([]);
    }
  });

  test('a further failure of a clause is one of its own, told apart by its text', () => {
    const judged = both(failed('linalg.dot/C1', { further: [further] }));
    const of = (...findings: Finding[]) =>
      explained(libraryOf(...findings), judged).failures.map((one) => one.findings);
    expect(of(finding({ signature: 'NaN' })).map(({ length }) => length)).toEqual([0, 1, 0, 1]);
    expect(of(finding()).map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  test('a finding of one way explains no other', () => {
    const { failures } = explained(libraryOf(finding({ ways: ['fast'] })), both(failed('linalg.dot/C1')));
    expect(failures.map(({ way, findings }) => [way, findings.length])).toEqual([
      ['plain', 0],
      ['fast', 1],
    ]);
  });

  test('advice needs no finding, and may have one', () => {
    const judged = both(clause('linalg.dot/C1', 'advice', { counterexample: counterexample() }));
    expect(explained(libraryOf(), judged).failures).toEqual([]);
    expect(explained(libraryOf(finding()), judged).idle).toEqual([]);
  });

  test('what explains nothing any more is told: a finding, a clause of it, a way of it', () => {
    const idle = (one: Finding, judged = both(failed('linalg.dot/C1'))) => explained(libraryOf(one), judged).idle;
    expect(idle(finding(), both(clause('linalg.dot/C1')))).toEqual(['wrong explains no failure any more']);
    expect(idle(finding({ clauses: ['linalg.dot/C1', 'linalg.dot/C2'] }))).toEqual([
      'wrong names linalg.dot/C2, which does not fail by it any more',
    ]);
    const [plain] = both(failed('linalg.dot/C1'));
    const [, fast] = both(clause('linalg.dot/C1'));
    if (plain === undefined || fast === undefined) throw new Error('two ways');
    expect(idle(finding({ ways: ['plain', 'fast'] }), [plain, fast])).toEqual([
      'wrong explains no failure of the way fast any more',
    ]);
    expect(idle(finding({ clauses: ['linalg.dot/C2'] }), [plain])).toEqual([]);
  });

  test('a library that contradicts itself is refused', () => {
    expect(() => libraryOf(finding(), finding())).toThrow('"wrong" stands twice');
    expect(() => libraryOf(finding({ ways: ['slow'] }))).toThrow('got "slow"');
    expect(() => libraryOf(finding({ id: 'Wrong!' }))).toThrow('small letters');
    expect(() => libraryOf(finding({ clauses: [] }))).toThrow('names the clauses');
  });
});

describe('npm run judge', () => {
  const judge = async (name: string, more: { keep?: boolean; way?: string } = {}) => {
    const said: string[] = [];
    const told = await judgeLibrary({
      root,
      folder: `test/scripts/${name}`,
      pages: join(folder, 'pages'),
      reports: join(folder, 'reports'),
      today: '2026-01-31',
      say: (text) => said.push(text),
      ...more,
    });
    return { told, said: said.join('\n') };
  };
  const page = (extension: string) => readFileSync(join(folder, `pages/toy-library.${extension}`), 'utf8');

  test('judges, runs the calls and writes the same pages from the same reports', async () => {
    const { told, said } = await judge('toy-library');
    expect(said).toContain('0 of them explained by no finding');
    expect(told).toBe(true);
    const pages = [page('md'), page('json')];
    expect(pages[0]).toContain('### <a id="third-element"></a>The third product is left out');
    expect(pages[0]).toContain('prints\n\n```\n3\nRangeError: and no more\n```');
    expect(pages[0]).toContain('npx tensor-laws replay ');
    expect(pages[0]).toContain('**plain**, float64, 12 cases a law: As it is.');
    expect(pages[1]).not.toContain(root);
    await judge('toy-library', { keep: true });
    expect([page('md'), page('json')]).toEqual(pages);
  });

  test('a failure without a finding fails the run, and is told with its code and its replay', async () => {
    cpSync(join(folder, 'reports/toy-library'), join(folder, 'reports/toy-unexplained'), { recursive: true });
    const { told, said } = await judge('toy-unexplained', { keep: true });
    expect(told).toBe(false);
    const left = readFileSync(join(folder, 'pages/toy-unexplained.md'), 'utf8');
    expect(left).toMatch(/## Not looked into yet: the cause may be ours\n\n\*\*plain\*\*, float64: `linalg\.dot\//);
    expect(said).toMatch(/no finding explains, plain, float64: linalg\.dot/);
    expect(said).toContain('import adapter from');
    expect(said).toMatch(/replay +npx tensor-laws replay \S+ --adapter test\/scripts\/toy-library\/adapter\.ts/);
  });

  test('a way that is not there is refused', async () => {
    await expect(judge('toy-library', { way: 'slow' })).rejects.toThrow('has no way "slow"; its ways are plain');
  });
});
