import { einsum } from '../../spec/linalg/einsum.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { alone } from '../generators/alone.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import type { Context, Law } from '../law.ts';
import { equal } from '../metamorphic.ts';
import { refuses } from '../observed.ts';
import { scaledBy } from '../verbs/compare.ts';
import { diagonalOf } from '../verbs/parts.ts';
import { at, build, filled, product, scaled, transposed, vector } from '../verbs/tensors.ts';

/** Subscripts with operands that fit them. */
const contractions = (context: Context, entries: 'integers' | 'reals') =>
  alone(context, einsum, { entries, most: 3, budget: 500 });

interface Written {
  readonly subscripts: string;
  readonly xs: readonly Tensor[];
}

/** A law of two ways to write one contraction. */
const sameAs = (
  clause: 'C2' | 'C3' | 'C4' | 'C5',
  hint: string,
  ways: (given: Written) => readonly [first: Written, second: Written],
): Law =>
  equal(einsum, clause, {
    hint,
    ...(clause === 'C2' ? { bits: 24 } : { repeats: true }),
    cases: (context) => contractions(context, clause === 'C2' ? 'integers' : 'reals'),
    sides: (f, given) => {
      const [one, two] = ways(given);
      return { [`${two.subscripts}, as ${one.subscripts}`]: [f(two), f(one)] };
    },
  });

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

const sum = (count: number, term: (k: number) => number): number =>
  Array.from({ length: count }, (_, k) => term(k)).reduce((total, one) => total + one, 0);

export const laws: readonly Law[] = [
  equal(einsum, 'C1', {
    bits: 24,
    cases: (context) =>
      tensors(context, { a: 'i j', b: 'j k', s: 'n n', u: 'i', v: 'n', q: 'i j k n', w: 'i j m n' }, { most: 3 }),
    sides: (f, { a, b, s, u, v, q, w }) => {
      const [rows = 1, heads = 1, from = 1, width = 1] = q.shape;
      const trace = sum(width, (i) => at(s, i, i));
      const score = build(q, [rows, heads, from, w.shape[2] ?? 1], (i, j, k, m) =>
        sum(width, (n) => at(q, i, j, k, n) * at(w, i, j, m, n)),
      );
      const of = (subscripts: string, ...xs: readonly Tensor[]) => f({ subscripts, xs });
      return {
        'ij,jk->ik': [of('ij,jk->ik', a, b), product(a, b)],
        ii: [of('ii', s), tensorOf(s.dtype, [], [trace])],
        'ii->i': [of('ii->i', s), vector(s, diagonalOf(s))],
        'ij->ji': [of('ij->ji', a), transposed(a)],
        'i,j->ij': [of('i,j->ij', u, v), build(u, [rows, width], (i, j) => at(u, i) * at(v, j))],
        'bhsd,bhtd->bhst': [of('bhsd,bhtd->bhst', q, w), score],
      };
    },
  }),
  sameAs('C2', 'labels are read off the wrong operand', ({ subscripts, xs }) => {
    const { terms, output } = partsOf(subscripts);
    return [
      { subscripts: written(terms, output ?? implied(terms)), xs },
      { subscripts: written(rotated(terms), output ?? implied(terms)), xs: rotated(xs) },
    ];
  }),
  sameAs('C3', 'some letters are taken for others, or for none', ({ subscripts, xs }) => [
    { subscripts, xs },
    { subscripts: renamed(subscripts), xs },
  ]),
  sameAs('C4', 'the labels of the output stand in the order in which they are met, or capitals last', (given) => {
    const { terms } = partsOf(given.subscripts);
    return [
      { ...given, subscripts: written(terms, implied(terms)) },
      { ...given, subscripts: written(terms, undefined) },
    ];
  }),
  sameAs('C5', 'a space is taken for a label, or for an axis', ({ subscripts, xs }) => [
    { subscripts: subscripts.replaceAll(' ', ''), xs },
    { subscripts: subscripts.replace(/\.\.\.|->|[A-Za-z,]/g, ' $& '), xs },
  ]),
  equal(einsum, 'C6', {
    bits: 24,
    cases: (context) => tensors(context, { a: 'n m i j', b: 'm j k' }, { most: 3 }),
    sides: (f, { a, b }) => {
      const [n = 1, m = 1, rows = 1, inner = 1] = a.shape;
      const whole = build(a, [n, m, rows, b.shape[2] ?? 1], (x, y, i, k) =>
        sum(inner, (j) => at(a, x, y, i, j) * at(b, y, j, k)),
      );
      const turned = build(a, [m, rows, inner, n], (y, i, j, x) => at(a, x, y, i, j));
      return {
        '...ij,...jk->...ik': [f({ subscripts: '...ij,...jk->...ik', xs: [a, b] }), whole],
        'x...->...x': [f({ subscripts: 'x...->...x', xs: [a] }), turned],
      };
    },
  }),
  equal(einsum, 'C7', {
    repeats: true,
    bits: 24,
    cases: (context) => tensors(context, { a: 'i one', b: 'j k' }, { sizes: { one: 1 } }),
    sides: (f, { a, b }) => {
      const stretched = build(a, [a.shape[0] ?? 1, b.shape[0] ?? 1], (i) => at(a, i, 0));
      const of = (left: Tensor) => f({ subscripts: 'ij,jk->ik', xs: [left, b] });
      return { 'ij,jk->ik of an axis j of size 1': [of(a), of(stretched)] };
    },
  }),
  equal(einsum, 'C8', {
    repeats: true,
    hint: 'an absolute threshold is applied to data of any scale',
    cases: (context) => {
      const least = context.dtype === 'float64' ? -240 : -16;
      return beside(contractions(context, 'reals'), { k: dealt([least, -1, 3, -least]) });
    },
    sides: (f, { subscripts, xs, k }) => {
      const plain = f({ subscripts, xs });
      const names = xs.map((x, which) => [
        `operand ${which} times 2^${k}`,
        [f({ subscripts, xs: xs.with(which, scaled(x, 2 ** k)) }), plain] as const,
      ]);
      return Object.fromEntries(names);
    },
    compare: (received, expected, what, { k }) => scaledBy(received, expected, k, what),
  }),
  refuses(einsum, 'R2', {
    share: 0.5,
    cases: (context) =>
      beside(tensors(context, { a: 'i j', b: 'j k' }), { subscripts: dealt(['ij->ji', 'ij,jk,kl', '']) }),
    calls: ({ a, b, subscripts }) => ({
      [`"${subscripts}" for two operands is refused`]: { xs: [a, b], subscripts },
    }),
  }),
  refuses(einsum, 'R3', {
    share: 0.5,
    hint: 'the smaller of two sizes is taken, or what lies beside the shape is read',
    cases: (context) =>
      beside(tensors(context, { a: 'i j', like: 'j k' }, { least: 2 }), {
        subscripts: dealt(['ij,kj', 'ijk,kl', 'i,jk', '...ijk,jk', 'ij,kk']),
      }).map(({ a, like, subscripts }) => ({
        a,
        b: filled(like, [(like.shape[0] ?? 1) + 3, (like.shape[1] ?? 1) + 7], 1),
        subscripts,
      })),
    calls: ({ a, b, subscripts }) => ({
      [`"${subscripts}" for [${a.shape}] and [${b.shape}] is refused`]: { xs: [a, b], subscripts },
    }),
  }),
];
