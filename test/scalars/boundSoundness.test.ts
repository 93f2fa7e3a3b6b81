import { describe, expect, test } from 'vitest';
import {
  allowedError,
  type Bound,
  boundArithmetic,
  isExactlyRepresentable,
  type Profile,
} from '../../spec/scalars/bound.ts';
import { errorOf } from '../../spec/scalars/exact.ts';
import { type FloatFormat, roundTo } from '../../spec/scalars/float.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import * as definitions from './_internal/definitions.ts';
import { evaluations, flushing, fusedDot, generator, inaccurate } from './_internal/evaluations.ts';
import { randomProgram, runProgram } from './_internal/programs.ts';

/** Inputs of different kinds; `n` is even. */
type Data = (random: () => number, n: number) => number[];
const signed: Data = (random, n) => Array.from({ length: n }, () => 4 * random() - 2);
const data: Record<string, Data> = {
  signed,
  positive: (random, n) => Array.from({ length: n }, () => random() + 0.5),
  shifted: (random, n) => Array.from({ length: n }, () => 6 + random()),
  graded: (random, n) => Array.from({ length: n }, () => (random() - 0.5) * 2 ** Math.floor(-8 * random())),
  /** Products that cancel in pairs up to a little. */
  cancelling(random, n) {
    const half = signed(random, n / 2);
    return [...half, ...half.map((_, i) => (i % 2 === 0 ? 1 : -1) * (half[i ^ 1] ?? 1) * (1 + random() / 64))];
  },
};

/** The worst error / allowed error over the evaluations, all outputs of a definition, for one input. */
function worstRatio(
  definition: definitions.Definition,
  profile: Profile,
  systems: Scalars<number>[],
  x: number[],
): number {
  const system = boundArithmetic(profile);
  const outputs = definition(system, x.map(system.constant));
  let worst = 0;
  for (const evaluation of systems) {
    const received = definition(evaluation, x);
    outputs.forEach((output, i) => {
      worst = Math.max(worst, ratio(received[i] ?? Number.NaN, output, profile));
    });
  }
  return worst;
}

function ratio(received: number, output: Bound, profile: Profile): number {
  const [error, allowed] = [errorOf(received, output.value), allowedError(output, profile)];
  return error === 0 || allowed === Infinity ? 0 : error / allowed;
}

const SMALLEST_NORMAL = { float64: 2 ** -1022, float32: 2 ** -126, float16: 2 ** -14, bfloat16: 2 ** -126 };
const formats = ['float64', 'float32', 'float16', 'bfloat16'] as const;
const { dot, softmax, logSumExp, squaredDeviations, layerNorm, gelu, tanhOfSum, leaky } = definitions;
const all: Record<string, definitions.Definition> = {
  dot,
  softmax,
  logSumExp,
  squaredDeviations,
  layerNorm,
  gelu,
  tanhOfSum,
  leaky,
};
const inputs = function* (format: FloatFormat, sizes: number[], repeats: number, seed: number) {
  const random = generator(seed);
  for (const make of Object.values(data)) {
    for (const n of sizes) for (let i = 0; i < repeats; i++) yield make(random, n).map((x) => roundTo(format, x));
  }
};

describe('no evaluation exceeds the bound, and the bound has power', () => {
  describe.each(formats)('%s', (format) => {
    test.each(Object.entries(all))('%s', (_, definition) => {
      let worst = 0;
      for (const x of inputs(format, [2, 4, 10, 32], 6, 1)) {
        worst = Math.max(worst, worstRatio(definition, { dtype: format }, evaluations(format), x));
      }
      expect(worst).toBeLessThanOrEqual(1);
      expect(worst).toBeGreaterThan(0.02);
    });

    test.each(Object.entries(all))('%s with elementary functions at their limit', (_, definition) => {
      const random = generator(2);
      const directions = [() => 1, () => -1, () => 2 * random() - 1];
      let worst = 0;
      for (const x of inputs(format, [2, 8], 4, 3)) {
        worst = Math.max(
          worst,
          worstRatio(
            definition,
            { dtype: format },
            directions.map((d) => inaccurate(format, d)),
            x,
          ),
        );
      }
      expect(worst).toBeLessThanOrEqual(1);
    });

    test('fused multiply-add', () => {
      const system = boundArithmetic({ dtype: format });
      let worst = 0;
      for (const x of inputs(format, [2, 4, 10, 32], 20, 4)) {
        const [output] = dot(system, x.map(system.constant));
        if (output !== undefined) worst = Math.max(worst, ratio(fusedDot(format, x), output, { dtype: format }));
      }
      expect(worst).toBeLessThanOrEqual(1);
      expect(worst).toBeGreaterThan(0.02);
    });

    test('subnormal and nearly subnormal numbers, flushed or not', () => {
      const scale = SMALLEST_NORMAL[format];
      const profiles: [Profile, Scalars<number>[]][] = [
        [{ dtype: format }, evaluations(format)],
        [{ dtype: format, flushToZero: true }, [flushing(format, scale), ...evaluations(format)]],
      ];
      let worst = 0;
      const tinies = [...inputs(format, [2, 10], 6, 5)].flatMap((x) =>
        [scale, Math.sqrt(scale)].map((factor) => x.map((entry) => roundTo(format, entry * factor))),
      );
      for (const x of tinies) {
        for (const [profile, systems] of profiles) {
          for (const definition of [dot, gelu, tanhOfSum, softmax]) {
            worst = Math.max(worst, worstRatio(definition, profile, systems, x));
          }
        }
      }
      expect(worst).toBeLessThanOrEqual(1);
    });
  });

  test.each(formats)('random programs in %s, flushed to zero or not', (format) => {
    const random = generator(7);
    const smallest = SMALLEST_NORMAL[format];
    const kinds = [
      () => Math.floor(9 * random() - 4),
      () => 4 * random() - 2,
      () => (random() - 0.5) * 2 ** Math.floor(30 * random() - 20),
      () => (random() - 0.5) * smallest * 2 ** Math.floor(12 * random() - 4),
    ];
    const standard = [...evaluations(format), inaccurate(format, () => 2 * random() - 1)];
    const profiles: [Profile, Scalars<number>[]][] = [
      [{ dtype: format }, standard],
      [{ dtype: format, flushToZero: true }, [...standard, flushing(format, smallest)]],
    ];
    let [worst, judged] = [0, 0];
    for (let run = 0; run < 240; run++) {
      const x = Array.from({ length: 4 }, () => roundTo(format, kinds[run % 4]?.() ?? 0));
      const program = randomProgram(random, x.length, 8);
      for (const [profile, systems] of profiles) {
        const system = boundArithmetic(profile);
        const outputs = runProgram(system, program, x.map(system.constant));
        for (const evaluation of systems) {
          const received = runProgram(evaluation, program, x);
          outputs.forEach((output, i) => {
            worst = Math.max(worst, ratio(received[i] ?? Number.NaN, output, profile));
            if (isExactlyRepresentable(output, profile))
              expect(errorOf(received[i] ?? Number.NaN, output.value)).toBe(0);
            if (allowedError(output, profile) < Infinity) judged++;
          });
        }
      }
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.5);
    expect(judged).toBeGreaterThan(30_000);
  });

  test('sums longer than 1/u, where gamma_n has no value', () => {
    const random = generator(6);
    for (let i = 0; i < 5; i++) {
      const x = signed(random, 1200).map((entry) => roundTo('bfloat16', Math.abs(entry)));
      const worst = worstRatio(dot, { dtype: 'bfloat16' }, evaluations('bfloat16'), x);
      expect(worst).toBeLessThanOrEqual(1);
    }
  });
});
