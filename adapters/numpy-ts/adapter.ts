import { adapterOf } from './_internal/adapterOf.ts';

/**
 * numpy-ts as it comes: small arrays by loops of JavaScript, larger ones by kernels of WebAssembly.
 *
 * Conventions that it documents, none of which counts as a bug:
 * - data types are promoted, as in NumPy; generators draw float64; there is no bfloat16, and no float16 in linear algebra;
 * - `eig` is declared to be for real eigenvalues, and its results are real arrays;
 * - `argsort` is declared to return float64, and reductions over all axes numbers of JavaScript.
 */
export default adapterOf('numpy-ts');
