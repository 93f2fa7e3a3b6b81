import type { Arithmetic } from '../_internal/arithmetic.ts';
import type { Variant } from '../variant.ts';

type Z = readonly [re: number, im: number];
type Row = readonly Z[];

const zero: Z = [0, 0];
const add = (f: Arithmetic, [a, b]: Z, [c, d]: Z): Z => [f.add(a, c), f.add(b, d)];
const mul = (f: Arithmetic, [a, b]: Z, [c, d]: Z): Z => [
  f.sub(f.mul(a, c), f.mul(b, d)),
  f.add(f.mul(a, d), f.mul(b, c)),
];
const cis = (f: Arithmetic, angle: number): Z => [f.round(Math.cos(angle)), f.round(Math.sin(angle))];
const root = (f: Arithmetic, r: number, n: number, sign: number): Z =>
  cis(f, f.div(f.mul(sign * 2 * r, f.round(Math.PI)), n));

type Transform = (row: Row, sign: number, f: Arithmetic) => Row;

/** The sum as it stands, angles in the data type. */
const summed: Transform = (row, sign, f) =>
  row.map((_, k) =>
    row.reduce((sum, x, j) => add(f, sum, mul(f, x, root(f, (j * k) % row.length, row.length, sign))), zero),
  );

/** Halves, by decimation in frequency, as long as there are any: the first is transformed after it was turned. */
const halved: Transform = (row, sign, f) => {
  const half = row.length / 2;
  if (!Number.isInteger(half) || half === 0) return summed(row, sign, f);
  const [low, high] = [row.slice(0, half), row.slice(half)];
  const at = (list: Row, k: number): Z => list[k] ?? zero;
  const even = halved(
    low.map((x, k) => add(f, x, at(high, k))),
    sign,
    f,
  );
  const odd = halved(
    low.map((x, k) => mul(f, add(f, x, [-at(high, k)[0], -at(high, k)[1]]), root(f, k, row.length, sign))),
    sign,
    f,
  );
  return row.map((_, k) => at(k % 2 === 0 ? even : odd, Math.floor(k / 2)));
};

/** A convolution with a chirp, at the next power of two (Bluestein); scaled before it is summed, so that nothing overflows on the way. */
const chirped: Transform = (row, sign, f) => {
  const n = row.length;
  if (n === 0) return row;
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const chirp = row.map((_, j) => cis(f, f.div(f.mul(sign * ((j * j) % (2 * n)), f.round(Math.PI)), n)));
  const at = (list: Row, k: number): Z => list[k] ?? zero;
  const long = (of: (k: number) => Z): Row => Array.from({ length: size }, (_, k) => of(k));
  const share = ([a, b]: Z): Z => [a / size, -b / size];
  const left = halved(
    long((k) => (k < n ? mul(f, at(row, k), at(chirp, k)) : zero)),
    -1,
    f,
  );
  const right = halved(
    long((k) => (k < n ? share(at(chirp, k)) : k > size - n ? share(at(chirp, size - k)) : zero)),
    -1,
    f,
  );
  const back = halved(
    left.map((x, k) => mul(f, x, at(right, k))),
    1,
    f,
  );
  return row.map((_, k) => mul(f, at(chirp, k), at(back, k)));
};

const transform = (name: string, of: Transform): Variant => ({
  name,
  operation: 'linalg.dft',
  compute({ x }, { inverse }, f) {
    const values = x?.values ?? [];
    const row = Array.from({ length: values.length / 2 }, (_, k): Z => [values[2 * k] ?? 0, values[2 * k + 1] ?? 0]);
    const y = of(row, inverse === true ? 1 : -1, f);
    // Scaled by the reciprocal.
    const over = (part: number) => (inverse === true ? f.mul(part, f.div(1, row.length)) : part);
    return { y: y.flatMap(([re, im]) => [over(re), over(im)]) };
  },
});

export const variants: readonly Variant[] = [
  transform('the sum as it stands', summed),
  transform('decimation in frequency', halved),
  transform('Bluestein, by a chirp', chirped),
];
