import { describe, expect, test } from 'vitest';
import {
  allowedError,
  type Bound,
  boundArithmetic,
  isExactlyRepresentable,
  type Profile,
  roundoffOf,
} from '../../spec/scalars/bound.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { float, roundTo } from '../../spec/scalars/float.ts';
import { dot, logSumExp, mean, softmax, squaredDeviations } from './_internal/definitions.ts';
import { evaluations, generator } from './_internal/evaluations.ts';

const profile: Profile = { dtype: 'float32' };
const system = boundArithmetic(profile);
const u = 2 ** -24;
const total = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0);

/** Smallest and largest quotient of the automatic bound and a closed form, over random inputs of each size. */
function quotients(closedForm: (x: number[]) => number[], automatic: (x: Bound[]) => Bound[], shift = 0) {
  const random = generator(11);
  const found: number[] = [];
  for (const n of [2, 4, 16, 64]) {
    for (let i = 0; i < 10; i++) {
      const x = Array.from({ length: n }, () => Math.fround(8 * random() - 4 + shift));
      const allowed = automatic(x.map(system.constant)).map((output) => allowedError(output, profile));
      closedForm(x).forEach((closed, j) => {
        found.push((allowed[j] ?? Number.NaN) / closed);
      });
    }
  }
  return { least: Math.min(...found), most: Math.max(...found) };
}

describe('against closed forms', () => {
  test('dot: n u |a||b|, where the last rounding is that of the result', () => {
    const closed = (x: number[]): number[] => {
      const n = x.length / 2;
      const products = x.slice(0, n).map((a, i) => a * (x[n + i] ?? 0));
      return [u * ((n - 1) * total(products.map(Math.abs)) + Math.abs(total(products)))];
    };
    for (const shift of [0, 5]) {
      const { least, most } = quotients(closed, (x) => dot(system, x), shift);
      expect(least).toBeGreaterThanOrEqual(1);
      expect(most).toBeLessThan(1 + 1e-4);
    }
  });

  /** Shifted exponentials, their sum, the distances from the maximum, the probabilities and their entropy, and p of exp. */
  function pieces(x: number[]) {
    const largest = Math.max(...x);
    const distances = x.map((term) => largest - term);
    const sum = total(distances.map((d) => Math.exp(-d)));
    const probabilities = distances.map((d) => Math.exp(-d) / sum);
    const entropy = -total(probabilities.map((s) => s * Math.log(s)));
    return { largest, distances, sum, probabilities, entropy, p: 4 };
  }

  test('softmax: s u ((m - x) + H + n + 4 p)', () => {
    const closed = (x: number[]): number[] => {
      const { distances, probabilities, entropy, p } = pieces(x);
      return probabilities.map((s, i) => s * u * ((distances[i] ?? 0) + entropy + x.length + 4 * p));
    };
    const { least, most } = quotients(closed, (x) => softmax(system, x));
    // The closed form has log(sum) inside H where the automatic one has the mean distance, and one rounding less.
    expect(least).toBeGreaterThan(0.9);
    expect(most).toBeLessThan(1.1);
  });

  test('logsumexp: u |y| + 2 p u |y - m| + u (H + n - 1 + 2 p)', () => {
    const closed = (x: number[]): number[] => {
      const { largest, sum, entropy, p } = pieces(x);
      const [log, n] = [Math.log(sum), x.length];
      return [u * Math.abs(largest + log) + 2 * p * u * log + u * (entropy + n - 1 + 2 * p)];
    };
    const { least, most } = quotients(closed, (x) => logSumExp(system, x));
    expect(least).toBeGreaterThan(0.8);
    expect(most).toBeLessThan(1.2);
  });

  test('two-pass variance: n u + n^2 k^2 u^2, up to the factor k that an automatic bound cannot see cancel', () => {
    const random = generator(12);
    for (const shift of [0, 1, 10, 1000]) {
      for (const n of [8, 32]) {
        const x = Array.from({ length: n }, () => Math.fround(shift + random()));
        const deviations = total(x.map((term) => (term - total(x) / n) ** 2));
        const k = Math.sqrt(total(x.map((term) => term * term)) / deviations);
        const closed = n * u + n * n * k * k * u * u;
        const [output] = squaredDeviations(system, x.map(system.constant));
        const relative = output === undefined ? Number.NaN : allowedError(output, profile) / deviations;
        expect(relative).toBeGreaterThan(closed);
        expect(relative).toBeLessThan((2 * k + 2) * (closed + 4 * u));
      }
    }
  });

  test('one-pass variance is out of bounds where k is large', () => {
    const random = generator(13);
    const f = float('float32');
    let [onePass, twoPass] = [0, 0];
    for (let i = 0; i < 20; i++) {
      const x = Array.from({ length: 16 }, () => Math.fround(1000 + random()));
      const [output] = squaredDeviations(system, x.map(system.constant));
      if (output === undefined) throw new Error('no output');
      const centre = mean(f, x);
      const naive = f.sub(f.sum(x.map((term) => f.mul(term, term))), f.mul(f.constant(16), f.mul(centre, centre)));
      onePass = Math.max(onePass, errorOf(naive, output.value) / allowedError(output, profile));
      for (const evaluation of evaluations('float32')) {
        const received = squaredDeviations(evaluation, x)[0] ?? Number.NaN;
        twoPass = Math.max(twoPass, errorOf(received, output.value) / allowedError(output, profile));
      }
    }
    expect(onePass).toBeGreaterThan(10);
    expect(twoPass).toBeLessThanOrEqual(1);
  });
});

