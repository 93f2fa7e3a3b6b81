// node bench/_internal/peak/build.ts: compiles the probes of the peak and the tile, and writes peak.generated.ts.
import { readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { fusedProbes, separateProbes, sourceOf } from './source.ts';

const SEPARATE = ['simd'];
const FUSED = ['simd', 'relaxed-simd'];

/** The text of peak.generated.ts. The same sources and compiler give the same text. Throws Error when asc does. */
export async function buildPeak(): Promise<string> {
  const tile = await readFile(new URL('assembly/tile.ts', import.meta.url), 'utf8');
  const modules = {
    separateProbes: await compile(sourceOf(separateProbes), SEPARATE),
    fusedProbes: await compile(sourceOf(fusedProbes), FUSED),
    separateTileFloat64: await compile(tile, SEPARATE),
    separateTileFloat32: await compile(toFloat32(tile), SEPARATE),
    fusedTileFloat64: await compile(tile, FUSED),
    fusedTileFloat32: await compile(toFloat32(tile), FUSED),
  };
  const entries = Object.entries(modules).map(([name, base64]) => `  ${name}:\n    '${base64}',`);
  return [
    '// Written by bench/_internal/peak/build.ts from source.ts and assembly/tile.ts: do not edit.',
    `export const modules = {\n${entries.join('\n')}\n};`,
    '',
  ].join('\n');
}

function toFloat32(source: string): string {
  const changed = source.replace('type T = f64;', 'type T = f32;');
  if (changed === source) throw new Error('buildPeak: assembly/tile.ts must contain: type T = f64;');
  return changed;
}

async function compile(source: string, enable: string[]): Promise<string> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    noAssert: true,
    runtime: 'stub',
    enable,
  });
  if (error !== null || binary === null) throw new Error(`buildPeak: asc failed\n${stderr}`, { cause: error });
  const text = Buffer.from(binary).toString('base64');
  return text.match(/.{1,100}/g)?.join("' +\n    '") ?? '';
}

if (import.meta.main) await writeFile(new URL('peak.generated.ts', import.meta.url), await buildPeak());
