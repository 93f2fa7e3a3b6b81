// The kernels of the reference that benchmarks measure apart from the operations made of them.
export { gemm, type MatrixView } from '../../src/linalg/gemm/gemm.ts';
