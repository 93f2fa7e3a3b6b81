import { conv1d } from '../../spec/layers/conv1d.ts';
import { locallyConnected1d } from '../../spec/layers/locallyConnected1d.ts';
import { beside } from '../generators/beside.ts';
import { dealtBelow } from '../generators/dealt.ts';
import type { Context, Law } from '../law.ts';
import { equal, metamorphic } from '../metamorphic.ts';
import { at, build } from '../verbs/tensors.ts';
import { sequences } from './_internal/sequences.ts';

/** A sequence, a kernel that fits into it and is the same at every position, and one of these. */
const shared = (context: Context) =>
  beside(sequences(context, { padding: [0, 0], dilation: 1, groups: 1 }), { chosen: dealtBelow(4) }).map(
    ({ x, weight: kernel, stride, chosen }) => {
      const [o = 1, c = 1, k = 1] = kernel.shape;
      const positions = Math.floor(((x.shape[2] ?? 1) - k) / stride) + 1;
      const weight = build(kernel, [positions, o, c, k], (_t, ...entry) => at(kernel, ...entry));
      return { x, weight, kernel, stride, position: chosen % positions };
    },
  );

export const laws: readonly Law[] = [
  equal(locallyConnected1d, 'C1', {
    hint: 'the kernel is flipped, or the stride left out',
    needs: [conv1d],
    cases: shared,
    sides: (f, { x, weight, kernel, stride }, convolved) => ({
      y: [f({ x, weight, stride }), convolved({ x, weight: kernel, stride })],
    }),
  }),
  metamorphic(locallyConnected1d, 'C2', {
    hint: 'one kernel is shared by all positions, or by others than its own',
    cases: shared,
    to: ({ weight, position }) => ({
      weight: build(weight, weight.shape, (t, ...entry) => (t === position ? 2 : 1) * at(weight, t, ...entry)),
    }),
    result: ({ y }, { position }) => ({
      y: build(y, y.shape, (n, o, t) => (t === position ? 2 : 1) * at(y, n, o, t)),
    }),
    what: 'y with one of the kernels doubled',
  }),
];
