import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bind, feasibleSizes } from '../../spec/binding.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { type AnyOperation, defineOperation } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import { tensorOf } from '../../spec/tensor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A record that has every field with names in it, all right. */
const right = {
  id: 'test.right',
  meaning: 'A record with every field that holds names.',
  signature: 'a[..., m, n], int k[m], s[v*] -> c[..., m, p], w[v*]',
  attributes: { flip: { kind: 'boolean', default: false }, scale: { kind: 'real', min: 0, max: 1, default: 1 } },
  transposable: { a: 'flip' },
  sizes: '({ m, n }) => ({ p: m + n })',
  feasible: '({ m }) => ({ n: m })',
  domain: { a: 'positive' },
  smooth: { a: 'positive' },
  equations: '{ C1: ({ a, c }, { ratio, norm1 }) => ratio(norm1(a), norm1(c)) }',
  residuals: "({ a, c, w }, { tensor, sub }) => ({ C1: tensor('m p', (i, j) => sub(c(i, j), sub(a(i, 0), w(0)))) })",
  homogeneous: [{ a: 1, c: 1, scale: 0 }],
  exchangeable: ['m'],
  clauses: { C1: 'something' },
  signs: { c: 'rows' },
  ties: { of: 'a', elements: 'c', positions: 'w' },
  derivative: '({ a, c }, { c: g, w }, { mul }) => ({ a: (i, j) => mul(g(i, j), mul(a(i, j), c(i, j))), s: w })',
  special: 'propagates',
  specialIn: ['a'],
  specialAt: { flip: false },
  rejects: { R1: 'something else' },
  cost: '{ additions: ({ m, n }) => m * n }',
  parts: '{ matmul, softmax }',
  definition:
    "({ a }, { sum, max, mul, size, shape, count, tensor }, _, { matmul, softmax }) => ({ c: () => mul(sum('n', (j) => a(0, j)), max('m n', (i, j) => matmul({ a, b: softmax({ x: tensor('m n', a) }).y }, { transposeB: true }).c(i, i))), w: () => (size('m') > shape('v').length ? count('n') : count('m')) })",
  sources: [],
};

type Text = Readonly<Record<string, unknown>>;

/** Functions are given as source, everything else as data. */
const sourceOf = (record: Text): string =>
  Object.entries(record)
    .map(([name, value]) => {
      const isCode = [
        'sizes',
        'feasible',
        'equations',
        'residuals',
        'cost',
        'parts',
        'definition',
        'derivative',
      ].includes(name);
      return `${name}: ${isCode ? String(value) : JSON.stringify(value)}`;
    })
    .join(', ');

/** Each with one name that is none: field, what it holds, and what the error at run time says. */
const misspelt: readonly (readonly [field: string, value: unknown, message: string])[] = [
  ['transposable', { b: 'flip' }, 'test.right/transposable: "b" is no input; there is a, k, s'],
  ['transposable', { a: 'flop' }, 'test.right/transposable: "flop" is no boolean attribute; there is flip'],
  ['transposable', { a: 'scale' }, 'test.right/transposable: "scale" is no boolean attribute; there is flip'],
  ['domain', { b: 'positive' }, 'test.right/domain: "b" is no input; there is a, k, s'],
  ['smooth', { a: 'positive', c: 'positive' }, 'test.right/smooth: "c" is no input; there is a, k, s'],
  [
    'derivative',
    1,
    "test.right/derivative: must be an expression, or 'ofDefinition' where there is a definition, got 1",
  ],
  ['signs', { a: 'rows' }, 'test.right/signs: "a" is no output; there is c, w'],
  ['ties', { of: 'c', elements: 'c', positions: 'w' }, 'test.right/ties: "c" is no input; there is a, k, s'],
  ['ties', { of: 'a', elements: 'c', positions: 'v' }, 'test.right/ties: "v" is no output; there is c, w'],
  ['specialIn', ['b'], 'test.right/specialIn: "b" is no input; there is a, k, s'],
  ['specialAt', { flop: true }, 'test.right/specialAt: "flop" is no attribute; there is flip, scale'],
  ['exchangeable', ['v'], 'test.right/exchangeable: "v" is no axis of one size; there is m, n, p'],
  [
    'homogeneous',
    [{ a: 1, flip: 1 }],
    'test.right/homogeneous: "flip" is no input, output or real attribute; there is a, k, s, c, w, scale',
  ],
  ['clauses', { C1: 'one', K2: 'two' }, 'test.right/clauses: "K2" is no clause id; they are C1, C2, ..'],
  ['rejects', { C2: 'one' }, 'test.right/rejects: "C2" is no clause id; they are R1, R2, ..'],
  [
    'attributes',
    { ...right.attributes, axes: { kind: 'axes', of: 'm' } },
    'test.right/attributes/axes: "m" is no list of axes; there is v',
  ],
  [
    'attributes',
    { ...right.attributes, scale: { kind: 'real', min: 0, max: 1, default: 1, clause: 'R2' } },
    'test.right/attributes/scale: "R2" is no rejection; there is R1',
  ],
  ['exchangable', ['m'], 'test.right/record: "exchangable" is no field of a record; there is id, meaning, signature'],
];

