import type fc from 'fast-check';
import { dft } from '../../spec/linalg/dft.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { toNumber } from '../../spec/scalars/exact.ts';
import { complexOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { worst } from '../verbs/compare.ts';
import { field, like, magnitude, numbersOf, type Z } from '../verbs/complexes.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { boundedResults } from '../verbs/judge.ts';
import { near, nearExactly } from '../verbs/measured.ts';

/** A complex number, and how far it may be off, in the sum of its parts. */
interface Approximate {
  readonly value: Z;
  readonly off: number;
}

const exactly = (value: Z): Approximate => ({ value, off: 0 });
const conj = ({ value, off }: Approximate): Approximate => ({ value: field.conj?.(value) ?? value, off });
const plus = (x: Approximate, y: Approximate): Approximate => ({
  value: field.add(x.value, y.value),
  off: x.off + y.off,
});
const times = (x: Approximate, y: Approximate): Approximate => ({
  value: field.mul(x.value, y.value),
  off: x.off * (magnitude(y.value) + y.off) + y.off * magnitude(x.value),
});

/** The elements of a transform, each as far off as the definition lets it be. */
function elementsOf(x: Tensor, y: Tensor, context: Context, inverse = false): Approximate[] {
  const { values = [] } = boundedResults(dft, { x }, { inverse }, context)['y'] ?? {};
  const allowed = values.map((one) => allowedError(one, context.profile));
  return numbersOf(y).map((value, k) => ({ value, off: (allowed[2 * k] ?? 0) + (allowed[2 * k + 1] ?? 0) }));
}

/** Both parts of every element of `y`, by what both sides may be off. */
const close = (received: readonly Approximate[], expected: readonly Approximate[]): Observation =>
  worst(
    received.flatMap(({ value, off }, k) => {
      const want = expected[k] ?? exactly(nothing);
      return [
        nearExactly(`Re y[${k}]`, value.re, want.value.re, off + want.off),
        nearExactly(`Im y[${k}]`, value.im, want.value.im, off + want.off),
      ];
    }),
    'y',
  );

type Vectors = Record<'x' | 'h' | 'a', Tensor>;

/** Complex vectors of one length, and a number, of small integers. */
const vectors = (context: Context): fc.Arbitrary<Vectors> =>
  tensors(context, { x: 'n two', h: 'n two', a: 'one two' }, { most: 16, sizes: { two: 2, one: 1 } }).map((drawn) => {
    const of = ({ shape, data }: Tensor) => tensorOf(complexOf[context.dtype], shape.slice(0, 1), data);
    return { x: of(drawn.x), h: of(drawn.h), a: of(drawn.a) };
  });

const nothing: Z = field.constant(0);
const at = <T>(list: readonly T[], k: number): T => list[((k % list.length) + list.length) % list.length] as T;

/** The transform of `input` against what is made of those of `parts`, which passes on what these may be off by. */
const relation = (
  clause: 'C3' | 'C4' | 'C5' | 'C6',
  input: (x: readonly Z[], h: readonly Z[], a: Z) => readonly Z[],
  parts: (given: Vectors, input: Tensor) => readonly Tensor[],
  expected: (k: number, y: readonly Approximate[], z: readonly Approximate[], a: Approximate) => Approximate,
): Law =>
  law(dft, clause, {
    cases: vectors,
    check: async (on, given, context) => {
      const [factor = nothing] = numbersOf(given.a);
      const made = like(given.x, input(numbersOf(given.x), numbersOf(given.h), factor));
      const all = [made, ...parts(given, made)];
      const outputs = await Promise.all(all.map((x) => on(dft, { x })));
      const checked = finite(Object.fromEntries(outputs.map(({ y }, k) => [`y${k}`, y])));
      if (checked.ratio !== 0) return [checked];
      const [whole = [], y = [], z = []] = outputs.map(({ y }, k) => elementsOf(at(all, k), y, context));
      const want = whole.map((_, k) => expected(k, y, z, exactly(factor)));
      return [close(whole, want)];
    },
  });

/** e^(-2 pi i k / n). */
const root = (k: number, n: number): Z =>
  field.cis?.(field.div(field.mul(field.constant(-2 * k), field.pi()), field.constant(n))) ?? nothing;

export const laws: readonly Law[] = [
  law(dft, 'C1', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const { y: there } = await on(dft, { x });
      const whole = finite({ y: there });
      if (whole.ratio !== 0) return [whole];
      const { y: back } = await on(dft, { x: there }, { inverse: true });
      const returned = finite({ y: back });
      if (returned.ratio !== 0) return [returned];
      const off = elementsOf(x, there, context).reduce((sum, one) => sum + one.off, 0) / (there.shape[0] ?? 1);
      const given = numbersOf(x).map((value) => ({ value, off }));
      return [close(elementsOf(there, back, context, true), given)];
    },
  }),
  law(dft, 'C2', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const { y } = await on(dft, { x });
      const whole = finite({ y });
      if (whole.ratio !== 0) return [whole];
      const energy = (list: readonly Approximate[]) => list.map((one) => times(one, conj(one))).reduce(plus);
      const [received, expected] = [energy(elementsOf(x, y, context)), energy(numbersOf(x).map(exactly))];
      const [n = 1] = x.shape;
      return [near('sum |y_k|^2', toNumber(received.value.re), n * toNumber(expected.value.re), received.off)];
    },
  }),
  relation(
    'C3',
    (x) => x.map((_, j) => at(x, j - 1)),
    ({ x }) => [x],
    (k, y) => times(exactly(root(k, y.length)), at(y, k)),
  ),
  relation(
    'C4',
    (x) => x.map(({ re }) => ({ ...nothing, re })),
    (_, flat) => [flat],
    (k, y) => conj(at(y, -k)),
  ),
  relation(
    'C5',
    (x, h) => x.map((_, k) => field.sum(x.map((one, j) => field.mul(one, at(h, k - j))))),
    ({ x, h }) => [x, h],
    (k, y, z) => times(at(y, k), at(z, k)),
  ),
  relation(
    'C6',
    (x, h, a) => x.map((one, j) => field.add(field.mul(a, one), at(h, j))),
    ({ x, h }) => [x, h],
    (k, y, z, a) => plus(times(a, at(y, k)), at(z, k)),
  ),
];
