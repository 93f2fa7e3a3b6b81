import fc from 'fast-check';
import { multiHeadAttention } from '../../spec/sequence/multiHeadAttention.ts';
import { scaledDotProductAttention } from '../../spec/sequence/scaledDotProductAttention.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { calledWith, partsOf } from '../called.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../law.ts';
import { invariant, metamorphic } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { apart } from '../verbs/apart.ts';
import { sumWithin } from '../verbs/bothWithin.ts';
import { identical } from '../verbs/compare.ts';
import { boundedResult } from '../verbs/judge.ts';
import { at, build, identity, map, zeros } from '../verbs/tensors.ts';
import { below, columns, rows, taking } from './_internal/attention.ts';

/** What two heads of two features are given, and a context. */
const given = (context: Context) =>
  beside(
    tensors(
      context,
      {
        x: 'l m',
        context: 's c',
        weightQ: 'h m',
        weightK: 'h c',
        weightV: 'h c',
        weightO: 'o h',
        biasQ: 'h',
        biasK: 'h',
        biasV: 'h',
        biasO: 'o',
      },
      { sizes: { h: 4, s: 3 }, most: 3 },
    ),
    { heads: dealt([2, 4, 1]) },
  ).map((one) => ({ ...one, weightQ: map(one.weightQ, (value) => value / 4), groups: one.heads }));

/** The same with x for a context. */
const self = (context: Context) =>
  given(context).map(({ x, weightK, weightV, ...others }) => {
    const m = x.shape[1] ?? 0;
    const fitting = (weight: Tensor) =>
      build(weight, [weight.shape[0] ?? 0, m], (i, k) => at(weight, i, k % (weight.shape[1] ?? 1)));
    return { ...others, x, context: x, weightK: fitting(weightK), weightV: fitting(weightV) };
  });

const limits = (call: Case, context: Context) => {
  const { inputs, attributes } = partsOf(multiHeadAttention, call);
  return boundedResult(multiHeadAttention, inputs as never, attributes as never, context).allowed;
};

/** Blocks of so many rows, in another order, of a matrix or a vector. */
const blocks = (x: Tensor, size: number, order: readonly number[]): Tensor =>
  build(x, x.shape, (i, ...rest) => at(x, (order[Math.floor(i / size)] ?? 0) * size + (i % size), ...rest));

const turnedRows = (x: Tensor): Tensor => {
  const n = x.shape[0] ?? 0;
  return rows(
    x,
    below(n).map((i) => (i + 1) % n),
  );
};

/** What is NaN, or 0 and the bias of the output. */
const isOfNothing = (y: Tensor, biasO: Tensor): boolean =>
  Array.from(y.data, (value, k) => Number.isNaN(value) || value === biasO.data[k % biasO.data.length]).every(Boolean);

