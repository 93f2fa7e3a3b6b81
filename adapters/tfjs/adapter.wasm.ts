import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { everything, tfjsAdapter } from './_internal/tfjs.ts';

const module = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(join(dirname(module), '/'));

export default tfjsAdapter({ name: 'tfjs-wasm', backend: 'wasm', offered: everything });
