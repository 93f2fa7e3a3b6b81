import { defineAdapter } from '../../../conformance/adapter.ts';
import { setDefaultKernel } from '../../../src/linalg/gemm/defaultKernel.ts';
import { openThreads } from '../../../src/linalg/gemm/threads.ts';
import reference from '../adapter.ts';

setDefaultKernel('simd');
openThreads({ count: 3, threshold: 0 });

/** The reference with its products shared among three threads, at every size. */
export default defineAdapter({ ...reference, name: 'reference-threads' });
