import type { Benchmark } from './_internal/benchmark.ts';
import { convolutionCase } from './_internal/convolutionCase.ts';

const gates = [
  { opponent: 'tfjs-cpu', least: 3 },
  { opponent: 'tfjs-wasm', least: 1 },
];

/** Layers of ResNet-50 for an image of 224 x 224 (He et al. 2016, table 1); the first is beside, in its 7 x 7 window. */
export const conv2d: Benchmark = {
  name: 'conv2d',
  meaning: 'Convolutions of one image in float32.',
  cases: [
    convolutionCase({ label: 'conv2 3x3', c: 64, h: 56, o: 64, kernel: 3, stride: 1, padding: 1, gates }),
    convolutionCase({ label: 'conv3 3x3', c: 128, h: 28, o: 128, kernel: 3, stride: 1, padding: 1, gates }),
    convolutionCase({ label: 'conv4 1x1', c: 1024, h: 14, o: 256, kernel: 1, stride: 1, padding: 0, gates }),
    convolutionCase({
      label: 'conv1 7x7',
      c: 3,
      h: 224,
      o: 64,
      kernel: 7,
      stride: 2,
      padding: 3,
      beside: ['tfjs-wasm', 'tfjs-cpu'],
    }),
  ],
};
