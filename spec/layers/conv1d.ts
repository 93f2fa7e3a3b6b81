import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { dumoulinVisin2016, onnx, pytorch } from '../sources.ts';
import { channelsInGroups, requireGroups, roundUp } from './_internal/convolution.ts';
import { meetingsOf, placeOf, positionsOf, roomForWindow, samePadding, type Window } from './_internal/windows.ts';

interface Attributes {
  readonly stride: number;
  readonly padding: readonly number[];
  readonly dilation: number;
  readonly same: boolean;
  readonly boundary: string;
}

/** How the kernel moves along an axis of this size. */
function windowOf(size: number, kernel: number, { stride, padding, dilation, same, boundary }: Attributes): Window {
  const window = { kernel, stride, dilation, circular: boundary === 'circular' };
  const [before = 0, after = 0] = padding;
  return { ...window, ...(same ? samePadding(size, window) : { before, after }) };
}

/** The smallest axis: where it goes round as long as the larger half of the padding, which is no more than the rest of the kernel. */
const roomForSame = (kernel: number, { dilation, boundary }: Attributes): number =>
  boundary === 'circular' ? Math.max(Math.ceil((dilation * (kernel - 1)) / 2), 1) : 1;

export const conv1d = defineOperation({
  id: 'layers.conv1d',
  meaning:
    'Cross-correlation of sequences with a kernel (the kernel is not flipped), in groups of channels; padded before and behind, or by as much as makes ceil(w / stride) positions (same), with zeros or with what stands at the other end (circular).',
  signature: 'x[n, c, w], weight[o, i, k], bias?[o] -> y[n, o, ow]',
  attributes: {
    stride: { kind: 'integer', min: 1, default: 1, clause: 'R3' },
    padding: { kind: 'integers', length: 2, min: 0, max: Number.POSITIVE_INFINITY, default: [0, 0], clause: 'R3' },
    dilation: { kind: 'integer', min: 1, default: 1, clause: 'R3' },
    groups: { kind: 'integer', min: 1, default: 1, clause: 'R4' },
    same: { kind: 'boolean', default: false },
    boundary: { kind: 'choice', options: ['zeros', 'circular'], default: 'zeros', clause: 'R5' },
  },
  sizes({ c, w, o, i, k }, attributes) {
    requireGroups(attributes.groups, ['c', c], ['i', i], ['o', o]);
    if (attributes.same && attributes.padding.some((size) => size !== 0)) {
      refuse('R6', `padding must be [0, 0] where same is true, got [${attributes.padding.join(', ')}]`);
    }
    return { ow: positionsOf(w, windowOf(w, k, attributes)) };
  },
  definition({ x, weight, bias }, { mul, total, each, size }, attributes) {
    const met = placeOf(size('w'), windowOf(size('w'), size('k'), attributes));
    const outputsPerGroup = size('o') / attributes.groups;
    return {
      y(n, o, position) {
        const first = Math.floor(o / outputsPerGroup) * size('i');
        const list = each('i k', (i, entry) => {
          const at = met(position, entry);
          return at === undefined ? undefined : mul(x(n, first + i, at), weight(o, i, entry));
        });
        return total(bias === undefined ? list : [...list, bias(o)]);
      },
    };
  },
  freedom:
    'whether the zeros of the padding are multiplied with an infinite or NaN weight; more circular padding than the axis is long may be refused',
  special: 'propagates',
  specialAt: { padding: [0, 0], same: false },
  rejects: {
    R1: 'c must be groups times i, and o a multiple of groups',
    R2: 'the dilated kernel must fit into the padded input',
    R3: 'stride and dilation must be integers that are at least 1, padding two that are at least 0',
    R4: 'groups must be an integer that is at least 1',
    R5: 'boundary must be zeros or circular',
    R6: 'padding must be [0, 0] where same is true',
  },
  feasible({ c, w, o, i, k }, attributes) {
    const kernel = Math.max(k, 1);
    const room = attributes.same ? roomForSame(kernel, attributes) : roomForWindow(windowOf(w, kernel, attributes));
    return {
      k: kernel,
      ...channelsInGroups(c, i, attributes.groups),
      o: roundUp(o, attributes.groups),
      w: Math.max(w, room),
    };
  },
  compatible: (attributes) => (attributes.same ? { ...attributes, padding: [0, 0] } : attributes),
  homogeneous: [
    { x: 1, bias: 1, y: 1 },
    { weight: 1, bias: 1, y: 1 },
  ],
  exchangeable: ['n'],
  derivative({ x, weight }, { y: g }, { sum, mul, total, each, size }, attributes) {
    const window = windowOf(size('w'), size('k'), attributes);
    const [met, meetings] = [placeOf(size('w'), window), meetingsOf(size('w'), window, size('ow'))];
    const outputsPerGroup = size('o') / attributes.groups;
    return {
      x(n, c, at) {
        const [group, list] = [Math.floor(c / size('i')), meetings(at)];
        return total(
          each([outputsPerGroup, list.length], (output, k) => {
            const [o, meeting] = [group * outputsPerGroup + output, list[k]];
            return meeting && mul(g(n, o, meeting.position), weight(o, c % size('i'), meeting.entry));
          }),
        );
      },
      weight: (o, i, entry) =>
        total(
          each('n ow', (n, position) => {
            const at = met(position, entry);
            const channel = Math.floor(o / outputsPerGroup) * size('i') + i;
            return at === undefined ? undefined : mul(x(n, channel, at), g(n, o, position));
          }),
        ),
      bias: (o) => sum('n ow', (n, position) => g(n, o, position)),
    };
  },
  clauses: {
    C1: 'it is conv2d of images one row high by a kernel one row high, bitwise on integers',
    C2: 'same gives ceil(w / stride) positions, and is padding with half of what they need on either side, the odd one behind, bitwise on integers',
    C3: 'circular is no padding of the sequence with its own ends put around it, bitwise on integers',
    C4: 'circular and same, with a stride that divides w: a sequence turned by m strides gives what is turned by m, bitwise on integers',
    C5: 'with zeros around it only outputs that meet no padding move with the input, bitwise on integers',
    C6: 'by flipped kernels it is true convolution: that of the full padding is convolve, the circular one commutes and associates, bitwise on integers',
  },
  sources: [dumoulinVisin2016('chapters 2 and 5'), pytorch('torch.nn.Conv1d'), onnx('Conv')],
  cost: {
    multiplications: ({ n = 0, o = 0, ow = 0, i = 0, k = 0 }) => n * o * ow * i * k,
  },
});
