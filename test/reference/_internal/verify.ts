import { describe, expect, test } from 'vitest';
import adapter from '../../../adapters/reference/adapter.ts';
import { inProcessSubject } from '../../../conformance/subject/inProcess.ts';
import type { CallOptions, Layout } from '../../../properties/law.ts';
import type { AttributeValue } from '../../../spec/attribute.ts';
import { evaluate } from '../../../spec/evaluate.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { allowedError, boundArithmetic } from '../../../spec/scalars/bound.ts';
import { type Exact, errorOf, exact, toNumber } from '../../../spec/scalars/exact.ts';
import { type FloatDtype, sizeOf, type Tensor, tensorOf } from '../../../spec/tensor.ts';

/** One call of an operation. */
export interface Example {
  readonly operation: AnyOperation;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** False for points at which the definition has no derivative. */
  readonly smooth?: boolean;
}

/** A call that must be refused, and how the message begins. */
export interface Refusal extends Example {
  readonly because: RegExp;
}

const subject = inProcessSubject(adapter);

type Tensors = Readonly<Record<string, Tensor>>;

const on = async ({ operation, inputs, attributes = {} }: Example, options?: CallOptions): Promise<Tensors> =>
  subject(operation, inputs, attributes, options);

/** Numbers between -2 and 2 that look random and are the same everywhere; odd multiples of 2^-11. */
export function tensor(...shape: number[]): Tensor {
  let state = 12345 + shape.reduce((sum, size) => 31 * sum + size, 7);
  const values = Array.from({ length: sizeOf(shape) }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return ((state >>> 16) % 4096) / 1024 - 2 + 2 ** -11;
  });
  return tensorOf('float64', shape, values);
}

export const positive = (...shape: number[]): Tensor =>
  tensorOf('float64', shape, Array.from(tensor(...shape).data, Math.abs));

export const labels = (...values: number[]): Tensor => tensorOf('int32', [values.length], values);

const as = (dtype: FloatDtype, inputs: Example['inputs']): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype: own, shape, data }]) => [
      name,
      tensorOf(own === 'int32' ? own : dtype, shape, data),
    ]),
  );

const titled = <Case extends Example>(examples: readonly Case[]): (readonly [string, Case])[] =>
  examples.map((example) => {
    const shapes = Object.values(example.inputs).map(({ shape }) => `[${shape.join(', ')}]`);
    return [
      `${example.operation.id} ${shapes.join(' ')} ${JSON.stringify(example.attributes ?? {})}`,
      example,
    ] as const;
  });

/** Forward against the definition in exact arithmetic, pullback against its differences, refusals against their messages. */
export function verify(examples: readonly Example[], refusals: readonly Refusal[]): void {
  describe.each(['float64', 'float32'] as const)('agrees with its definition in %s', (dtype) => {
    test.each(titled(examples))('%s', async (_, { operation, inputs, attributes = {} }) => {
      const given = as(dtype, inputs);
      const expected = evaluate(operation, given, attributes, boundArithmetic({ dtype }));
      const results = await Promise.all(
        (['contiguous', 'transposed', 'sliced', 'reversed'] satisfies Layout[]).map((layout) => {
          const layouts = Object.fromEntries(Object.keys(given).map((name) => [name, layout]));
          return on({ operation, inputs: given, attributes }, { layouts });
        }),
      );
      for (const [name, { shape, values }] of Object.entries(expected)) {
        const [copy, ...views] = results.map((result) => result[name]);
        expect(copy?.shape).toEqual(shape);
        expect(copy?.dtype).toBe(dtype);
        for (const view of views) expect(view).toEqual(copy);
        values.forEach((value, at) => {
          expect(errorOf(copy?.data[at] ?? Number.NaN, value.value)).toBeLessThanOrEqual(
            allowedError(value, { dtype }),
          );
        });
      }
    });
  });

  describe('has the gradient of its definition', () => {
    test.each(titled(examples.filter(({ smooth }) => smooth !== false)))('%s', async (_, example) => {
      await compareWithDifferences(example);
    });
  });

  describe('refuses', () => {
    test.each(titled(refusals))('%s', async (_, refusal) => {
      await expect(on(refusal)).rejects.toThrow(refusal.because);
    });
  });
}

/**
 * <g, d> against D(h/2), D(h) = (f(x + h d) - f(x - h d)) / 2h of the definition in exact arithmetic.
 *
 * D has the error h^2 f''' / 6, so that |D(h) - D(h/2)| is three times the error of D(h/2); the pullback may round by n u of
 * the absolute values that it adds up, n the number of elements, and by as much of the function value.
 */
async function compareWithDifferences({ operation, inputs, attributes = {} }: Example): Promise<void> {
  const outputs = await on({ operation, inputs, attributes });
  const cotangents = Object.fromEntries(
    Object.entries(outputs).map(([name, { dtype, shape }]) => [
      name,
      tensorOf(dtype, shape, tensor(3, ...shape).data.slice(0, sizeOf(shape))),
    ]),
  );
  const gradients = await subject.gradient(operation, inputs, cotangents, attributes);
  const directions = Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { dtype, shape }]) =>
      dtype === 'int32' ? [] : [[name, tensor(2, ...shape).data.slice(0, sizeOf(shape))]],
    ),
  );
  const value = (h: number): Exact => {
    const moved = Object.fromEntries(
      Object.entries(inputs).map(([name, { dtype, shape, data }]) => [
        name,
        tensorOf(
          dtype,
          shape,
          Array.from(data, (x, at) => x + h * (directions[name]?.[at] ?? 0)),
        ),
      ]),
    );
    const results = evaluate(operation, moved, attributes, exact);
    return exact.sum(
      Object.entries(results).flatMap(([name, { values }]) =>
        values.map((y, at) => exact.mul(exact.constant(cotangents[name]?.data[at] ?? 0), y)),
      ),
    );
  };
  const difference = (h: number): number => toNumber(exact.sub(value(h), value(-h))) / (2 * h);
  const [coarse, fine] = [difference(2 ** -20), difference(2 ** -21)];
  const terms = Object.entries(directions).flatMap(([name, d]) =>
    Array.from(d, (step, at) => step * (gradients[name]?.data[at] ?? Number.NaN)),
  );
  const scale = terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(toNumber(value(0))));
  const slope = terms.reduce((sum, term) => sum + term, 0);
  expect(Object.keys(gradients).sort()).toEqual(Object.keys(directions).sort());
  expect(Math.abs(slope - fine)).toBeLessThanOrEqual(Math.abs(coarse - fine) + 8 * terms.length * 2 ** -53 * scale);
}
