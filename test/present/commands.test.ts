import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownName } from '../../conformance/commands/_internal/named.ts';
import { errataOf } from '../../conformance/commands/errata.ts';
import * as init from '../../conformance/commands/init.ts';
import { catalogue, clauseList } from '../../conformance/commands/list.ts';
import { replay } from '../../conformance/commands/replay.ts';
import { pageOf } from '../../conformance/commands/show.ts';
import { suggest } from '../../conformance/judge/_internal/suggest.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { lawsOf, loadOperations, operationIds } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { encodeToken } from '../../conformance/report/token.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { tensorOf } from '../../spec/tensor.ts';

await loadOperations();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor laws '));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function runInit(directory: string): Promise<void> {
  const program = new Command().exitOverride();
  init.register(program);
  await program.parseAsync(['node', 'tensor-laws', 'init', directory]);
}

describe('errata', () => {
  it('are listed by number, each with clauses that its operation has', async () => {
    const errata = await errataOf();
    const names = errata.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(10);
    expect(names).toEqual([...new Set(names)].sort());
    for (const { operation, name, clauses } of errata) {
      const laws = lawsOf(operation).map(({ clause }) => clause);
      for (const clause of [name, ...clauses]) expect(laws).toContain(clause);
    }
  });

  it('are found by number and by operation; what is none is refused with what there is', async () => {
    expect((await errataOf('E01')).map(({ operation }) => operation)).toEqual(['multilinear.vec']);
    expect((await errataOf('tensor.add')).map(({ name }) => name)).toEqual(['E66']);
    expect(await errataOf('softmax')).toEqual(await errataOf('layers.softmax'));
    expect(await errataOf('softmax')).not.toEqual([]);
    await expect(errataOf('decompositions.qr')).rejects.toThrow('no erratum is recorded of decompositions.qr');
    await expect(errataOf('E00')).rejects.toThrow(/there is no erratum E00; there are E01, E02/);
  });

  it('have a page of their own', async () => {
    const page = await pageOf('E03');
    expect(page).toBe(await pageOf('decompositions.lu/E03'));
    expect(page).toMatch(/## Erratum\n\nconditional, said in .*数学基础.*1\.1\.8\. \[\[0, 1\], \[1, 0\]\]/);
  });

  it('stand on the page of their operation', async () => {
    expect(await pageOf('decompositions.lu')).toMatch(
      /## Errata\n\n- \*\*E03\*\* PA = LU always exists.*; not: every matrix has factors A = LU \(/,
    );
  });
});

describe('list', () => {
  const all = catalogue();

  it('has every operation with what an adapter is written from', () => {
    expect(all.operations.map(({ id }) => id)).toEqual(operationIds);
    const linear = all.operations.find(({ id }) => id === 'layers.linear');
    expect(linear?.inputs).toMatchObject([
      { name: 'x', batched: true, axes: ['i'], optional: false },
      { name: 'weight', batched: false, axes: ['o', 'i'], optional: false },
      { name: 'bias', axes: ['o'], optional: true },
    ]);
    const lu = all.operations.find(({ id }) => id === 'decompositions.lu');
    expect(lu?.outputs.map(({ dtype }) => dtype)).toEqual(['int32', 'float', 'float']);
  });

  it('says the same after it has been JSON', () => {
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });

  it('of an operation are its clauses, by the names that a ledger takes', async () => {
    const lines = (await clauseList('Qr', false)).trimEnd().split('\n');
    expect(lines).toHaveLength(lawsOf('decompositions.qr').length);
    expect(lines[0]).toMatch(/^decompositions\.qr\/C1 +A = QR/);
    expect(JSON.parse(await clauseList('qr', true))[0]).toMatchObject({ id: 'decompositions.qr/C1', checked: true });
    await expect(clauseList('linalg.matmull', false)).rejects.toThrow('did you mean linalg.matmul?');
  });

  it('has a statement for every clause', () => {
    for (const { clauses } of all.operations) {
      for (const { id, statement } of clauses) expect(statement, id).not.toBe('');
    }
  });
});

describe('show', () => {
  it('finds an operation, a clause, a law, and a name without its chapter', async () => {
    expect(await pageOf('linalg.matmul')).toContain('# linalg.matmul\n');
    expect(await pageOf('linalg.matmul/C1')).toContain('(AB)C = A(BC)');
    expect(await pageOf('linalg.matmul/definition')).toContain('error bound');
    expect(await pageOf('qr/C1')).toContain('# decompositions.qr/C1');
  });

  it('prints the definition that the law of the definition holds an implementation to', async () => {
    expect(await pageOf('linalg.matmul/definition')).toMatch(/## Definition\n\n```ts\n.*sum\('p'/s);
    expect(await pageOf('linalg.matmul/C1')).not.toContain('## Definition');
  });

  it('says whether cases are drawn or recorded', async () => {
    expect(await pageOf('linalg.matmul/C1')).toContain('By the law linalg.matmul/C1, on drawn cases.');
    expect(await pageOf('linalg.matmul/golden/nilpotent')).toContain('on the case that is recorded.');
  });

  it('says what a law is that many operations have, by its bare name', async () => {
    const page = (await pageOf('homogeneity')) ?? '';
    expect(page).toMatch(/^# homogeneity\n/);
    expect(page).toContain('powers of two');
    for (const id of operationIds) {
      expect(page.includes(`\`${id}\``), id).toBe(lawsOf(id).some(({ clause }) => clause === 'homogeneity'));
    }
    expect(await pageOf('signature')).toContain('`linalg.dot`: inputs that do not fit');
    expect(await pageOf('C1')).toBeUndefined();
  });

  it('says as JSON all that a page says', async () => {
    const read = async (name: string) => JSON.parse((await pageOf(name, true)) ?? '');
    for (const id of operationIds) {
      const page = (await pageOf(id)) ?? '';
      const data = await read(id);
      const [texts, squeezed] = [JSON.stringify(data), page.replace(/\s+/g, ' ')];
      expect(data.id).toBe(id);
      for (const { id: clause, statement } of data.clauses) {
        if (!clause.includes('/golden/')) expect(squeezed, clause).toContain(statement.replace(/\s+/g, ' '));
      }
      // What stands in code, in bold or in backquotes on the page.
      for (const [, code = ''] of page.matchAll(/```ts\n([\s\S]*?)\n```/g))
        expect(texts, id).toContain(JSON.stringify(code).slice(1, -1));
      for (const [, name] of page.matchAll(/\*\*([\w/-]+)\*\*/g)) expect(texts, id).toMatch(new RegExp(`[/"]${name}"`));
      for (const part of [
        data.freedom,
        data.kinks,
        ...Object.values(data.cost),
        ...data.sources.map(({ title }: { title: string }) => title),
      ]) {
        if (typeof part === 'string') expect(texts).toContain(JSON.stringify(part).slice(1, -1));
      }
    }
    expect(await read('qr/C1')).toMatchObject({
      id: 'decompositions.qr/C1',
      checked: true,
      equation: expect.any(String),
    });
    expect(await read('matmul/definition')).toMatchObject({ definition: expect.stringContaining('sum') });
    expect((await read('homogeneity')).operations.length).toBeGreaterThan(10);
  }, 240_000);

  it('says what symbols stand for, what fixtures hold and which faults prove a law', async () => {
    const qr = await pageOf('decompositions.qr');
    expect(qr).toContain('- `k`: a size that the others decide\n');
    expect(qr).toContain('({ m, n }) => ({ k: Math.min(m, n) })');
    const softmax = await pageOf('layers.softmax');
    expect(softmax).toContain('x = [0, -5, -20, -60] gives y = [0.99');
    expect(softmax).toMatch(/\*\*C1\*\* .*; it catches: not divided by the sum\n/);
    expect(softmax).toContain('y[i] = exp(x[i] - (max over j < n of x[j])) / ');
  });

  it('suggests what was meant', async () => {
    expect(await pageOf('linalg.matmull')).toBeUndefined();
    expect(await unknownName('linalg.matmull')).toContain('did you mean linalg.matmul?');
    expect(await unknownName('softmx')).toContain('layers.softmax');
    expect(await unknownName('conv')).toBe(
      'conv is part of the names of several operations: did you mean numerics.orderOfConvergence, linalg.convolve, multilinear.compressConv, layers.conv1d, layers.conv2d, layers.convToeplitz or 4 more?',
    );
    expect(await unknownName('linalg.det')).toContain('did you mean decompositions.det, linalg.dft or linalg.dot?');
    expect(await pageOf('conv')).toBeUndefined();
    expect(await pageOf('frobenius')).toContain('# linalg.frobeniusNorm\n');
    expect(await pageOf('kron/C1')).toContain('# multilinear.kron/C1');
    // The name of a law before a part of another name.
    expect(await pageOf('layouts')).toMatch(/^# layouts\n/);
    expect(await unknownName('linalg.matmul/C99')).toContain('has no clause C99; it has C1, C2');
    expect(await unknownName('constructor')).toContain('tensor-laws list');
    expect(suggest('', ['a.b'])).toEqual([]);
  });
});

describe('init', () => {
  it('writes an adapter that conforms, and does not write it twice', async () => {
    await runInit(folder);
    const path = join(folder, 'tensor-laws.adapter.mjs');
    const { default: adapter } = await import(/* @vite-ignore */ pathToFileURL(path).href);
    const subject = inProcessSubject(adapter);
    const description = describeAdapter(readAdapter(adapter));
    const ids = Object.keys(adapter.operations);
    expect(ids).toEqual(Object.keys(adapter.gradients));
    const laws = ids
      .flatMap(lawsOf)
      .filter((law) => !law.layouts && law.needs.every((operation) => ids.includes(operation.id)));
    expect(laws.length).toBeGreaterThan(20);
    const verdicts = await Promise.all(
      laws.map((law) =>
        runLaw(law, subject, contextOf(description, 'float64', law), { runs: 10, seed: 1, adapterPath: path }),
      ),
    );
    expect(verdicts.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unsupported')).toEqual([]);
    const before = readFileSync(path, 'utf8');
    await expect(runInit(folder)).rejects.toThrow('exists already');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('replay', () => {
  const one = (value: number) => tensorOf('float64', [1, 1], [value]);
  const token = encodeToken({
    law: 'linalg.matmul/integers',
    dtype: 'float64',
    case: { inputs: { a: one(2), b: one(3) }, attributes: { transposeA: false, transposeB: false } },
    seed: 1,
  });
  const style = { color: false, width: 100 };
  const write = (name: string, product: string): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      `export default { name: 'tiny', version: '1', profile: { dtype: 'float64' }, toNative: (t) => t, fromNative: (t) => t,
        operations: { 'linalg.matmul': ({ a, b }) => ${product} } };`,
    );
    return path;
  };

  it('says that a case passes', async () => {
    const path = write('good.mjs', '({ ...a, data: Float64Array.of(a.data[0] * b.data[0]) })');
    expect(await replay(token, path, style)).toEqual({
      text: 'linalg.matmul/integers passes now, exactly, on tiny 1.\n',
      exitCode: 0,
    });
  });

  it('explains that it fails', async () => {
    const path = write('bad.mjs', '({ ...a, data: Float64Array.of(a.data[0] + b.data[0]) })');
    const { text, exitCode } = await replay(token, path, style);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/expected\s+6\n\s+received\s+5\n/);
    expect(text).toContain(`--adapter '${path}'`);
    expect(text).toContain('still fails on tiny 1.');
  });

  it('explains an error that the implementation raises', async () => {
    const path = write('throws.mjs', "(() => { throw new Error('not today'); })()");
    const { text, exitCode } = await replay(token, path, style);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/error\s+not today/);
  });

  it('takes the place of a case by any name of its operation, and says what a place lacks', async () => {
    const path = write('placed.mjs', '({ ...a, data: Float64Array.of(a.data[0] * b.data[0]) })');
    const places: readonly [string, string][] = [
      ['matmul/C1', 'which case of linalg.matmul/C1? its type, seed and number follow: linalg.matmul/C1@float64:1:0'],
      ['matmul/C99@float64:1:0', 'linalg.matmul has no clause C99; it has C1'],
      ['matmull/C1@float64:1:0', 'did you mean linalg.matmul?'],
      ['matmul/C1@float32:1:0', 'the case is in float32; tiny is judged at float64'],
    ];
    for (const [text, message] of places) await expect(replay(text, path, style)).rejects.toThrow(message);
  });

  it('refuses what it cannot run', async () => {
    const path = write('none.mjs', 'a');
    await expect(replay('!', path, style)).rejects.toThrow('not a replay token');
    await expect(replay(token, join(folder, 'nowhere.mjs'), style)).rejects.toThrow('no such file');
    const other = encodeToken({ law: 'linalg.dot/definition', dtype: 'float64', case: {}, seed: 1 });
    await expect(replay(other, path, style)).rejects.toThrow('tiny has no linalg.dot');
    const single = encodeToken({ law: 'linalg.matmul/integers', dtype: 'float32', case: {}, seed: 1 });
    await expect(replay(single, path, style)).rejects.toThrow('judged at float64');
    const unknown = encodeToken({ law: 'linalg.matmul/C99', dtype: 'float64', case: {}, seed: 1 });
    await expect(replay(unknown, path, style)).rejects.toThrow('does not check');
  });
});
