import type fc from 'fast-check';
import { dft } from '../../spec/linalg/dft.ts';
import { allowedError } from '../../spec/scalars/bound.ts';
import { type Complex, complex } from '../../spec/scalars/complex.ts';
import { type Exact, errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { complexOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { literal, placeName, worst } from '../verbs/compare.ts';
import { finite } from '../verbs/exactly.ts';
import { bounds } from '../verbs/judge.ts';
import { ratioOf } from '../verbs/measured.ts';

type Z = Complex<Exact>;

const field = complex(exact);
const real = (x: number): Z => field.constant(x);

/** The elements of a complex tensor, exactly. */
const numbersOf = ({ data }: Tensor): Z[] =>
  Array.from({ length: data.length / 2 }, (_, k) => ({
    re: exact.constant(data[2 * k] ?? Number.NaN),
    im: exact.constant(data[2 * k + 1] ?? Number.NaN),
  }));

interface Transform {
  readonly y: Tensor;
  /** How far each element may be off, in the sum of its parts. */
  readonly off: readonly number[];
}

/** The transform that is received, and how far the definition lets it be off. */
async function transformed(on: Subject, x: Tensor, context: Context, inverse = false): Promise<Transform> {
  const { y } = await on(dft, { x }, { inverse });
  const allowed = bounds(dft, { x }, { inverse }, context)['y']?.values.map((one) =>
    allowedError(one, context.profile),
  );
  const off = Array.from(
    { length: y.data.length / 2 },
    (_, k) => (allowed?.[2 * k] ?? 0) + (allowed?.[2 * k + 1] ?? 0),
  );
  return { y, off };
}

/** Both parts of every element of `y` against what the law says, computed exactly from what was received. */
function near(
  { y }: Transform,
  others: readonly Transform[],
  expected: () => readonly Z[],
  allowed: (k: number) => number,
): Observation[] {
  const whole = finite(Object.fromEntries([y, ...others.map((one) => one.y)].map((one, at) => [`y${at}`, one])));
  if (whole.ratio !== 0) return [whole];
  const parts = expected().flatMap(({ re, im }) => [re, im]);
  const observations = parts.map((part, at): Observation => {
    const received = y.data[at] ?? Number.NaN;
    const ratio = ratioOf(errorOf(received, part), allowed(Math.floor(at / 2)));
    return { ratio, what: placeName('y', y, at), expected: literal(toNumber(part)), received: literal(received) };
  });
  return [worst(observations, 'y')];
}

const magnitude = ({ re, im }: Z): number => Math.hypot(toNumber(re), toNumber(im));
const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0);

/** Complex vectors of one length, of small integers. */
const vectors = (context: Context): fc.Arbitrary<Record<'x' | 'h' | 'a', Tensor>> =>
  tensors(context, { x: 'n two', h: 'n two', a: 'one two' }, { most: 16, sizes: { two: 2, one: 1 } }).map((drawn) => {
    const of = ({ shape, data }: Tensor) => tensorOf(complexOf[context.dtype], shape.slice(0, 1), data);
    return { x: of(drawn.x), h: of(drawn.h), a: of(drawn.a) };
  });

const like = ({ dtype, shape }: Tensor, numbers: readonly Z[]): Tensor =>
  tensorOf(
    dtype,
    shape,
    numbers.flatMap(({ re, im }) => [toNumber(re), toNumber(im)]),
  );

export const laws: readonly Law[] = [
  law(dft, 'C1', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const there = await transformed(on, x, context);
      if (finite({ y: there.y }).ratio !== 0) return [finite({ y: there.y })];
      const back = await transformed(on, there.y, context, true);
      const carried = total(there.off) / there.off.length;
      return near(
        back,
        [],
        () => numbersOf(x),
        (k) => (back.off[k] ?? 0) + carried,
      );
    },
  }),
  law(dft, 'C2', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const { y, off } = await transformed(on, x, context);
      const whole = finite({ y });
      if (whole.ratio !== 0) return [whole];
      const energy = ({ data }: Tensor) =>
        exact.sum(Array.from(data, (value) => exact.power(exact.constant(value), 2)));
      const expected = exact.mul(exact.constant(off.length), energy(x));
      const received = energy(y);
      // (|y| + e)^2 - |y|^2.
      const allowed = total(numbersOf(y).map((one, k) => (off[k] ?? 0) * (2 * magnitude(one) + (off[k] ?? 0))));
      return [
        {
          ratio: ratioOf(Math.abs(toNumber(exact.sub(received, expected))), allowed),
          what: 'sum |y_k|^2',
          expected: literal(toNumber(expected)),
          received: literal(toNumber(received)),
        },
      ];
    },
  }),
  law(dft, 'C3', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const list = numbersOf(x);
      const n = list.length;
      const shifted = like(
        x,
        list.map((_, j) => list[(j + n - 1) % n] ?? real(0)),
      );
      const [plain, moved] = await Promise.all([transformed(on, x, context), transformed(on, shifted, context)]);
      const root = (k: number) => field.cis?.(field.div(field.mul(real(-2 * k), field.pi()), real(n))) ?? real(1);
      const expected = () => numbersOf(plain.y).map((one, k) => field.mul(root(k), one));
      return near(moved, [plain], expected, (k) => (moved.off[k] ?? 0) + (plain.off[k] ?? 0));
    },
  }),
  law(dft, 'C4', {
    cases: vectors,
    check: async (on, { x }, context) => {
      const flat = tensorOf(
        x.dtype,
        x.shape,
        x.data.map((value, at) => (at % 2 === 0 ? value : 0)),
      );
      const one = await transformed(on, flat, context);
      const n = one.off.length;
      const expected = () => {
        const list = numbersOf(one.y);
        return list.map((_, k) => field.conj?.(list[(n - k) % n] ?? real(0)) ?? real(0));
      };
      return near(one, [], expected, (k) => (one.off[k] ?? 0) + (one.off[(n - k) % n] ?? 0));
    },
  }),
  law(dft, 'C5', {
    cases: vectors,
    check: async (on, { x, h }, context) => {
      const [left, right] = [numbersOf(x), numbersOf(h)];
      const n = left.length;
      const convolved = left.map((_, k) =>
        field.sum(left.map((one, j) => field.mul(one, right[(k - j + n) % n] ?? real(0)))),
      );
      const [a, b, both] = await Promise.all([
        transformed(on, x, context),
        transformed(on, h, context),
        transformed(on, like(x, convolved), context),
      ]);
      const expected = () => numbersOf(a.y).map((one, k) => field.mul(one, numbersOf(b.y)[k] ?? real(0)));
      const size = (t: Transform, k: number) =>
        Math.hypot(t.y.data[2 * k] ?? 0, t.y.data[2 * k + 1] ?? 0) + (t.off[k] ?? 0);
      return near(
        both,
        [a, b],
        expected,
        (k) => (both.off[k] ?? 0) + size(a, k) * (b.off[k] ?? 0) + size(b, k) * (a.off[k] ?? 0),
      );
    },
  }),
  law(dft, 'C6', {
    cases: vectors,
    check: async (on, { x, h, a }, context) => {
      const factor = numbersOf(a)[0] ?? real(1);
      const combined = numbersOf(x).map((one, k) => field.add(field.mul(factor, one), numbersOf(h)[k] ?? real(0)));
      const [one, other, both] = await Promise.all([
        transformed(on, x, context),
        transformed(on, h, context),
        transformed(on, like(x, combined), context),
      ]);
      const expected = () =>
        numbersOf(one.y).map((y, k) => field.add(field.mul(factor, y), numbersOf(other.y)[k] ?? real(0)));
      return near(
        both,
        [one, other],
        expected,
        (k) => (both.off[k] ?? 0) + magnitude(factor) * (one.off[k] ?? 0) + (other.off[k] ?? 0),
      );
    },
  }),
];
