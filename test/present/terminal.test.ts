import { describe, expect, it } from 'vitest';
import { terminal, terminalFailure } from '../../conformance/present/terminal.ts';
import { clause, failed, operation, raising, realisticReport, reportOf } from './fakeReport.ts';

const plain = (report: Parameters<typeof terminal>[0], width = 100, explain?: number) =>
  terminal(report, { color: false, width, ...(explain === undefined ? {} : { explain }) });

const isPasteable = (line: string) => /^ {4}|replay/.test(line);

describe('what is explained of several failures of one cause', () => {
  it('is the clause that the others rest on, though another has a shorter counterexample', () => {
    const cause = { cause: 'decompositions.svd breaks its defining equations' };
    const text = plain(
      reportOf([
        operation('decompositions.svd', [
          failed('decompositions.svd/C7', cause, { snippet: 'short()' }),
          failed('decompositions.svd/C1', cause, { snippet: 'rather.long()' }),
          failed('decompositions.svd/C5', cause, { snippet: 'even.much.longer()' }),
        ]),
      ]),
    );
    expect(text).toContain('rather.long()');
    expect(text).toContain('decompositions.svd/C7, C5');
  });
});

describe('the table', () => {
  const text = plain(realisticReport(), 140);
  const rows = text.split('\n').map((line) => line.trim().split(/\s{2,}/));

  it('has a row per chapter and one for all of them', () => {
    expect(
      rows.filter(([first]) =>
        ['tensor', 'linalg', 'decompositions', 'layers', 'optimizers', 'all'].includes(first ?? ''),
      ),
    ).toHaveLength(6);
    expect(rows).toContainEqual(['linalg', '5', '30', '30', '0', '0', '0', '0', '0', '0', '1']);
  });

  it('names every verdict that occurs, and no other beside passed, failed and unsupported', () => {
    expect(rows).toContainEqual([
      'chapter',
      'operations',
      'clauses',
      'passed',
      'failed',
      'unsupported',
      'blocked',
      'errored',
      'timed out',
      'known',
      'worst ratio',
    ]);
    const quiet = plain(reportOf([operation('linalg.dot', [clause('linalg.dot/C1')])]));
    expect(quiet).toMatch(/passed\s+failed\s+unsupported\s+worst ratio/);
  });

  it('explains the headings that are abbreviated, where they are', () => {
    expect(text).not.toContain('n/a');
    const narrow = plain(realisticReport(), 78);
    expect(narrow).toMatch(/ n\/a +blk +err +time +kno /);
    expect(narrow.replace(/\s+/g, ' ')).toContain('n/a = unsupported, blk = blocked, err = errored, time = timed out');
    expect(narrow).not.toContain('adv =');
  });

  it('counts an infinite ratio, but not that of a call that raised an error, of which nothing was measured', () => {
    const lines = (one: Parameters<typeof operation>[1]) => plain(reportOf([operation('linalg.dot', one)])).split('\n');
    expect(
      lines([failed('linalg.dot/C1', { worstRatio: Number.POSITIVE_INFINITY })]).find((line) =>
        line.startsWith('linalg '),
      ),
    ).toMatch(/ inf$/);
    expect(
      lines([raising('linalg.dot/C1', 'no', { worstRatio: null })]).find((line) => line.startsWith('linalg ')),
    ).toMatch(/ -$/);
    expect(
      lines([clause('linalg.dot/C1', 'passed', { worstRatio: Number.NaN })]).find((line) => line.startsWith('linalg ')),
    ).toMatch(/ inf$/);
  });
});

