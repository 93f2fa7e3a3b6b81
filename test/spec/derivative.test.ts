import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { cotangentsFor, type GradientCase, gradientCases } from '../../properties/derived/gradientCases.ts';
import { exactPullback } from '../../properties/verbs/derivative.ts';
import { whereDefined } from '../../properties/verbs/judge.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { pullbackOf } from '../../spec/pullback.ts';
import { operations } from '../../spec/registry.generated.ts';
import { exact, magnitudeAbove, toNumber } from '../../spec/scalars/exact.ts';
import { statedGradients } from '../_internal/statedGradients.ts';

const stated: readonly AnyOperation[] = Object.values(operations).filter((one) => pullbackOf(one) !== undefined);
const explicit = stated.filter(({ definition }) => definition !== undefined);

const description = describeAdapter(readAdapter(reference));
const context = contextOf(description, 'float64', { operation: operations['linalg.dot'], needs: [] });

/** What two ways of computing a number leave between them in the oracle. */
const width = 2 ** -80;

/** The largest difference of a record's derivative from that of its definition, in units of the largest gradient. */
function differenceFromDefinition(record: AnyOperation, given: GradientCase): number {
  const cotangents = cotangentsFor(record, given, context);
  const expected = exactPullback(record, given, context)(cotangents);
  const outputs = whereDefined(record, given.inputs, given.attributes, exact);
  const received = statedGradients(record, { ...given, outputs, cotangents }, exact, toNumber);
  const largest = Math.max(...expected.map((one) => magnitudeAbove(one.exact)), 2 ** -60);
  return expected.reduce((worst, { input, position, exact: due }) => {
    const got = received[input]?.[position];
    return got === undefined ? Infinity : Math.max(worst, magnitudeAbove(exact.sub(got, due)) / largest);
  }, 0);
}

const casesOf = (record: AnyOperation) =>
  gradientCases(record, context, {
    most: 3,
    reach: ['small', 'batch', 'small', 'pair'],
    kinds: ['plain'],
    entries: 'reals',
  });

/** What speaks against a record's derivative: an error that it raises, or the inputs at which it differs. */
function faultOf(record: AnyOperation): string | undefined {
  const property = fc.property(casesOf(record), (given) => differenceFromDefinition(record, given) < width);
  const { failed, errorInstance, counterexample } = fc.check(property, { numRuns: 12, seed: 1, endOnFailure: true });
  if (!failed) return undefined;
  if (errorInstance instanceof RangeError || errorInstance instanceof TypeError) return String(errorInstance);
  const shapes = Object.entries(counterexample?.[0].inputs ?? {}).map(([name, { shape }]) => `${name}[${shape}]`);
  return `it differs from that of the definition for ${shapes.join(', ')}`;
}

describe('the derivative of the record is that of the definition', () => {
  test.each(explicit.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(faultOf(one)).toBeUndefined();
  });
});

type Element = (...index: number[]) => unknown;

/** The record with every gradient multiplied by -1. */
function negated(record: AnyOperation): AnyOperation {
  // The names of the record, which are not known here.
  const express = record.derivative as unknown as (...given: unknown[]) => Record<string, Element | Element[]>;
  const derivative = (...given: unknown[]) => {
    const { neg } = given[2] as { neg(value: unknown): unknown };
    const opposite =
      (one: Element) =>
      (...index: number[]) =>
        neg(one(...index));
    const gradients = Object.entries(express(...given));
    return Object.fromEntries(
      gradients.map(([name, one]) => [name, Array.isArray(one) ? one.map(opposite) : opposite(one)]),
    );
  };
  return { ...record, derivative } as AnyOperation;
}

describe('what is wrong in a derivative is seen', () => {
  /** Their derivative is 0, of either sign. */
  const flat = [
    'layers.step',
    'autodiff.detach',
    ...['round', 'floor', 'ceil', 'trunc', 'sign', 'floorDivide'].map((name) => `tensor.${name}`),
  ];

  test.each(explicit.filter(({ id }) => !flat.includes(id)).map((one) => [one.id, one] as const))(
    'the sign of %s',
    (_, one) => {
      expect(faultOf(negated(one))).toContain('differs from that of the definition');
    },
  );

  const { 'linalg.matmul': matmul, 'decompositions.inv': inv, 'decompositions.qr': qr } = operations;
  test.each<[string, AnyOperation]>([
    [
      'a transposition in the product of matrices',
      {
        ...matmul,
        derivative: ({ a, b }, { c: g }, { times, transpose }) => ({ a: times(g, b), b: times(transpose(a), g) }),
      } satisfies typeof matmul,
    ],
    [
      'both transpositions in the inverse, where the shapes fit',
      {
        ...inv,
        derivative: ({ x }, { x: g }, { times, negated }) => ({ a: negated(times(x, g, x)) }),
      } satisfies typeof inv,
    ],
    [
      'the cotangent of Q in the factorisation',
      {
        ...qr,
        derivative: ({ r }, { r: gr }, { times, transpose, inverse }) => ({ a: times(gr, transpose(inverse(r))) }),
      } satisfies typeof qr,
    ],
  ])('%s', (_, one) => {
    expect(faultOf(one)).toBeDefined();
  });

  test('a product of what is no matrix says so', () => {
    const { 'linalg.outer': outer } = operations;
    const derivative: (typeof outer)['derivative'] = ({ a, b }, { c: g }, { times }) => ({
      a: times(g, b),
      b: times(g, a),
    });
    expect(faultOf({ ...outer, derivative } satisfies typeof outer)).toMatch(
      /a matrix is needed, got a tensor of shape \[\d+\]/,
    );
  });
});
