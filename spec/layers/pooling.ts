import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { onnx, pytorch } from '../sources.ts';
import {
  dilationAttribute,
  metBy2d,
  positions2d,
  room2d,
  type Windows,
  windowAttributes,
} from './_internal/window2d.ts';

/** Padding of at most half the kernel: every window meets an element where the image is as large as a step between entries. */
const halfPadded = <A extends Windows>(attributes: A): A => ({
  ...attributes,
  padding: attributes.padding.map((size, axis) => Math.min(size, Math.floor((attributes.kernel[axis] ?? 1) / 2))),
});

function roomy({ h, w }: { readonly h: number; readonly w: number }, attributes: Windows) {
  const [rows, columns] = room2d(attributes);
  return {
    h: Math.max(h, rows, attributes.dilation?.[0] ?? 1),
    w: Math.max(w, columns, attributes.dilation?.[1] ?? 1),
  };
}

/** Rows and columns of positions. Refuses, quoting R3, where a window meets padding alone. */
function pooled({ h, w }: { readonly h: number; readonly w: number }, attributes: Windows) {
  const [oh, ow] = positions2d([h, w], attributes);
  const met = metBy2d([h, w], attributes);
  for (let at = 0; at < Math.max(oh, ow); at++) {
    const [rows, columns] = met(Math.min(at, oh - 1), Math.min(at, ow - 1));
    if (rows.length === 0 || columns.length === 0) refuse('R3', 'every window must meet an element, got padding alone');
  }
  return { oh, ow };
}

const rejects = {
  R2: 'the window must fit into the padded input',
  R3: 'every window must meet an element',
} as const;

export const maxPool2d = defineOperation({
  id: 'layers.maxPool2d',
  meaning: 'The largest element of every window, channel by channel; padding counts as -infinity.',
  signature: 'x[n, c, h, w] -> y[n, c, oh, ow]',
  attributes: { ...windowAttributes, ...dilationAttribute },
  sizes: pooled,
  definition({ x }, { max, size }, attributes) {
    const met = metBy2d([size('h'), size('w')], attributes);
    return {
      y(n, c, top, left) {
        const [rows, columns] = met(top, left);
        return max([rows.length, columns.length], (a, b) => x(n, c, rows[a] ?? 0, columns[b] ?? 0));
      },
    };
  },
  freedom: 'padding by more than half the kernel may be refused, and a window of padding alone may give -infinity',
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'kernel, stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
    ...rejects,
  },
  feasible: roomy,
  compatible: halfPadded,
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n', 'c'],
  derivative: 'ofDefinition',
  kinks: 'of equal elements the first in the window, row by row, takes the whole of G',
  clauses: {
    C1: 'max is at least the mean of the window, up to the rounding of that',
    C2: 'windows that do not overlap may have their elements in any order, bitwise',
    C3: 'max(f(x)) = f(max(x)) for what keeps the order: relu, and a constant added and rounded, bitwise',
    C4: 'the first of equal elements in a window takes its cotangent whole, an implementation that promises no order of equals any share; in all it is that of G, on integers',
  },
  sources: [pytorch('torch.nn.MaxPool2d'), onnx('MaxPool')],
});

export const avgPool2d = defineOperation({
  id: 'layers.avgPool2d',
  meaning:
    'The mean of every window, channel by channel, over the elements that it meets, or over the whole window with 0 in the padding (countIncludePad).',
  signature: 'x[n, c, h, w] -> y[n, c, oh, ow]',
  attributes: { ...windowAttributes, countIncludePad: { kind: 'boolean', default: false } },
  sizes: pooled,
  definition({ x }, { mean, constant, size }, attributes) {
    const met = metBy2d([size('h'), size('w')], attributes);
    const [kh = 1, kw = 1] = attributes.countIncludePad ? attributes.kernel : [];
    return {
      y(n, c, top, left) {
        const [rows, columns] = met(top, left);
        const shape = attributes.countIncludePad ? [kh, kw] : [rows.length, columns.length];
        return mean(shape, (a, b) => {
          const [row, column] = [rows[a], columns[b]];
          return row === undefined || column === undefined ? constant(0) : x(n, c, row, column);
        });
      },
    };
  },
  freedom: 'padding by more than half the kernel may be refused, and a window of padding alone may give NaN or 0',
  special: 'propagates',
  rejects: {
    R1: 'kernel and stride must hold two integers that are at least 1, padding two that are at least 0',
    ...rejects,
  },
  feasible: roomy,
  compatible: halfPadded,
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n', 'c'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'padding counted, it is depthwiseConv2d by a kernel of 1 / (kh kw), within the bound',
    C2: 'of a constant it is that constant, also at the edge where padding is not counted, up to rounding',
    C3: 'every element of a window has G / (kh kw) of it: without padding, windows side by side, each gradient is that, and in all it is that of G, up to rounding',
  },
  sources: [pytorch('torch.nn.AvgPool2d'), onnx('AveragePool')],
});

export const globalAvgPool2d = defineOperation({
  id: 'layers.globalAvgPool2d',
  meaning: 'The mean of every channel over all its pixels.',
  signature: 'x[n, c, h, w] -> y[n, c]',
  definition: ({ x }, { mean }) => ({ y: (n, c) => mean('h w', (row, column) => x(n, c, row, column)) }),
  freedom: 'the mean over no pixels is NaN or refused',
  special: 'propagates',
  feasible: ({ h, w }) => ({ h: Math.max(h, 1), w: Math.max(w, 1) }),
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n', 'c', 'h', 'w'],
  derivative: ({ x: { shape } }, { y: g }, { div, constant }) => {
    const [, , h = 0, w = 0] = shape;
    return { x: (n, c) => div(g(n, c), constant(h * w)) };
  },
  clauses: {
    C1: 'it stays as it is where the pixels are turned round, within the bounds of both',
    C2: 'it is avgPool2d by one window over everything, within the bounds of both',
  },
  sources: [onnx('GlobalAveragePool')],
});
