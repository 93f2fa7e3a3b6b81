import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeAdapter } from '../../conformance/judge/session.ts';
import { readAdapter } from '../../conformance/subject/description.ts';
import { UsageError } from '../../conformance/usageError.ts';
import { good } from './adapters/good.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensor-laws-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain =
  "name: 'x', version: '1', profile: { dtype: ['float32', 'float64'], batches: 'none' }, toNative: (t) => t, fromNative: (t) => t, operations: {}";

describe.concurrent('loading an adapter', { timeout: 60_000 }, () => {
  const load = (name: string, text: string, start = 60_000) => {
    writeFileSync(join(folder, name), text);
    return describeAdapter({ adapterPath: name, cwd: folder, limits: { start } });
  };

  test.each([
    ['TypeScript', 'a.ts', `const adapter: object = { ${plain} };\nexport default adapter;`],
    ['a module', 'a.mjs', `export default { ${plain} };`],
    ['CommonJS', 'a.cjs', `module.exports = { ${plain} };`],
    ['CommonJS that was a module', 'b.cjs', `exports.__esModule = true; exports.default = { ${plain} };`],
    ['a promise', 'b.mjs', `export default Promise.resolve({ ${plain} });`],
    ['noise while it loads', 'c.mjs', `console.log('hello'); export default { ${plain} };`],
  ])('%s', async (_name, file, text) => {
    expect(await load(file, text)).toMatchObject({
      name: 'x',
      dtypes: ['float32', 'float64'],
      profile: { batches: 'none' },
    });
  });

  test.each([
    ['none.mjs', 'export const adapter = {};', 'none.mjs has no default export'],
    ['function.mjs', 'export default () => ({});', 'exports a function by default'],
    ['syntax.mjs', 'export default {{;', /syntax\.mjs cannot be loaded:\n.*syntax\.mjs:1.*SyntaxError/s],
    ['syntax.ts', 'const a: number = 1;\nexport default {{;', /syntax\.ts:2.*SyntaxError/s],
    [
      'throws.mjs',
      "throw new Error('no licence');",
      /throws\.mjs cannot be loaded: Error: no licence\n.*throws\.mjs:1/s,
    ],
    ['throwsText.mjs', "throw 'no licence';", 'threw a string "no licence"'],
    ['missing.mjs', "import 'no-such-library'; export default {};", "Cannot find package 'no-such-library'"],
    ['exits.mjs', "console.error('bye'); process.exit(0);", /while it was loaded, with exit code 0:\nbye/],
    [
      'rejects.mjs',
      `Promise.reject(new Error('lost')); await new Promise(setImmediate); export default { ${plain} };`,
      'lost',
    ],
  ])('%s is refused', async (file, text, message) => {
    const loading = load(file, text);
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loading).rejects.toThrow(message);
  });

  test('a module that never loads is refused', async () => {
    await expect(load('hangs.mjs', 'for (;;);', 1_000)).rejects.toThrow('was not loaded within 1 s');
  });
});

const promising = (promises: object) => ({ ...good, profile: { ...good.profile, ...promises } });

describe('what an adapter is', () => {
  test('a plain object, or an object of a class', () => {
    expect(readAdapter(good)).toBe(good);
    class Library {
      name = 'x';
      version = '1';
      profile = { dtype: 'float64' };
      operations = {};
      toNative() {}
      fromNative() {}
    }
    expect(readAdapter(new Library()).name).toBe('x');
    expect(() => readAdapter({ ...good, operations: { 'linalg.dot': undefined } })).not.toThrow();
  });

  test.each([
    [undefined, 'has no default export'],
    [null, 'exports null by default'],
    [3, 'exports the number 3 by default'],
    [
      {},
      /name must be a string, such as "my-library", got undefined; version .*; profile .*; toNative .*; fromNative .*; operations/,
    ],
    [{ ...good, profile: { dtype: 'float8' } }, 'profile must be'],
    [{ ...good, profile: { dtype: [] } }, 'profile must be'],
    [promising({ unitRoundoff: 2 }), 'profile.unitRoundoff must be a number between 0 and 1, got the number 2'],
    [
      promising({ bathces: 'none' }),
      'profile.bathces is no promise; there are dtype, operations, unitRoundoff, halvesIn, inputRoundoff, ulps',
    ],
    [promising({ batches: true }), "profile.batches must be 'none' or 'leading' or 'broadcast', got true"],
    [promising({ ulps: { exp: 0.4 } }), 'profile.ulps.exp must be a number of ulps, at least 0.5, got the number 0.4'],
    [promising({ ulps: { cbrt: 1 } }), 'profile.ulps.cbrt is no function; there are exp, '],
    [promising({ ranks: [3, 1] }), 'profile.ranks must be the least and the largest number of axes'],
    [
      promising({ beyond: ['sizes'] }),
      "profile.beyond must be a list of 'ranks', 'broadcasting', 'rectangular' and 'dtypes'",
    ],
    [promising({ operations: { 'linalg.*': 3 } }), "profile.operations['linalg.*'] must be an object of promises"],
    [
      promising({ operations: { 'linalg.*': { nonfinite: 'maybe' } } }),
      "profile.operations['linalg.*'].nonfinite must be 'propagates' or 'refuses' or 'undefined', got a string",
    ],
    [{ ...good, gradient: {} }, 'gradient is no field of an adapter: there are name, version, profile, toNative'],
    [{ ...good, dispose: true }, 'dispose must be a function that frees a value of yours, got true'],
    [{ ...good, toNative: 'x' }, 'toNative must be a function'],
    [{ ...good, operations: { 'linalg.dot': 3 } }, "operations['linalg.dot'] must be a function, got the number 3"],
    [{ ...good, gradients: [() => 3, 4] }, "gradients['1'] must be a function"],
    [
      { ...good, layouts: { diagonal: () => 3 } },
      'layouts must be a table of transposed, sliced, reversed, padded, offset, broadcast, got a string "diagonal"',
    ],
  ])('%j is none', (value, message) => {
    expect(() => readAdapter(value)).toThrow(message);
  });
});
