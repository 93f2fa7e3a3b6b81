import { defaultDevice, init } from '@jax-js/jax';
import { adapterOf, compiled } from './_internal/adapterOf.ts';

/** jax-js on its WebAssembly device, every function traced and compiled by `jit` before it is called. */
await init('wasm');
defaultDevice('wasm');

export default adapterOf('jax-js by jit', ['float64', 'float32'], compiled);
