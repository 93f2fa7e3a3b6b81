import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { MEMORY_PAGES } from '../src/linalg/gemm/_internal/blocking.ts';

/** A file that is written by a program and committed. */
export interface Generated {
  readonly path: URL;
  readonly text: string;
}

const at = (path: string): URL => new URL(`../src/linalg/gemm/${path}`, import.meta.url);

/**
 * The WebAssembly of gemm in base64, compiled from assembly/kernel.ts, its loops over Float32Array, from those over Float64Array, and the
 * WebAssembly of products with vectors. The same sources and compiler give the same texts. Throws Error when a source does not compile.
 */
export async function buildKernel(): Promise<Generated[]> {
  const [kernel, loops] = [at('assembly/kernel.ts'), at('_internal/float64Loops.ts')];
  const products = new URL('../src/_internal/dense/resident/', import.meta.url);
  return [
    {
      path: new URL('products.generated.ts', products),
      text: await compileProducts(await readFile(new URL('assembly/products.ts', products), 'utf8')),
    },
    { path: at('kernel.generated.ts'), text: await compileAll(await readFile(kernel, 'utf8')) },
    { path: at('_internal/float32Loops.generated.ts'), text: toFloat32(await readFile(loops, 'utf8')) },
  ];
}

const elementTypes = [
  ['float64', 'f64'],
  ['float32', 'f32'],
] as const;
const roundings = [
  ['separate', []],
  ['fused', ['relaxed-simd']],
] as const;
const memories = [
  ['own', { enable: [] }],
  ['shared', { enable: ['threads'], sharedMemory: true, initialMemory: MEMORY_PAGES, maximumMemory: MEMORY_PAGES }],
] as const;

/** Every variant of the kernel, by memory, rounding and element type. */
async function compileAll(source: string): Promise<string> {
  const lines = [
    '// Written by scripts/buildKernel.ts from assembly/kernel.ts: do not edit.',
    'export const kernels = {',
  ];
  const hash = createHash('sha256');
  for (const [memory, { enable, ...limits }] of memories) {
    lines.push(`  ${memory}: {`);
    for (const [rounding, features] of roundings) {
      lines.push(`    ${rounding}: {`);
      for (const [name, type] of elementTypes) {
        const binary = await compile(replaceOnce(source, 'type T = f64;', `type T = ${type};`), {
          ...limits,
          enable: ['simd', ...features, ...enable],
        });
        hash.update(binary);
        const base64 =
          Buffer.from(binary)
            .toString('base64')
            .match(/.{1,100}/g) ?? [];
        lines.push(`      ${name}:`, `        '${base64.join("' +\n        '")}',`);
      }
      lines.push('    },');
    }
    lines.push('  },');
  }
  return [...lines, '} as const;', `export const kernelSha256 = '${hash.digest('hex')}';`, ''].join('\n');
}

async function compileProducts(source: string): Promise<string> {
  const binary = await compile(source, { enable: ['simd'] });
  return [
    '// Written by scripts/buildKernel.ts from assembly/products.ts: do not edit.',
    `export const products =\n  '${inLines(binary)}';\n`,
  ].join('\n');
}

/** In base64, as the inside of a literal over several lines. */
const inLines = (binary: Uint8Array): string =>
  (
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? []
  ).join("' +\n  '");

/** The WebAssembly of an AssemblyScript source. Throws Error when it does not compile. */
export async function compile(source: string, options: object): Promise<Uint8Array> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    noAssert: true,
    runtime: 'stub',
    importMemory: true,
    noExportMemory: true,
    ...options,
  });
  if (error !== null || binary === null) throw new Error(`buildKernel: asc failed\n${stderr}`, { cause: error });
  return binary;
}

function toFloat32(source: string): string {
  const body = source.slice(source.indexOf('import '));
  const rounded = replaceOnce(body, 'const round = (value: number): number => value;', 'const round = Math.fround;');
  return [
    '// Written by scripts/buildKernel.ts from float64Loops.ts: do not edit.',
    rounded.replaceAll('Float64Array', 'Float32Array'),
  ].join('\n');
}

function replaceOnce(source: string, text: string, replacement: string): string {
  if (source.split(text).length !== 2) throw new Error(`buildKernel: a source must contain once: ${text}`);
  return source.replace(text, replacement);
}

if (import.meta.main) {
  for (const { path, text } of await buildKernel()) await writeFile(path, text);
}
