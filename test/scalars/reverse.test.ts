import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundArithmetic, roundoffOf } from '../../spec/scalars/bound.ts';
import type { Differentiable } from '../../spec/scalars/differentiable.ts';
import { dual } from '../../spec/scalars/dual.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { type FloatFormat, float } from '../../spec/scalars/float.ts';
import { reverse } from '../../spec/scalars/reverse.ts';
import * as definitions from './_internal/definitions.ts';
import { evaluations, generator } from './_internal/evaluations.ts';
import { holds } from './_internal/holds.ts';
import { randomProgram, runProgram } from './_internal/programs.ts';

type Definition = definitions.Definition;

/** The pullback of `weights` by one reverse sweep. */
function pulled<T>(inner: Differentiable<T>, definition: Definition, x: readonly number[], weights: readonly number[]) {
  const { system, variable, pull } = reverse(inner);
  const outputs = definition(
    system,
    x.map((value) => variable(inner.constant(value))),
  );
  return pull(outputs.map((output, at) => [output, inner.constant(weights[at % weights.length] ?? 0)]));
}

/** The same by one forward run per input. */
function pushed<T>(inner: Differentiable<T>, definition: Definition, x: readonly number[], weights: readonly number[]) {
  const system = dual(inner);
  return x.map((_, direction) => {
    const inputs = x.map((value, at) => ({
      value: inner.constant(value),
      tangent: inner.constant(at === direction ? 1 : 0),
    }));
    return inner.sum(
      definition(system, inputs).map(({ tangent }, at) =>
        inner.mul(inner.constant(weights[at % weights.length] ?? 0), tangent),
      ),
    );
  });
}

const { dot, softmax, logSumExp, squaredDeviations, layerNorm, gelu, tanhOfSum } = definitions;
const all: Record<string, Definition> = { dot, softmax, logSumExp, squaredDeviations, layerNorm, gelu, tanhOfSum };

