import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { drift } from '../golden/_internal/drift.ts';
import { mayRound } from '../golden/_internal/mayRound.ts';
import { type Fixture, loadFixtures } from '../golden/fixture.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { operations } from '../spec/registry.generated.ts';
import { isHalf, lengthOf, type Tensor } from '../spec/tensor.ts';

const fixtures = loadFixtures();
const scratch = mkdtempSync(join(tmpdir(), 'golden-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const tensorsOf = ({ inputs, outputs, gradients }: Fixture): Tensor[] => [
  ...Object.values(inputs),
  ...Object.values(outputs),
  ...Object.values(gradients?.cotangents ?? {}),
  ...Object.values(gradients?.inputs ?? {}),
];

describe('the committed fixtures', () => {
  test('load, with their hashes, from several sources', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(60);
    expect(new Set(fixtures.map(({ source }) => source)).size).toBeGreaterThanOrEqual(4);
    expect(fixtures.filter(({ gradients }) => gradients).length).toBeGreaterThanOrEqual(40);
  });

  test('are of operations that there are, at least 39 of them', () => {
    const covered = [...new Set(fixtures.map(({ operation }) => operation))];
    expect(Object.keys(operations)).toEqual(expect.arrayContaining(covered));
    expect(covered.length).toBeGreaterThanOrEqual(39);
  });

  test('load one operation at a time, and none for an operation without a file', () => {
    expect(loadFixtures('decompositions.inv')).toEqual(
      fixtures.filter(({ operation }) => operation === 'decompositions.inv'),
    );
    expect(loadFixtures('numerics.normal')).toEqual([]);
  });

  test('hold finite tensors whose data fit their shapes', () => {
    for (const fixture of fixtures) {
      for (const { dtype, shape, data } of tensorsOf(fixture)) {
        expect(data.length, fixture.id).toBe(lengthOf(dtype, shape));
        expect(Array.from(data).every(Number.isFinite), fixture.id).toBe(true);
      }
    }
  });

  test('are exact in float32 too where the condition is 0', () => {
    for (const fixture of fixtures.filter(({ condition }) => condition === 0)) {
      for (const { data } of tensorsOf(fixture)) {
        expect(Array.from(data, Math.fround), fixture.id).toEqual(Array.from(data));
      }
    }
  });

  test('are exact by the bound of the definition, too', () => {
    // In 16 bits they are what a wider type has computed, rounded once.
    const isNarrow = ({ inputs }: Fixture) => Object.values(inputs).some(({ dtype }) => isHalf(dtype));
    for (const fixture of fixtures.filter((one) => one.condition === 0 && !isNarrow(one))) {
      const operation: AnyOperation | undefined = Object.entries(operations).find(
        ([id]) => id === fixture.operation,
      )?.[1];
      expect(operation && mayRound(operation, fixture), fixture.id).toEqual([]);
    }
    const [integerMean] = fixtures.filter(({ id }) => id === 'tensor.mean/pullback');
    expect(integerMean && mayRound(operations['tensor.mean'], integerMean)).toEqual(['y']);
  });

  test('have notes that mean something by themselves: they are the hints of failures', () => {
    for (const { id, note } of fixtures) expect(note, id).not.toMatch(/\b[A-Z]\d+\.[A-Z]/);
  });

  test('mostly have float32 inputs, so that both precisions can be judged', () => {
    const single = fixtures.filter(({ inputs }) =>
      Object.values(inputs).every(({ data }) => Array.from(data).every((x) => Math.fround(x) === x)),
    );
    expect(single.length / fixtures.length).toBeGreaterThan(0.8);
  });

  test('agree with a product written out in loops', () => {
    const exact = loadFixtures('linalg.matmul').filter(
      ({ condition, inputs }) => condition === 0 && inputs.a?.shape.length === 2,
    );
    expect(exact.length).toBeGreaterThan(5);
    for (const { id, inputs, outputs, attributes } of exact) {
      const { a, b } = inputs;
      const c = outputs.c;
      if (!a || !b || !c) throw new Error(`${id} has other names`);
      const at = ({ shape, data }: Tensor, swap: unknown, i: number, j: number) =>
        (swap ? data[j * (shape[1] ?? 0) + i] : data[i * (shape[1] ?? 0) + j]) ?? Number.NaN;
      const [m = 0, n = 0] = c.shape;
      const inner = a.shape[attributes.transposeA ? 0 : 1] ?? 0;
      const sums = Array.from({ length: m * n }, (_, k) => {
        const [i, j] = [Math.floor(k / n), k % n];
        let sum = 0;
        for (let p = 0; p < inner; p++) sum += at(a, attributes.transposeA, i, p) * at(b, attributes.transposeB, p, j);
        return sum;
      });
      expect(sums, id).toEqual(Array.from(c.data));
    }
  });
});

