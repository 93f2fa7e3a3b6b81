import { defineLibrary } from '../../scripts/_internal/library.ts';
import { taken } from './findings/arguments.ts';
import { gradients } from './findings/gradients.ts';
import { results } from './findings/results.ts';
import { wasm } from './findings/wasm.ts';

export default defineLibrary({
  title: 'TensorFlow.js',
  homepage: 'https://github.com/tensorflow/tfjs',
  language: 'JavaScript',
  ways: [
    { name: 'cpu', adapter: 'adapter.ts', says: 'The backend in JavaScript.' },
    {
      name: 'plain',
      adapter: 'adapter.plain.ts',
      says: 'The backend in JavaScript, called so that what is known not to work is avoided: axes from the front, channels last, weight and bias always, padding in pairs, no broadcasting of products and no batches of QR.',
    },
    { name: 'wasm', adapter: 'adapter.wasm.ts', says: 'The backend in WebAssembly, with padding in pairs.' },
  ],
  findings: [...results, ...gradients, ...taken, ...wasm],
});