describe('over exact', () => {
  test('random programs: reverse is the transpose of forward', () => {
    const random = generator(3);
    let compared = 0;
    for (let run = 0; run < 200; run++) {
      const x = Array.from({ length: 4 }, () => 4 * random() - 2);
      const program = randomProgram(random, x.length, 8);
      const weights = Array.from({ length: 5 }, () => Math.floor(9 * random() - 4));
      const definition: Definition = (s, inputs) => runProgram(s, program, inputs);
      // Forward and reverse refuse the root of 0 in different places: a program that stops there stops being compared.
      const lengths = [reverse(exact).system, dual(exact)].map((system) => {
        const constants = x.map((value) => (system as Differentiable<unknown>).constant(value));
        return definition(system as Differentiable<unknown>, constants).length;
      });
      if (lengths[0] !== lengths[1]) continue;
      let forward: ReturnType<typeof pushed<ReturnType<typeof exact.constant>>>;
      try {
        forward = pushed(exact, definition, x, weights);
      } catch (error) {
        if (error instanceof RangeError) continue;
        throw error;
      }
      const backward = pulled(exact, definition, x, weights);
      backward.forEach((derivative, at) => {
        const other = forward[at] ?? exact.constant(0);
        const size = Math.abs(toNumber(other));
        expect(Math.abs(toNumber(exact.sub(derivative, other)))).toBeLessThanOrEqual(size * 2 ** -150 + 2 ** -300);
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(400);
  });

  test('second derivatives: reverse over reverse gives a symmetric Hessian, that of x^3 y', () => {
    const outer = reverse(exact);
    const inner = reverse(outer.system);
    const [x, y] = [outer.variable(exact.constant(3)), outer.variable(exact.constant(5))];
    const [p, q] = [inner.variable(x), inner.variable(y)];
    const gradient = inner.pull([[inner.system.mul(inner.system.power(p, 3), q), outer.system.constant(1)]]);
    const rows = gradient.map((row) => outer.pull([[row, exact.constant(1)]]).map(toNumber));
    expect(gradient.map(({ value }) => toNumber(value))).toEqual([135, 27]);
    expect(rows).toEqual([
      [90, 27],
      [27, 0],
    ]);
  });

  test('kinks: a maximum follows the first of the largest, |x| is flat at 0, and a root refuses 0', () => {
    const slope = (definition: Definition, ...x: number[]) => pulled(exact, definition, x, [1]).map(toNumber);
    expect(slope((s, [a, b]) => [s.max([a as never, b as never])], 2, 2)).toEqual([1, 0]);
    expect(slope((s, [a]) => [s.abs(a as never)], 0)).toEqual([0]);
    expect(() => slope((s, [a]) => [s.sqrt(a as never)], 0)).toThrow('no derivative at 0');
    expect(slope((s, [a]) => [s.mul(a as never, s.sqrt(s.constant(0)))], 7)).toEqual([0]);
  });

  test('where rounding decides which is largest, the derivative by either is free, and the value is not', () => {
    const inner = boundArithmetic({ dtype: 'float32' });
    const larger: Definition = (s, [a, b, c]) => {
      const [first, second] = [s.add(a as never, c as never), s.add(b as never, c as never)];
      return [s.max([first, second])];
    };
    const errors = (x: readonly number[]) =>
      pulled(inner, larger, x, [1]).map(({ error }) => error * roundoffOf({ dtype: 'float32' }));
    const [first = 0, second = 0] = errors([1e-9, 2e-9, 1]);
    expect(Math.min(first, second)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...errors([1, 2, 1]))).toBeLessThan(1e-6);
  });

  test('what is detached, constant or not used has no derivative; what is used twice has the sum', () => {
    const { system, variable, pull } = reverse(exact);
    const [x, y, unused] = [2, 3, 4].map((value) => variable(exact.constant(value)));
    if (x === undefined || y === undefined || unused === undefined) throw new Error('three were made');
    const product = system.mul(system.mul(x, x), system.detach?.(y) ?? y);
    expect(pull([[product, exact.constant(1)]]).map(toNumber)).toEqual([12, 0, 0]);
    expect(
      pull([
        [unused, exact.constant(5)],
        [product, exact.constant(0)],
      ]).map(toNumber),
    ).toEqual([0, 0, 5]);
    expect(pull([]).map(toNumber)).toEqual([0, 0, 0]);
    expect(system.isZero(system.constant(0))).toBe(true);
    expect(system.isZero(variable(exact.constant(0)))).toBe(false);
  });
});

describe('means, variances and numbers that have several ways', () => {
  const { mean: meanOf, normalised, logSoftmax } = definitions;
  /** A system that has them too. */
  const withStatistics = <T>(system: Differentiable<T>): Differentiable<T> => {
    const mean = (x: readonly T[]) => meanOf(system, x);
    const variance = (x: readonly T[]) => mean(x.map((one) => system.power(system.sub(one, mean(x)), 2)));
    return { ...system, mean, variance, either: (ways) => ways.at(-1) as T, reached: (value) => value };
  };
  const rows = fc.array(
    fc.integer({ min: -80, max: 80 }).map((x) => x / 8),
    { minLength: 1, maxLength: 6 },
  );
  const distance = (a: ReturnType<typeof exact.constant>, b: typeof a) => Math.abs(toNumber(exact.sub(a, b)));

  test.each(Object.entries({ normalised, logSoftmax }))(
    '%s: the derivatives are those of dual numbers',
    (_, definition) => {
      holds(
        fc.property(rows, (x) => {
          const forward = pushed(exact, definition, x, [1, -2, 3]);
          const backward = pulled(withStatistics(exact), definition, x, [1, -2, 3]);
          return backward.every((one, at) => distance(one, forward[at] as typeof one) < 2 ** -120);
        }),
        60,
      );
    },
  );

  test('a mean and a variance: the derivatives are differences, which are exact for what is quadratic', () => {
    const inner = withStatistics(exact);
    const both: Definition = (s, x) => [s.mean?.(x), s.variance?.(x)].map((one) => one ?? s.constant(Number.NaN));
    const weighted = (x: readonly number[]) => {
      const [mean, variance] = both(inner, x.map(inner.constant));
      return inner.add(mean as never, inner.mul(inner.constant(3), variance as never));
    };
    holds(
      fc.property(rows, (x) => {
        const backward = pulled(inner, both, x, [1, 3]);
        return backward.every((one, at) => {
          const [above, below] = [x.with(at, (x[at] ?? 0) + 1), x.with(at, (x[at] ?? 0) - 1)].map(weighted);
          return (
            distance(inner.mul(inner.constant(2), one), inner.sub(above as typeof one, below as typeof one)) < 2 ** -120
          );
        });
      }),
      60,
    );
  });

  test('over bounds they carry the error of those, and no running gradient exceeds it', () => {
    const plain = float('float32');
    const running: Differentiable<number> = {
      ...plain,
      mean: (x) => x.reduce((mean, one, at) => plain.add(mean, plain.div(plain.sub(one, mean), at + 1)), 0),
      variance(x) {
        let [mean, squares] = [0, 0];
        x.forEach((one, at) => {
          const delta = plain.sub(one, mean);
          mean = plain.add(mean, plain.div(delta, at + 1));
          squares = plain.add(squares, plain.mul(delta, plain.sub(one, mean)));
        });
        return plain.div(squares, x.length);
      },
      either: (ways) => ways.at(-1) ?? Number.NaN,
    };
    const profile = { dtype: 'float32' } as const;
    const inner = boundArithmetic(profile);
    const random = generator(8);
    let worst = 0;
    for (let run = 0; run < 80; run++) {
      const x = Array.from({ length: 3 + (run % 5) }, () => Math.fround(10 + random()));
      const { system, variable } = reverse(inner);
      const [taped, own] = [x.map((one) => variable(inner.constant(one))), x.map(inner.constant)];
      for (const name of ['mean', 'variance'] as const)
        expect(system[name]?.(taped).value.error).toBe(inner[name]?.(own).error);
      expect(system.either?.(taped).value.error).toBe(inner.either?.(own).error);
      const [[first, ...others], [plainFirst, ...plainOthers]] = [taped, own];
      if (first === undefined || plainFirst === undefined) throw new Error('there are at least three');
      expect(system.reached?.(first, others).value.error).toBe(inner.reached?.(plainFirst, plainOthers).error);
      for (const definition of [normalised, logSoftmax]) {
        const expected = pulled(inner, definition, x, [1, -2, 3]);
        pulled(running, definition, x, [1, -2, 3]).forEach((received, at) => {
          const { value, error, size } = expected[at] as (typeof expected)[number];
          worst = Math.max(worst, errorOf(received, value) / (roundoffOf(profile) * (2 * error + size)) || 0);
        });
      }
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.02);
  });
});

describe('the bound of a gradient', () => {
  const formats: readonly FloatFormat[] = ['float64', 'float32', 'bfloat16'];

  /** Sensible gradients: a sweep or one forward run per input, sums in several orders. */
  const gradients = (format: FloatFormat) =>
    evaluations(format).flatMap((evaluation) => {
      const inner: Differentiable<number> = { ...float(format), ...evaluation };
      return [pulled, pushed].map(
        (mode) => (definition: Definition, x: number[], w: number[]) => mode(inner, definition, x, w),
      );
    });

  test.each(
    formats.flatMap((format) => Object.entries(all).map(([name, definition]) => [format, name, definition] as const)),
  )('%s, %s: no sensible gradient exceeds it, and it has power', (format, _, definition) => {
    const random = generator(5);
    const profile = { dtype: format };
    const u = roundoffOf(profile);
    const modes = gradients(format);
    let worst = 0;
    for (let run = 0; run < 40; run++) {
      const x = Array.from({ length: 2 + 2 * (run % 4) }, () =>
        float(format).constant((4 * random() - 2) * (1 + random() * 2 ** -20)),
      );
      const weights = Array.from({ length: 7 }, () =>
        float(format).constant((4 * random() - 2) * (1 + random() * 2 ** -20)),
      );
      const expected = pulled(boundArithmetic(profile), definition, x, weights);
      for (const mode of modes) {
        mode(definition, x, weights).forEach((received, at) => {
          const { value, error, size } = expected[at] as (typeof expected)[number];
          worst = Math.max(worst, errorOf(received, value) / (u * (2 * error + size)) || 0);
        });
      }
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.02);
  });

  test('is finite wherever that of the function is, for smooth functions of moderate numbers', () => {
    holds(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 6 }), (x) => {
        const expected = pulled(boundArithmetic({ dtype: 'float32' }), softmax, x, [1, -2]);
        return expected.every(({ error }) => error < Infinity);
      }),
      50,
    );
  });
});
