import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyOperation, findLaw, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { clausePage, operationPage } from '../../conformance/present/markdown.ts';
import { law } from '../../properties/law.ts';
import { defineOperation } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';

await loadOperations();

const matmul = operations['linalg.matmul'];
const fixture = law(matmul, 'golden/hilbert', {
  statement: 'the known result hilbert',
  cases: () => fc.constant({}),
  check: async () => [],
});
const page = operationPage(matmul, [...lawsOf(matmul.id), fixture]);

describe('the page of an operation', () => {
  it('has what the record says', () => {
    expect(page).toMatch(/^# linalg\.matmul\n\nProduct of the matrices/);
    expect(page).toContain('a[..., m, p], b[..., p, n] -> c[..., m, n]');
    expect(page).toContain('- `transposeA`: true or false, default false');
    expect(page).toContain('- `a` is given with its last two axes swapped when `transposeA` is true');
    expect(page).toContain('- **C1** (AB)C = A(BC)');
    expect(page).toContain('`G` is the cotangent of `c`, `grad_a` is the gradient of `a`');
    expect(page).toContain('```\ngrad_a = G b^T\ngrad_b = a^T G\n```');
    expect(page).toContain('a: times(g, transpose(b))');
    expect(page).toContain('- multiplications: `m * n * p`');
    expect(page).toMatch(/## \d+ fixtures?\n\n[\s\S]*\*\*golden\/hilbert\*\* the known result hilbert/);
    expect(page).toContain('section 3.5');
  });

  it('shows the definition that runs', () => {
    expect(page).toMatch(/sum\(['"]p['"]/);
    expect(page).toContain('mul(a(i, p), b(p, j))');
  });

  it('shows the parts of a composed definition, and where the derivative comes from', () => {
    const text = operationPage(operations['sequence.scaledDotProductAttention'], []);
    const [, made = ''] = text.split('It is made of:');
    expect(made).toMatch(
      /^\n\n\*\*linalg\.matmul\*\* `a\[\.\.\., m, p\], b[^`]*`\n\n```\nc\[i, j\] = sum over [\s\S]*```ts[\s\S]*mul\(a\(i, p\), b\(p, j\)\)/,
    );
    expect(made).toContain('**layers.softmax** `x[..., n] -> y[..., n]`');
    expect(text).toContain(
      'the gradients are those of the definition in reverse mode, through its parts by the chain rule.',
    );
    expect(page).not.toContain('made of');
  });

  it('shows the equations of an implicit operation instead', () => {
    const text = operationPage(operations['decompositions.qr'], []);
    expect(text.indexOf('## Equations')).toBeLessThan(text.indexOf('## Definition') >>> 0);
    expect(text).toContain('## Equations');
    expect(text).toContain('minus(times(q, r), a)');
    expect(text).toContain('## Freedom');
  });

  it('lists the laws that follow from the record, apart from its own clauses', () => {
    const [, derived = ''] = page.split('## Laws that follow from the record');
    expect(derived).toContain('**definition**');
    expect(derived.split('##')[0]).not.toContain('**C1**');
  });

  it('lists the laws written for it that are no clause, apart from those', () => {
    const text = operationPage(operations['decompositions.inv'], lawsOf('decompositions.inv'));
    const [, further = ''] = text.split('## Further laws');
    const [written = '', derived = ''] = further.split('## Laws that follow from the record');
    for (const name of ['**gradient**', '**R1**']) {
      expect(written).toContain(name);
      expect(derived.split('##')[0]).not.toContain(name);
    }
  });

  it('leaves out what the record does not have', () => {
    const bare = defineOperation({
      id: 'linalg.bare',
      meaning: 'Nothing.',
      signature: 'a[] -> b[]',
      clauses: {},
      sources: [],
    });
    expect(operationPage(bare, [])).toBe(
      '# linalg.bare\n\nNothing.\n\n```\na[] -> b[]\n```\n\n## Accuracy\n\n' +
        'Each element may err by what any order of evaluation of the definition may err, computed from the definition for each case.\n',
    );
  });

  it.each(everyOperation().map((one) => [one.id, one] as const))('can be written for %s', (_id, one) => {
    const text = operationPage(one, lawsOf(one.id));
    expect(text.replace(/```[\s\S]*?```/g, '')).not.toMatch(/\bundefined\b|\[object|=> /);
    expect(text.split('```').length % 2).toBe(1);
  });
});

describe('the page of a clause', () => {
  it('says what is advice', () => {
    const advised = law(matmul, 'C1', { advice: true, cases: () => fc.constant({}), check: async () => [] });
    expect(clausePage(matmul, 'linalg.matmul/C1', advised)).toContain(
      'It is advice, more than the definition promises',
    );
    expect(operationPage(matmul, [advised])).toContain('**C1** (AB)C = A(BC) (advice)');
  });

  it('has its statement and how it is checked', () => {
    const id = 'linalg.matmul/definition';
    const text = clausePage(matmul, id, findLaw(id));
    expect(text).toContain('# linalg.matmul/definition');
    expect(text).toContain('By the law linalg.matmul/definition, on drawn cases.');
  });

  it('has its equation where it is one', () => {
    expect(clausePage(operations['decompositions.qr'], 'decompositions.qr/C2', undefined)).toContain(
      'orthonormal(thresholds.linear, q)',
    );
  });
});
