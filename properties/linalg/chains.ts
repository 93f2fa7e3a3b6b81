import fc from 'fast-check';
import { matrixPower, multiDot } from '../../spec/linalg/chains.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt, dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { unimodularMatrices } from '../generators/unimodular.ts';
import type { Context, Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { filled, identity, map, product, transposed } from '../verbs/tensors.ts';
import { inverseOfUnimodular } from './_internal/integerMatrices.ts';

/** Square matrices whose powers are small integers. */
const small = (context: Context) =>
  tensors(context, { drawn: 'n n' }, { most: 4 }).map(({ drawn }) => ({ a: map(drawn, (value) => value % 3) }));

/** The matrices of a chain of two to five. */
const chains = (context: Context) =>
  beside(tensors(context, { a: 'm n', b: 'n p', c: 'p q', d: 'q r', e: 'r s' }, { most: 4 }), {
    count: dealt([2, 3, 4, 5, 3]),
  }).map(({ a, b, c, d, e, count }) => ({ xs: [a, b, c, d, e].slice(0, count).map((x) => map(x, (one) => one % 4)) }));

const ofAll = (xs: readonly Tensor[]): Tensor => xs.reduce(product);

export const laws: readonly Law[] = [
  equal(matrixPower, 'C1', {
    bits: 24,
    cases: (context) => beside(small(context), { s: dealtBelow(4), t: dealt([1, 2, 3]) }),
    sides: async (f, { a, s, t }) => ({
      'A^s A^t': [product(await f({ a, exponent: s }), await f({ a, exponent: t })), f({ a, exponent: s + t })],
    }),
  }),
  equal(matrixPower, 'C2', {
    cases: (context) =>
      beside(tensors(context, { drawn: 'n n' }, { entries: 'reals' }), { bad: dealt([0, Number.NaN]) }),
    sides: (f, { drawn, bad }) => {
      const unit = identity(drawn, drawn.shape[0] ?? 1);
      return {
        'A^0': [f({ a: drawn, exponent: 0 }), unit],
        [`A^0 of ${bad}`]: [f({ a: filled(drawn, drawn.shape, bad), exponent: 0 }), unit],
        'A^1': [f({ a: drawn, exponent: 1 }), drawn],
      };
    },
  }),
  equal(matrixPower, 'C3', {
    bits: 53,
    hint: 'elements are raised to the power, not the matrix',
    cases: (context) =>
      beside(unimodularMatrices(context), {
        diagonal: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 }),
        t: dealt([2, 3, 5]),
      }).map(({ a, diagonal, t }) => ({ s: map(a, (value) => value), diagonal, t })),
    sides: (f, { s, diagonal, t }) => {
      const inverse = inverseOfUnimodular(s);
      const turned = (exponent: number) =>
        product(
          product(
            s,
            map(identity(s, s.shape[0] ?? 1), (one, at) => one * (diagonal[at % 4] ?? 0) ** exponent),
          ),
          inverse,
        );
      return { '(S D S^-1)^t': [f({ a: turned(1), exponent: t }), turned(t)] };
    },
  }),
  equal(matrixPower, 'C4', {
    bits: 24,
    cases: (context) => beside(small(context), { exponent: dealt([2, 3, 4, 5]) }),
    sides: async (f, { a, exponent }) => ({
      '(A^T)^t': [f({ a: transposed(a), exponent }), transposed(await f({ a, exponent }))],
    }),
  }),
  equal(multiDot, 'C1', {
    bits: 24,
    cases: chains,
    sides: (f, { xs }) => ({ 'the product of the chain': [f({ xs }), ofAll(xs)] }),
  }),
  equal(multiDot, 'C2', {
    bits: 24,
    cases: (context) => beside(chains(context), { at: dealtBelow(4) }),
    sides: (f, { xs, at }) => {
      const first = at % (xs.length - 1);
      const joined = f({ xs: xs.slice(first, first + 2) });
      const rest = xs.length === 2 ? joined : f({ xs: [...xs.slice(0, first), joined, ...xs.slice(first + 2)] });
      return { 'with two factors multiplied first': [rest, f({ xs })] };
    },
  }),
  equal(multiDot, 'C3', {
    bits: 24,
    cases: chains,
    sides: async (f, { xs }) => ({
      'the product of the transposes': [f({ xs: xs.map(transposed).reverse() }), transposed(await f({ xs }))],
    }),
  }),
  equal(multiDot, 'C4', {
    bits: 24,
    cases: (context) => beside(chains(context), { at: dealtBelow(5) }),
    sides: (f, { xs, at }) => {
      const place = at % (xs.length + 1);
      const unit = identity(ofAll(xs), (xs[place]?.shape[0] ?? xs.at(-1)?.shape[1]) as number);
      return { [`an identity at ${place}`]: [f({ xs: xs.toSpliced(place, 0, unit) }), f({ xs })] };
    },
  }),
  refuses(multiDot, 'R1', {
    share: 0.3,
    cases: (context) => tensors(context, { a: 'm n' }),
    calls: ({ a }) => ({ 'a single matrix': { xs: [a] }, 'an empty list': { xs: [] } }),
  }),
  refuses(multiDot, 'R2', {
    share: 0.5,
    cases: (context) => tensors(context, { a: 'm n', b: 'n p', c: 'p q' }),
    calls: ({ a, b, c }) => ({
      'a row too many': { xs: [a, filled(b, [(b.shape[0] ?? 1) + 1, b.shape[1] ?? 1], 1), c] },
      'a row too many in the last': { xs: [a, b, filled(c, [(c.shape[0] ?? 1) + 1, c.shape[1] ?? 1], 1)] },
    }),
  }),
];
