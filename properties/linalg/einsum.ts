import fc from 'fast-check';
import { einsum } from '../../spec/linalg/einsum.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Subject } from '../law.ts';
import { identical, scaledBy } from '../verbs/compare.ts';
import { listOf } from '../verbs/judge.ts';
import { rejects } from '../verbs/rejects.ts';
import { at, build, map, product, transposed } from '../verbs/tensors.ts';

/** The contraction of some operands. */
const contracted = async (on: Subject, subscripts: string, operands: readonly Tensor[]): Promise<Tensor> =>
  (await on(einsum, { xs: operands }, { subscripts })).y;

/** Subscripts with operands that fit them. */
const contractions = (context: Context, entries: 'integers' | 'reals') =>
  operationCases(einsum, context, { entries, most: 3, budget: 500 }).map(({ inputs, attributes }) => ({
    subscripts: String(attributes['subscripts']),
    operands: listOf(inputs, 'xs'),
  }));

/** A law of two ways to write one contraction. */
const sameAs = (
  clause: 'C2' | 'C3' | 'C4' | 'C5',
  hint: string,
  other: (subscripts: string, operands: readonly Tensor[]) => readonly [first: Written, second: Written],
): Law =>
  law(einsum, clause, {
    hint,
    ...(clause === 'C2' ? { bits: 24 } : { repeats: true }),
    cases: (context) => contractions(context, clause === 'C2' ? 'integers' : 'reals'),
    check: async (on, { subscripts, operands }) => {
      const [one, two] = other(subscripts, operands);
      const [expected, received] = await Promise.all([contracted(on, ...one), contracted(on, ...two)]);
      return [identical(received, expected, `${two[0]}, as ${one[0]}`)];
    },
  });

type Written = readonly [subscripts: string, operands: readonly Tensor[]];

/** The terms, and what stands behind `->`, if that is there. */
function partsOf(subscripts: string): { readonly terms: readonly string[]; readonly output: string | undefined } {
  const [left = '', output] = subscripts.replaceAll(' ', '').split('->');
  return { terms: left.split(','), output };
}

const written = (terms: readonly string[], output: string | undefined): string =>
  output === undefined ? terms.join(',') : `${terms.join(',')}->${output}`;

const rotated = <T>(list: readonly T[]): readonly T[] => [...list.slice(1), ...list.slice(0, 1)];

/** Letters in the order of the alphabet, capitals first. */
const letters = 'CDEFGMNQXZacdefgmnopqrstuvwxyz';

/** Other letters in the place of those that are used, in the same order. */
function renamed(subscripts: string): string {
  const used = [...new Set(subscripts.match(/[A-Za-z]/g))].sort();
  return subscripts.replace(/[A-Za-z]/g, (label) => letters.at(used.indexOf(label) - used.length) ?? label);
}

/** The labels that occur once, behind `...`. */
function implied(terms: readonly string[]): string {
  const all = terms.join('').replaceAll('...', '');
  const once = [...all].filter((label) => all.split(label).length === 2);
  return (terms.some((term) => term.includes('...')) ? '...' : '') + once.sort().join('');
}

