import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { eigenvaluesText, golubVanLoan2013, gray2006 } from '../sources.ts';
import { places2d, positions2d, room2d, type Windows, windowAttributes } from './_internal/window2d.ts';

interface Attributes extends Omit<Windows, 'kernel'> {
  readonly size: readonly number[];
}

const windowsOf = (kh: number, kw: number, attributes: Attributes): Windows => ({ ...attributes, kernel: [kh, kw] });

/** The entries of a kernel that meet a place at a position. */
const entriesAt =
  (meets: (position: number, entry: number) => number | undefined, entries: number) =>
  (position: number, place: number): number[] =>
    Array.from({ length: entries }, (_, entry) => entry).filter((entry) => meets(position, entry) === place);

export const convToeplitz = defineOperation({
  id: 'layers.convToeplitz',
  meaning:
    'The matrix of a convolution: T x = y for images and responses in row-major order, blocks of Toeplitz matrices at stride 1, circulant ones where images go round.',
  signature: 'weight[o, i, kh, kw] -> t[r, q]',
  attributes: {
    size: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' },
    stride: windowAttributes.stride,
    padding: windowAttributes.padding,
    dilation: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, default: [1, 1], clause: 'R1' },
    groups: { kind: 'integer', min: 1, default: 1, clause: 'R3' },
    boundary: { kind: 'choice', options: ['zeros', 'circular'], default: 'zeros', clause: 'R4' },
  },
  sizes({ o, i, kh, kw }, attributes) {
    const [h = 1, w = 1] = attributes.size;
    const [oh, ow] = positions2d([h, w], windowsOf(kh, kw, attributes));
    if (o % attributes.groups !== 0) {
      refuse('R3', `o must be a multiple of groups = ${attributes.groups}, got ${o}`);
    }
    return { r: o * oh * ow, q: attributes.groups * i * h * w };
  },
  definition({ weight }, { total, each, constant, size }, attributes) {
    const [h = 1, w = 1] = attributes.size;
    const windows = windowsOf(size('kh'), size('kw'), attributes);
    const [[oh, ow], [down, across]] = [positions2d([h, w], windows), places2d([h, w], windows)];
    const [rows, columns] = [entriesAt(down, size('kh')), entriesAt(across, size('kw'))];
    const perGroup = size('o') / attributes.groups;
    return {
      t(row, column) {
        const [output, channel] = [Math.floor(row / (oh * ow)), Math.floor(column / (h * w))];
        if (Math.floor(output / perGroup) !== Math.floor(channel / size('i'))) return constant(0);
        const vertical = rows(Math.floor(row / ow) % oh, Math.floor(column / w) % h);
        const horizontal = columns(row % ow, column % w);
        return total(
          each([vertical.length, horizontal.length], (a, b) =>
            weight(output, channel % size('i'), vertical[a] ?? 0, horizontal[b] ?? 0),
          ),
        );
      },
    };
  },
  freedom: 'more circular padding than an axis is long may be refused',
  special: 'propagates',
  rejects: {
    R1: 'size, stride and dilation must hold two integers that are at least 1, padding two that are at least 0',
    R2: 'the dilated kernel must fit into the padded images',
    R3: 'groups must be an integer that is at least 1, and o a multiple of it',
    R4: 'boundary must be zeros or circular',
  },
  feasible({ o, kh, kw }, { size, padding, dilation, groups }) {
    const most = (axis: 0 | 1) =>
      Math.floor(((size[axis] ?? 1) + 2 * (padding[axis] ?? 0) - 1) / (dilation[axis] ?? 1)) + 1;
    return {
      o: Math.ceil(o / groups) * groups,
      kh: Math.min(Math.max(kh, 1), most(0)),
      kw: Math.min(Math.max(kw, 1), most(1)),
    };
  },
  // For a kernel that is drawn up to this size.
  compatible(attributes) {
    const [rows, columns] = room2d(windowsOf(1, 1, attributes));
    const [h = 1, w = 1] = attributes.size;
    return { ...attributes, size: [Math.max(h, rows), Math.max(w, columns)] };
  },
  homogeneous: [{ weight: 1, t: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'T x is conv2d(x, k), and T^T y is convTranspose2d(y, k), for every stride, padding, dilation and groups, on integers',
    C2: 'going round, for a row of w elements and a kernel that is padded by half its size, it is the circulant matrix of its first column; in general T x is conv2d of what has its own ends around it, on integers',
    C3: 'at stride 1 every diagonal is constant, within a block and from block to block, so that T holds the numbers of the kernel and no others; of groups, a block for each on the diagonal and 0 beside them, bitwise',
    C4: 'going round, one row and one channel: ||T||_2 is the largest magnitude of the transform of the kernel; with zeros around it at most that of any frequency, and so at most the sum of magnitudes, up to rounding',
  },
  errata: {
    E63: {
      claim: 'a convolution is a Toeplitz matrix, T x, with constant diagonals',
      where: eigenvaluesText('the unity that is hidden behind operations'),
      kind: 'conditional',
      counterexample:
        'k = (1, 1) at stride 2 over four elements: T = [[1, 1, 0, 0], [0, 0, 1, 1]], whose diagonal is 1, 0; and k = (1, 1, 1) going round: ||T||_2 = 3, ||k||_2 = sqrt(3)',
      right:
        'at stride 1 blocks of T have constant diagonals, circulant ones where images go round; its norm is that of the transform of the kernel, not of the kernel as an array',
      clauses: ['C3', 'C4'],
    },
  },
  sources: [golubVanLoan2013('section 4.8'), gray2006('chapters 3 and 4')],
});
