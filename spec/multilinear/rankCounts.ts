import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { golubVanLoan2013 } from '../sources.ts';

export const degreesOfFreedom = defineOperation({
  id: 'multilinear.degreesOfFreedom',
  meaning:
    'How many numbers determine an m by n matrix of a given rank: r (m + n - r), the dimension of their manifold.',
  signature: '() -> d[]',
  attributes: {
    m: { kind: 'integer', min: 0, clause: 'R1' },
    n: { kind: 'integer', min: 0, clause: 'R1' },
    rank: { kind: 'integer', min: 0, clause: 'R2' },
    dtype: { kind: 'dtype', clause: 'R3' },
  },
  sizes(_, { m, n, rank }) {
    const most = Math.min(m, n);
    if (rank > most) refuse('R2', `rank must be at most min(m, n) = ${most}, got ${rank}`);
    return {};
  },
  definition: (_, { mul, constant }, { m, n, rank }) => ({ d: () => mul(constant(rank), constant(m + n - rank)) }),
  special: 'undefined',
  rejects: {
    R1: 'm and n must be integers that are at least 0',
    R2: 'rank must be an integer from 0 to min(m, n)',
    R3: 'dtype must be float64 or float32',
  },
  compatible: ({ m, n, rank, dtype }) => ({ m, n, rank: Math.min(rank, m, n), dtype }),
  clauses: {
    C1: 'it is m n - (m - r) (n - r), exactly: at most m n, and m n only where r = min(m, n)',
    C2: 'it is the rank of the derivative of U V^T by both factors, which have r (m + n) entries and r^2 more than it takes',
  },
  sources: [golubVanLoan2013('section 2.4')],
});

export const explainedEnergy = defineOperation({
  id: 'multilinear.explainedEnergy',
  meaning: 'The share of the first singular values in the sum of all their squares, ||A_k||_F^2 / ||A||_F^2.',
  signature: 's[..., n] -> e[...]',
  attributes: { rank: { kind: 'integer', min: 0, clause: 'R1' } },
  sizes({ n }, { rank }) {
    if (rank > n) refuse('R1', `rank must be at most ${n}, the number of singular values, got ${rank}`);
    return {};
  },
  definition: ({ s }, { sum, max, mul, div, memo, detach }, { rank }) => ({
    e: () => {
      // In units of the largest, whose square may be out of range.
      const largest = detach(max('n', s));
      const square = memo((i) => mul(div(s(i), largest), div(s(i), largest)));
      return div(sum([rank], square), sum('n', square));
    },
  }),
  freedom: 'the share in no energy, 0 / 0, is NaN, 0, 1, or refused',
  special: 'undefined',
  rejects: { R1: 'rank must be an integer from 0 to the number of singular values' },
  domain: { s: 'positive' },
  feasible: ({ n }, { rank }) => ({ n: Math.max(n, rank, 1) }),
  homogeneous: [{ s: 1, e: 0 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'rank 0 explains 0, all of them 1, up to rounding, and one more never less',
    C2: 'what rank k leaves is what truncation cuts off: 1 - e = ||A - A_k||_F^2 / ||A||_F^2',
    C3: 'of k equal values among n it is k / n, within the bound',
  },
  sources: [golubVanLoan2013('section 2.4')],
});
