import { wasmConfig } from 'numpy-ts';
import { adapterOf } from './_internal/adapterOf.ts';
import { declining } from './_internal/declining.ts';

/** numpy-ts without WebAssembly: the loops of JavaScript that it falls back to. */
wasmConfig.thresholdMultiplier = Number.POSITIVE_INFINITY;

export default adapterOf('numpy-ts by JavaScript', declining);
