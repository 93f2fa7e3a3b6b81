import { defineAdapter } from '../../../conformance/adapter.ts';
import { setDefaultKernel } from '../../../src/linalg/gemm/defaultKernel.ts';
import reference from '../adapter.ts';

setDefaultKernel('fused');

/** The reference with its products by WebAssembly relaxed SIMD at every size: multiplications are fused with additions where the machine can. */
export default defineAdapter({ ...reference, name: 'reference-relaxed' });
