import { defineAdapter } from '../../../conformance/adapter.ts';
import { setDefaultKernel } from '../../../src/linalg/gemm/defaultKernel.ts';
import reference from '../adapter.ts';

setDefaultKernel('small');

/** The reference with its products by WebAssembly SIMD without packing, wherever the matrices are small enough. */
export default defineAdapter({ ...reference, name: 'reference-small' });
