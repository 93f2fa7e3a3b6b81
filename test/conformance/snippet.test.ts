import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { snippetOf } from '../../conformance/report/snippet.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { traced } from '../../conformance/subject/traced.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { good } from './adapters/good.ts';

const subject = inProcessSubject(good as unknown as Parameters<typeof inProcessSubject>[0]);
const folder = join(import.meta.dirname, 'adapters');

/** What a snippet prints when it is pasted beside the adapter. */
const output = (code: string): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    cwd: folder,
    encoding: 'utf8',
  });

describe('the code of a failing case', () => {
  test('runs beside the adapter and gives what the law saw', async () => {
    const { subject: on, calls } = traced(subject);
    const a = tensorOf('float64', [2], [1.5, -0]);
    const b = tensorOf('float64', [2], [3, 1e-300]);
    await on(outer, { a, b });
    await on(dot, { a, b: a });
    const code = snippetOf(calls(), 'adapters/good.ts');
    expect(code).toMatch("import adapter from './good.ts';");
    expect(code.match(/Float64Array\.of\(1\.5, -0\)/g)).toHaveLength(1);
    expect(output(code)).toMatch(/shape: \[ 2, 2 \].*4\.5.*1\.5e-300/s);
    expect(output(code).trimEnd()).toMatch(/\n2\.25$/);
  });

  test('shows where a call threw, attributes with defaults, layouts', async () => {
    const { subject: on, calls } = traced(subject);
    const a = tensorOf('float64', [1, 1], [1]);
    const call = on(matmul, { a, b: a }, { transposeB: true }, { layouts: { b: 'transposed' } });
    await expect(call).rejects.toThrow();
    const code = snippetOf(calls(), 'good.ts');
    expect(code).toMatch(
      "await adapter.operations['linalg.matmul']({ a: adapter.toNative(a), b: adapter.layouts.transposed(a) }, { transposeA: false, transposeB: true });",
    );
    expect(code).toMatch('// no transposed layout');
  });

  test('writes few bits at a great scale as a power of two', async () => {
    const { subject: on, calls } = traced(subject);
    const values = [2 ** 200, -5 * 2 ** -300, 3 * 2 ** -1074, 2 ** 1023, 0.125, 1e21, 0.1, 1 / 3, Infinity];
    await on(dot, { a: tensorOf('float64', [9], values), b: tensorOf('float64', [9], new Array(9).fill(0)) });
    const written = /Float64Array\.of\((.*)\)/.exec(snippetOf(calls(), 'good.ts'))?.[1];
    expect(written).toBe(
      '2 ** 200, -5 * 2 ** -300, 1.5e-323, 2 ** 1023, 0.125, 1e+21, 0.1, 0.3333333333333333, Infinity',
    );
    expect(JSON.parse(output(`console.log(JSON.stringify([${written}]))`))).toEqual([...values.slice(0, -1), null]);
  });

  test('is short for large tensors and many calls', async () => {
    const { subject: on, calls } = traced(subject);
    const flat = tensorOf('float64', [1000], new Array(1000).fill(0.1));
    const steep = tensorOf(
      'float64',
      [1000],
      Array.from({ length: 1000 }, (_, i) => i),
    );
    for (let call = 0; call < 9; call++) await on(dot, { a: flat, b: steep });
    const code = snippetOf(calls(), 'good.ts');
    expect(code).toMatch('new Float64Array(1000).fill(0.1)');
    expect(code).toMatch('/* 488 more, which the replay has */');
    expect(code).toMatch('// and 3 more calls');
    expect(code.match(/Float64Array/g)).toHaveLength(2);
  });
});