export const laws: readonly Law[] = [
  law(multiHeadAttention, 'C1', {
    share: 0.3,
    hint: 'heads are mixed, or the bias of the output is added in every one',
    cases: given,
    check: async (on, all, context) => {
      const d = 4 / all.heads;
      const single = below(all.heads).map((head) => {
        const own = below(d).map((p) => head * d + p);
        const part = (x: Tensor) => build(x, [d, ...x.shape.slice(1)], (i, ...rest) => at(x, head * d + i, ...rest));
        return {
          ...all,
          weightQ: part(all.weightQ),
          weightK: part(all.weightK),
          weightV: part(all.weightV),
          biasQ: part(all.biasQ),
          biasK: part(all.biasK),
          biasV: part(all.biasV),
          weightO: columns(all.weightO, own),
          biasO: head === 0 ? all.biasO : zeros(all.biasO),
          heads: 1,
          groups: 1,
        };
      });
      const calls = [all, ...single];
      const [whole, ...parts] = await Promise.all(calls.map((one) => calledWith(on, multiHeadAttention, one)));
      const off = calls.map((one) => limits(one, context));
      return Array.from(whole?.y.data ?? [], (value, i) =>
        sumWithin(
          parts.map(({ y }) => y.data[i] ?? Number.NaN),
          value,
          off.map((one) => one[i] ?? 0),
          `y, element ${i}`,
        ),
      );
    },
  }),
  law(multiHeadAttention, 'C2', {
    needs: [scaledDotProductAttention],
    share: 0.3,
    cases: (context) =>
      beside(tensors(context, { x: 'l d', context: 's d' }, { most: 3 }), { causal: dealt([false, true]) }),
    check: async (on, { x, context: seen, causal }, context) => {
      const one = identity(x, x.shape[1] ?? 0);
      const call = { x, context: seen, weightQ: one, weightK: one, weightV: one, weightO: one };
      const settings = { heads: 1, groups: 1, causal };
      const inputs = { query: x, key: seen, value: seen };
      const [{ y }, { output }] = await Promise.all([
        on(multiHeadAttention, call, settings),
        on(scaledDotProductAttention, inputs, { causal }),
      ]);
      const own = { shape: y.shape, values: limits({ ...call, ...settings }, context) };
      const its = {
        shape: y.shape,
        values: boundedResult(scaledDotProductAttention, inputs, { causal }, context).allowed,
      };
      return [apart('y', y, output, [own, its])];
    },
  }),
  invariant(multiHeadAttention, 'C3', {
    share: 0.3,
    hint: 'features of a head are read from several others',
    cases: (context) => given(context).map((one) => ({ ...one, heads: 2, groups: 2 })),
    to: ({ weightQ, weightK, weightV, biasQ, biasK, biasV, weightO }) => {
      const of = (x: Tensor) => blocks(x, 2, [1, 0]);
      return {
        weightQ: of(weightQ),
        weightK: of(weightK),
        weightV: of(weightV),
        biasQ: of(biasQ),
        biasK: of(biasK),
        biasV: of(biasV),
        weightO: columns(weightO, [2, 3, 0, 1]),
      };
    },
    what: 'heads in another order',
  }),
  invariant(multiHeadAttention, 'C4', {
    share: 0.3,
    hint: 'heads that share keys and values are not consecutive ones',
    cases: (context) => beside(given(context), { groups: dealt([2, 1]) }),
    from: ({ weightK, weightV, biasK, biasV, heads: _, groups, ...others }) => {
      const first = (x: Tensor) => build(x, [groups, ...x.shape.slice(1)], (i, ...rest) => at(x, i, ...rest));
      return {
        ...others,
        heads: 4,
        groups,
        weightK: first(weightK),
        weightV: first(weightV),
        biasK: first(biasK),
        biasV: first(biasV),
      };
    },
    to: ({ weightK, weightV, biasK, biasV, groups }) => {
      const each = (x: Tensor) =>
        build(x, [4, ...x.shape.slice(1)], (i, ...rest) => at(x, Math.floor((i * groups) / 4), ...rest));
      return { groups: 4, weightK: each(weightK), weightV: each(weightV), biasK: each(biasK), biasV: each(biasV) };
    },
    what: 'keys and values repeated',
  }),
  metamorphic(multiHeadAttention, 'C5', {
    share: 0.3,
    repeats: true,
    cases: (context) => beside(self(context), { cut: fc.nat(8), causal: dealt([true]) }),
    to: ({ x, cut }) => {
      const from = 1 + (cut % Math.max(1, (x.shape[0] ?? 1) - 1));
      const other = build(x, x.shape, (i, k) => (i >= from ? 7 - at(x, i, k) : at(x, i, k)));
      return { x: other, context: other };
    },
    compare: (other, whole, name, { x, cut }) => {
      const kept = below(Math.min(x.shape[0] ?? 0, 1 + (cut % Math.max(1, (x.shape[0] ?? 1) - 1))));
      return identical(rows(other, kept), rows(whole, kept), `${name} before the change`);
    },
  }),
  invariant(multiHeadAttention, 'C6', {
    share: 0.3,
    cases: self,
    to: ({ x }) => ({ x: turnedRows(x), context: turnedRows(x) }),
    back: (y) => {
      const n = y.shape[0] ?? 0;
      return rows(
        y,
        below(n).map((i) => (i + n - 1) % n),
      );
    },
    what: 'reordered positions',
  }),
  refuses(multiHeadAttention, 'R1', {
    share: 0.1,
    cases: (context) => beside(given(context), { groups: dealt([0, -1, 1.5]) }),
    calls: (one) => ({ 'no groups, and parts of them, are refused': one }),
  }),
  refuses(multiHeadAttention, 'R2', {
    share: 0.1,
    cases: (context) => given(context).map((one) => ({ ...one, heads: 2, groups: 4 })),
    calls: (one) => ({ 'more groups than heads are refused': one }),
  }),
  refuses(multiHeadAttention, 'R3', {
    share: 0.1,
    asks: ['empty'],
    cases: given,
    calls: (one) => ({ 'a context of nothing is refused': { ...one, context: rows(one.context, []) } }),
    honest: ({ y }, { biasO }) => y !== undefined && isOfNothing(y, biasO),
  }),
  refuses(multiHeadAttention, 'R4', {
    share: 0.1,
    cases: given,
    calls: (one) => {
      const [l = 0, s = 0] = [one.x.shape[0], one.context.shape[0]];
      return {
        'a mask that takes every key of a query is refused': {
          ...one,
          mask: taking(tensorOf(one.x.dtype, [l, s], new Array(l * s).fill(0)), (i) => i === l - 1),
        },
      };
    },
    honest: ({ y }, { biasO }) =>
      y !== undefined && isOfNothing({ ...y, data: y.data.slice(-biasO.data.length) } as Tensor, biasO),
  }),
];