describe('integers', () => {
  test('stay exactly representable while the sum of absolute values is below 1/u', () => {
    const c = system.constant;
    const product = system.sum([system.mul(c(2000), c(3000)), system.mul(c(-2000), c(3000))]);
    expect(isExactlyRepresentable(product, profile)).toBe(true);
    expect(isExactlyRepresentable(system.add(product, c(5_000_000)), profile)).toBe(false);
    expect(isExactlyRepresentable(system.sub(system.power(c(-3), 3), system.abs(c(-2))), profile)).toBe(true);
    expect(isExactlyRepresentable(system.max([c(1), system.neg(c(7))]), profile)).toBe(true);
    expect(isExactlyRepresentable(c(2 ** 24 - 1), profile)).toBe(true);
    for (const x of [c(0.5), c(2 ** 24), c(2 ** 24 + 1), system.div(c(4), c(2)), system.sqrt(c(4)), system.exp(c(0))]) {
      expect(isExactlyRepresentable(x, profile)).toBe(false);
    }
  });

  test('a large intermediate result is remembered', () => {
    const c = system.constant;
    const large = system.mul(c(2 ** 13), c(2 ** 13));
    expect(isExactlyRepresentable(system.mul(large, c(0)), profile)).toBe(false);
    expect(isExactlyRepresentable(system.sub(large, large), profile)).toBe(false);
  });
});

