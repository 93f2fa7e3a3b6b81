import { everything, tfjsAdapter } from './_internal/tfjs.ts';

export default tfjsAdapter({ name: 'tfjs-cpu', backend: 'cpu', offered: everything });
