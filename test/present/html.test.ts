import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html } from '../../conformance/present/html.ts';
import { clause, failed, operation, raising, realisticReport, reportOf } from './fakeReport.ts';
import { markupFault } from './markup.ts';

const page = html(realisticReport());
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe('the page', () => {
  it('is well-formed', () => {
    expect(markupFault(page)).toBeUndefined();
    expect(markupFault(html(reportOf([])))).toBeUndefined();
  });

  it('needs nothing but itself', () => {
    expect(page).not.toMatch(/\bsrc=|<link|@import|url\(|https?:/);
    expect(count(page, '<script')).toBe(1);
  });

  it('lets only its own script run', () => {
    const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'`);
  });

  it('says the verdict, the numbers and the chapters', () => {
    expect(page).toContain('<h1>ml-matrix 6.15.1 does not conform: it breaks 9 of 176 clauses judged.</h1>');
    expect(page).toContain('<b>166</b><span>passed</span>');
    for (const chapter of ['tensor', 'linalg', 'decompositions', 'layers', 'optimizers', 'all']) {
      expect(page).toContain(`<th scope="row">${chapter}</th>`);
    }
  });

  it('has what fails before what passes, in the tiles and in the table: a narrow screen shows the first columns', () => {
    const heads = [...page.slice(page.indexOf('<h2>Chapters')).matchAll(/<th scope="col">([^<]*)</g)].map(
      ([, head]) => head,
    );
    expect(heads.slice(0, 5)).toEqual(['chapter', 'failed', 'errored', 'timed out', 'passed']);
    expect(page).toMatch(/<span>failed<\/span>.*<span>passed<\/span>/);
    const row = /<th scope="row">linalg<\/th>(.*?)<\/tr>/.exec(page)?.[1] ?? '';
    const cells = [...row.matchAll(/<td[^>]*>([^<]*)</g)].map(([, cell]) => cell);
    expect([cells[heads.indexOf('passed') - 1], cells[heads.indexOf('clauses') - 1]]).toEqual(['30', '30']);
    expect(cells).toHaveLength(heads.length - 1);
  });

  it('lays nothing over code, and shows where a box can be scrolled', () => {
    expect(page).not.toMatch(/\.copy \{[^}]*absolute/);
    expect(page).toMatch(/\.scroll, pre \{ overflow-x: auto;[^}]*local/);
  });

  it('has every operation and every clause once', () => {
    const { operations } = realisticReport();
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const offered = operations.filter(({ verdict }) => verdict !== 'unsupported');
    for (const { id } of operations) expect(ids).toContain(id);
    for (const { id } of offered.flatMap(({ clauses }) => clauses)) expect(ids).toContain(id.replace('/', '-'));
    // What is not offered takes one row, together.
    expect(count(page, '<details class="operation')).toBe(offered.length + 1);
    expect(count(page, '<li class="clause')).toBe(offered.flatMap(({ clauses }) => clauses).length);
  });

  it('links only to clauses that are there', () => {
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(page).toContain(` id="${target}"`);
  });

  it('marks what is calm, so that the filter can hide it', () => {
    expect(count(page, '<details class="operation" ')).toBe(4);
    expect(count(page, '<li class="clause" ')).toBe(9);
  });

  it('opens on what fails, and on everything where nothing does', () => {
    expect(page).toContain('value="failing" checked');
    const good = html(reportOf([operation('linalg.dot', [clause('linalg.dot/C1')])]));
    expect(good).toContain('value="all" checked');
  });

  it('says so where nothing fails, and where nothing was judged', () => {
    expect(html(reportOf([operation('linalg.dot', [clause('linalg.dot/C1')])]))).toContain('Nothing fails.');
    expect(html(reportOf([]))).toContain('No operation was judged.');
  });
});

it('names the clauses that no law covers', () => {
  const judged = operation('layers.conv2d', [clause('layers.conv2d/definition')]);
  const text = html(reportOf([{ ...judged, uncovered: ['layers.conv2d/R1'] }]));
  expect(markupFault(text)).toBeUndefined();
  expect(text).toMatch(/no law<\/span>\s*<div class="what"><b class="mono">R1<\/b><span>[^<]+<\/span>/);
});

describe('advice', () => {
  const text = html(
    reportOf([
      operation('linalg.dot', [
        clause('linalg.dot/C1'),
        failed('linalg.dot/C2', { verdict: 'advice', cause: 'dot strays' }),
        clause('linalg.dot/C3', 'unjudged', { reason: 'no bound', cases: 2, unjudgedCases: 7, declinedCases: 3 }),
      ]),
    ]),
  );

  it('has a section of its own, beside a verdict that is good', () => {
    expect(markupFault(text)).toBeUndefined();
    expect(text).toContain('<main class="conforms">');
    expect(text).toMatch(/<h2>Advice<\/h2>[\s\S]*dot strays[\s\S]*<h2>Operations<\/h2>/);
    expect(text).not.toContain('What is broken');
    expect(text).toContain('<span class="reason">no bound</span>');
    expect(text).toContain('<span class="cases">2 cases, 7 without a bound, 3 declined</span>');
  });
});

describe('bars', () => {
  const width = (ratio: number | null, verdict: 'passed' | 'failed') => {
    const text = html(reportOf([operation('linalg.dot', [clause('linalg.dot/C1', verdict, { worstRatio: ratio })])]));
    return /<li class="clause[\s\S]*?style="width:([\d.]+)%"/.exec(text)?.[1];
  };

  it('have 1 in the middle, and hold every ratio', () => {
    expect(width(1, 'passed')).toBe('50');
    expect(width(0, 'passed')).toBe('0');
    expect(width(0.01, 'passed')).toBe('25');
    expect(width(1e300, 'failed')).toBe('100');
    expect(width(Number.POSITIVE_INFINITY, 'failed')).toBe('100');
    expect(width(Number.NaN, 'failed')).toBe('100');
  });

  it('are red from just above 1', () => {
    const text = html(reportOf([operation('linalg.dot', [failed('linalg.dot/C1', { worstRatio: 1.0001 })])]));
    expect(text).toContain('<i class="bad" style="width:50%">');
  });
});

describe('pictures', () => {
  const samples = {
    place: [0, 3, 4],
    size: [1, 100, 0],
    ratio: [0, 0.5, null],
    ulp: [0, 3, null],
    condition: [1, 1e6, null],
  };
  const differences = [{ name: 'c', shape: [2, 2, 3], values: [0, 1e-3, null, 0, 0, 0, 0, 0, 0, 0, 0.5, 0] }];
  const run = { measured: [], series: { step: [4, 2, 1], remainder: [16, 4, 1], rounding: [0, 0, 0] } };
  const report = reportOf([
    operation('decompositions.qr', [
      failed('decompositions.qr/C1', { samples }, { differences }),
      clause('decompositions.qr/taylor', 'passed', { run, worstRatio: 0.04 }),
      clause('decompositions.qr/golden/a', 'passed', { worstRatio: 0.3 }),
      clause('decompositions.qr/golden/b', 'passed', { worstRatio: 0.7 }),
    ]),
    operation('linalg.dot', [clause('linalg.dot/C1', 'passed', { worstRatio: 0 })]),
  ]);
  const text = html(report);

  it('are plain markup, named for those who do not see them', () => {
    expect(markupFault(text)).toBeUndefined();
    for (const [svg] of text.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]{10}/);
  });

  it('show every operation by law, in colour and text, each cell a link', () => {
    const cells = [...text.matchAll(/<td class="(\w+[^"]*)"><a href="#([^"]*)" title="([^"]*)">([^<]*)<\/a>/g)];
    expect(cells.map(([, kind, , , mark]) => [kind, mark])).toEqual(
      expect.arrayContaining([
        ['failed', '✗'],
        ['passed p1', '0'],
        ['passed p4', '.7'],
        ['passed p2', '·'],
      ]),
    );
    for (const [, , target] of cells) expect(text).toContain(` id="${target}"`);
    expect(text).toContain('title="known results: passed 2 of 2 laws, 0.7 of what is allowed"');
    const withInteger = reportOf([
      ...report.operations,
      operation('linalg.outer', [clause('linalg.outer/integers', 'passed', { worstRatio: 0 })]),
    ]);
    expect(html(withInteger)).toContain('<th scope="col" class="calm"><span>integers</span>');
    expect(html(withInteger)).toContain('<th scope="col"><span>own clauses</span>');
    expect(text.indexOf('class="map"')).toBeLessThan(text.indexOf('What is broken'));
  });

  it('have a dot for every case, which says what replays it, and one outside of what is allowed', () => {
    const [size = '', ...others] = [...text.matchAll(/<svg[^>]*class="scatter"[\s\S]*?<\/svg>/g)]
      .map(([one]) => one)
      .toReversed();
    expect(others).toHaveLength(1);
    const dots = [...size.matchAll(/class="dots( bad)?" data-law="C1" data-at="([\d ]+)" d="([^"]+)"/g)];
    expect(dots.map(([, bad, places, d]) => [bad, places, d?.split('h0').length])).toEqual([
      [undefined, '0 3', 3],
      [' bad', '4', 2],
    ]);
    expect(text).toContain('data-of="decompositions.qr/|@float64:7:"');
    expect(text).toContain('Worst: <code>decompositions.qr/C1@float64:7:4</code>');
  });

  it('count errors in units in the last place', () => {
    expect(text).toContain('errors in units in the last place: 1 up to 0, 1 up to 4"');
  });

  it('show how far each number is off, the members of a batch side by side', () => {
    const off = /<figure class="off">[\s\S]*?<\/figure>/.exec(text)?.[0] ?? '';
    expect(count(off, '<rect')).toBe(12);
    expect(off).toContain('>[1]</text>');
    expect(off).toContain('<title>c[1, 1, 1]: 0.5</title>');
    expect(count(off, 'class="lost"')).toBe(1);
  });

  it('show how an expansion falls beside the slopes of a right and of a wrong gradient', () => {
    const slope = /<summary>the slope<\/summary>[\s\S]*?<\/figure>/.exec(text)?.[0] ?? '';
    expect(count(slope, 'class="guide"')).toBe(2);
    expect(slope).not.toContain('NaN');
  });
});

