import { defineOperation } from '../operation.ts';
import { dumoulinVisin2016, eigenvaluesText, pytorch } from '../sources.ts';
import {
  channelsInGroups,
  metBy,
  requireGroups,
  roomForTransposed,
  roundUp,
  sliding,
  spreadProducts,
  transposedSize,
} from './_internal/convolution.ts';

export const convTranspose2d = defineOperation({
  id: 'layers.convTranspose2d',
  meaning: 'Transposed convolution: the adjoint of conv2d as a map of x, with the same kernel and attributes.',
  signature: 'x[n, c, h, w], weight[c, i, kh, kw], bias?[o] -> y[n, o, oh, ow]',
  attributes: {
    stride: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R3' },
    padding: { kind: 'integers', length: 2, min: 0, max: Number.POSITIVE_INFINITY, default: [0, 0], clause: 'R3' },
    dilation: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R3' },
    groups: { kind: 'integer', min: 1, default: 1, clause: 'R4' },
    outputPadding: {
      kind: 'integers',
      length: 2,
      min: 0,
      max: Number.POSITIVE_INFINITY,
      default: [0, 0],
      clause: 'R3',
    },
  },
  sizes: ({ c, h, w, i, kh, kw, ...rest }, attributes) => {
    // Fixed by the bias where there is one.
    const o = rest.o ?? i * attributes.groups;
    requireGroups(attributes.groups, ['o', o], ['i', i], ['c', c]);
    return {
      o,
      oh: transposedSize(h, kh, sliding(attributes, 0), attributes.outputPadding[0] ?? 0),
      ow: transposedSize(w, kw, sliding(attributes, 1), attributes.outputPadding[1] ?? 0),
    };
  },
  definition: ({ x, weight, bias }, { mul, total, each }, attributes) => {
    const products = spreadProducts(x, weight, { each, mul }, attributes);
    return {
      y: (n, o, row, column) => {
        const list = products(n, o, row, column);
        return total(bias === undefined ? list : [...list, bias(o)]);
      },
    };
  },
  freedom:
    'whether zeros put between and around the entries of x are multiplied with an infinite or NaN weight; outputPadding that is not below the stride or the dilation may be refused',
  special: 'propagates',
  specialIn: ['x', 'bias'],
  rejects: {
    R1: 'o must be groups times i, and c a multiple of groups',
    R2: 'the output must have at least one row and one column',
    R3: 'stride and dilation must hold two integers that are at least 1, padding and outputPadding two that are at least 0',
    R4: 'groups must be an integer that is at least 1',
  },
  feasible: ({ c, h, w, i, kh, kw }, attributes) => {
    const [rows, columns] = [Math.max(kh, 1), Math.max(kw, 1)];
    const { i: perGroup, c: o } = channelsInGroups(c, i, attributes.groups);
    return {
      kh: rows,
      kw: columns,
      c: roundUp(c, attributes.groups),
      i: perGroup,
      o,
      h: Math.max(h, roomForTransposed(rows, sliding(attributes, 0), attributes.outputPadding[0] ?? 0)),
      w: Math.max(w, roomForTransposed(columns, sliding(attributes, 1), attributes.outputPadding[1] ?? 0)),
    };
  },
  compatible: (attributes) => ({
    ...attributes,
    outputPadding: attributes.outputPadding.map((size, axis) =>
      Math.min(size, Math.max(attributes.stride[axis] ?? 1, attributes.dilation[axis] ?? 1) - 1),
    ),
  }),
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative: ({ x, weight }, { y: g }, { sum, mul, constant, size }, attributes) => {
    const met = metBy(g, attributes, constant(0));
    const firstChannel = (c: number) => Math.floor((c * attributes.groups) / size('c')) * size('i');
    return {
      x: (n, c, top, left) =>
        sum('i kh kw', (i, ky, kx) => mul(met(n, firstChannel(c) + i, [top, left], [ky, kx]), weight(c, i, ky, kx))),
      weight: (c, i, ky, kx) =>
        sum('n h w', (n, top, left) => mul(met(n, firstChannel(c) + i, [top, left], [ky, kx]), x(n, c, top, left))),
      bias: (o) => sum('n oh ow', (n, top, left) => g(n, o, top, left)),
    };
  },
  clauses: {
    C1: '<convTranspose2d(y, k), x> = <y, conv2d(x, k)> on integers, for every stride, padding, dilation and groups',
    C2: 'without a bias, linear in x and in the weight, on integers',
    C3: 'stride 1 without padding is the full correlation with the flipped kernel, channels swapped, on integers',
    C4: 'groups are independent transposed convolutions side by side, bitwise',
    C5: 'oh = (h - 1) stride - 2 padding + dilation (kh - 1) + 1 + outputPadding, ow alike; output padding adds rows that may stay empty',
    C6: 'a 1 by 1 kernel with stride 1 is a matrix product over the channels, on integers',
    C7: 'dx is conv2d of G by the same kernel and attributes, on integers; that of the kernel is another correlation, of G with x',
  },
  errata: {
    E90: {
      claim: 'the backward pass of a transposed convolution is a convolution',
      where: eigenvaluesText('learning'),
      kind: 'imprecise',
      counterexample:
        'x = (1, 2) by the kernel (1, 10), G = (1, 1, 1): conv2d of G by the kernel is (11, 11), the gradient of x; that of the kernel is (3, 3)',
      right: 'the gradient of the input is conv2d of G by the kernel, that of the kernel the correlation of G with x',
      clauses: ['C7'],
    },
  },
  sources: [dumoulinVisin2016('chapter 4'), pytorch('torch.nn.ConvTranspose2d')],
});
