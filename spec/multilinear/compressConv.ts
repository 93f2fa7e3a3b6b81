import { inUnitsOf } from '../_internal/characteristic.ts';
import type { Algebra } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { deLathauwer2000, kim2016, lapackThresholds } from '../sources.ts';
import { thresholds } from '../thresholds.ts';
import { frobeniusNorm, tailOf } from './_internal/truncation.ts';

const roundoff = (shape: readonly number[], { u }: Algebra): number => thresholds.singular * Math.max(...shape) * 2 * u;

export const compressConv = defineOperation({
  id: 'multilinear.compressConv',
  meaning:
    'A convolution as three thinner ones, 1 by 1, h by w and 1 by 1, with q and p channels between them: the Tucker decomposition of the kernel along its channels (Tucker-2), nearly the best of these ranks.',
  signature: 'kernel[o, i, h, w] -> first[q, i], core[p, q, h, w], last[o, p]',
  attributes: { ranks: { kind: 'integers', length: 2, min: 1, max: Number.POSITIVE_INFINITY, clause: 'R1' } },
  sizes({ o, i, h, w }, { ranks: [p = 1, q = 1] }) {
    const most = [Math.min(o, q * h * w), Math.min(i, p * h * w)];
    if (p > (most[0] ?? 0) || q > (most[1] ?? 0)) {
      refuse('R1', `beside each other the ranks must be at most [${most.join(', ')}], got [${p}, ${q}]`);
    }
    return { p, q };
  },
  equations: {
    C1(given, algebra, _, { o, i, h, w, p, q }) {
      const { along, transpose, minus, unfolded, ratio } = algebra;
      const [kernel, core] = inUnitsOf(given.kernel, given.core);
      const wide = along(core, [p, q, h, w], 1, transpose(given.first));
      const distance = frobeniusNorm(minus(along(wide, [p, i, h, w], 0, given.last), kernel), algebra);
      const tails = [p, q].map((rank, axis) => tailOf(unfolded(kernel, [o, i, h, w], axis), rank, algebra));
      const limit = Math.sqrt(tails.reduce((sum, tail) => sum + tail, 0));
      return ratio(Math.max(0, distance - limit), roundoff([o, i, h * w], algebra) * frobeniusNorm(kernel, algebra));
    },
  },
  freedom:
    'how the three are scaled and turned against each other; below full ranks any that are quasi-optimal. No derivative is stated: it would be that of one choice',
  special: 'rejects',
  rejects: {
    R1: 'ranks must be integers from 1 to the numbers of channels, each at most the other times h w',
    R2: 'the kernel must be finite: NaN is refused, or reaches the result; infinities end in finite time',
  },
  feasible: ({ o, i, h, w }, { ranks: [p = 1, q = 1] }) => ({
    o: Math.max(o, p),
    i: Math.max(i, q),
    h: Math.max(h, 1, Math.ceil(Math.max(p / q, q / p) / Math.max(w, 1))),
    w: Math.max(w, 1),
  }),
  spectral: ['C1'],
  homogeneous: [{ kernel: 1, core: 1 }],
  clauses: {
    C1: 'quasi-optimal: ||K - K_pq||_F is at most the root of the sum, over the two unfoldings along channels, of the squares of the singular values beyond the rank, within 35 max(o, i, h w) eps ||K||_F; K_pq the kernel of the three',
    C2: 'of a kernel that is one of these ranks nothing is lost, within as much',
    C3: 'one after the other they convolve nearly as K does: ||y - y_pq|| is at most the limit of C1 times sqrt(h w) ||x||',
    C4: 'they hold q i + p q h w + o p numbers together',
  },
  sources: [kim2016('section 3.1: Tucker-2'), deLathauwer2000('property 10'), lapackThresholds('svd.in: 35')],
});
