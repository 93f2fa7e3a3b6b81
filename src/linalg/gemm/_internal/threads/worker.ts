// The program of a worker thread: computes parts of jobs, and sleeps while there are none.
import { workerData } from 'node:worker_threads';
import { instantiate, type KernelMemory, type MultiplyBlock } from '../instantiate.ts';
import { computePart } from './computePart.ts';
import { type Job, jobBoard } from './job.ts';

const { memory } = workerData as { memory: KernelMemory };
const board = jobBoard(memory);
const kernels = new Map<string, MultiplyBlock>();

function kernelOf({ type, rounding }: Job): MultiplyBlock {
  const key = `${type} ${rounding}`;
  const known = kernels.get(key);
  if (known !== undefined) return known;
  const made = instantiate(type, rounding, memory)?.multiplyBlock;
  if (made === undefined) throw new Error(`gemm: a worker thread has no kernel for ${key}`);
  kernels.set(key, made);
  return made;
}

for (;;) board.waitForWork(board.work((job, part, parts) => computePart(kernelOf(job), job, part, parts)));
