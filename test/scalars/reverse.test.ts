import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bound, roundoffOf } from '../../spec/scalars/bound.ts';
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
      const expected = pulled(bound(profile), definition, x, weights);
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
        const expected = pulled(bound({ dtype: 'float32' }), softmax, x, [1, -2]);
        return expected.every(({ error }) => error < Infinity);
      }),
      50,
    );
  });
});
