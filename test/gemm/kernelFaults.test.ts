import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../scripts/buildKernel.ts';
import { tileColumns, tileRows } from '../../src/linalg/gemm/_internal/blocking.ts';
import * as float32Loops from '../../src/linalg/gemm/_internal/float32Loops.generated.ts';
import * as float64Loops from '../../src/linalg/gemm/_internal/float64Loops.ts';
import { createMemory, type KernelExports, type KernelMemory } from '../../src/linalg/gemm/_internal/instantiate.ts';
import type { KernelProducts } from '../../src/linalg/gemm/_internal/kernelProducts.ts';
import { makeMultiplyBlocked } from '../../src/linalg/gemm/_internal/multiplyBlocked.ts';
import { firstDifference } from './_internal/battery.ts';

/** Mistakes planted in assembly/kernel.ts: what is there, and what is written in its place. */
const faults: readonly (readonly [string, string, string])[] = [
  ['a block of p that forgets the ones before it', '  if (accumulate) {', '  if (false) {'],
  ['a depth that ends one early', 'const end = a + <usize>(depth * MR)', 'const end = a + <usize>((depth - 1) * MR)'],
  ['two rows of a tile swapped', 'a4 = v128.load_splat<T>(a, 4', 'a4 = v128.load_splat<T>(a, 5'],
  [
    'a sum whose order is turned',
    'return v128.add<T>(sum, v128.mul<T>(x, y));',
    'return v128.sub<T>(v128.mul<T>(x, y), v128.neg<T>(sum));',
  ],
  ['panels of A that do not follow each other in L2', 'let left = a + <usize>top * panelOfA;', 'let left = a;'],
  ['tiles behind the first cached rows stored over them', '(j * rowTiles + top) * TILE', '(j * rowTiles) * TILE'],
  [
    'a tail of the depth that is not packed',
    '  for (; p < depth; p++) {\n    store<T>(to, load<T>(x))',
    '  for (; p < depth - 1; p++) {\n    store<T>(to, load<T>(x))',
  ],
  ['interleaved rows the wrong way round (float64)', 'v128.shuffle<f64>(u, v, 0, 2)', 'v128.shuffle<f64>(u, v, 2, 0)'],
  [
    'interleaved rows the wrong way round (float32)',
    'v128.shuffle<f32>(u, v, 2, 6, 3, 7)',
    'v128.shuffle<f32>(u, v, 2, 6, 7, 3)',
  ],
  [
    'panels of columns that overlap',
    '    to += ldPanel;\n  }\n}\n\n/**\n * Packs the elements',
    '    to += ldPanel - sizeof<T>();\n  }\n}\n\n/**\n * Packs the elements',
  ],
  ['lanes taken for neighbours that are not', 'neighbours = false;', 'neighbours = true;'],
  ['lanes of tables beyond the first panel read from it', 'laneOffsets += <usize>width << 2;', 'laneOffsets += 0;'],
  ['a stored row of the wrong tile', '<usize>(i / MR) * TILE', '<usize>((i + 1) / MR) * TILE'],
  ['beta forgotten in whole tiles', 'x = v128.add<T>(x, v128.mul<T>(b, v128.load(c)));', ''],
  ['beta forgotten in the last columns', 'alpha * sum + beta * old;', 'alpha * sum;'],
  ['alpha and beta exchanged in the last columns', 'alpha * sum + beta * old;', 'beta * sum + alpha * old;'],
  ['small: rows of B one element apart', '      right += ld;', '      right += sizeof<T>();'],
];

/** The same sums: a mistake that is none, which no check may find. */
const harmless = 'a sum whose order is turned';

const types = [
  ['float64', 'f64', Float64Array, float64Loops],
  ['float32', 'f32', Float32Array, float32Loops],
] as const;

let source = '';
beforeAll(async () => {
  source = await readFile(new URL('../../src/linalg/gemm/assembly/kernel.ts', import.meta.url), 'utf8');
});

describe.each(types)('mistakes in the kernel in %s', (_, type, Elements, loops) => {
  const NR = tileColumns(Elements.BYTES_PER_ELEMENT);

  async function productsOf(text: string, optimizeLevel = 3): Promise<KernelProducts> {
    const memory = createMemory(false) as KernelMemory;
    const binary = await compile(text.replace('type T = f64;', `type T = ${type};`), {
      enable: ['simd'],
      optimizeLevel,
    });
    const { exports } = await instantiate(binary, memory);
    const { buffer } = memory;
    const elements = type === 'f64' ? new Float64Array(buffer) : new Float32Array(buffer);
    const kernel = {
      ...exports,
      memory,
      elements,
      offsets: new Int32Array(buffer),
      bytes: elements.BYTES_PER_ELEMENT,
      tileRows: tileRows('separate'),
      tileColumns: NR,
    };
    return { packed: makeMultiplyBlocked(kernel, loops), small: loops.makeMultiplySmall(kernel) };
  }

  it('are none in the one that is shipped', async () => {
    expect(firstDifference(Elements, await productsOf(source))).toBeUndefined();
  });

  it.each(faults)('are found: %s', async (name, right, wrong) => {
    expect(source.split(right).length, 'the text that the fault replaces').toBe(2);
    // A mistake is one at every level of optimisation, and the lowest compiles twice as fast.
    const difference = firstDifference(Elements, await productsOf(source.replace(right, wrong), 0));
    const cannotShow =
      name === harmless || (name.includes('float') && !name.includes(Elements === Float64Array ? '64' : '32'));
    if (cannotShow) expect(difference).toBeUndefined();
    else expect(difference).toBeDefined();
  });
});

async function instantiate(binary: Uint8Array, memory: KernelMemory): Promise<{ readonly exports: KernelExports }> {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: KernelExports } }> };
  };
  return (await WebAssembly.instantiate(binary, { env: { memory } })).instance;
}
