// What benchmarks measure of the reference, without the judge between: kernels, and operations as they are offered.
export { cholesky } from '../../src/decompositions/cholesky.ts';
export { eig } from '../../src/decompositions/eig.ts';
export { eigh } from '../../src/decompositions/eigh.ts';
export { inv } from '../../src/decompositions/inv.ts';
export { lu } from '../../src/decompositions/lu.ts';
export { pinv } from '../../src/decompositions/pinv.ts';
export { qr } from '../../src/decompositions/qr.ts';
export { svd } from '../../src/decompositions/svd.ts';
export { direct, im2col } from '../../src/layers/_internal/path.ts';
export { conv2d, conv2dBy } from '../../src/layers/conv2d.ts';
export { type GemmOptions, gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
export { openThreads, type Threads } from '../../src/linalg/gemm/threads.ts';
export { fromTensor, type NdArray } from '../../src/ndArray.ts';
