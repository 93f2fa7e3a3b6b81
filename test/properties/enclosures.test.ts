import { describe, expect, test } from 'vitest';
import { solutionProved } from '../../properties/decompositions/_internal/provedErrors.ts';
import {
  type SpectrumDraw,
  valuesOf,
  withEigenvalues,
  withSingularValues,
} from '../../properties/generators/spectra.ts';
import { mixed } from '../../properties/generators/stream.ts';
import type { Context } from '../../properties/law.ts';
import { exactBall, norm1, norm2Above, productLess, times } from '../../properties/verbs/balls.ts';
import { inverseOf } from '../../properties/verbs/elimination.ts';
import { ballOf, valueErrors, valuesProved } from '../../properties/verbs/enclosedSpectrum.ts';
import { enclosedErrors, inverseSizes, proveRegular } from '../../properties/verbs/enclosedSystem.ts';
import { exactMatrix } from '../../properties/verbs/exactMatrices.ts';
import { proved } from '../../properties/verbs/proved.ts';
import { eigenvaluesOf, singularValuesOf } from '../../properties/verbs/spectrum.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const u = 2 ** -53;
const context = { dtype: 'float64', u, profile: { dtype: 'float64' } } as Context;
const exactly = algebra(0);

const tensor = (rows: number, columns: number, element: (i: number, j: number) => number): Tensor =>
  tensorOf(
    'float64',
    [rows, columns],
    Array.from({ length: rows * columns }, (_, at) => element(Math.floor(at / columns), at % columns)),
  );

const drawn = (rows: number, columns: number, key: number, size = 1): Tensor =>
  tensor(rows, columns, (i, j) => size * (mixed(key, i * columns + j) / 2 ** 31 - 1));

const hilbert = (n: number): Tensor => tensor(n, n, (i, j) => 1 / (i + j + 1));

const draw = (changed: Partial<SpectrumDraw>): SpectrumDraw => ({
  n: 6,
  extra: 0,
  mode: 'geometric',
  share: 16,
  key: 77,
  ...changed,
});

describe('products of balls', () => {
  test.each([1, 2, 3, 4])('hold the exact product, cancelled to its last digits, draw %i', (key) => {
    const [a, b] = [drawn(5, 9, key), drawn(9, 4, key + 100, 2 ** (40 * (key % 2)))];
    const rounded = exactly.times(exactMatrix(a), exactMatrix(b));
    const c = tensor(5, 4, (i, j) => exactly.at(rounded, i, j));
    const { middle, radius } = productLess(ballOf(a), ballOf(b), ballOf(c));
    const rest = exactly.minus(rounded, exactMatrix(c));
    middle.forEach((value, at) => {
      const exact = exactly.at(rest, Math.floor(at / 4), at % 4);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(radius[at] as number);
      // Of 106 bits the half is left.
      expect(radius[at]).toBeLessThan(2 ** -90 * Math.max(...b.data.map(Math.abs)) + 2 ** -50 * Math.abs(exact));
    });
  });

  test('take up what the factors may be off', () => {
    const [a, b] = [drawn(3, 4, 5), drawn(4, 2, 6)];
    const loose = { ...ballOf(a), radius: new Float64Array(12).fill(2 ** -10) };
    const moved = { ...ballOf(a), middle: ballOf(a).middle.map((value, at) => value + (at % 2 ? 1 : -1) * 2 ** -10) };
    const [outer, inner] = [times(loose, ballOf(b)), times(moved, ballOf(b))];
    inner.middle.forEach((value, at) => {
      expect(Math.abs(value - (outer.middle[at] as number))).toBeLessThanOrEqual(outer.radius[at] as number);
    });
  });

  test('norms enclose, and say nothing of what is not finite', () => {
    const a = exactBall(2, 2, [3, 4, 0, 0]);
    expect(norm1(a)[0]).toBeLessThanOrEqual(4);
    expect(norm1(a)[1]).toBeGreaterThanOrEqual(4);
    expect(norm2Above(a)).toBeGreaterThanOrEqual(5);
    expect(norm2Above(a)).toBeLessThan(5 + 1e-12);
    const beyond = times(exactBall(1, 1, [2 ** 1000]), exactBall(1, 1, [2 ** 1000]));
    expect(proved('x', norm1(beyond), [1, 1])).toMatchObject({ ratio: 0, judged: 0, unjudged: 1 });
  });
});

