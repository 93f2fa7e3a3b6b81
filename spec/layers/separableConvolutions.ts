import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { howard2017, pytorch } from '../sources.ts';
import { convolvedSize, roomFor, sliding } from './_internal/convolution.ts';
import { dilationAttribute, windowAttributes } from './_internal/window2d.ts';
import { conv2d } from './conv2d.ts';

const attributes = {
  stride: windowAttributes.stride,
  padding: windowAttributes.padding,
  ...dilationAttribute,
} as const;

interface Movement {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

const rejects = {
  R1: 'stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
  R2: 'the dilated kernel must fit into the padded input',
  R3: 'there must be at least one channel',
} as const;

interface Sizes {
  readonly c: number;
  readonly h: number;
  readonly w: number;
  readonly kh: number;
  readonly kw: number;
}

function positions({ c, h, w, kh, kw }: Sizes, movement: Movement) {
  if (c < 1) refuse('R3', 'there must be at least one channel, got 0');
  return { oh: convolvedSize(h, kh, sliding(movement, 0)), ow: convolvedSize(w, kw, sliding(movement, 1)) };
}

function roomy({ c, h, w, kh, kw }: Sizes, movement: Movement) {
  const [rows, columns] = [Math.max(kh, 1), Math.max(kw, 1)];
  return {
    c: Math.max(c, 1),
    kh: rows,
    kw: columns,
    h: Math.max(h, roomFor(rows, sliding(movement, 0))),
    w: Math.max(w, roomFor(columns, sliding(movement, 1))),
  };
}

export const depthwiseConv2d = defineOperation({
  id: 'layers.depthwiseConv2d',
  meaning:
    'Every channel cross-correlated with m kernels of its own: conv2d with a group for each channel; output c m + j is that of kernel j of channel c.',
  signature: 'x[n, c, h, w], weight[c, m, kh, kw], bias?[c*m] -> y[n, c*m, oh, ow]',
  attributes,
  sizes: positions,
  parts: { conv2d },
  definition({ x, weight, bias }, { tensor, size }, movement, { conv2d }) {
    const m = size('m');
    const shape = [size('c') * m, 1, size('kh'), size('kw')];
    const kernel = tensor(shape, (o, _, ky, kx) => weight(Math.floor(o / m), o % m, ky, kx));
    return { y: conv2d({ x, weight: kernel, bias }, { ...movement, groups: size('c') }).y };
  },
  freedom: 'whether the zeros of the padding are multiplied with an infinite or NaN weight',
  special: 'propagates',
  specialAt: { padding: [0, 0] },
  rejects,
  feasible: roomy,
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is conv2d with as many groups as channels, on integers',
    C2: 'a channel is convolved by itself: what becomes of one does not change with the others, bitwise',
  },
  sources: [howard2017('section 3.1'), pytorch('torch.nn.Conv2d, groups')],
});

export const pointwiseConv2d = defineOperation({
  id: 'layers.pointwiseConv2d',
  meaning: 'A product over the channels at every pixel: conv2d by a kernel of 1 by 1.',
  signature: 'x[n, c, h, w], weight[o, c], bias?[o] -> y[n, o, h, w]',
  definition: ({ x, weight, bias }, { mul, total, each }) => ({
    y(n, o, row, column) {
      const list = each('c', (c) => mul(x(n, c, row, column), weight(o, c)));
      return total(bias === undefined ? list : [...list, bias(o)]);
    },
  }),
  special: 'propagates',
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n', 'c', 'o', 'h', 'w'],
  derivative: ({ x, weight }, { y: g }, { sum, mul }) => ({
    x: (n, c, row, column) => sum('o', (o) => mul(g(n, o, row, column), weight(o, c))),
    weight: (o, c) => sum('n h w', (n, row, column) => mul(g(n, o, row, column), x(n, c, row, column))),
    bias: (o) => sum('n h w', (n, row, column) => g(n, o, row, column)),
  }),
  clauses: {
    C1: 'it is conv2d by the weight as a kernel of 1 by 1, on integers',
    C2: 'one after another is that of the product of the weights, on integers',
  },
  sources: [howard2017('section 3.1')],
  cost: { multiplications: ({ n = 0, c = 0, o = 0, h = 0, w = 0 }) => n * c * o * h * w },
});

export const depthwiseSeparableConv2d = defineOperation({
  id: 'layers.depthwiseSeparableConv2d',
  meaning: 'A depthwise convolution and a pointwise one after it.',
  signature: 'x[n, c, h, w], depthwise[c, m, kh, kw], pointwise[o, c*m], bias?[o] -> y[n, o, oh, ow]',
  attributes,
  sizes: positions,
  parts: { depthwiseConv2d, pointwiseConv2d },
  definition: ({ x, depthwise, pointwise, bias }, _, movement, parts) => ({
    y: parts.pointwiseConv2d({
      x: parts.depthwiseConv2d({ x, weight: depthwise }, movement).y,
      weight: pointwise,
      bias,
    }).y,
  }),
  freedom: 'whether the zeros of the padding are multiplied with an infinite or NaN weight',
  special: 'propagates',
  specialAt: { padding: [0, 0] },
  rejects,
  feasible: roomy,
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { depthwise: 1, bias: 1, y: 1 },
    { pointwise: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'it is conv2d by the kernel K[o, c] = sum_j P[o, c m + j] D[c, j], on integers',
    C2: 'it is the two after another: depthwiseConv2d, then pointwiseConv2d, on integers',
  },
  sources: [howard2017('section 3.1')],
});
