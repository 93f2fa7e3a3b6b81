import { klDivergence } from '../../spec/information/divergences.ts';
import { conditionalEntropy, crossEntropy, entropy, jointEntropy } from '../../spec/information/entropies.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm, equal } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { known, notPositive, numberBy, vanishes } from '../verbs/balance.ts';
import { between, near } from '../verbs/measured.ts';
import { build, filled, only, vector } from '../verbs/tensors.ts';
import { columnSums, distributions, flat, independent, midpoint, rowSums } from './_internal/distributions.ts';

/** A list of one outcome more than once, after those of another. */
const joined = (p: Tensor, more: readonly number[]): Tensor => vector(p, [...p.data, ...more]);

/** ln n, as a number that may be off by a rounding. */
const logOf = (n: number, { u }: Context) => known(Math.log(n), u * Math.log(n));

export const laws: readonly Law[] = [
  law(entropy, 'C1', {
    hint: 'the sign is forgotten, or the logarithm has another base',
    cases: (context) => distributions(context, { p: 'n' }),
    check: async (on, { p }, context) => {
      const n = p.data.length;
      const [h, equalOnes, certain] = await Promise.all([
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, entropy, { p: filled(p, [2 ** (n - 1)], 2 ** (1 - n)) }),
        on(entropy, { p: build(p, [n], (i) => Number(i === n - 1)) }),
      ]);
      return [
        notPositive('-h', [-1, h]),
        notPositive('h - ln n', [1, h], [-1, logOf(n, context)]),
        vanishes('h of equal ones - ln n', [1, equalOnes], [-1, logOf(2 ** (n - 1), context)]),
        near('h of a certain outcome', only(certain.h), 0, 0),
      ];
    },
  }),
  equal(entropy, 'C2', {
    hint: '0 ln 0 is NaN, or a small constant is added under the logarithm',
    cases: (context) => distributions(context, { p: 'n' }),
    // One term more may be added in another order.
    compare: (received, expected, what, _, { u }) =>
      near(what, only(received), only(expected), 16 * u * only(expected)),
    sides: (f, { p }) => ({ 'h of (p, 0, 0)': [f({ p: joined(p, [0, 0]) }), f({ p })] }),
  }),
  law(entropy, 'C3', {
    cases: (context) => distributions(context, { p: 'n', q: 'n' }),
    check: async (on, { p, q }, context) => {
      const [one, other, middle] = await Promise.all(
        [p, q, midpoint(p, q)].map((each) => numberBy(on, context, entropy, { p: each })),
      );
      return one && other && middle
        ? [notPositive('the mean of both - h at the midpoint', [0.5, one], [0.5, other], [-1, middle])]
        : [];
    },
  }),
  law(entropy, 'C4', {
    cases: (context) => distributions(context, { p: 'n' }, { least: 2 }),
    check: async (on, { p }, context) => {
      const [first = 0, second = 0, ...others] = p.data;
      const [fine, coarse] = await Promise.all([
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, entropy, { p: vector(p, [first + second, ...others]) }),
      ]);
      return [notPositive('h(f(X)) - h(X)', [1, coarse], [-1, fine])];
    },
  }),
  law(entropy, 'C5', {
    cases: (context) => distributions(context, { p: 'm', q: 'n' }),
    check: async (on, { p, q }, context) => {
      const [one, other, both] = await Promise.all([
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, entropy, { p: q }),
        numberBy(on, context, entropy, { p: flat(independent(p, q)) }),
      ]);
      return [vanishes('h(p q^T) - h(p) - h(q)', [1, both], [-1, one], [-1, other])];
    },
  }),
  law(entropy, 'C6', {
    hint: 'the unit is not looked at, or bits are multiplied where they are divided',
    cases: (context) => distributions(context, { p: 'n' }),
    check: async (on, { p }, context) => {
      const known15 = vector(p, [0.5, 0.25, 0.25]);
      const [nats, bits, golden] = await Promise.all([
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, entropy, { p }, { unit: 'bits' }),
        numberBy(on, context, entropy, { p: known15 }, { unit: 'bits' }),
      ]);
      const inNats = known(bits.value * Math.LN2, bits.error + context.u * bits.value);
      return [
        vanishes('bits ln 2 - nats', [1, inNats], [-1, nats]),
        vanishes('bits of (1/2, 1/4, 1/4) - 1.5', [1, golden], [-1, known(1.5)]),
      ];
    },
  }),
  ofResult(entropy, 'C7', {
    hint: 'a constant is added under the logarithm, or small probabilities are taken for 0',
    hintOfLoss: true,
    cases: ({ dtype }) =>
      dealt(dtype === 'float64' ? [54, 100, 200, 900] : [12, 13, 14]).map((k) => ({
        p: tensorOf(dtype, [2], [2 ** -k, 1]),
        k,
      })),
    of: ({ h }, { p, k }, bounds) => [near('h of a small t', only(h), (p.data[0] ?? 0) * k * Math.LN2, bounds().most)],
  }),
  law(jointEntropy, 'C1', {
    needs: [entropy],
    cases: (context) => distributions(context, { p: 'm n' }),
    check: async (on, { p }, context) => {
      const [joint, single] = await Promise.all([
        numberBy(on, context, jointEntropy, { p }),
        numberBy(on, context, entropy, { p: flat(p) }),
      ]);
      return [vanishes('H(X, Y) - h', [1, joint], [-1, single])];
    },
  }),
  law(jointEntropy, 'C2', {
    needs: [entropy, conditionalEntropy],
    hint: 'what is given and what is asked for are exchanged',
    cases: (context) => distributions(context, { p: 'm n' }),
    check: async (on, { p }, context) => {
      const [joint, first, second] = await Promise.all([
        numberBy(on, context, jointEntropy, { p }),
        numberBy(on, context, entropy, { p: rowSums(p) }),
        numberBy(on, context, conditionalEntropy, { p }),
      ]);
      return [vanishes('H(X, Y) - H(X) - H(Y | X)', [1, joint], [-1, first], [-1, second])];
    },
  }),
  law(jointEntropy, 'C3', {
    needs: [entropy],
    cases: (context) => distributions(context, { p: 'm n', q: 'm', r: 'n' }),
    check: async (on, { p, q, r }, context) => {
      const [joint, first, second, product, ofQ, ofR] = await Promise.all([
        numberBy(on, context, jointEntropy, { p }),
        numberBy(on, context, entropy, { p: rowSums(p) }),
        numberBy(on, context, entropy, { p: columnSums(p) }),
        numberBy(on, context, jointEntropy, { p: independent(q, r) }),
        numberBy(on, context, entropy, { p: q }),
        numberBy(on, context, entropy, { p: r }),
      ]);
      return [
        notPositive('H(X, Y) - H(X) - H(Y)', [1, joint], [-1, first], [-1, second]),
        vanishes('the same of independent ones', [1, product], [-1, ofQ], [-1, ofR]),
      ];
    },
  }),
  law(conditionalEntropy, 'C1', {
    needs: [entropy],
    cases: (context) => distributions(context, { p: 'm n' }),
    check: async (on, { p }, context) => {
      const [conditional, whole] = await Promise.all([
        numberBy(on, context, conditionalEntropy, { p }),
        numberBy(on, context, entropy, { p: columnSums(p) }),
      ]);
      return [
        notPositive('-H(Y | X)', [-1, conditional]),
        notPositive('H(Y | X) - H(Y)', [1, conditional], [-1, whole]),
      ];
    },
  }),
  law(conditionalEntropy, 'C2', {
    needs: [entropy],
    cases: (context) => distributions(context, { q: 'm', r: 'n' }),
    check: async (on, { q, r }, context) => {
      const [m, n] = [q.data.length, r.data.length];
      const certain = build(q, [m, n], (i, j) => (j === (i * 2 + 1) % n ? (q.data[i] ?? 0) : 0));
      const [product, own, determined] = await Promise.all([
        numberBy(on, context, conditionalEntropy, { p: independent(q, r) }),
        numberBy(on, context, entropy, { p: r }),
        numberBy(on, context, conditionalEntropy, { p: certain }),
      ]);
      return [
        vanishes('H(Y | X) - H(Y) of independent ones', [1, product], [-1, own]),
        vanishes('H(f(X) | X)', [1, determined]),
      ];
    },
  }),
  law(conditionalEntropy, 'C3', {
    hint: 'a row of zeros is divided by its sum',
    cases: (context) => distributions(context, { p: 'm n' }),
    check: async (on, { p }, context) => {
      const [m = 0, n = 0] = p.shape;
      const padded = build(p, [m + 1, n], (i, j) => (i < m ? (p.data[i * n + j] ?? 0) : 0));
      const [plain, more] = await Promise.all([
        numberBy(on, context, conditionalEntropy, { p }),
        numberBy(on, context, conditionalEntropy, { p: padded }),
      ]);
      return [vanishes('H with a row of zeros - H', [1, more], [-1, plain])];
    },
  }),
  law(crossEntropy, 'C1', {
    needs: [entropy],
    hint: 'the arguments are exchanged',
    cases: (context) => distributions(context, { p: 'n', q: 'n' }, { first: 1 }),
    check: async (on, { p, q }, context) => {
      const [cross, own, itself] = await Promise.all([
        numberBy(on, context, crossEntropy, { p, q }),
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, crossEntropy, { p, q: p }),
      ]);
      return [notPositive('H(p) - H(p, q)', [1, own], [-1, cross]), vanishes('H(p, p) - H(p)', [1, itself], [-1, own])];
    },
  }),
  closedForm(crossEntropy, 'C2', {
    hint: '0 ln 0 is NaN, or q is kept above 0',
    cases: (context) =>
      distributions(context, { p: 'n', q: 'n' }, { first: 1 }).map(({ p, q }) => ({
        p: joined(p, [0]),
        q: joined(vector(q, [...q.data].with(0, 0)), [0]),
      })),
    result: ({ p }) => ({ h: filled(p, [], Number.POSITIVE_INFINITY) }),
    what: 'H(p, q) off the support',
  }),
  law(crossEntropy, 'C3', {
    needs: [entropy, klDivergence],
    cases: (context) => distributions(context, { p: 'n', q: 'n' }, { first: 1 }),
    check: async (on, { p, q }, context) => {
      const [cross, own, divergence, bothZero] = await Promise.all([
        numberBy(on, context, crossEntropy, { p, q }),
        numberBy(on, context, entropy, { p }),
        numberBy(on, context, klDivergence, { p, q }),
        on(crossEntropy, { p: joined(p, [0]), q: joined(q, [0]) }),
      ]);
      return [
        vanishes('H(p, q) - H(p) - KL', [1, cross], [-1, own], [-1, divergence]),
        between(
          'H(p, q) with an outcome that neither has',
          only(bothZero.h),
          [cross.value, cross.value],
          2 * cross.error,
        ),
      ];
    },
  }),
];
