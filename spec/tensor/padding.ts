import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { numpy, pytorch } from '../sources.ts';
import { copied, linear } from './_internal/moving.ts';
import { modulo } from './_internal/places.ts';

const anyNumber = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } as const;

/** Where on an axis the element comes from that stands at a place before it, on it or behind it. */
const places = {
  edge: (at: number, n: number) => Math.min(Math.max(at, 0), n - 1),
  reflect: (at: number, n: number) => n - 1 - Math.abs(n - 1 - modulo(at, 2 * (n - 1))),
  circular: modulo,
} as const;

export const pad = defineOperation({
  id: 'tensor.pad',
  meaning:
    'So many elements before and behind those of every axis: a value (constant), the outermost element (edge), the elements mirrored at it (reflect), or those of the other end (circular).',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    before: { kind: 'perAxis', of: 's', min: 0, clause: 'R1' },
    after: { kind: 'perAxis', of: 's', min: 0, clause: 'R1' },
    mode: { kind: 'choice', options: ['constant', 'edge', 'reflect', 'circular'], default: 'constant', clause: 'R2' },
    value: { kind: 'real', ...anyNumber, default: 0, clause: 'R2' },
  },
  sizes({ s }, { before, after, mode }) {
    const wide = s.map((size, axis) => size + (before[axis] ?? 0) + (after[axis] ?? 0));
    const bare = s.findIndex((size, axis) => size === 0 && (wide[axis] ?? 0) > 0);
    if (bare >= 0 && mode !== 'constant') refuse('R3', `axis ${bare} has no element for mode ${mode}`);
    return { t: wide };
  },
  definition({ x }, S, { before, mode, value }) {
    const shape = S.shape('s');
    return {
      y(...index) {
        const at = index.map((one, axis) => one - (before[axis] ?? 0));
        if (mode !== 'constant') return x(...at.map((one, axis) => places[mode](one, shape[axis] ?? 0)));
        return at.every((one, axis) => one >= 0 && one < (shape[axis] ?? 0)) ? x(...at) : S.constant(value);
      },
    };
  },
  freedom:
    'more elements may be refused than reflect finds on the other side of the outermost one, and circular on the whole axis',
  ...copied,
  rejects: {
    R1: 'before and after must hold a number from 0 for each axis',
    R2: 'mode must be one of constant, edge, reflect and circular, and value a finite number',
    R3: 'an axis without elements can be padded by a constant only',
  },
  feasible({ s }, { before, after, mode }) {
    const most = (axis: number) => Math.max(before[axis] ?? 0, after[axis] ?? 0);
    const least = { constant: () => 0, edge: () => 1, reflect: (axis: number) => most(axis) + 1, circular: most };
    return { s: s.map((size, axis) => (most(axis) === 0 ? size : Math.max(size, least[mode](axis)))) };
  },
  homogeneous: [{ x: 1, value: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'crop(pad(x)) = x, bitwise, in every mode',
    C2: '<pad(x), y> = <x, crop(y)> on integers, padded with 0',
    C3: 'edge repeats the outermost element, reflect does not: of 0 1 2 by two on either side 0 0 0 1 2 2 2, and 2 1 0 1 2 1 0; circular 1 2 0 1 2 0 1, bitwise',
    C4: 'reflect and circular go on beyond the axis, back and forth and round and round, or refuse it; reflect of one element is that element, or is refused',
    C5: 'the gradient of an element is the sum of G over all the places where it stands: in all it is that of G, on integers',
  },
  sources: [numpy('numpy.pad'), pytorch('torch.nn.functional.pad')],
});

export const crop = defineOperation({
  id: 'tensor.crop',
  meaning: 'A tensor without so many elements at the front and at the back of every axis.',
  signature: 'x[s*] -> y[t*]',
  attributes: {
    before: { kind: 'perAxis', of: 's', min: 0, clause: 'R1' },
    after: { kind: 'perAxis', of: 's', min: 0, clause: 'R1' },
  },
  sizes({ s }, { before, after }) {
    const left = s.map((size, axis) => size - (before[axis] ?? 0) - (after[axis] ?? 0));
    const short = left.findIndex((size) => size < 0);
    if (short >= 0)
      refuse('R2', `axis ${short} has ${s[short]} elements, of which ${before[short]} and ${after[short]} cannot go`);
    return { t: left };
  },
  definition: ({ x }, _, { before }) => ({ y: (...index) => x(...index.map((at, axis) => at + (before[axis] ?? 0))) }),
  ...copied,
  rejects: {
    R1: 'before and after must hold a number from 0 for each axis',
    R2: 'no more elements can go than there are',
  },
  feasible: ({ s }, { before, after }) => ({
    s: s.map((size, axis) => Math.max(size, (before[axis] ?? 0) + (after[axis] ?? 0))),
  }),
  ...linear,
  clauses: {
    C1: 'one crop after another is that of their sums, bitwise',
    C2: 'without any it is x, and of all of an axis nothing is left: size 0, bitwise',
    C3: 'crop(flip(x)) from either side is flip(crop(x)) from the other, bitwise',
  },
  sources: [pytorch('torch.Tensor.narrow, an axis after another'), numpy('Basic indexing')],
});
