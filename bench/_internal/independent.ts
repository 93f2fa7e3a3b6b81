import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gemm } from '../../adapters/reference/kernels.ts';
import { type Product, randomOperands } from './product.ts';

/** Other threads that compute the same product as this one, each for itself. */
export interface Companions {
  /** Every companion makes one product. */
  readonly multiply: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts so many threads that wait for `multiply`: what the machine's cores give when nothing is shared. */
export function companions(count: number, product: Product): Companions {
  const workers = Array.from({ length: count }, () => new Worker(new URL(import.meta.url), { workerData: product }));
  for (const worker of workers) worker.unref();
  return {
    multiply: async () => {
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise((resolve, reject) => {
              worker.ref();
              worker.once('message', resolve);
              worker.once('error', reject);
              worker.postMessage('multiply');
            }),
        ),
      );
      for (const worker of workers) worker.removeAllListeners('error').unref();
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

if (!isMainThread && parentPort !== null && typeof workerData === 'object' && workerData !== null) {
  const port = parentPort;
  const { a, b, c } = randomOperands(workerData as Product);
  port.on('message', () => {
    gemm(a, b, c);
    port.postMessage(c.data[0]);
  });
}
