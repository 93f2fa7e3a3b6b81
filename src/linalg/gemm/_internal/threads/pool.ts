import type * as WorkerThreads from 'node:worker_threads';
import { createMemory } from '../instantiate.ts';
import { kernelProducts } from '../kernelProducts.ts';
import { computePart } from './computePart.ts';
import { current, type Pool } from './current.ts';
import { jobBoard } from './job.ts';

/** Parts of a product per thread: enough that one that starts late or is interrupted delays the others little. */
const PARTS_PER_THREAD = 8;

/** Milliseconds without progress after which a worker thread counts as lost: a part takes a few of them. */
const PATIENCE = 30_000;

/** What is used of Node; a browser has no `process`, and this file is loaded there too. */
interface Host {
  getBuiltinModule?(name: 'node:worker_threads'): typeof WorkerThreads;
}

/** Starts `count - 1` workers; undefined where the platform has no worker threads or no shared memory. */
export function openPool(count: number, threshold: number): Pool | undefined {
  const threads = (globalThis as { process?: Host }).process?.getBuiltinModule?.('node:worker_threads');
  const memory = threads && createMemory(true);
  if (threads === undefined || memory === undefined) return undefined;
  const file = import.meta.url.endsWith('.ts') ? 'worker.ts' : 'worker.js';
  const workers = Array.from({ length: count - 1 }, () => {
    const worker = new threads.Worker(new URL(file, import.meta.url), { workerData: { memory } });
    worker.unref(); // An idle pool does not keep the process alive.
    worker.on('error', drop);
    return worker;
  });
  const board = jobBoard(memory);
  const pool: Pool = {
    count,
    threshold,
    products: kernelProducts(
      () => memory,
      (type, rounding, multiplyBlock) => ({
        start: (a, b, sums, rowTiles, columnTiles, depth, accumulate, cachedTiles) => {
          const job = { type, rounding, a, b, sums, rowTiles, columnTiles, depth, accumulate, cachedTiles };
          board.publish(job, Math.min(columnTiles, PARTS_PER_THREAD * count));
        },
        finish: () => {
          board.work((job, part, parts) => computePart(multiplyBlock, job, part, parts));
          if (board.waitUntilDone(PATIENCE)) return;
          drop();
          throw new Error(`gemm: a worker thread took part of a product and did not finish it in ${PATIENCE} ms`);
        },
        buffers: 2,
      }),
    ),
    close: async () => {
      drop();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
  return pool;

  /** From here on products are computed without this pool. */
  function drop(): void {
    if (current.pool === pool) current.pool = undefined;
  }
}
