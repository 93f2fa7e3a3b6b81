import type { Finding } from '../../../scripts/_internal/library.ts';

interface Call {
  readonly op: string;
  /** Text of the tensors by name, and of the constants, in the order of the operator's inputs. */
  readonly feeds: Readonly<Record<string, string>>;
  readonly constants?: Readonly<Record<string, string>>;
  readonly attributes?: string;
  readonly outputs?: readonly string[];
}

const typeIn = (tensor: string): string => /'(\w+)'/.exec(tensor)?.[1] ?? 'float32';

/** A program that makes a model of one operator and calls it. */
export function program({ op, feeds, constants = {}, attributes = '{}', outputs = ['y'] }: Call): string {
  const names = [...Object.keys(feeds), ...Object.keys(constants)].map((name) => `'${name}'`);
  const record = (entries: Readonly<Record<string, string>>): string =>
    `{ ${Object.entries(entries)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ')} }`;
  const types = Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, `'${typeIn(tensor)}'`]));
  const own = Object.values(feeds).map(typeIn)[0] === 'float64' ? "'float64'" : "'float32'";
  const results = Object.fromEntries(outputs.map((name) => [name, name === 'indices' ? "'int64'" : own]));
  return `import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelOf } from './_internal/model.ts'; // writes a file of the format onnx

const model = modelOf({
  inputs: ${record(types)},
  constants: ${record(constants)},
  nodes: [{ op: '${op}', inputs: [${names.join(', ')}], outputs: [${outputs.map((name) => `'${name}'`).join(', ')}], attributes: ${attributes} }],
  outputs: ${record(results)},
});
const session = await InferenceSession.create(model, { logSeverityLevel: 4 });
const results = await session.run(${record(feeds)});
for (const [name, { dims, data }] of Object.entries(results)) console.log(name, dims, data);`;
}

export const integers = (...values: number[]): string =>
  `{ type: 'int64', shape: [${values.length}], values: [${values.join(', ')}] }`;

