import type fc from 'fast-check';
import { dft } from '../../spec/linalg/dft.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { complexOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { literal, placeName, worst } from '../verbs/compare.ts';
import { field, like, magnitude, numbersOf, type Z } from '../verbs/complexes.ts';
import { finite } from '../verbs/exactMatrices.ts';
import { boundedResults } from '../verbs/judge.ts';
import { near, ratioOf } from '../verbs/measured.ts';

/** What is received, and how far the definition lets each element be off, in the sum of its parts. */
interface Transform {
  readonly y: Tensor;
  readonly off: readonly number[];
}

async function transformed(on: Subject, x: Tensor, context: Context, inverse = false): Promise<Transform> {
  const { y } = await on(dft, { x }, { inverse });
  const { values = [] } = boundedResults(dft, { x }, { inverse }, context)['y'] ?? {};
  const allowed = values.map((one) => allowedError(one, context.profile));
  return { y, off: numbersOf(x).map((_, k) => (allowed[2 * k] ?? 0) + (allowed[2 * k + 1] ?? 0)) };
}

/** Both parts of every element of `y` against numbers that are exact. */
function close(y: Tensor, expected: readonly Z[], allowed: (k: number) => number): Observation {
  const observations = expected
    .flatMap(({ re, im }) => [re, im])
    .map((part, at): Observation => {
      const received = y.data[at] ?? Number.NaN;
      const ratio = ratioOf(errorOf(received, part), allowed(Math.floor(at / 2)));
      return { ratio, what: placeName('y', y, at), expected: literal(toNumber(part)), received: literal(received) };
    });
  return worst(observations, 'y');
}

type Vectors = Record<'x' | 'h' | 'a', Tensor>;

/** Complex vectors of one length, and a number, of small integers. */
const vectors = (context: Context): fc.Arbitrary<Vectors> =>
  tensors(context, { x: 'n two', h: 'n two', a: 'one two' }, { most: 16, sizes: { two: 2, one: 1 } }).map((drawn) => {
    const of = ({ shape, data }: Tensor) => tensorOf(complexOf[context.dtype], shape.slice(0, 1), data);
    return { x: of(drawn.x), h: of(drawn.h), a: of(drawn.a) };
  });

const nothing: Z = field.constant(0);
const at = (list: readonly Z[], k: number): Z => list[((k % list.length) + list.length) % list.length] ?? nothing;

/** The transform of `input` against what is made of those of `parts`, which passes on what these may be off by. */
const relation = (
  clause: 'C3' | 'C4' | 'C5' | 'C6',
  input: (x: readonly Z[], h: readonly Z[], a: Z) => readonly Z[],
  parts: (given: Vectors, input: Tensor) => readonly Tensor[],
  expected: (k: number, n: number, y: readonly Z[], z: readonly Z[], a: Z) => Z,
  carried: (
    k: number,
    n: number,
    y: (k: number) => number,
    z: (k: number) => number,
    ys: readonly Z[][],
    a: Z,
  ) => number,
): Law =>
  law(dft, clause, {
    cases: vectors,
    check: async (on, given, context) => {
      const factor = numbersOf(given.a)[0] ?? nothing;
      const made = like(given.x, input(numbersOf(given.x), numbersOf(given.h), factor));
      const all = [made, ...parts(given, made)].map((one) => transformed(on, one, context));
      const [whole, ...others] = (await Promise.all(all)) as [Transform, ...Transform[]];
      const n = whole.off.length;
      const checked = finite(Object.fromEntries([whole, ...others].map(({ y }, k) => [`y${k}`, y])));
      if (checked.ratio !== 0) return [checked];
      const ys = others.map(({ y }) => numbersOf(y));
      const off = (one: number) => (k: number) => others[one]?.off[(k + n) % n] ?? 0;
      const want = whole.off.map((_, k) => expected(k, n, ys[0] ?? [], ys[1] ?? [], factor));
      return [close(whole.y, want, (k) => (whole.off[k] ?? 0) + carried(k, n, off(0), off(1), ys, factor))];
    },
  });

/** e^(-2 pi i k / n). */
const root = (k: number, n: number): Z =>
  field.cis?.(field.div(field.mul(field.constant(-2 * k), field.pi()), field.constant(n))) ?? nothing;

export const laws: readonly Law[] = [
  law(dft, 'C1', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const there = await transformed(on, x, context);
      const whole = finite({ y: there.y });
      if (whole.ratio !== 0) return [whole];
      const back = await transformed(on, there.y, context, true);
      const mean = there.off.reduce((sum, one) => sum + one, 0) / there.off.length;
      return [close(back.y, numbersOf(x), (k) => (back.off[k] ?? 0) + mean)];
    },
  }),
  law(dft, 'C2', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const { y, off } = await transformed(on, x, context);
      const whole = finite({ y });
      if (whole.ratio !== 0) return [whole];
      const energy = ({ data }: Tensor) => exact.sum(Array.from(data, (part) => exact.power(exact.constant(part), 2)));
      // (|y| + e)^2 - |y|^2.
      const allowed = numbersOf(y).reduce(
        (sum, one, k) => sum + (off[k] ?? 0) * (2 * magnitude(one) + (off[k] ?? 0)),
        0,
      );
      return [near('sum |y_k|^2', toNumber(energy(y)), off.length * toNumber(energy(x)), allowed)];
    },
  }),
  relation(
    'C3',
    (x) => x.map((_, j) => at(x, j - 1)),
    ({ x }) => [x],
    (k, n, y) => field.mul(root(k, n), at(y, k)),
    (k, _, y) => y(k),
  ),
  relation(
    'C4',
    (x) => x.map(({ re }) => ({ ...nothing, re })),
    (_, flat) => [flat],
    (k, _, y) => field.conj?.(at(y, -k)) ?? nothing,
    (k, n, y) => y(n - k),
  ),
  relation(
    'C5',
    (x, h) => x.map((_, k) => field.sum(x.map((one, j) => field.mul(one, at(h, k - j))))),
    ({ x, h }) => [x, h],
    (k, _, y, z) => field.mul(at(y, k), at(z, k)),
    (k, _, y, z, [one = [], other = []]) =>
      y(k) * (magnitude(at(other, k)) + z(k)) + z(k) * (magnitude(at(one, k)) + y(k)),
  ),
  relation(
    'C6',
    (x, h, a) => x.map((one, j) => field.add(field.mul(a, one), at(h, j))),
    ({ x, h }) => [x, h],
    (k, _, y, z, a) => field.add(field.mul(a, at(y, k)), at(z, k)),
    (k, _, y, z, __, a) => magnitude(a) * y(k) + z(k),
  ),
];
