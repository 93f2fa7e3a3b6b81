import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KC, MC, NC, tileColumns, tileRows } from '../../src/linalg/gemm/_internal/blocking.ts';
import { createMemory } from '../../src/linalg/gemm/_internal/instantiate.ts';
import { type Job, jobBoard } from '../../src/linalg/gemm/_internal/threads/job.ts';
import { gemm } from '../../src/linalg/gemm/gemm.ts';
import { openThreads, type Threads } from '../../src/linalg/gemm/threads.ts';
import { expectIdentical, layouts, matrix, reals, valuesOf } from './matrices.ts';

let threads: Threads | undefined;
const open = (count: number) => {
  threads = openThreads({ count, threshold: 0 });
  return threads;
};

afterEach(async () => {
  vi.unstubAllGlobals();
  await threads?.close();
  threads = undefined;
});

describe.each([Float64Array, Float32Array])('gemm on threads in %o', (Elements) => {
  const MR = tileRows('separate');
  const NR = tileColumns(Elements.BYTES_PER_ELEMENT);

  it.each([2, 3, 5])(
    'gives the bits of the plain path at the edges of tiles, blocks and parts (%i threads)',
    (count) => {
      open(count);
      const shapes = [
        ...[1, MR - 1, MR, MR + 1].flatMap((m) => [1, NR - 1, NR, NR + 1].map((n) => [m, 5, n] as const)),
        ...[8 * count - 1, 8 * count, 8 * count + 1].map((tiles) => [7, 3, tiles * NR - 1] as const),
        [2, KC + 1, NR + 1] as const,
        [MC + 1, 2, NR + 1] as const,
        [3, 2, NC + 1] as const,
      ];
      for (const [m, p, n] of shapes) {
        const [a, b] = [matrix(Elements, m, p, reals(m)), matrix(Elements, p, n, reals(n))];
        const [plain, shared] = [matrix(Elements, m, n), matrix(Elements, m, n)];
        gemm(a, b, plain, { kernel: 'plain' });
        gemm(a, b, shared, { kernel: 'simd' });
        expectIdentical(shared.data, plain.data);
      }
    },
  );

  it('repeats its bits a thousand times, whoever computes which part', () => {
    open(3);
    const [a, b] = [matrix(Elements, 60, 70, reals(1)), matrix(Elements, 70, 80, reals(2))];
    const [first, again] = [matrix(Elements, 60, 80), matrix(Elements, 60, 80)];
    gemm(a, b, first, { kernel: 'plain' });
    for (let k = 0; k < 1000; k++) {
      again.data.fill(Number.NaN);
      gemm(a, b, again);
      expectIdentical(again.data, first.data);
    }
  });

  it('reads and writes every layout', () => {
    open(2);
    for (const { name, view: c } of layouts(Elements, 20, 11, reals(3))) {
      for (const { view: a } of layouts(Elements, 20, 9, reals(4))) {
        const b = matrix(Elements, 9, 11, reals(5));
        const expected = { ...c, data: c.data.slice() };
        gemm(a, b, expected, { alpha: 0.5, beta: -1, kernel: 'plain' });
        const received = { ...c, data: c.data.slice() };
        gemm(a, b, received, { alpha: 0.5, beta: -1, kernel: 'simd' });
        expect(valuesOf(received), name).toEqual(valuesOf(expected));
      }
    }
  });

  it('shares the relaxed path too', () => {
    const [a, b] = [matrix(Elements, 40, 300, reals(6)), matrix(Elements, 300, 50, reals(7))];
    const [alone, shared] = [matrix(Elements, 40, 50), matrix(Elements, 40, 50)];
    gemm(a, b, alone, { kernel: 'fused' });
    open(2);
    gemm(a, b, shared, { kernel: 'relaxed' });
    expectIdentical(shared.data, alone.data);
  });
});

describe('threads', () => {
  it('reject a wrong count or threshold, and to be opened twice', () => {
    const message = 'openThreads: count must be an integer from 1 to 256, got';
    for (const count of [0, -1, 1.5, 257, Number.NaN]) {
      expect(() => openThreads({ count })).toThrow(new RangeError(`${message} ${count}`));
    }
    expect(() => openThreads({ threshold: -1 })).toThrow('openThreads: threshold must be at least 0, got -1');
    open(2);
    expect(() => openThreads({ count: 2 })).toThrow('openThreads: threads are open already, close them first');
  });

  it('can be closed twice and opened again', async () => {
    const first = open(2);
    expect(first.count).toBe(2);
    await first.close();
    await first.close();
    expect(open(3).count).toBe(3);
  });

  it('are one where the platform has no worker threads', () => {
    vi.stubGlobal('process', undefined);
    expect(open(4).count).toBe(1);
  });

  it('neither keep a process alive nor burn its time while idle', async () => {
    const program = fileURLToPath(new URL('./_internal/idleThreads.ts', import.meta.url));
    const child = fork(program, { stdio: 'inherit' });
    const report = new Promise<{ cpu: number; wall: number }>((resolve) => {
      child.on('message', (message) => resolve(message as { cpu: number; wall: number }));
    });
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const { cpu, wall } = await report;
    expect(cpu).toBeLessThan(wall / 4);
    expect(await exit).toBe(0);
  });
});

describe('the job board', () => {
  const job: Job = {
    type: 'float32',
    rounding: 'fused',
    a: 1,
    b: 2,
    sums: 3,
    rowTiles: 4,
    columnTiles: 5,
    depth: 6,
    accumulate: true,
    cachedTiles: 7,
  };

  it('hands out each part of a job once, and the job as it was given', () => {
    const memory = createMemory(true);
    if (memory === undefined) throw new Error('this platform has no shared memory');
    const [publisher, helper] = [jobBoard(memory), jobBoard(memory)];
    publisher.publish(job, 3);
    const taken: number[] = [];
    helper.work((seen, part, parts) => {
      expect(seen).toEqual(job);
      expect(parts).toBe(3);
      taken.push(part);
    });
    publisher.work((_, part) => taken.push(part));
    expect(taken).toEqual([0, 1, 2]);
    expect(publisher.waitUntilDone(1)).toBe(true);
  });

  it('reports a part that nobody finishes', () => {
    const memory = createMemory(true);
    if (memory === undefined) throw new Error('this platform has no shared memory');
    const board = jobBoard(memory);
    board.publish(job, 2);
    expect(() =>
      board.work(() => {
        throw new Error('lost');
      }),
    ).toThrow('lost');
    expect(board.waitUntilDone(5)).toBe(false);
  });
});