describe('a failure', () => {
  const report = reportOf([
    operation('linalg.matmul', [
      failed('linalg.matmul/C1', { hint: 'an index is swapped', replay: "it's" }, { ratio: 12.5, ulp: 100 }),
    ]),
  ]);

  it('gives clause, formula, code, expected, received, ratio, ULPs, meaning, replay and source', () => {
    const text = plain(report);
    expect(text).toContain('linalg.matmul/C1');
    expect(text).toContain('(AB)C = A(BC)');
    expect(text).toContain("    const a = { dtype: 'float64', shape: [1, 2], data: Float64Array.of(1, 1) };");
    expect(text).toMatch(/expected\s+2\n/);
    expect(text).toMatch(/received\s+3\n/);
    expect(text).toMatch(/ratio\s+12\.5 times what is allowed; 100 ULP\n/);
    expect(text).toMatch(/meaning\s+an index is swapped\n/);
    expect(text).toContain(`npx tensor-laws replay 'it'\\''s' --adapter ./adapter.mjs`);
    expect(text).toMatch(/source\s+N\. J\. Higham/);
  });

  it('says that no error is allowed, or that the result is not finite, where the ratio is null', () => {
    const exact = reportOf([operation('linalg.dot', [failed('linalg.dot/C1', {}, { ratio: null })])]);
    expect(plain(exact)).toContain('inf: nothing but the exact result is allowed');
    const broken = reportOf([operation('linalg.dot', [failed('linalg.dot/C1', {}, { ratio: null, received: 'NaN' })])]);
    expect(plain(broken)).toContain('inf: the result is not finite');
  });

  it('stands together with those of the same cause, the shortest first', () => {
    const together = reportOf([
      operation('linalg.dot', [
        failed('linalg.dot/C1', { cause: 'one cause' }),
        failed('linalg.dot/C2', { cause: 'one cause' }, { snippet: 'x' }),
      ]),
      operation('linalg.outer', [
        failed('linalg.outer/C1', { cause: 'one cause' }),
        failed('linalg.outer/C2', { cause: 'another' }),
      ]),
    ]);
    const text = plain(together, 100, 1);
    expect(text).toContain('1. one cause (3 clauses)\n  linalg.dot/C2');
    expect(text).toMatch(/also\s+linalg\.dot\/C1; linalg\.outer\/C1/);
    expect(text).toMatch(/1 further cause of failure:\n {2}- another, as in linalg\.outer\/C2/);
  });

  it('has lines that a terminal holds, whatever it takes to fail', () => {
    const many = Array.from({ length: 512 }, (_, at) => `${at}.123456789`).join(', ');
    const snippet = `const a = { dtype: 'float64', shape: [512], data: Float64Array.of(${many}) };`;
    const one = failed('linalg.dot/C1', {}, { snippet });
    const text = plain(reportOf([operation('linalg.dot', [one])]));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(250);
    expect(text).toContain('Float64Array.of(0.123456789, 1.123456789,');
    expect(text).toContain('7.123456789, /* and so on: see replay, --html or --json */)');
    expect(terminalFailure(one, './adapter.mjs', { color: false, width: 100 })).toContain(snippet);
  });

  it('is explained as often as is said', () => {
    expect(plain(realisticReport(), 100).match(/^\d\. /gm)).toHaveLength(3);
    expect(plain(realisticReport(), 100, 0)).toContain('5 causes of failure:');
    expect(plain(realisticReport(), 100, 0)).toContain(
      'each with its counterexample: check --html <file>, or check --all',
    );
    const page = { color: false, width: 100, page: 'report.html' };
    expect(terminal(realisticReport(), page)).toContain('each with its counterexample: report.html, or check --all');
    expect(plain(realisticReport(), 100, 99)).not.toContain('--html');
    expect(plain(realisticReport(), 100, 99).match(/^\d\. /gm)).toHaveLength(5);
  });
});

describe('width and colour', () => {
  it.each([64, 80, 100])('keeps to %d columns, apart from code and commands', (width) => {
    const long = plain(realisticReport(), width)
      .split('\n')
      .filter((line) => line.length > width && !isPasteable(line));
    expect(long).toEqual([]);
  });

  it('writes escape sequences only where colour is wanted', () => {
    expect(plain(realisticReport())).not.toContain('\x1b');
    expect(terminal(realisticReport(), { color: true, width: 100 })).toContain('\x1b[31m');
  });

  it('does not pass on escape sequences of an error message', () => {
    const hostile = reportOf([operation('linalg.dot', [raising('linalg.dot/C1', '\x1b[2Jgone\rover')])]);
    const text = plain(hostile);
    expect(text).toContain('\\x1b[2Jgone');
    expect(text).not.toContain('\x1b');
    expect(text).not.toContain('\r');
  });
});

