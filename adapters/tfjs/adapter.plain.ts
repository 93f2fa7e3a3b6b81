import { batchNorm, layerNorm } from './_internal/layers.ts';
import { cumsum, matmul, norm, paddedInPairs, qr } from './_internal/operations.ts';
import { tfjsAdapter } from './_internal/tfjs.ts';

/** What goes wrong by one call, by another: axes counted from the front, channels last, with weight and bias, padding in pairs, no broadcasting. */
export default tfjsAdapter({
  name: 'tfjs-plain',
  backend: 'cpu',
  offered: {
    calls: {
      'decompositions.qr': qr,
      ...paddedInPairs,
      'linalg.matmul': matmul,
      'linalg.norm': (inputs, attributes) => norm(inputs, attributes, true),
      'tensor.cumsum': (inputs, attributes) => cumsum(inputs, attributes, true),
    },
    layers: {
      'layers.batchNorm': (inputs, attributes) => batchNorm(inputs, attributes, true),
      'layers.layerNorm': (inputs, attributes) => layerNorm(inputs, attributes, true),
    },
  },
  promises: { 'linalg.matmul': { batches: 'leading' }, 'decompositions.qr': { batches: 'none', empty: false } },
});
