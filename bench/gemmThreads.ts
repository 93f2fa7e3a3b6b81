import { gemm, openThreads, type Threads } from '../adapters/reference/kernels.ts';
import type { Benchmark, Case } from './_internal/benchmark.ts';
import { checkProduct } from './_internal/checkProduct.ts';
import { asynchronous } from './_internal/contestant.ts';
import { companions } from './_internal/independent.ts';
import { type Product, productFlops, randomOperands } from './_internal/product.ts';

const THREADS = 2;
const ALONE = 'one thread';
const APART = 'two apart';

/**
 * Two threads, against one, and against two that compute a product each for themselves: what the two cores give, whoever else
 * wants them. Still a shared product waits for its slowest part, so neither is a gate for a loaded machine.
 */
export const gemmThreads: Benchmark = {
  name: 'gemmThreads',
  meaning: 'Square products shared by two threads, by the time of day.',
  cases: [threadsCase('float64', 1024), threadsCase('float32', 1024)],
};

function threadsCase(dtype: Product['dtype'], n: number): Case {
  const product: Product = { dtype, m: n, n, k: n };
  return {
    name: `${dtype} n = ${n}`,
    opponents: [ALONE, APART],
    gates: [
      { opponent: ALONE, least: 1.8, full: true },
      { opponent: APART, least: 0.9, full: true },
    ],
    async enter(wanted) {
      const operands = randomOperands(product);
      const multiply = (): number => {
        gemm(operands.a, operands.b, operands.c);
        return operands.c.data[n] as number;
      };
      let threads: Threads | undefined;
      const close = async (): Promise<void> => {
        await threads?.close();
        threads = undefined;
      };
      const open = (): void => {
        if (threads !== undefined) return;
        threads = openThreads({ count: THREADS });
        for (let i = 0; i < 2; i++) multiply(); // new workers compile first
      };
      open();
      const count = threads?.count ?? 1;
      checkProduct(product, ({ a, b, c }) => gemm(a, b, c));
      const flops = productFlops(product);
      const ours = asynchronous('gemm', flops, multiply, open);
      if (count < THREADS) {
        const absent = this.opponents.map((name) => ({ name, reason: 'no worker threads over shared memory here' }));
        return { ours, opponents: [], absent, close };
      }
      const others = companions(THREADS - 1, product);
      const apart = async (): Promise<number> => {
        const rest = others.multiply();
        const value = multiply();
        await rest;
        return value;
      };
      const opponents = [
        asynchronous(ALONE, flops, multiply, close),
        asynchronous(APART, THREADS * flops, apart, close),
      ].filter(({ name }) => wanted(name));
      return { ours, opponents, absent: [], close: async () => void (await Promise.all([close(), others.close()])) };
    },
  };
}
