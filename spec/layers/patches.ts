import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { dumoulinVisin2016, pytorch } from '../sources.ts';
import {
  dilationAttribute,
  meetings2d,
  places2d,
  positions2d,
  room2d,
  windowAttributes,
} from './_internal/window2d.ts';

export const im2col = defineOperation({
  id: 'layers.im2col',
  meaning:
    'The patches that a kernel meets, one a column, so that a convolution is a matrix product: rows are channel, row and column of the kernel, columns the positions; 0 in the padding.',
  signature: 'x[n, c, h, w] -> y[n, p, l]',
  attributes: { ...windowAttributes, ...dilationAttribute },
  sizes({ c, h, w }, attributes) {
    const [kh = 1, kw = 1] = attributes.kernel;
    const [oh, ow] = positions2d([h, w], attributes);
    return { p: c * kh * kw, l: oh * ow };
  },
  definition({ x }, { constant, size }, attributes) {
    const sizes = [size('h'), size('w')] as const;
    const [[, across], [down, right]] = [positions2d(sizes, attributes), places2d(sizes, attributes)];
    const [kh = 1, kw = 1] = attributes.kernel;
    return {
      y(n, entry, position) {
        const row = down(Math.floor(position / across), Math.floor(entry / kw) % kh);
        const column = right(position % across, entry % kw);
        const channel = Math.floor(entry / (kh * kw));
        return row === undefined || column === undefined ? constant(0) : x(n, channel, row, column);
      },
    };
  },
  special: 'propagates',
  zeros: 'signed',
  rejects: {
    R1: 'kernel, stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
    R2: 'the dilated kernel must fit into the padded input',
  },
  feasible({ h, w }, attributes) {
    const [rows, columns] = room2d(attributes);
    return { h: Math.max(h, rows), w: Math.max(w, columns) };
  },
  homogeneous: [{ x: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the kernel as a matrix of a row for every output, times im2col(x), is conv2d(x, k), on integers',
    C2: '<im2col(x), y> = <x, col2im(y)>, on integers',
    C3: 'a column is a patch in row-major order: of 4 by 4 pixels by 2 by 2, two apart, the first is 0 1 4 5; it holds kh kw / (sh sw) times as many numbers as x where strides divide and nothing overlaps the edge',
  },
  sources: [dumoulinVisin2016('chapter 2'), pytorch('torch.nn.Unfold')],
});

export const col2im = defineOperation({
  id: 'layers.col2im',
  meaning: 'Images from patches, which are added where they overlap: the adjoint of im2col.',
  signature: 'y[n, p, l] -> x[n, c, h, w]',
  attributes: {
    size: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' },
    ...windowAttributes,
    ...dilationAttribute,
  },
  sizes({ p, l }, attributes) {
    const [[h = 1, w = 1], [kh = 1, kw = 1]] = [attributes.size, attributes.kernel];
    const [oh, ow] = positions2d([h, w], attributes);
    if (p % (kh * kw) !== 0) refuse('R3', `p must be a multiple of ${kh * kw}, the size of the kernel, got ${p}`);
    if (l !== oh * ow) refuse('R4', `l must be the number of positions, ${oh} by ${ow}, got ${l}`);
    return { c: p / (kh * kw), h, w };
  },
  definition({ y }, { total, each, size }, attributes) {
    const sizes = [size('h'), size('w')] as const;
    const [[, across], [vertical, horizontal]] = [positions2d(sizes, attributes), meetings2d(sizes, attributes)];
    const [kh = 1, kw = 1] = attributes.kernel;
    return {
      x(n, c, row, column) {
        const [down, right] = [vertical(row), horizontal(column)];
        return total(
          each([down.length, right.length], (a, b) => {
            const [top, left] = [down[a], right[b]];
            if (top === undefined || left === undefined) return undefined;
            return y(n, (c * kh + top.entry) * kw + left.entry, top.position * across + left.position);
          }),
        );
      },
    };
  },
  special: 'propagates',
  rejects: {
    R1: 'size, kernel, stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
    R2: 'the dilated kernel must fit into the padded images',
    R3: 'p must be a multiple of the size of the kernel',
    R4: 'l must be the number of positions of the kernel',
  },
  feasible({ p }, attributes) {
    const [[h = 1, w = 1], [kh = 1, kw = 1]] = [attributes.size, attributes.kernel];
    const [oh, ow] = positions2d([h, w], attributes);
    return { p: Math.ceil(p / (kh * kw)) * kh * kw, l: oh * ow };
  },
  compatible(attributes) {
    const [rows, columns] = room2d(attributes);
    const [h = 1, w = 1] = attributes.size;
    return { ...attributes, size: [Math.max(h, rows), Math.max(w, columns)] };
  },
  homogeneous: [{ y: 1, x: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'col2im(im2col(x)) is x, each element times the number of patches that it is in, on integers',
    C2: 'col2im of the transposed kernel times G is convTranspose2d of G, on integers',
  },
  sources: [dumoulinVisin2016('chapter 4'), pytorch('torch.nn.Fold')],
});
