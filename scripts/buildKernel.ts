import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

/** A file that is written by a program and committed. */
export interface Generated {
  readonly path: URL;
  readonly text: string;
}

const at = (path: string): URL => new URL(`../src/linalg/gemm/${path}`, import.meta.url);

/**
 * The generated files of gemm: its WebAssembly in base64, compiled from assembly/kernel.ts, and its loops over Float32Array,
 * from those over Float64Array. The same sources and compiler give the same texts. Throws Error when a source does not compile.
 */
export async function buildKernel(): Promise<Generated[]> {
  return [
    { path: at('kernel.generated.ts'), text: await compile(await readFile(at('assembly/kernel.ts'), 'utf8')) },
    {
      path: at('_internal/float32Loops.generated.ts'),
      text: toFloat32(await readFile(at('_internal/float64Loops.ts'), 'utf8')),
    },
  ];
}

async function compile(source: string): Promise<string> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    noAssert: true,
    runtime: 'stub',
    enable: ['simd'],
    importMemory: true,
    noExportMemory: true,
  });
  if (error !== null || binary === null) throw new Error(`buildKernel: asc failed\n${stderr}`, { cause: error });
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return [
    '// Written by scripts/buildKernel.ts from assembly/kernel.ts: do not edit.',
    `export const kernelSha256 = '${createHash('sha256').update(binary).digest('hex')}';`,
    'export const kernelBase64 =',
    `  '${lines.join("' +\n  '")}';`,
    '',
  ].join('\n');
}

function toFloat32(source: string): string {
  const [, body = ''] = source.split(/^(?=import )/m);
  const identity = 'const round = (value: number): number => value;';
  if (!body.includes(identity)) throw new Error(`buildKernel: float64Loops.ts must contain: ${identity}`);
  return [
    '// Written by scripts/buildKernel.ts from float64Loops.ts: do not edit.',
    body.replaceAll('Float64Array', 'Float32Array').replace(identity, 'const round = Math.fround;'),
  ].join('\n');
}

if (import.meta.main) {
  for (const { path, text } of await buildKernel()) await writeFile(path, text);
}
