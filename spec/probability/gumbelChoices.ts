import { holds } from '../_internal/holds.ts';
import { integersOf, membersOf, worstOf } from '../_internal/members.ts';
import { sample } from '../numerics/_internal/sample.ts';
import { defineOperation } from '../operation.ts';
import type { Drawn } from '../random.ts';
import { refuse } from '../refusal.ts';
import { gumbel1958, jangGuPoole2017, maddison2017, pytorch } from '../sources.ts';

const { shape, key } = sample.attributes;
const { R1, R2 } = sample.rejects;

/** Above 0; that it is no smaller is asked of the sizes. */
const temperature = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1, clause: 'R4' } as const;

interface Given {
  readonly shape: readonly number[];
  readonly temperature: number;
}

interface Logits {
  readonly logits: readonly number[];
}

/** e^z_i / sum e^z_j; 0 beyond the last. */
function shareOf({ logits }: Logits, i: number): number {
  const terms = logits.map((z) => Math.exp(z));
  return (terms[i] ?? 0) / terms.reduce((sum, one) => sum + one, 0);
}

const requireClass = (c: number): void => {
  if (c < 1) refuse('R3', 'there must be at least one class');
};

/** The place of the largest. */
function largestOf(y: Drawn): number {
  let best = 0;
  for (let i = 1; i < y.length; i++) if (Number(y[i]) > Number(y[best])) best = i;
  return best;
}

/** How often each of four classes is chosen, by what is chosen in a member. */
const frequencies = (chosen: (member: Drawn) => number | undefined) =>
  [0, 1, 2, 3].map((i) => ({
    happens: (member: Drawn) => chosen(member) === i,
    probability: (at: Logits) => shareOf(at, i),
  }));

const relaxed = {
  sizes({ c }: { readonly c: number }, { shape, temperature }: Given) {
    requireClass(c);
    if (temperature === 0) refuse('R4', 'temperature must be above 0, got 0');
    return { s: shape };
  },
  feasible: ({ c }: { readonly c: number }) => ({ c: Math.max(c, 1) }),
  rejects: { R1, R2, R3: 'there must be at least one class', R4: 'temperature must be a number above 0' },
} as const;

const settings = [
  { logits: [0, 0], temperature: 1 },
  { logits: [2, 0, -1, 0.5], temperature: 0.125 },
];

export const gumbelMax = defineOperation({
  id: 'probability.gumbelMax',
  meaning:
    'Independent choices of a class, as a key says: the place of the largest logit plus a number with the Gumbel distribution.',
  signature: 'logits[c] -> int index[s*]',
  attributes: { shape, key },
  sizes({ c }, given) {
    requireClass(c);
    return { s: given.shape };
  },
  equations: {
    C1: ({ index }, _algebra, _, { c }) => holds(integersOf(index).every((i) => i >= 0 && i < c)),
  },
  random: {
    at: [{ logits: [0, 0] }, { logits: [2, 0, -1, 0.5] }, { logits: [-3, 4] }],
    coins: [([i = 0]) => i === 0],
    statistics: { C2: frequencies(([i]) => i) },
  },
  freedom: sample.freedom,
  special: 'rejects',
  rejects: { R1, R2, R3: 'there must be at least one class' },
  feasible: relaxed.feasible,
  clauses: {
    C1: 'the index is one of 0 .. c - 1',
    C2: 'class i is chosen with the probability softmax(z)_i',
    C3: 'a constant added to the logits changes no choice of a key, but one where rounding decides',
    C4: 'the largest of z_i + g_i, g of numerics.gumbel, has the Gumbel distribution about ln sum e^z, whichever it is of',
  },
  sources: [gumbel1958('section 5.2'), maddison2017('section 2.2'), pytorch('torch.nn.functional.gumbel_softmax')],
});