describe('the verdict', () => {
  it('is that an implementation conforms, or how many clauses it breaks', () => {
    const good = reportOf([operation('linalg.dot', [clause('linalg.dot/C1'), clause('linalg.dot/C2', 'unsupported')])]);
    expect(plain(good)).toContain('some-library 1.2.3 conforms: 1 clause judged.');
    expect(plain(realisticReport())).toContain('ml-matrix 6.15.1 does not conform: it breaks 9 of 176 clauses judged.');
    expect(plain(realisticReport())).toContain('clauses planned: 176 judged');
  });

  it('says what became of the clauses that were planned', () => {
    const spent = { cpu: 1, wall: 1, calls: 1 };
    const report = reportOf([
      operation('linalg.dot', [
        clause('linalg.dot/C1', 'passed', { spent }),
        clause('linalg.dot/C2', 'unsupported', { spent, reason: 'no long vectors' }),
        clause('linalg.dot/C3', 'unsupported', { reason: 'the adapter has no gradient of linalg.dot' }),
      ]),
    ]);
    const summary = { ...report.summary, planned: 3, executed: 2, unjudged: 1 };
    expect(plain({ ...report, summary })).toContain(
      '4 clauses planned: 1 judged, 1 could not be judged, 1 beyond what the adapter offers, 1 not run',
    );
  });

  it('counts a finding beside the plan', () => {
    const report = reportOf([
      operation('linalg.dot', [
        clause('linalg.dot/C1'),
        clause('linalg.dot/C2', 'blocked'),
        failed('linalg.dot/state'),
      ]),
    ]);
    const text = plain({ ...report, summary: { ...report.summary, planned: 2, executed: 2 } });
    expect(text).toContain('it breaks 1 of 2 clauses judged.');
    expect(text).toMatch(/^linalg .* 0\.25$/m);
    expect(text).toContain('2 clauses planned, 1 more found: 2 judged, 1 blocked by other failures');
  });

  it('says what programs and phenomena need that the adapter lacks', () => {
    const unsupported = (id: string, reason: string) =>
      operation(id, [clause(`${id}/holds`, 'unsupported', { reason })]);
    const report = reportOf([
      operation('linalg.dot', [clause('linalg.dot/C1')]),
      operation('phenomena.P001', [clause('phenomena.P001/holds')]),
      unsupported('phenomena.P003', 'the adapter has no tensor.mul, which the law needs'),
      unsupported('phenomena.P044', 'the adapter has no gradient of tensor.mul'),
    ]);
    expect(plain(report)).toMatch(/lacking +2 of 3 phenomena need tensor\.mul, gradient of tensor\.mul\n/);
  });

  it('does not count as judged what the failure of another clause blocks', () => {
    const report = reportOf([
      operation('linalg.dot', [failed('linalg.dot/C1'), clause('linalg.dot/C2', 'blocked'), clause('linalg.dot/C3')]),
    ]);
    const summary = { ...report.summary, planned: 3, executed: 3 };
    expect(plain({ ...report, summary })).toContain('3 clauses planned: 2 judged, 1 blocked by other failures');
  });

  it('is not good for an empty run, one that ran less than planned, or a ledger that no longer holds', () => {
    expect(plain(reportOf([]))).toContain('nothing was judged');
    const good = reportOf([operation('linalg.dot', [clause('linalg.dot/C1')])]);
    expect(plain({ ...good, summary: { ...good.summary, planned: 2 } })).toContain('only 1 of 2 planned clauses ran');
    const stale = plain({ ...good, ledgerProblems: ['linalg.dot/C1 passes: remove it'] });
    expect(stale).toContain('linalg.dot/C1 passes: remove it');
    expect(stale).toContain('does not conform');
  });

  it('shows advice below the failures and what could not be judged, and neither against the implementation', () => {
    const report = reportOf([
      operation('linalg.dot', [
        clause('linalg.dot/C1'),
        failed('linalg.dot/C2', { verdict: 'advice', cause: 'dot strays' }, { snippet: 'call it' }),
        failed('linalg.dot/C3', { verdict: 'advice', cause: 'dot strays' }),
        clause('linalg.dot/C4', 'unjudged', { reason: '0 of 60 cases could be judged' }),
      ]),
    ]);
    const text = plain(report);
    expect(text).toMatch(/Advice: .*\n {2}advice +dot strays \(2 clauses\)\n {2}linalg\.dot\/C2\n[\s\S]*call it\n/);
    expect(text).toMatch(/unjudged +linalg\.dot\/C4: 0 of 60 cases could be judged\n/);
    expect(text).toContain('conforms: 3 clauses judged, 2 against advice; 1 could not be judged.');
    expect(text).toMatch(/advice +unjudged +worst ratio\nlinalg +1 +4 +1 +0 +0 +2 +1 +0\.25\n/);
    const unsaid = reportOf([operation('linalg.dot', [clause('linalg.dot/C4', 'unjudged'), clause('linalg.dot/C1')])]);
    expect(plain({ ...unsaid, summary: { ...unsaid.summary, planned: 3, executed: 3, unjudged: 2 } })).toContain(
      'only 1 of 3 planned clauses could be judged',
    );
  });

  it('names what the adapter offers and mostly declines, once a reason', () => {
    const declined = (id: string, reason: string) =>
      clause(id, 'unsupported', { reason, spent: { cpu: 0, wall: 0, calls: 1 } });
    const text = plain(
      reportOf([
        operation('layers.softmax', [
          clause('layers.softmax/C1'),
          declined('layers.softmax/C2', 'layers.softmax: matrices only'),
          declined('layers.softmax/C3', 'layers.softmax: matrices only'),
        ]),
        operation('layers.relu', [declined('layers.relu/C1', 'layers.relu: matrices only')]),
        operation('linalg.dot', [clause('linalg.dot/C1'), declined('linalg.dot/C2', 'no')]),
        operation('linalg.outer', [clause('linalg.outer/C1', 'unsupported', { reason: 'absent' })]),
      ]),
    );
    expect(text.match(/declined .*/g)).toEqual(['declined  most of layers.softmax, layers.relu: matrices only']);
  });

  it('says why clauses are blocked', () => {
    const report = reportOf([
      operation('linalg.dot', [clause('linalg.dot/C1', 'blocked', { reason: 'linalg.matmul failed' })]),
    ]);
    expect(plain(report)).toMatch(/blocked\s+1 clause: linalg\.matmul failed/);
  });
});
