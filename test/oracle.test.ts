import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import type { Judged } from './_internal/judgeReference.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`./_internal/${name}.ts`, import.meta.url));

/** Below this a ratio is the width of an enclosure, which differs, and no error of the implementation's. */
const width = 2 ** -90;

async function judgedWith(...options: string[]): Promise<Judged> {
  const script = [...options, '--disable-warning=ExperimentalWarning', pathOf('judgeReference')];
  const { stdout } = await promisify(execFile)(process.execPath, script, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

let [adaptive, plain]: readonly Judged[] = [];
beforeAll(async () => {
  [adaptive, plain] = await Promise.all([judgedWith(), judgedWith('--import', pathOf('withoutDoubles'))]);
}, 300_000);

test('doubles decide every law as big integers do, with the same ratios to three digits', () => {
  expect([adaptive?.doublesDecide, plain?.doublesDecide]).toEqual([true, false]);
  expect(Object.keys(adaptive?.laws ?? {}).length).toBeGreaterThan(1_000);
  const differences = Object.entries(plain?.laws ?? {}).flatMap(([id, one]) => {
    const other = adaptive?.laws[id];
    const [a, b] = [one.worstRatio ?? -1, other?.worstRatio ?? -1];
    const isSame =
      one.verdict === other?.verdict &&
      one.cases === other.cases &&
      Math.abs(a - b) <= 1e-3 * Math.abs(Math.max(a, b)) + width;
    return isSame ? [] : [{ id, plain: one, adaptive: other }];
  });
  expect(differences).toEqual([]);
});

// Faults of gradients are not shown to these laws, and adapters without gradients are judged by them.
test('a law that does not declare that it needs gradients asks for none', () => {
  expect(adaptive?.undeclared).toEqual([]);
});