export const gumbelSoftmax = defineOperation({
  id: 'probability.gumbelSoftmax',
  meaning:
    'Independent points of the simplex, as a key says: the softmax of logits plus numbers with the Gumbel distribution, over a temperature.',
  signature: 'logits[c] -> y[s*, c]',
  attributes: { shape, temperature, key },
  sizes: relaxed.sizes,
  equations: {
    C1: ({ y }, { times, transpose, minus, identity, largest, ratio, u }, _, { c }) => {
      const ones = { rows: c, columns: 1, exponent: 0, entries: new Array<bigint>(c).fill(1n) };
      if (!y.entries.every((entry) => entry >= 0n)) return Number.POSITIVE_INFINITY;
      return worstOf(
        membersOf(y, c).map((one) => ratio(largest(minus(times(transpose(one), ones), identity(1))), (c + 3) * u)),
      );
    },
  },
  random: {
    at: [...settings, { logits: [0, 1, 2], temperature: 4 }],
    coins: [([x = 0, y = 0]) => x > y, ([x = 0]) => x > 0.25 && x < 0.75],
    statistics: {
      C2: frequencies(largestOf),
      // ln(y_0 / y_1) T - (z_0 - z_1) is a difference of two Gumbel numbers, which has the logistic distribution.
      C3: [-1, 0, 2].map((s) => ({
        happens: ([x = 0, y = 0]: Drawn) => x <= y * Math.exp(s),
        probability: ({ logits: [z0 = 0, z1 = 0], temperature: t }: Logits & { readonly temperature: number }) =>
          1 / (1 + Math.exp(z0 - z1 - t * s)),
      })),
    },
  },
  freedom: `${sample.freedom}; without classes no numbers, in place of an error`,
  special: 'rejects',
  rejects: relaxed.rejects,
  feasible: relaxed.feasible,
  compatible: (given) => ({ ...given, temperature: given.temperature || 1 }),
  derivative({ y }, { y: g }, S, given) {
    const { sum, sub, mul, div, constant } = S;
    const t = constant(given.temperature);
    return {
      logits: (i) =>
        sum(S.shape('s'), (...at) => {
          const mean = sum('c', (j) => mul(g(...at, j), y(...at, j)));
          return div(mul(y(...at, i), sub(g(...at, i), mean)), t);
        }),
    };
  },
  clauses: {
    C1: 'no element is below 0, and every row sums to 1: off by at most (c + 3) u',
    C2: 'the largest of a row is that of class i with the probability softmax(z)_i, at any temperature',
    C3: 'ln(y_0 / y_1) T less the difference of their logits has the logistic distribution',
    C4: 'for T -> 0 every row is one-hot, but one where rounding decides',
    C5: 'noise is a function of the key: with other logits z and another temperature T the result is softmax((T0 ln y0 + z - z0) / T)',
    C6: 'the pullback is that of the softmax at the result, over the temperature, summed over the rows',
  },
  sources: [jangGuPoole2017('equation 2'), maddison2017('section 3.1'), pytorch('torch.nn.functional.gumbel_softmax')],
});

export const straightThroughGumbel = defineOperation({
  id: 'probability.straightThroughGumbel',
  meaning:
    'One-hot choices of a class, as a key says, where the Gumbel softmax is largest: what straight-through estimators go forward with.',
  signature: 'logits[c] -> y[s*, c]',
  attributes: { shape, temperature, key },
  sizes: relaxed.sizes,
  equations: {
    C1: ({ y }, { at, u, ratio }, _, { c }) =>
      worstOf(
        membersOf(y, c).map((one) => {
          const row = Array.from({ length: c }, (_, i) => at(one, i, 0));
          const hot = row.filter((value) => value > 1 / 2).length;
          // One minus what is soft and plus it again may be off by two roundings.
          const off = Math.max(...row.map((value) => Math.abs(value - Number(value > 1 / 2))));
          return hot === 1 ? ratio(off, 2 * u) : Number.POSITIVE_INFINITY;
        }),
      ),
  },
  random: {
    at: settings,
    coins: [([x = 0]) => x > 1 / 2],
    statistics: { C2: frequencies(largestOf) },
  },
  freedom: `${sample.freedom}; without classes no numbers, in place of an error`,
  special: 'rejects',
  rejects: relaxed.rejects,
  feasible: relaxed.feasible,
  compatible: (given) => ({ ...given, temperature: given.temperature || 1 }),
  clauses: {
    C1: 'every row has one element that is 1, and the others are 0, off by two roundings at most',
    C2: 'class i is chosen with the probability softmax(z)_i, at any temperature',
    C3: 'more than its distribution: it is where the Gumbel softmax of the same key is largest, but one row where rounding decides',
  },
  sources: [jangGuPoole2017('section 2.2: straight-through'), pytorch('torch.nn.functional.gumbel_softmax, hard=True')],
});
