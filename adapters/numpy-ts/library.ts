import { defineLibrary } from '../../scripts/_internal/library.ts';
import { decompositions } from './_internal/findings/decompositions.ts';
import { elementwise } from './_internal/findings/elementwise.ts';
import { products } from './_internal/findings/products.ts';
import { tensors } from './_internal/findings/tensors.ts';

export default defineLibrary({
  title: 'numpy-ts',
  homepage: 'https://github.com/dupontcyborg/numpy-ts',
  language: 'JavaScript',
  ways: [
    {
      name: 'advised',
      adapter: './adapter.ts',
      dtypes: ['float64', 'float32'],
      says: 'As it comes: small arrays by loops of JavaScript, larger ones by kernels of WebAssembly.',
    },
    {
      name: 'wasm',
      adapter: './adapter.wasm.ts',
      says: 'Kernels of WebAssembly at any size, `wasmConfig.thresholdMultiplier = 0`; without cases that fail at once in the first way.',
    },
  ],
  findings: [...tensors, ...elementwise, ...products, ...decompositions],
});
