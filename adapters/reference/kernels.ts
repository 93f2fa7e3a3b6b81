// What benchmarks measure of the reference, without the judge between: kernels, and operations as they are offered.
export { cholesky } from '../../src/decompositions/cholesky.ts';
export { lu } from '../../src/decompositions/lu.ts';
export { direct, im2col } from '../../src/layers/_internal/path.ts';
export { conv2d, conv2dBy } from '../../src/layers/conv2d.ts';
export { type GemmOptions, gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
export { openThreads, type Threads } from '../../src/linalg/gemm/threads.ts';
export { fromTensor, type NdArray } from '../../src/ndArray.ts';