describe('a fixture file that is not as generated is refused, by file and name', () => {
  const file = 'multilinear/vec.json';
  const original = readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8');
  let copies = 0;
  const loadEdited = (edit: (text: string) => string) => {
    const folder = join(scratch, `copy-${copies++}`);
    cpSync(new URL('../golden/multilinear', import.meta.url), join(folder, 'multilinear'), { recursive: true });
    const text = edit(original);
    expect(text).not.toBe(original);
    writeFileSync(join(folder, file), text);
    return () => loadFixtures('multilinear.vec', pathToFileURL(`${folder}/`));
  };

  test.each([
    ['a changed bit', (text: string) => text.replace('"data": "AAAAAAAA8D8', '"data": "AQAAAAAA8D8')],
    ['a changed note', (text: string) => text.replace('row-major', 'column-major')],
    ['a changed condition', (text: string) => text.replace('"condition": 0', '"condition": 1000')],
  ])('%s', (_, edit) => {
    expect(loadEdited(edit)).toThrow(
      /golden\/multilinear\/vec\.json, multilinear\.vec\/[a-z-]+: changed since it was generated: SHA-256/,
    );
  });

  test('a missing field, with its name', () => {
    expect(loadEdited((text) => text.replace(/"precision": ".*",\n/, ''))).toThrow(
      /vec\.json, multilinear\.vec\/[a-z-]+: malformed.*precision/s,
    );
  });

  test('an unknown field', () => {
    expect(loadEdited((text) => text.replace('"seed"', '"tolerance": 1e-6, "seed"'))).toThrow(/malformed.*tolerance/s);
  });

  test('text that is not JSON', () => {
    expect(loadEdited((text) => text.slice(1))).toThrow(/golden\/multilinear\/vec\.json: not JSON/);
  });

  test('something else than a list', () => {
    expect(loadEdited(() => '{}')).toThrow('golden/multilinear/vec.json: must hold a list of fixtures');
  });

  test('a fixture given twice', () => {
    expect(loadEdited((text) => JSON.stringify([...JSON.parse(text), ...JSON.parse(text)]))).toThrow(
      /two fixtures are named multilinear\.vec/,
    );
  });

  test('a fixture in the file of another operation', () => {
    const other = readFileSync(new URL('../golden/multilinear/kron.json', import.meta.url), 'utf8');
    expect(loadEdited(() => other)).toThrow(/vec\.json, multilinear\.kron\/[a-z-]+: does not belong here/);
  });
});

describe('drift between committed and regenerated fixtures', () => {
  const byId = (id: string): Fixture => {
    const found = fixtures.find((fixture) => fixture.id === id);
    if (found === undefined) throw new Error(`no fixture ${id}`);
    return found;
  };
  const withOutput = (fixture: Fixture, name: string, change: (value: number, k: number) => number): Fixture => {
    const tensor = fixture.outputs[name];
    if (tensor === undefined) throw new Error(`${fixture.id} has no ${name}`);
    return {
      ...fixture,
      outputs: { ...fixture.outputs, [name]: { ...tensor, data: Float64Array.from(tensor.data, change) } },
    };
  };
  const closed = byId('decompositions.inv/hilbert-5');
  const library = byId('decompositions.svd/normal-vectors-5-9');

  test('none against themselves', () => {
    expect(drift(fixtures, fixtures)).toEqual([]);
  });

  test('one bit of a correctly rounded value is reported', () => {
    expect(
      drift([closed], [withOutput(closed, 'x', (value, k) => (k === 7 ? value * (1 + 2 ** -52) : value))]),
    ).toEqual([expect.stringMatching(/^decompositions\.inv\/hilbert-5: output x moved by/)]);
  });

  test("a library's last bits and free signs are not, its digits are", () => {
    const rounding = withOutput(library, 's', (value) => value * (1 + 2 ** -52));
    const turned = withOutput(library, 'u', (value, k) => (k % 5 === 2 ? -value : value));
    expect(drift([library], [rounding])).toEqual([]);
    expect(drift([library], [turned])).toEqual([]);
    expect(drift([library], [withOutput(library, 's', (value) => value * (1 + 1e-9))])).toHaveLength(1);
    expect(drift([library], [withOutput(library, 'u', (value, k) => (k === 2 ? -value : value))])).toHaveLength(1);
  });

  test('lost, new and redescribed fixtures are reported', () => {
    expect(drift([closed, library], [library])).toEqual([
      'decompositions.inv/hilbert-5: no generator makes it any more',
    ]);
    expect(drift([library], [closed, library])).toEqual(['decompositions.inv/hilbert-5: generated, but not committed']);
    expect(drift([closed], [{ ...closed, condition: 1 }])).toEqual(['decompositions.inv/hilbert-5: condition differs']);
    expect(drift([closed], [{ ...closed, tools: { python: '4' }, sha256: '' }])).toEqual([]);
  });
});