export const laws: readonly Law[] = [
  law(einsum, 'C1', {
    bits: 24,
    cases: (context) =>
      tensors(context, { a: 'i j', b: 'j k', s: 'n n', u: 'i', v: 'n', q: 'i j k n', w: 'i j m n' }, { most: 3 }),
    check: async (on, { a, b, s, u, v, q, w }) => {
      const [rows = 1, heads = 1, from = 1, width = 1] = q.shape;
      const trace = Array.from({ length: width }, (_, i) => at(s, i, i)).reduce((sum, one) => sum + one, 0);
      const score = (i: number, j: number, k: number, m: number) =>
        Array.from({ length: width }, (_, n) => at(q, i, j, k, n) * at(w, i, j, m, n)).reduce(
          (sum, one) => sum + one,
          0,
        );
      const expected: readonly (readonly [string, readonly Tensor[], Tensor])[] = [
        ['ij,jk->ik', [a, b], product(a, b)],
        ['ii', [s], tensorOf(s.dtype, [], [trace])],
        ['ii->i', [s], build(s, [width], (i) => at(s, i, i))],
        ['ij->ji', [a], transposed(a)],
        ['i,j->ij', [u, v], build(u, [rows, width], (i, j) => at(u, i) * at(v, j))],
        ['bhsd,bhtd->bhst', [q, w], build(q, [rows, heads, from, w.shape[2] ?? 1], score)],
      ];
      return Promise.all(
        expected.map(async ([subscripts, operands, result]) =>
          identical(await contracted(on, subscripts, operands), result, subscripts),
        ),
      );
    },
  }),
  sameAs('C2', 'labels are read off the wrong operand', (subscripts, operands) => {
    const { terms, output } = partsOf(subscripts);
    return [
      [written(terms, output ?? implied(terms)), operands],
      [written(rotated(terms), output ?? implied(terms)), rotated(operands)],
    ];
  }),
  sameAs('C3', 'some letters are taken for others, or for none', (subscripts, operands) => [
    [subscripts, operands],
    [renamed(subscripts), operands],
  ]),
  sameAs(
    'C4',
    'the labels of the output stand in the order in which they are met, or capitals last',
    (subscripts, operands) => {
      const { terms } = partsOf(subscripts);
      return [
        [written(terms, implied(terms)), operands],
        [written(terms, undefined), operands],
      ];
    },
  ),
  sameAs('C5', 'a space is taken for a label, or for an axis', (subscripts, operands) => [
    [subscripts.replaceAll(' ', ''), operands],
    [subscripts.replace(/\.\.\.|->|[A-Za-z,]/g, ' $& '), operands],
  ]),
  law(einsum, 'C6', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'n m i j', b: 'm j k' }, { most: 3 }),
    check: async (on, { a, b }) => {
      const [n = 1, m = 1, rows = 1, inner = 1] = a.shape;
      const whole = build(a, [n, m, rows, b.shape[2] ?? 1], (x, y, i, k) =>
        Array.from({ length: inner }, (_, j) => at(a, x, y, i, j) * at(b, y, j, k)).reduce((sum, one) => sum + one, 0),
      );
      const turned = build(a, [m, rows, inner, n], (y, i, j, x) => at(a, x, y, i, j));
      return [
        identical(await contracted(on, '...ij,...jk->...ik', [a, b]), whole, '...ij,...jk->...ik'),
        identical(await contracted(on, 'x...->...x', [a]), turned, 'x...->...x'),
      ];
    },
  }),
  law(einsum, 'C7', {
    repeats: true,
    bits: 24,
    cases: (context) => tensors(context, { a: 'i one', b: 'j k' }, { sizes: { one: 1 } }),
    check: async (on, { a, b }) => {
      const stretched = build(a, [a.shape[0] ?? 1, b.shape[0] ?? 1], (i) => at(a, i, 0));
      const [given, expected] = await Promise.all([a, stretched].map((left) => contracted(on, 'ij,jk->ik', [left, b])));
      return [identical(given as Tensor, expected as Tensor, 'ij,jk->ik of an axis j of size 1')];
    },
  }),
  law(einsum, 'C8', {
    repeats: true,
    hint: 'an absolute threshold is applied to data of any scale',
    cases: (context) => {
      const least = context.dtype === 'float64' ? -240 : -16;
      const powers = dealt([least, -1, 3, -least]);
      return fc.tuple(contractions(context, 'reals'), powers).map(([one, k]) => ({ ...one, k }));
    },
    check: async (on, { subscripts, operands, k }) => {
      const plain = await contracted(on, subscripts, operands);
      const scaled = operands.map((_, which) =>
        contracted(
          on,
          subscripts,
          operands.map((x, other) => (other === which ? map(x, (value) => value * 2 ** k) : x)),
        ),
      );
      return (await Promise.all(scaled)).map((y, which) => scaledBy(y, plain, k, `operand ${which} times 2^${k}`));
    },
  }),
  law(einsum, 'R2', {
    statement: einsum.rejects?.['R2'] ?? '',
    share: 0.5,
    cases: (context) =>
      fc
        .tuple(tensors(context, { a: 'i j', b: 'j k' }), dealt(['ij->ji', 'ij,jk,kl', '']))
        .map(([{ a, b }, subscripts]) => ({ a, b, subscripts })),
    check: async (on, { a, b, subscripts }) => [
      await rejects(contracted(on, subscripts, [a, b]), `"${subscripts}" for two operands is refused`),
    ],
  }),
  law(einsum, 'R3', {
    statement: einsum.rejects?.['R3'] ?? '',
    share: 0.5,
    hint: 'the smaller of two sizes is taken, or what lies beside the shape is read',
    cases: (context) =>
      fc
        .tuple(
          tensors(context, { a: 'i j', b: 'j k' }, { least: 2 }),
          dealt(['ij,kj', 'ijk,kl', 'i,jk', '...ijk,jk', 'ij,kk']),
        )
        .map(([{ a, b }, subscripts]) => ({
          a,
          b: build(b, [(b.shape[0] ?? 1) + 3, (b.shape[1] ?? 1) + 7], () => 1),
          subscripts,
        })),
    check: async (on, { a, b, subscripts }) => [
      await rejects(contracted(on, subscripts, [a, b]), `"${subscripts}" for [${a.shape}] and [${b.shape}] is refused`),
    ],
  }),
];
