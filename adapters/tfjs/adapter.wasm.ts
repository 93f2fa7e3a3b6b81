import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { paddedInPairs } from './_internal/operations.ts';
import { everything, tfjsAdapter } from './_internal/tfjs.ts';

const module = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(join(dirname(module), '/'));

// Padding as a number reads and writes beyond the memory of this backend, after which nothing can be said of it.
const offered = { ...everything, calls: { ...everything.calls, ...paddedInPairs } };

export default tfjsAdapter({ name: 'tfjs-wasm', backend: 'wasm', offered });
