import { wasmConfig } from 'numpy-ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { declining } from './_internal/declining.ts';

/** numpy-ts with its kernels of WebAssembly wherever they can be used, at any size. */
wasmConfig.thresholdMultiplier = 0;

export default adapterOf('numpy-ts by WebAssembly', declining);
