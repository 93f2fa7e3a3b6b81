import type { Arithmetic } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { gehring2017, su2021, vaswani2017 } from '../sources.ts';

/** How the two elements of a pair lie: side by side, or all first ones before all second ones. */
const layout = { kind: 'choice', options: ['interleaved', 'halves'], default: 'interleaved' } as const;
const base = { kind: 'real', min: 1, max: 2 ** 40, default: 10_000, clause: 'R2' } as const;
const baseRule = 'base must be a number from 1 to 2^40';

/** The place of element k: which pair of how many it belongs to, and whether it is the second of it. */
function placeOf(k: number, d: number, layout: string) {
  const half = d / 2;
  return layout === 'halves'
    ? { pair: k % half, isSecond: k >= half }
    : { pair: Math.floor(k / 2), isSecond: k % 2 === 1 };
}

/** The angle by which pair i of d / 2 turns at a position: position base^(-2 i / d), the power taken in any of the usual ways. */
function angle<T>(S: Arithmetic<T>, position: number, pair: number, d: number, base: number): T {
  if (pair === 0) return S.constant(position);
  const [t, exponent] = [S.constant(position), S.div(S.constant(2 * pair), S.constant(d))];
  const power = S.pow(S.constant(base), exponent);
  const byExp = () => S.mul(t, S.exp(S.neg(S.mul(exponent, S.log(S.constant(base))))));
  return S.either(S.div(t, power), () => S.either(S.mul(t, S.div(S.constant(1), power)), byExp));
}

const requireEven = (d: number): void => {
  if (d % 2 !== 0) refuse('R1', `d must be even, got ${d}`);
};

export const sinusoidalPositions = defineOperation({
  id: 'sequence.sinusoidalPositions',
  meaning:
    'Sines and cosines of n positions at d / 2 frequencies, sin(t w_i) and cos(t w_i) for w_i = base^(-2 i / d): side by side, or all sines before all cosines.',
  signature: '() -> y[n, d]',
  attributes: {
    n: { kind: 'integer', min: 0, max: 4096, clause: 'R3' },
    d: { kind: 'integer', min: 2, clause: 'R1' },
    base,
    layout,
    dtype: { kind: 'dtype' },
  },
  sizes: (_, { n, d }) => {
    requireEven(d);
    return { n, d };
  },
  definition: (_, S, { d, base, layout }) => ({
    y(t, k) {
      const { pair, isSecond } = placeOf(k, d, layout);
      const turn = angle(S, t, pair, d, base);
      return isSecond ? S.cos(turn) : S.sin(turn);
    },
  }),
  rejects: {
    R1: 'd must be an even integer that is at least 2',
    R2: baseRule,
    R3: 'n must be an integer from 0 to 4096',
  },
  compatible: (attributes) => ({ ...attributes, d: attributes.d + (attributes.d % 2), n: Math.min(attributes.n, 64) }),
  clauses: {
    C1: 'position t + k is position t with every pair turned by the angles of k, which no t changes, up to rounding',
    C2: 'every position has the squared length d / 2, up to rounding',
    C3: 'no two positions are the same',
    C4: 'position 0 is 0 and 1 in every pair, bitwise, and the first pair of position t is sin t and cos t',
  },
  sources: [vaswani2017('section 3.5')],
});

export const learnedPositions = defineOperation({
  id: 'sequence.learnedPositions',
  meaning: 'A learned vector added to every position: rows of a table, from one that an offset names on.',
  signature: 'x[..., n, d], table[m, d] -> y[..., n, d]',
  attributes: { offset: { kind: 'integer', min: 0, default: 0, clause: 'R2' } },
  sizes: ({ n, m }, { offset }) => {
    if (offset + n > m)
      refuse('R1', `the table must have a row for every position, got ${m} for positions up to ${offset + n}`);
    return {};
  },
  definition: ({ x, table }, { add }, { offset }) => ({ y: (t, k) => add(x(t, k), table(offset + t, k)) }),
  special: 'propagates',
  rejects: { R1: 'the table must have a row for every position', R2: 'offset must be an integer from 0' },
  feasible: ({ n, m }, { offset }) => ({ n, m: Math.max(m, n + offset) }),
  homogeneous: [{ x: 1, table: 1, y: 1 }],
  exchangeable: ['d'],
  derivative: (_, { y: g }, { size, constant }, { offset }) => ({
    x: g,
    table: (row, k) => (row >= offset && row < offset + size('n') ? g(row - offset, k) : constant(0)),
  }),
  clauses: {
    C1: 'of zeros it is the first n rows of the table, bitwise',
    C2: 'the positions from the kth on are those of a sequence that begins at an offset of k, bitwise',
    C3: 'the gradient of the table is the sum of the cotangents over the batch in its rows, and 0 in those that no position reads, on integers',
  },
  sources: [gehring2017('section 3.1'), vaswani2017('section 3.5')],
});

export const rotaryPositions = defineOperation({
  id: 'sequence.rotaryPositions',
  meaning:
    'Every pair of features turned by an angle that grows with the position, t w_i for w_i = base^(-2 i / d), t counted from an offset: what queries and keys become before their inner products. Pairs lie side by side, or d / 2 apart.',
  signature: 'x[..., n, d] -> y[..., n, d]',
  attributes: {
    base,
    layout,
    offset: { kind: 'integer', min: 0, max: 65_536, default: 0, clause: 'R3' },
  },
  sizes: ({ d }) => {
    requireEven(d);
    return {};
  },
  definition({ x }, S, { base, layout, offset }) {
    const d = S.size('d');
    const turns = S.memo((t, pair, isSecond) => {
      const turn = angle(S, offset + t, pair, d, base);
      return isSecond === 1 ? S.sin(turn) : S.cos(turn);
    });
    return {
      y(t, k) {
        const { pair, isSecond } = placeOf(k, d, layout);
        const step = layout === 'halves' ? d / 2 : 1;
        const other = x(t, isSecond ? k - step : k + step);
        const across = S.mul(turns(t, pair, 1), other);
        return S.add(S.mul(turns(t, pair, 0), x(t, k)), isSecond ? across : S.neg(across));
      },
    };
  },
  special: 'propagatesNaN',
  rejects: {
    R1: 'd must be even',
    R2: baseRule,
    R3: 'offset must be an integer from 0 to 65536',
  },
  feasible: ({ n, d }) => ({ n, d: d + (d % 2) }),
  homogeneous: [{ x: 1, y: 1 }],
  derivative: 'ofDefinition',
  clauses: {
    C1: 'the inner product of a query at p and a key at s depends on p - s alone, up to rounding',
    C2: 'every pair keeps its length, up to rounding',
    C3: 'position 0 stays as it is, bitwise',
    C4: 'both layouts are one, after the features are put into the order of the other',
    C5: 'the positions from the kth on are those of a sequence that begins at an offset of k, within the bounds of both',
    C6: 'the gradient is turned back: that of y itself is x, up to rounding',
  },
  sources: [su2021('section 3.2')],
});
