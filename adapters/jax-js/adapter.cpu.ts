import { defaultDevice, init } from '@jax-js/jax';
import { adapterOf, eager } from './_internal/adapterOf.ts';

/** jax-js on its `cpu` device, which interprets its kernels in JavaScript; it has float16 too. */
await init('cpu');
defaultDevice('cpu');

export default adapterOf('jax-js on the cpu device', ['float64', 'float32', 'float16'], eager);