/** The same for functions, whose names are only seen when they run. */
const misspeltFunctions: readonly (readonly [field: string, source: string])[] = [
  ['sizes', '({ m, q }) => ({ p: m + q })'],
  ['sizes', '({ m }) => ({ q: m })'],
  ['sizes', '({ m }) => ({ p: m, q: m })'],
  ['feasible', '({ q }) => ({ m: q })'],
  ['feasible', '({ m }) => ({ n: m, q: m })'],
  ['equations', '{ C2: () => 0 }'],
  ['equations', '{ C1: ({ b }) => b.rows }'],
  ['residuals', "({ a }, { tensor }) => ({ C2: tensor('m n', a) })"],
  ['residuals', "({ b }, { tensor }) => ({ C1: tensor('m n', b) })"],
  ['residuals', "({ a }, { tensor }) => ({ C1: tensor('m q', a) })"],
  ['cost', '{ additions: ({ q }) => q }'],
  ['derivative', '({ b }, { w }) => ({ a: b, s: w })'],
  ['derivative', '(_, { d, w }) => ({ a: d, s: w })'],
  ['derivative', '(_, { w }) => ({ s: w })'],
  ['derivative', "(_, { c, w }, { sum }) => ({ a: () => sum('q', (i) => c(i, i)), s: w })"],
  ['derivative', '(_, { c, w }, { product }) => ({ a: product(c, c), s: w })'],
  ['definition', "({ a }, { sum, count }) => ({ c: () => sum('q', (j) => a(0, j)), w: () => count('m') })"],
  ['definition', "({ a }, { max, count }) => ({ c: () => max('m q', (i, j) => a(i, j)), w: () => count('m') })"],
  ['definition', "({ a }, { count }) => ({ c: () => a(0, 0), w: () => count('v') })"],
  ['definition', "({ a }, { shape }) => ({ c: () => a(0, 0), w: () => a(shape('m').length, 0) })"],
  ['definition', "({ a }, { size }) => ({ c: () => a(0, 0), w: () => a(size('q'), 0) })"],
  ['definition', '({ b }, { count }) => ({ c: () => b(0, 0), w: () => count("m") })'],
  ['definition', '({ a }) => ({ c: () => a(0, 0), x: () => a(0, 0) })'],
  ...[
    'product({ a, b: a }).c(0, 0)',
    'matmul({ a, bb: a }).c(0, 0)',
    'matmul({ a }).c(0, 0)',
    'matmul({ a, b: a, bias: a }).c(0, 0)',
    'matmul({ a, b: a }, { transpose: true }).c(0, 0)',
    'matmul({ a, b: a }, { transposeB: 1 }).c(0, 0)',
    'matmul({ a, b: a }).d(0, 0)',
    'softmax({ x: a }, { axis: 1 }).y(0, 0)',
    "softmax({ x: tensor('m q', a) }).y(0, 0)",
    'softmax({ x: (i, j) => a(i, j) }).y(0, 0)',
  ].map((part) => {
    const source = `({ a }, { count, tensor }, _, { matmul, softmax }) => ({ c: () => ${part}, w: () => count('m') })`;
    return ['definition', source.replace('matmul,', part.startsWith('product') ? 'product,' : 'matmul,')] as const;
  }),
];