export const results: readonly Finding[] = [
  {
    id: 'maximum-beside-nan',
    title: 'ReduceMax gives a number or NaN, as the order and the number of elements have it',
    kind: 'defect',
    clauses: ['tensor.max/C4', 'tensor.max/special'],
    cause:
      'The reductions of onnxruntime/core/providers/cpu/reduction take maxima by comparisons and vectors of several elements: NaN is kept in one lane and passed by in another.',
    call: program({ op: 'ReduceMax', feeds: { x: "new Tensor('float32', [1, Number.NaN], [2])" } }),
    right: 'NaN, as of [NaN, 1, 2, 3], and as in NumPy and PyTorch.',
    link: 'https://github.com/microsoft/onnxruntime/issues/10514',
  },
  {
    id: 'position-beside-nan',
    title: 'ArgMax over an axis that is not the last passes NaN by',
    kind: 'defect',
    clauses: ['tensor.argmax/C3'],
    cause: 'As for ReduceMax: a comparison with NaN is false.',
    call: program({
      op: 'ArgMax',
      feeds: { x: "new Tensor('float32', [1, 1, Number.NaN, 1], [2, 2])" },
      attributes: '{ axis: 0, keepdims: 0 }',
      outputs: ['indices'],
    }),
    right: '[1, 0]: the position of NaN, as in NumPy and PyTorch; of a vector it is found.',
  },
  {
    id: 'top-beside-nan',
    title: 'TopK sorts NaN by a comparison that is always false',
    kind: 'defect',
    clauses: ['tensor.topk/C3', 'tensor.sort/C4'],
    cause:
      '`GreaterValueCmp` and `LesserValueCmp` in onnxruntime/core/providers/cpu/math/top_k.cc compare by > and ==, which are no order where there is NaN.',
    call: program({
      op: 'TopK',
      feeds: { x: "new Tensor('float32', [1, Number.NaN, 2, Number.NaN], [4])" },
      constants: { k: integers(2) },
      outputs: ['values', 'indices'],
    }),
    right: 'NaN and NaN, at 1 and 3: as PyTorch has it, NaN is larger than every number.',
  },
  {
    id: 'top-of-nothing',
    title: 'TopK of an empty tensor ends the process: a division by zero',
    kind: 'defect',
    clauses: ['tensor.topk/shapes', 'tensor.sort/definition', 'tensor.sort/integers', 'tensor.sort/shapes'],
    signature: 'ends the process',
    cause:
      '`FindTopKElements` in onnxruntime/core/providers/cpu/math/top_k.cc divides the number of elements by the product of the axes before the one that is searched.',
    call: program({
      op: 'TopK',
      feeds: { x: "new Tensor('float32', [], [0, 3, 0])" },
      constants: { k: integers(2) },
      attributes: '{ axis: 1 }',
      outputs: ['values', 'indices'],
    }),
    right: 'Empty tensors of the shape [0, 2, 0].',
  },
  {
    id: 'reductions-of-nothing',
    title: 'A reduction of an empty tensor over an axis counted from the end does not reduce',
    kind: 'defect',
    clauses: [
      'tensor.*/integers',
      'tensor.*/shapes',
      'tensor.sum/definition',
      'linalg.frobeniusNorm/*',
      'layers.logSumExp/*',
    ],
    signature: 'gives a malformed result',
    cause:
      '`check_and_reduce_empty_set_input` in onnxruntime/core/providers/cpu/reduction/reduction_ops.cc takes the axes as they came, and -1 is none of those of the shape.',
    call: program({
      op: 'ReduceSum',
      feeds: { x: "new Tensor('float32', [], [0])" },
      constants: { axes: integers(-1) },
      attributes: '{ keepdims: 0 }',
    }),
    right: 'A 0 of the shape [], as of the axis 0.',
  },
  {
    id: 'where-loses-the-sign-of-zero',
    title: 'Where gives 0 for -0',
    kind: 'defect',
    clauses: ['tensor.where/zeros'],
    cause:
      '`Where` in onnxruntime/core/providers/cpu/tensor/where_op.cc selects from each operand into a tensor of zeros, and merges the two by `x != 0 ? x : y`, which is 0 where -0 was chosen.',
    call: program({
      op: 'Where',
      feeds: {
        c: "new Tensor('bool', Uint8Array.of(1), [1])",
        a: "new Tensor('float32', [-0], [1])",
        b: "new Tensor('float32', [1], [1])",
      },
    }),
    right: '-0: what is chosen is handed on.',
  },
  {
    id: 'clip-between-crossed-bounds',
    title: 'Clip with min above max is max',
    kind: 'convention',
    clauses: ['tensor.clip/R2'],
    cause: 'ONNX documents it of Clip: when min is greater than max, all values become max.',
    call: program({
      op: 'Clip',
      feeds: { x: "new Tensor('float32', [1], [1])" },
      constants: {
        min: "{ type: 'float32', shape: [], values: [1] }",
        max: "{ type: 'float32', shape: [], values: [0] }",
      },
    }),
    right: 'An error in the specification here.',
  },
  {
    id: 'expand-to-less',
    title: 'Expand takes shapes that the tensor does not broadcast to',
    kind: 'convention',
    clauses: ['tensor.broadcastTo/R1'],
    cause: 'ONNX documents that the two shapes are broadcast to each other.',
    call: program({
      op: 'Expand',
      feeds: { x: "new Tensor('float32', [1], [1])" },
      constants: { shape: integers() },
    }),
    right: 'An error in the specification here, as in NumPy.',
  },
  {
    id: 'axes-twice',
    title: 'Reductions take an axis that is named twice, and of a scalar any axis',
    kind: 'limit',
    clauses: [
      'tensor.sum/R1',
      'tensor.sum/attributes',
      'tensor.mean/R1',
      'tensor.mean/attributes',
      'tensor.max/R1',
      'tensor.max/attributes',
    ],
    cause: 'Axes are not compared with one another, and those of a scalar not looked at.',
    call: program({
      op: 'ReduceSum',
      feeds: { x: "new Tensor('float32', [1, 2, 3, 4], [2, 2])" },
      constants: { axes: integers(0, 0) },
      attributes: '{ keepdims: 0 }',
    }),
    right: 'An error.',
  },
  {
    id: 'maximum-of-nothing',
    title: 'ReduceMax of no elements is minus infinity',
    kind: 'convention',
    clauses: ['tensor.max/R2'],
    cause: 'ONNX documents it: the maximum of an empty set is minus infinity, or the least number of the type.',
    call: program({ op: 'ReduceMax', feeds: { x: "new Tensor('float32', [], [0])" } }),
    right: 'An error in the specification here, as in NumPy.',
  },
  {
    id: 'seeds-of-single-precision',
    title:
      'Neighbouring seeds give the same numbers: a seed is a number of single precision, and its fraction is dropped',
    kind: 'limit',
    clauses: ['numerics.*/streams', 'numerics.*/keys', 'layers.dropout/keys'],
    cause:
      'ONNX has seeds as floats, so that those above 2^24 that are neighbours are one; generators take the integer.',
    call: `import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelOf } from './_internal/model.ts'; // writes a file of the format onnx

async function draw(seed: number) {
  const model = modelOf({
    inputs: {},
    nodes: [{ op: 'RandomUniform', inputs: [], outputs: ['y'], attributes: { shape: [3], seed: { float: seed } } }],
    outputs: { y: 'float32' },
    opset: 21,
  });
  return (await (await InferenceSession.create(model)).run({})).y.data;
}
console.log(await draw(2 ** 24), await draw(2 ** 24 + 1), await draw(0), await draw(1));`,
    right: 'Other numbers for another seed.',
  },
  {
    id: 'transform-of-nothing',
    title: 'DFT of an empty signal ends the process: a division by zero',
    kind: 'defect',
    clauses: ['linalg.dft/definition', 'linalg.dft/integers', 'linalg.dft/shapes'],
    cause:
      '`discrete_fourier_transform` in onnxruntime/core/providers/cpu/signal/dft.cc divides the number of elements by the length of the signal, to count the signals.',
    call: program({ op: 'DFT', feeds: { x: "new Tensor('float32', [], [0, 2])" } }),
    right: 'An empty tensor, or an error.',
  },
  {
    id: 'transform-loses-digits',
    title: 'DFT of a length that is no power of two loses a digit for every tenfold of the length',
    kind: 'defect',
    clauses: ['linalg.dft/tiles'],
    cause:
      '`dft_naive` in onnxruntime/core/providers/cpu/signal/dft.cc takes cos and sin of i j times -2 pi / n, rounded, whose error grows with i j; of i j modulo n it would not.',
    call: program({
      op: 'DFT',
      feeds: { x: "new Tensor('float32', Array.from({ length: 98 }, (_, at) => 1 - (at % 2)), [49, 2])" },
    }),
    right: '49, and zeros within some 1e-6.',
  },
  {
    id: 'inverse-transform-in-single-precision',
    title: 'The inverse DFT of double precision has eight digits where the length is no power of two',
    kind: 'defect',
    clauses: ['linalg.dft/C1'],
    cause:
      '`discrete_fourier_transform` in onnxruntime/core/providers/cpu/signal/dft.cc divides 1 by the length in single precision, whatever the type is.',
    call: program({
      op: 'DFT',
      feeds: { x: "new Tensor('float64', [1, 0, 1, 0, 1, 0], [3, 2])" },
      attributes: '{ inverse: 1 }',
    }),
    right: '1, and zeros within some 1e-16.',
  },
  {
    id: 'einsum-of-capitals-and-scalars',
    title: 'Einsum refuses outputs and operands that its documentation allows',
    kind: 'defect',
    clauses: ['linalg.einsum/C*', 'linalg.einsum/definition', 'linalg.einsum/tiles', 'linalg.einsum/integers'],
    signature: 'rejects valid input',
    cause:
      'Without -> the labels of the output, and ... of axes that broadcast or of a number of them that differs, are handled by errors of their own, which name other causes.',
    call: program({
      op: 'Einsum',
      feeds: { x: "new Tensor('float32', [1], [1])", w: "new Tensor('float32', [1], [1])" },
      attributes: "{ equation: 'i, B' }",
    }),
    right: '[[1]]: the outer product, as numpy.einsum has it, to which the documentation of Einsum refers.',
  },
  {
    id: 'einsum-diagonal-of-nothing',
    title: 'Einsum of the diagonal of an empty tensor ends the process: a division by zero',
    kind: 'defect',
    clauses: ['linalg.einsum/C3'],
    signature: 'SIGFPE',
    cause: 'A label that comes twice in a term takes a diagonal, for which sizes are divided by those before them.',
    call: program({
      op: 'Einsum',
      feeds: { x: "new Tensor('float32', [], [0, 3, 0])" },
      attributes: "{ equation: 'ywy->' }",
    }),
    right: '0, as without the 3.',
  },
  {
    id: 'einsum-ends-the-process',
    title: 'Einsum ends the process where an operand has fewer axes than its term',
    kind: 'defect',
    clauses: ['linalg.einsum/R3', 'linalg.einsum/integers', 'linalg.outer/signature'],
    signature: 'ends the process',
    cause:
      '`ProcessSubscripts` in onnxruntime/core/providers/cpu/math/einsum_utils/einsum_compute_preprocessor.cc reads the size of the axis, a span beyond its end, before it counts the axes: gsl::span calls std::terminate.',
    call: program({
      op: 'Einsum',
      feeds: { a: "new Tensor('float32', [2], [1])", b: "new Tensor('float32', [19], [])" },
      attributes: "{ equation: 'i,j->ij' }",
    }),
    right: 'An error.',
  },
];
