import { defineLibrary } from '../../scripts/_internal/library.ts';
import { kernels } from './_internal/findings/kernels.ts';
import { linear } from './_internal/findings/linear.ts';
import { others } from './_internal/findings/others.ts';

export default defineLibrary({
  title: 'jax-js',
  homepage: 'https://github.com/ekzhang/jax-js',
  language: 'JavaScript',
  ways: [
    {
      name: 'wasm',
      adapter: './adapter.ts',
      dtypes: ['float32', 'float64'],
      says: 'On its WebAssembly device, which is the default under Node, every call carried out at once.',
    },
    {
      name: 'jit',
      adapter: './adapter.jit.ts',
      dtypes: ['float32'],
      says: 'On the same device, every function compiled by `jit` before it is called.',
    },
    {
      name: 'cpu',
      adapter: './adapter.cpu.ts',
      dtypes: ['float64'],
      says: 'On its `cpu` device, which interprets its kernels in JavaScript.',
    },
  ],
  findings: [...kernels, ...linear, ...others],
});