/** Compiles statements, one a line, against the specification, and gives the numbers of the lines with errors. */
function linesInError(statements: readonly string[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'misspelt-'));
  const file = join(folder, 'records.mts');
  try {
    writeFileSync(file, statements.join('\n'));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { types: [], rewriteRelativeImportExtensions: false },
        include: [file],
      }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8', cwd: root });
    return [];
  } catch (error) {
    const { stdout } = error as { readonly stdout: string };
    const lines = [...stdout.matchAll(/records\.mts\((\d+),/g)].map((match) => Number(match[1]));
    if (lines.length === 0) throw new Error(`tsc: ${stdout}`);
    return [...new Set(lines)].sort((a, b) => a - b);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a name that is none', () => {
  test('does not compile, in any field', () => {
    const records = [
      right,
      ...[...misspelt, ...misspeltFunctions].map(([field, value]) => ({ ...right, [field]: value })),
    ].map((record) => `defineOperation({ ${sourceOf(record)} });`);
    const laws = ['C1', 'R1', 'C2', 'R2', 'definition'].map((clause) =>
      `law(matmul, '${clause}', { cases, check });`.replace('matmul', 'known'),
    );
    const head = [
      `import { matmul } from '${root}spec/linalg/matmul.ts'; import { softmax } from '${root}spec/layers/softmax.ts';`,
      `import { defineOperation } from '${root}spec/operation.ts'; import { law, type LawOptions, type Case } from '${root}properties/law.ts';`,
      `const known = defineOperation({ ${sourceOf(right)} }); declare const options: LawOptions<Case>; const { cases, check } = options;`,
    ];
    const wrong = linesInError([...head, ...records, ...laws]);
    const first = head.length + 1;
    const expected = [
      ...records.map((_, at) => first + at).slice(1),
      // C2, R2, and a name of a derived law without its statement.
      ...[2, 3, 4].map((at) => first + records.length + at),
    ];
    expect(wrong).toEqual(expected);
  }, 240_000);

  test.each(misspelt)('%s: %j is refused at run time', (field, value, message) => {
    // As in a package that is written in JavaScript.
    const record = { ...withoutCode, [field]: value } as never;
    expect(() => defineOperation(record)).toThrow(TypeError);
    expect(() => defineOperation(record)).toThrow(message);
  });

  test('an equation of no clause is refused at run time', () => {
    const record = { ...withoutCode, equations: { C2: () => 0 } } as never;
    expect(() => defineOperation(record)).toThrow('test.right/equations: "C2" is no clause; there is C1');
  });

  test('a residual of no equation, or beside a tensor, is refused at run time', () => {
    const made = (residuals: object) => () =>
      defineOperation({
        ...withoutCode,
        sizes: ({ m, n }: { m: number; n: number }) => ({ p: m + n }),
        equations: { C1: () => 0 },
        residuals,
      } as never);
    type Read = { readonly a: (i: number, j: number) => unknown };
    type Tensors = { tensor(axes: string, element: (i: number, j: number) => unknown): unknown };
    expect(made(({ a }: Read, { tensor }: Tensors) => ({ C2: tensor('m n', a) }))).toThrow(
      'test.right/residuals: "C2" is no equation; there is C1',
    );
    expect(made(({ a }: Read, { tensor }: Tensors) => ({ C1: tensor('m p', a) }))).toThrow('lies outside the shape');
  });

  test('an axis of no signature is refused where a definition or a function of sizes names it', () => {
    const plain = { id: 'test.plain', meaning: '', signature: 'a[m] -> c[n]', clauses: {}, sources: [] };
    const made = (fields: object): AnyOperation => defineOperation({ ...plain, ...fields } as never);
    const a = tensorOf('float64', [2], [1, 2]);
    const wrongSizes = made({ sizes: () => ({ n: 2, q: 3 }) });
    expect(() => bind(wrongSizes, { a: [2] }, {})).toThrow('test.plain/sizes: "q" is no axis; there is m, n');
    const wrongNear = made({ sizes: () => ({ n: 2 }), feasible: () => ({ q: 1 }) });
    expect(() => feasibleSizes(wrongNear, { m: 1 }, {})).toThrow('test.plain/feasible: "q" is no axis; there is m, n');
    for (const [name, part] of Object.entries({
      sum: (S: { sum(axes: string, term: () => number): number }) => S.sum('q', () => 1),
      max: (S: { max(axes: string, term: () => number): number }) => S.max('q', () => 1),
      size: (S: { size(axis: string): number }) => S.size('q'),
      count: (S: { count(axis: string): number }) => S.count('q'),
    })) {
      const wrong = made({ sizes: () => ({ n: 1 }), definition: (_: object, S: never) => ({ c: () => part(S) }) });
      expect(() => evaluate(wrong, { a }, {}, float('float64')), name).toThrow(
        'test.plain/definition: "q" is no axis; there is m, n',
      );
    }
    const shape = made({
      sizes: () => ({ n: 1 }),
      definition: (_: object, S: { shape(axis: string): readonly number[] }) => ({ c: () => S.shape('m').length }),
    });
    expect(() => evaluate(shape, { a }, {}, float('float64'))).toThrow('"m" is no list of axes; there is none');
  });
});

const { sizes, feasible, equations, residuals, cost, parts, definition, derivative, ...withoutCode } = right;