it('shows no green bar on an operation that is broken by errors alone', () => {
  const broken = [
    raising('linalg.dot/C1', 'no', { worstRatio: null }),
    clause('linalg.dot/C2', 'passed', { worstRatio: 0.1 }),
  ];
  const head = /<details class="operation[\s\S]*?<\/summary>/.exec(
    html(reportOf([operation('linalg.dot', broken)])),
  )?.[0];
  expect(head).toContain('<i class="bad" ');
});

it('hides no column on a narrow screen', () => {
  expect(page).not.toMatch(/\.(cases|number|measure)[^{}]*\{[^{}]*display: none/);
});

describe('foreign text', () => {
  const hostile = `</script><script>alert("&'1'")</script>\x00\x1b`;
  const report = reportOf(
    [
      operation('linalg.dot', [
        raising('linalg.dot/C1', hostile, { hint: hostile, cause: hostile, replay: hostile, law: hostile }),
        failed(`linalg.dot/${hostile}`, {}, { what: hostile, expected: hostile, received: hostile, snippet: hostile }),
        clause('linalg.dot/C3', 'blocked', { reason: hostile }),
      ]),
      operation(`linalg.${hostile}`, []),
    ],
    {
      adapter: { name: hostile, version: hostile, path: hostile },
      ledgerProblems: [hostile],
      tier: hostile,
      dtype: hostile,
    },
  );

  it('is escaped everywhere', () => {
    const text = html(report);
    expect(markupFault(text)).toBeUndefined();
    expect(count(text, '<script')).toBe(1);
    expect(text).not.toContain('alert("');
  });
});
