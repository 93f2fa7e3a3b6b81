import type { Finding } from '../../../scripts/_internal/library.ts';
import { program } from './results.ts';

const recurrent = (x: string): string =>
  program({
    op: 'LSTM',
    feeds: {
      x,
      w: "new Tensor('float32', [1, 1, 1, 1], [1, 4, 1])",
      r: "new Tensor('float32', [1, 1, 1, 1], [1, 4, 1])",
      b: "new Tensor('float32', [1, 1, 1, 1, 0, 0, 0, 0], [1, 8])",
    },
    attributes: '{ hidden_size: 1 }',
  });

/** What layers get wrong or take, of those that ONNX has as operators. */
export const layers: readonly Finding[] = [
  {
    id: 'norm-without-a-bias',
    title: 'A session of LayerNormalization whose bias is left out by an empty name ends the process',
    kind: 'defect',
    clauses: ['layers.layerNorm/C1', 'layers.layerNorm/C2'],
    cause:
      "An optimization of the graph, of those called extended: with graphOptimizationLevel 'basic' the session is made and right. ONNX lets an optional input be left out by the empty name, at the end too.",
    call: `import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelOf } from './_internal/model.ts'; // writes a file of the format onnx

const model = modelOf({
  inputs: { x: 'float32' },
  constants: { scale: { type: 'float32', shape: [2], values: [1, 1] } },
  nodes: [{ op: 'LayerNormalization', inputs: ['x', 'scale', ''], outputs: ['y'], attributes: { epsilon: { float: 0 } } }],
  outputs: { y: 'float32' },
});
const session = await InferenceSession.create(model);
console.log((await session.run({ x: new Tensor('float32', [1, 0], [2]) })).y.data);`,
    right: '1, -1, as without the name.',
  },
  {
    id: 'dropout-of-everything',
    title: 'Dropout refuses the ratio 1, not in training either',
    kind: 'limit',
    clauses: ['layers.dropout/*'],
    signature: 'Dropout node',
    cause:
      'ONNX documents the ratio to lie in [0, 1); `GetRatioOrDefault` in dropout_op.h asks before it looks at the mode.',
    call: program({
      op: 'Dropout',
      feeds: { x: "new Tensor('float32', [1], [1])" },
      constants: {
        ratio: "{ type: 'float32', shape: [], values: [1] }",
        training: "{ type: 'bool', shape: [], values: [0] }",
      },
    }),
    right: 'x, without training.',
  },
  {
    id: 'output-padding-below-the-dilation',
    title: 'ConvTranspose refuses output_padding that is below the dilation and not below the stride',
    kind: 'limit',
    clauses: ['layers.convTranspose2d/*'],
    signature: 'output_padding',
    cause: 'The shape is asked to be that of the convolution back again, with its stride alone.',
    call: program({
      op: 'ConvTranspose',
      feeds: { x: "new Tensor('float32', [1], [1, 1, 1, 1])", w: "new Tensor('float32', [1], [1, 1, 1, 1])" },
      attributes: '{ dilations: [2, 1], output_padding: [1, 0] }',
    }),
    right: 'A row of zeros more, as in PyTorch, which asks for output_padding below the stride or the dilation.',
  },
  {
    id: 'recurrence-without-a-batch',
    title: 'LSTM, and GRU, of an empty batch end the process',
    kind: 'defect',
    clauses: ['sequence.lstm/*', 'sequence.lstmCell/*'],
    signature: 'ends the process',
    cause:
      'The kernel reads spans beyond their end, as for Einsum: std::terminate is called without an exception. RNN, which reads arrays by pointers, gives an empty tensor.',
    call: recurrent("new Tensor('float32', [], [1, 0, 1])"),
    right: 'An empty tensor, or an error.',
  },
  {
    id: 'recurrence-swallows-nan',
    title: 'LSTM makes a number of NaN where there is a bias',
    kind: 'defect',
    clauses: ['sequence.lstm/special', 'sequence.lstmCell/special'],
    signature: /^NaN$/m,
    cause:
      '`clip_add_bias` in onnxruntime/core/providers/cpu/rnn/rnn_helpers.cc takes std::min(b, x), which is b for NaN; without a bias `clip_ignore_bias` hands NaN on.',
    call: recurrent("new Tensor('float32', [Number.NaN], [1, 1, 1])"),
    right: 'NaN.',
  },
  {
    id: 'targets-from-behind',
    title: 'SoftmaxCrossEntropyLoss takes -1 for the last class',
    kind: 'defect',
    clauses: ['losses.crossEntropy/R1'],
    cause: 'The loss is made of GatherElements, which counts from the end; ONNX asks for classes from 0 to C - 1.',
    call: program({
      op: 'SoftmaxCrossEntropyLoss',
      feeds: { x: "new Tensor('float32', [1, 2, 3], [1, 3])", t: "new Tensor('int32', [-1], [1])" },
    }),
    right: 'An error, as of the class 3.',
  },
  {
    id: 'bernoulli-of-the-complement',
    title: 'Bernoulli draws 1 with probability 1 - p: of p = 0 it is 1 always',
    kind: 'defect',
    clauses: ['numerics.bernoulli/C2'],
    cause:
      'The operator has no kernel and is run by the body that ONNX gives for it, which compares a uniform number with p by Greater.',
    call: `import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelOf } from './_internal/model.ts'; // writes a file of the format onnx

const model = modelOf({
  inputs: { p: 'float32' },
  nodes: [{ op: 'Bernoulli', inputs: ['p'], outputs: ['y'] }],
  outputs: { y: 'float32' },
  opset: 21,
});
const session = await InferenceSession.create(model);
console.log((await session.run({ p: new Tensor('float32', [0, 0, 1, 1], [4]) })).y.data);`,
    right: '0, 0, 1, 1: p is the probability of 1, as the documentation of the operator says.',
  },
  {
    id: 'convolution-without-channels',
    title: 'Conv of images without channels does not end, or gives what stood in memory',
    kind: 'defect',
    clauses: ['layers.conv2d/shapes'],
    cause:
      '`MlasConvOperation` in onnxruntime/core/mlas/lib/convolve.cpp widens its strides `while (StrideK / 2 >= K)`, for ever where K, channels times pixels of the kernel, is 0; where all is one product, nothing is added up and the result is not written.',
    call: `import { spawnSync } from 'node:child_process';

// In a process of its own, which is ended after five seconds.
const program = \`import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelOf } from './_internal/model.ts';
const node = { op: 'Conv', inputs: ['x', 'w'], outputs: ['y'], attributes: { strides: [2, 2] } };
const model = modelOf({ inputs: { x: 'float32', w: 'float32' }, nodes: [node], outputs: { y: 'float32' } });
const session = await InferenceSession.create(model);
const { y } = await session.run({ x: new Tensor('float32', [], [1, 0, 3, 3]), w: new Tensor('float32', [], [1, 0, 1, 1]) });
console.log(y.dims);\`;
const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], { timeout: 5000 });
console.log(String(stdout), signal);`,
    right: 'Zeros of the shape [1, 1, 2, 2], or an error.',
  },
  {
    id: 'product-of-no-batch',
    title: 'MatMul does not stretch a batch of one matrix to a batch of none',
    kind: 'defect',
    clauses: ['linalg.matmul/shapes'],
    cause:
      '`MatMulComputeHelper::Compute` in onnxruntime/core/providers/cpu/math/matmul_helper.h takes the larger of two sizes for that of the result: 1 of 0 and 1. And with rows of size 0, 0 times 0 rows are taken for those of one matrix, which leaves the shape of the left operand.',
    call: program({
      op: 'MatMul',
      feeds: { a: "new Tensor('float32', [], [1, 0, 0])", b: "new Tensor('float32', [], [0, 0, 0])" },
    }),
    right: '[0, 0, 0], as numpy.matmul has it, to which ONNX refers.',
  },
  {
    id: 'momentum-in-single-precision',
    title: 'The weight of what is new in BatchNormalization is 1 less a momentum of single precision',
    kind: 'convention',
    clauses: [
      'layers.batchNorm/definition',
      'layers.batchNorm/tiles',
      'layers.batchNorm/integers',
      'layers.batchNorm/continues',
      'layers.batchNorm/exchange',
      'layers.batchNorm/shapes',
      'layers.batchNorm/storage',
    ],
    signature: 'training: true',
    cause: 'ONNX documents momentum as a float and the weight as 1 - momentum: of 0.9 it is 0.10000002.',
    call: 'console.log(1 - Math.fround(0.9), Math.fround(0.1));',
    right: 'The weight that was meant, in the specification here.',
  },
  {
    id: 'gates-of-few-digits',
    title:
      'The gates of LSTM and RNN are approximations whose errors are larger than those of tanh in a mathematical library',
    kind: 'limit',
    clauses: ['sequence.lstm/definition', 'sequence.rnn/steps'],
    cause:
      'The recurrent kernels use rational approximations of tanh and the logistic function; near 0 and in subnormal numbers they are off by tens of units in the last place.',
    call: program({ op: 'Tanh', feeds: { x: "new Tensor('float32', [0.0112, 0.01], [2])" } }),
    right: 'Errors of a few units in the last place: tanh(0.0112) is 0.011199531700, tanh(0.01) 0.009999666687.',
  },
  {
    id: 'documented-beyond',
    title: 'Operators take more axes, scalars and shapes that broadcast, as ONNX documents',
    kind: 'convention',
    clauses: [
      'linalg.dot/signature',
      'layers.batchNorm/signature',
      'layers.layerNorm/signature',
      'layers.linear/signature',
      'layers.logSumExp/signature',
    ],
    cause:
      'MatMul is numpy.matmul, BatchNormalization takes any number of axes behind the channels, Add, the bias of Gemm, and scale and bias of LayerNormalization broadcast.',
    call: program({
      op: 'MatMul',
      feeds: { a: "new Tensor('float32', [1, 2, 3, 4], [2, 2])", b: "new Tensor('float32', [1, 1], [2])" },
    }),
    right: 'An error in the specification here.',
  },
  {
    id: 'attention-scaled-in-single-precision',
    title: 'Attention of double precision has eight digits: its scale is of single precision',
    kind: 'defect',
    clauses: [
      'sequence.scaledDotProductAttention/C2',
      'sequence.scaledDotProductAttention/C3',
      'sequence.scaledDotProductAttention/C4',
      'sequence.scaledDotProductAttention/C5',
      'sequence.scaledDotProductAttention/C6',
      'sequence.scaledDotProductAttention/C10',
      'sequence.scaledDotProductAttention/definition',
      'sequence.scaledDotProductAttention/tiles',
      'sequence.scaledDotProductAttention/integers',
      'sequence.scaledDotProductAttention/homogeneity',
      'sequence.scaledDotProductAttention/exchange',
      'sequence.scaledDotProductAttention/shapes',
      'sequence.scaledDotProductAttention/batch',
      'sequence.scaledDotProductAttention/neighbours',
      'sequence.scaledDotProductAttention/storage',
      'sequence.scaledDotProductAttention/untouched',
      'sequence.scaledDotProductAttention/repeatable',
      'sequence.scaledDotProductAttention/golden/*',
    ],
    signature: "dtype: 'float64'",
    cause:
      'There is no kernel for double precision; the body that ONNX gives for the operator is run, in which queries and keys are each multiplied by the root of 1 / sqrt(d) as a float: right for 1 and 16 features, whose roots are powers of two, and for no number between.',
    call: program({
      op: 'Attention',
      feeds: {
        q: "new Tensor('float64', [1, 0], [1, 1, 1, 2])",
        k: "new Tensor('float64', [1, 0, 0, 0], [1, 1, 2, 2])",
        v: "new Tensor('float64', [1, 1, 0, 0], [1, 1, 2, 2])",
      },
    }),
    right: '0.6697615493266569 twice: 1 / (1 + exp(-1 / sqrt(2))).',
  },
  {
    id: 'attention-unchecked',
    title: 'Attention of double precision stretches queries, keys and masks that do not fit',
    kind: 'defect',
    clauses: ['sequence.scaledDotProductAttention/signature'],
    signature: "dtype: 'float64'",
    cause:
      'The body of the operator that is run for double precision repeats heads by Expand, which broadcasts whatever has size 1. The kernel for single precision compares the sizes.',
    call: program({
      op: 'Attention',
      feeds: {
        q: "new Tensor('float64', [19, 10], [1, 1, 1, 2])",
        k: "new Tensor('float64', [1], [1, 1, 1, 1])",
        v: "new Tensor('float64', [1], [1, 1, 1, 1])",
      },
    }),
    right: 'An error: queries and keys have as many features.',
  },
  {
    id: 'dropout-scaled-in-single-precision',
    title: 'What Dropout of double precision keeps has eight digits',
    kind: 'defect',
    clauses: ['layers.dropout/C1', 'layers.dropout/homogeneity'],
    signature: /is wrong where training is true/,
    cause: '`GetRatioOrDefault` in onnxruntime/core/providers/cpu/nn/dropout_op.h returns the ratio as a float.',
    call: program({
      op: 'Dropout',
      feeds: { x: "new Tensor('float64', [1, 1, 1, 1], [4])" },
      constants: {
        ratio: "{ type: 'float64', shape: [], values: [0.1] }",
        training: "{ type: 'bool', shape: [], values: [1] }",
      },
      attributes: '{ seed: 1 }',
    }),
    right: '0 or 1.1111111111111112.',
  },
  {
    id: 'loss-swallows-nan',
    title: 'SoftmaxCrossEntropyLoss of double precision is negative where a logit is NaN',
    kind: 'defect',
    clauses: ['losses.crossEntropy/special'],
    cause:
      'LogSoftmax of double precision, of which the loss is made, subtracts the logarithm of the larger of the sum of exponentials and 1e-20, which is 1e-20 for NaN. In single precision it is a kernel of MLAS, which gives NaN.',
    call: program({
      op: 'SoftmaxCrossEntropyLoss',
      feeds: { x: "new Tensor('float64', [1, Number.NaN], [1, 2])", t: "new Tensor('int32', [0], [1])" },
    }),
    right: 'NaN.',
  },
  {
    id: 'targets-uncounted',
    title: 'SoftmaxCrossEntropyLoss takes other numbers of targets than rows',
    kind: 'defect',
    clauses: ['losses.crossEntropy/signature'],
    cause: 'GatherElements, of which the loss is made, takes fewer indices than rows.',
    call: program({
      op: 'SoftmaxCrossEntropyLoss',
      feeds: { x: "new Tensor('float32', [1, 2, 3], [3, 1])", t: "new Tensor('int32', [0, 0], [2])" },
    }),
    right: 'An error.',
  },
  {
    id: 'numbers-unchecked',
    title: 'Seeds are fractions, bounds, odds and momenta NaN, and padding negative, without an error',
    kind: 'limit',
    clauses: [
      'numerics.bernoulli/attributes',
      'numerics.normal/attributes',
      'numerics.uniform/attributes',
      'tensor.clip/attributes',
      'layers.batchNorm/attributes',
      'layers.convTranspose2d/attributes',
    ],
    cause: 'Attributes are read by type alone; a seed is a float in ONNX.',
    call: program({
      op: 'Clip',
      feeds: { x: "new Tensor('float32', [1], [1])" },
      constants: {
        min: "{ type: 'float32', shape: [], values: [Number.NaN] }",
        max: "{ type: 'float32', shape: [], values: [0] }",
      },
    }),
    right: 'An error that names the argument.',
  },
];
