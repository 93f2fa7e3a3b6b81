import { defineAdapter } from '../../../conformance/adapter.ts';
import { setDefaultKernel } from '../../../src/linalg/gemm/defaultKernel.ts';
import reference from '../adapter.ts';

setDefaultKernel('plain');

/** The reference with its products by TypeScript alone, at every size. */
export default defineAdapter({ ...reference, name: 'reference-plain' });
