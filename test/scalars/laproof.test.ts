import { describe, expect, test } from 'vitest';
import type { AttributeValue } from '../../spec/attribute.ts';
import { evaluate } from '../../spec/evaluate.ts';
import { gemm, matvec } from '../../spec/linalg/combinations.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { matmul } from '../../spec/linalg/matmul.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { allowedError, boundArithmetic, type Profile } from '../../spec/scalars/bound.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { generator } from './_internal/evaluations.ts';

/** u, and half of the smallest number above 0: `default_rel` and `default_abs` of LAProof. */
const formats: Readonly<Record<string, { dtype: FloatDtype; u: number; half: number }>> = {
  float32: { dtype: 'float32', u: 2 ** -24, half: 2 ** -150 },
  // Half of 2^-1074 is no double: a bound that is one is rounded up to it.
  float64: { dtype: 'float64', u: 2 ** -53, half: 2 ** -1074 },
};

/** g(n) = (1 + u)^n - 1, and g1(n, k) = n half (1 + g(k)). */
const g = (n: number, u: number): number => Math.expm1(n * Math.log1p(u));
const g1 = (n: number, k: number, u: number, half: number): number => n * half * (1 + g(k, u));

const [m, n, p] = [2, 3, 7];

interface Sample {
  readonly operation: AnyOperation;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** The exponent of g before the sum of the magnitudes, and the smallest numbers that rounding may lose. */
  readonly roundings: number;
  readonly lost: number;
}

const absolute = (tensor: Tensor): Tensor =>
  tensorOf(tensor.dtype as FloatDtype, tensor.shape, tensor.data.map(Math.abs));

/** What is allowed for every element, and g(roundings) |A||B| + g1(lost, roundings - 1). */
function compared({ operation, inputs, attributes = {}, roundings, lost }: Sample, format: keyof typeof formats) {
  const { dtype, u, half } = formats[format] as (typeof formats)[string];
  const profile: Profile = { dtype };
  const bounds = (given: Sample['inputs'], parameters: Sample['attributes'] = {}) =>
    Object.values(evaluate(operation, given, parameters, boundArithmetic(profile)))[0]?.values ?? [];
  const magnitudes = bounds(
    Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, absolute(one)])),
    Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, Math.abs(Number(one))])),
  );
  return bounds(inputs, attributes).map((value, at) => ({
    allowed: allowedError(value, profile),
    proved: g(roundings, u) * (magnitudes[at]?.size ?? 0) + g1(lost, roundings - 1, u, half),
  }));
}

/** dot, gemv, gemm and gemm with both factors, of these entries. */
function samples(dtype: FloatDtype, entry: () => number): Readonly<Record<string, Sample>> {
  const of = (...shape: number[]) =>
    tensorOf(dtype, shape, Array.from({ length: shape.reduce((size, one) => size * one, 1) }, entry));
  const [a, b] = [of(m, p), of(p, n)];
  return {
    dot: { operation: dot, inputs: { a: of(p), b: of(p) }, roundings: p, lost: p },
    matvec: { operation: matvec, inputs: { a, x: of(p) }, roundings: p, lost: p },
    matmul: { operation: matmul, inputs: { a, b }, roundings: p, lost: p },
    // The products are scaled, and one more term is added.
    gemm: {
      operation: gemm,
      inputs: { a, b, c: of(m, n) },
      attributes: { alpha: 1.5, beta: -0.75 },
      roundings: p + 2,
      lost: 2 * p + 2,
    },
  };
}

/** Numbers that have no short fractions, of one sign or of both, about 2^exponent. */
function entries(signed: boolean, exponent = 0): () => number {
  const random = generator(5);
  return () => (signed && random() < 0.5 ? -1 : 1) * Math.fround(1 + random()) * 2 ** exponent;
}

describe.each(Object.keys(formats))(
  'in %s the bounds have the form of LAProof, g(n) |A||B| + g1(n, n - 1)',
  (format) => {
    const { dtype, u, half } = formats[format] as (typeof formats)[string];
    const names = Object.keys(samples(dtype, () => 1));

    test.each(names)('%s: they never exceed it', (name) => {
      for (const entry of [entries(false), entries(true), entries(false, -20), entries(true, 30)]) {
        for (const { allowed, proved } of compared(samples(dtype, entry)[name] as Sample, format)) {
          // What the enclosure of the true value adds is far below a rounding.
          expect(allowed).toBeLessThan(proved * (1 + 2 ** -20));
        }
      }
    });

    test.each(names.filter((name) => name !== 'gemm'))('%s: of one sign they are it, up to terms in u^2', (name) => {
      for (const { allowed, proved } of compared(samples(dtype, entries(false))[name] as Sample, format)) {
        expect(allowed / proved).toBeGreaterThan(1 - p * p * u - 2 ** -20);
      }
    });

    test.each(['dot', 'matvec', 'matmul'])(
      '%s: where every product underflows, n halves of the smallest number',
      (name) => {
        const tiny = entries(true, Math.round(Math.log2(half) / 2) - 3);
        for (const { allowed } of compared(samples(dtype, tiny)[name] as Sample, format)) {
          expect(allowed).toBeGreaterThanOrEqual(dtype === 'float64' ? half : p * half);
          expect(allowed).toBeLessThanOrEqual(p * half * (1 + 2 ** -20) + 2 * Number.MIN_VALUE);
        }
      },
    );
  },
);
