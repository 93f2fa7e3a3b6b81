import { defineAdapter } from '../../../conformance/adapter.ts';
import { setDefaultKernel } from '../../../src/linalg/gemm/defaultKernel.ts';
import reference from '../adapter.ts';

setDefaultKernel('simd');

/** The reference with its products by WebAssembly SIMD with separate multiplications and additions, at every size. */
export default defineAdapter({ ...reference, name: 'reference-simd' });
