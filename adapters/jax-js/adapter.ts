import { defaultDevice, init } from '@jax-js/jax';
import { adapterOf, eager } from './_internal/adapterOf.ts';

/**
 * jax-js on its WebAssembly device, every call carried out at once.
 *
 * Conventions that it documents, none of which counts as a bug:
 * - what has no answer is NaN or infinite, as in JAX; data types are promoted; there is no bfloat16, and no float16 on this device;
 * - complex numbers are pairs of arrays; generators draw float32;
 * - attention takes values of the shape of the keys; a transposed convolution has no groups and no output padding.
 */
await init('wasm');
defaultDevice('wasm');

export default adapterOf('jax-js', ['float64', 'float32'], eager);