describe('constants', () => {
  test('commit an error only where the format cannot hold them', () => {
    expect([1, 0.5, 0, -3, Math.fround(0.1), 2 ** -149].map((x) => system.constant(x).error)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    for (const x of [0.1, 1e-5, 2 ** -150]) {
      expect(allowedError(system.constant(x), profile)).toBeGreaterThanOrEqual(
        errorOf(Math.fround(x), exact.constant(x)),
      );
    }
    expect(allowedError(system.constant(0.1), profile)).toBeLessThan(0.11 * u);
    expect(allowedError(system.constant(1e39), profile)).toBe(Infinity);
  });

  test('of more bits than the declared unit roundoff keeps are rounded to it', () => {
    const coarse: Profile = { dtype: 'float32', unitRoundoff: 2 ** -11 };
    expect(roundoffOf(coarse)).toBe(2 ** -11);
    expect(boundArithmetic(coarse).constant(2047).error).toBe(0);
    expect(allowedError(boundArithmetic(coarse).constant(2049), coarse)).toBeGreaterThan(1);
  });
});

describe('what costs nothing, and what has no bound', () => {
  const c = system.constant;

  test('a sum of one term, zeros, and a maximum add no error', () => {
    expect(system.sum([c(3)]).error).toBe(0);
    expect(system.sum([c(0), c(3), system.mul(c(0), c(0.1))]).error).toBe(0);
    expect(system.max([c(1), c(3)]).error).toBe(0);
    expect(allowedError(system.sum([]), profile)).toBe(0);
  });

  test('there is no bound after a possible overflow, zero divisor, or wrong sign', () => {
    const third = system.div(c(1), c(3));
    const doubtful = system.sub(system.mul(third, c(3)), c(1 + 2 ** -23));
    const unbounded = [
      system.mul(c(2 ** 100), c(2 ** 100)),
      system.sum([c(2 ** 127), c(2 ** 127), c(-(2 ** 127))]),
      system.exp(c(100)),
      system.div(c(1), doubtful),
      system.log(system.neg(doubtful)),
      system.sqrt(system.neg(doubtful)),
      system.div(c(1), c(2 ** -140)),
    ];
    for (const x of unbounded) {
      expect(allowedError(x, profile)).toBe(Infinity);
      expect(allowedError(system.add(x, c(1)), profile)).toBe(Infinity);
    }
  });

  test('a root of what cannot be negative keeps its bound', () => {
    const third = system.div(c(1), c(3));
    const d = system.sub(system.mul(third, c(3)), c(1 + 2 ** -23));
    const root = system.sqrt(system.add(system.mul(d, d), system.power(d, 2)));
    expect(allowedError(root, profile)).toBeLessThan(12 * u);
  });
});

describe('a profile', () => {
  test('declares its elementary functions', () => {
    const x = 0.7;
    for (const [name, ulps] of [
      ['exp', 4],
      ['log', 4],
      ['tanh', 8],
      ['erf', 16],
      ['sin', 4],
      ['cos', 4],
      ['expm1', 4],
      ['log1p', 4],
      ['sinh', 4],
      ['cosh', 4],
    ] as const) {
      const standard = system[name](system.constant(Math.fround(x)));
      expect(standard.error / standard.size).toBeCloseTo(2 * ulps, 4);
      const better = boundArithmetic({ ...profile, ulps: { [name]: 1 } })[name](system.constant(Math.fround(x)));
      expect(better.error / better.size).toBeCloseTo(2, 4);
    }
  });

  test('that flushes to zero allows the smallest normal number', () => {
    const tiny = 2 ** -126;
    const flushing: Profile = { ...profile, flushToZero: true };
    const half = (p: Profile): number => {
      const s = boundArithmetic(p);
      return allowedError(s.mul(s.constant(tiny), s.constant(0.5)), p);
    };
    expect(half(flushing)).toBeGreaterThanOrEqual(tiny / 2);
    expect(half(profile)).toBeLessThan(2 ** -148);
    // A sum over one term, which may have been added to 0.
    const alone = (p: Profile): number => {
      const s = boundArithmetic(p);
      return allowedError(s.sum([s.constant(tiny / 2)]), p);
    };
    expect(alone(flushing)).toBeGreaterThanOrEqual(tiny / 2);
    expect(alone(profile)).toBeLessThan(2 ** -148);
  });

  test.each(['float64', 'float32', 'float16', 'bfloat16'] as const)(
    '%s: values are exact, errors scale with u',
    (dtype) => {
      const s = boundArithmetic({ dtype });
      const x = roundTo(dtype, 0.3);
      const square = s.mul(s.constant(x), s.constant(x));
      expect(toNumber(square.value)).toBe(x * x);
      expect(allowedError(square, { dtype }) / (x * x)).toBeCloseTo(roundoffOf({ dtype }), 4);
      expect(s.isZero(s.sub(s.constant(x), s.constant(x)))).toBe(true);
      expect(s.isZero(s.sub(square, square))).toBe(false);
      expect(s.compare(s.constant(x), square)).toBeGreaterThan(0);
    },
  );
});
