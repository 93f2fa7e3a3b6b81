import { defineOperation } from '../operation.ts';
import { dumoulinVisin2016, essenceText, pytorch } from '../sources.ts';
import {
  channelsInGroups,
  convolvedSize,
  metBy,
  requireGroups,
  roomFor,
  roundUp,
  sliding,
  spreadProducts,
} from './_internal/convolution.ts';

export const conv2d = defineOperation({
  id: 'layers.conv2d',
  meaning:
    'Cross-correlation of images with a kernel (the kernel is not flipped), padded by zeros, in groups of channels.',
  signature: 'x[n, c, h, w], weight[o, i, kh, kw], bias?[o] -> y[n, o, oh, ow]',
  attributes: {
    stride: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R3' },
    padding: { kind: 'integers', length: 2, min: 0, max: Number.POSITIVE_INFINITY, default: [0, 0], clause: 'R3' },
    dilation: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R3' },
    groups: { kind: 'integer', min: 1, default: 1, clause: 'R4' },
  },
  sizes: ({ c, h, w, o, i, kh, kw }, attributes) => {
    requireGroups(attributes.groups, ['c', c], ['i', i], ['o', o]);
    return {
      oh: convolvedSize(h, kh, sliding(attributes, 0)),
      ow: convolvedSize(w, kw, sliding(attributes, 1)),
    };
  },
  definition: ({ x, weight, bias }, { mul, total, constant, each, size }, attributes) => {
    const met = metBy(x, attributes, constant(0));
    const outputsPerGroup = size('o') / attributes.groups;
    const products = (n: number, o: number, top: number, left: number) => {
      const firstChannel = Math.floor(o / outputsPerGroup) * size('i');
      return each('i kh kw', (i, ky, kx) => mul(met(n, firstChannel + i, [top, left], [ky, kx]), weight(o, i, ky, kx)));
    };
    return {
      y: (n, o, top, left) => {
        const list = products(n, o, top, left);
        return total(bias === undefined ? list : [...list, bias(o)]);
      },
    };
  },
  freedom: 'whether the zeros of the padding are multiplied with an infinite or NaN weight',
  special: 'propagates',
  specialAt: { padding: [0, 0] },
  rejects: {
    R1: 'c must be groups times i, and o a multiple of groups',
    R2: 'the dilated kernel must fit into the padded input',
    R3: 'stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
    R4: 'groups must be an integer that is at least 1',
  },
  feasible: ({ c, h, w, o, i, kh, kw }, attributes) => {
    const [rows, columns] = [Math.max(kh, 1), Math.max(kw, 1)];
    return {
      kh: rows,
      kw: columns,
      ...channelsInGroups(c, i, attributes.groups),
      o: roundUp(o, attributes.groups),
      h: Math.max(h, roomFor(rows, sliding(attributes, 0))),
      w: Math.max(w, roomFor(columns, sliding(attributes, 1))),
    };
  },
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative: ({ x, weight }, { y: g }, { sum, mul, total, constant, each, size }, attributes) => {
    const met = metBy(x, attributes, constant(0));
    const spread = spreadProducts(g, weight, { each, mul }, attributes);
    const outputsPerGroup = size('o') / attributes.groups;
    return {
      x: (n, c, row, column) => total(spread(n, c, row, column)),
      weight: (o, i, ky, kx) =>
        sum('n oh ow', (n, top, left) => {
          const channel = Math.floor(o / outputsPerGroup) * size('i') + i;
          return mul(met(n, channel, [top, left], [ky, kx]), g(n, o, top, left));
        }),
      bias: (o) => sum('n oh ow', (n, top, left) => g(n, o, top, left)),
    };
  },
  clauses: {
    C1: 'without a bias, linear in x and in the weight, on integers',
    C2: 'a 1 by 1 kernel is a matrix product over the channels, on integers',
    C3: 'a kernel that is 1 at its centre and 0 elsewhere, padded by half its size, gives x, bitwise',
    C4: 'padding is convolving the padded input, bitwise',
    C5: 'stride s takes every s-th position of stride 1, bitwise',
    C6: 'dilation is the kernel with zeros between its entries, on integers',
    C7: 'groups are independent convolutions side by side, bitwise',
    C8: 'shifting the input by the stride shifts the output by one in the interior, on integers',
    C9: '<conv2d(x, k), y> = <x, convTranspose2d(y, k)> on integers, for every stride, padding, dilation and groups',
    C10: 'the kernel is not flipped',
    C11: 'dx is convTranspose2d of G by the same kernel and attributes; in one group dk is conv2d of x by G, images and channels exchanged, and stride and dilation, and db the sum of G, on integers',
    C12: 'a kernel that is an outer product is one down and one across after another, on integers',
  },
  errata: {
    E43: {
      claim: 'a convolution is invariant under translations',
      where: essenceText('4.2'),
      kind: 'imprecise',
      counterexample:
        'x = (1, 2, 3, 4) by the kernel 1 at stride 2 is (1, 3), and turned by one, (4, 1, 2, 3), it is (4, 2)',
      right:
        'it moves with its input (equivariant) under shifts by multiples of the stride, exactly where images go round and in the interior where zeros stand around them',
      clauses: ['C8'],
    },
  },
  sources: [dumoulinVisin2016('chapters 2 and 5'), pytorch('torch.nn.Conv2d')],
  cost: {
    multiplications: ({ n = 0, o = 0, oh = 0, ow = 0, i = 0, kh = 0, kw = 0 }) => n * o * oh * ow * i * kh * kw,
  },
});
