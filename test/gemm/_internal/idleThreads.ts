// Opens threads, multiplies once, reports the processor time of the idle second after it, and ends without closing them.
import { setTimeout } from 'node:timers/promises';
import { gemm } from '../../../src/linalg/gemm/gemm.ts';
import { openThreads } from '../../../src/linalg/gemm/threads.ts';
import { matrix, reals } from '../matrices.ts';

openThreads({ count: 3, threshold: 0 });
const [a, b, c] = [1, 2, 3].map((seed) => matrix(Float64Array, 200, 200, reals(seed)));
if (a === undefined || b === undefined || c === undefined) throw new Error('no operands');
for (let k = 0; k < 20; k++) gemm(a, b, c);
await setTimeout(500); // what starts up has started
const before = process.cpuUsage();
await setTimeout(500);
const { user, system } = process.cpuUsage(before);
process.send?.({ cpu: (user + system) / 1000, wall: 500 });
process.disconnect?.();