describe('errors of systems, against exact elimination', () => {
  const systems: readonly (readonly [string, Tensor])[] = [
    ['drawn, 5 by 5', drawn(5, 5, 1)],
    ['Hilbert 7', hilbert(7)],
    ['columns of other sizes', tensor(4, 4, (i, j) => (i === j ? 3 : 1 / (1 + i + 2 * j)) * 2 ** (20 * j))],
    ['tall, 8 by 4', drawn(8, 4, 2)],
    ['tall and ill-conditioned', tensor(9, 5, (i, j) => ((i + 1) / 9) ** j)],
  ];

  test.each(systems)('%s: every interval holds the error', (_, a) => {
    const [m = 1, n = 1] = a.shape;
    const b = drawn(m, 2, 9);
    const [given, right] = [exactMatrix(a), exactMatrix(b)];
    const back = exactly.transpose(given);
    const gram = inverseOf(exactly.times(back, given)) ?? [];
    const inverse = m === n ? inverseOf(given) : undefined;
    // Of a tall matrix by way of A^T A, whose inverse is exact but for one rounding of its elements.
    const pseudoinverse = tensor(n, m, (i, p) =>
      inverse === undefined
        ? Array.from({ length: n }, (_, j) => (gram[i * n + j] as number) * (a.data[p * n + j] as number)).reduce(
            (sum, one) => sum + one,
            0,
          )
        : (inverse[i * n + p] as number),
    );
    const solution = exactly.times(exactMatrix(pseudoinverse), right);
    // Off by so much that the rounding of the solution is nothing beside it.
    const x = tensor(n, 2, (i, k) => exactly.at(solution, i, k) * (1 + 2 ** -8 * (1 + ((i + k) % 3))));
    const system = proveRegular(m, n, a.data);
    if (system === undefined) throw new Error('not proved');
    const { errors } = enclosedErrors(system, ballOf(b), ballOf(x));
    errors.forEach(([least, most], at) => {
      const error = Math.abs((x.data[at] as number) - exactly.at(solution, Math.floor(at / 2), at % 2));
      expect(least).toBeLessThanOrEqual(error * (1 + 1e-4));
      expect(most).toBeGreaterThanOrEqual(error * (1 - 1e-4));
      expect(most - least).toBeLessThan(1e-2 * error);
    });
    const { rows, gramRows, columns } = inverseSizes(system);
    const near = ([least, most]: readonly [number, number], value: number) => {
      expect(least).toBeLessThanOrEqual(value * (1 + 1e-6));
      expect(most).toBeGreaterThanOrEqual(value * (1 - 1e-6));
      expect(most).toBeLessThan(least * 1.01);
    };
    const size = (i: number, of: ArrayLike<number>, length: number) =>
      Math.hypot(...Array.from({ length }, (_, j) => of[i * length + j] as number));
    rows.forEach((one, i) => {
      near(one, size(i, pseudoinverse.data, m));
    });
    gramRows.forEach((one, i) => {
      near(one, size(i, gram, n));
    });
    columns.forEach((one, j) => {
      near(
        one,
        Array.from({ length: n }, (_, i) => Math.abs(pseudoinverse.data[i * m + j] as number)).reduce((s, v) => s + v),
      );
    });
  });
});

describe('verdicts of three', () => {
  const integers = (n: number) => tensor(n, 1, (i) => 1 + (i % 5));
  const productOf = (a: Tensor, x: Tensor): Tensor => {
    const exact = exactly.times(exactMatrix(a), exactMatrix(x));
    return tensor(a.shape[0] ?? 1, 1, (i) => exactly.at(exact, i, 0));
  };
  /** Exactly A x, for which the integers are small enough. */
  const whole = (n: number) => tensor(n, n, (i, j) => (mixed(3, i * n + j) % 9) - 4 + (i === j ? 20 : 0));

  test('proved right, and proved wrong by one digit, at an order where elimination takes long', () => {
    const [a, x] = [whole(60), integers(60)];
    const b = productOf(a, x);
    const [right] = solutionProved({ a, b, x }, context);
    expect(right).toMatchObject({ judged: 60, unjudged: 0 });
    expect(right?.ratio).toBeLessThan(1e-9);
    const wrong = { ...x, data: x.data.map((value, i) => (i === 41 ? value + 2 ** -24 : value)) } as Tensor;
    const [seen] = solutionProved({ a, b, x: wrong }, context);
    expect(seen?.ratio).toBeGreaterThan(1);
    expect(seen?.what).toBe('error of x[41, 0]');
  });

  test('undecidable at this conditioning: a singular matrix, and the Hilbert matrix of order 20', () => {
    for (const a of [tensor(6, 6, (i, j) => i + j), hilbert(20)]) {
      const x = integers(a.shape[0] ?? 1);
      const b = productOf(a, x);
      expect(solutionProved({ a, b, x }, context)).toMatchObject([{ ratio: 0, judged: 0, unjudged: 1 }]);
    }
  });

  test('an enclosure across what is allowed decides nothing; NaN in x is no answer', () => {
    expect(proved('e', [1, 3], [2, 2])).toMatchObject({ judged: 0, unjudged: 1 });
    expect(proved('e', [1, 2], [2, 3])).toEqual({ ratio: 1, what: 'e' });
    expect(proved('e', [4, 5], [1, 2]).ratio).toBe(2);
    expect(proved('e', [Number.NaN, Number.NaN], [1, 1])).toMatchObject({ judged: 0, unjudged: 1 });
    const x = tensor(2, 1, () => Number.NaN);
    expect(solutionProved({ a: whole(2), b: x, x }, context)[0]?.ratio).toBeNaN();
  });
});

describe('values of matrices that are made of them, against exact characteristic polynomials', () => {
  test.each(['geometric', 'oneSmall', 'clusters', 'arithmetic'] as const)('%s', (mode) => {
    const own = draw({ mode, extra: 2 });
    const spectrum = withSingularValues(context, own, valuesOf(own, 40));
    const exact = singularValuesOf(exactMatrix(spectrum.a), u);
    const errors = valueErrors(spectrum);
    exact.forEach((value, i) => {
      expect(Math.abs(value - (spectrum.values[i] as number))).toBeLessThanOrEqual(errors[i] as number);
      expect(errors[i]).toBeLessThan(200 * u);
    });
    const symmetric = withEigenvalues(context, own, spectrum.values);
    const error = Math.max(...valueErrors(symmetric));
    eigenvaluesOf(exactMatrix(symmetric.a), u)
      .toReversed()
      .forEach((value, i) => {
        expect(Math.abs(value - (spectrum.values[i] as number))).toBeLessThanOrEqual(error);
      });
  });

  test('a value that is off is proved so, one within rounding proved right, and one at the edge neither', () => {
    const of = (value: number) => valuesProved('s', tensorOf('float64', [1], [value]), [1], [1e-3], () => 0.1);
    expect(of(1.05)).toMatchObject({ judged: 1, unjudged: 0 });
    expect(of(1.2).ratio).toBeGreaterThan(1.9);
    expect(of(1.1)).toMatchObject({ judged: 0, unjudged: 1 });
  });
});
