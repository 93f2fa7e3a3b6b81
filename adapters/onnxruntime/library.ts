import { defineLibrary } from '../../scripts/_internal/library.ts';
import { layers } from './findings/layers.ts';
import { results } from './findings/results.ts';

export default defineLibrary({
  title: 'ONNX Runtime',
  homepage: 'https://github.com/microsoft/onnxruntime',
  language: 'JavaScript',
  ways: [
    {
      name: 'cpu',
      adapter: 'adapter.ts',
      says: 'The provider for processors, through onnxruntime-node: each operation a model of one operator of set 23, with one thread.',
      dtypes: ['float32', 'float64'],
    },
  ],
  findings: [...results, ...layers],
});
