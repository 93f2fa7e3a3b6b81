import { expect } from 'vitest';
import type { AttributeInputs } from '../../../spec/evaluate.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { operations } from '../../../spec/registry.generated.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { type AnyFunction, call, equationRatios, pull, type Tensors } from './call.ts';

/** An operation of the registry with its implementation and its pullback, their own types forgotten. */
export function named(id: string): { operation: AnyOperation; run: AnyFunction; gradient: AnyFunction } {
  const [operation, run, gradient] = [operations, implementations, pullbacks].map(
    (registry) => Object.entries(registry).find(([name]) => name === id)?.[1],
  );
  return { operation: operation as AnyOperation, run: run as AnyFunction, gradient: gradient as AnyFunction };
}

export const outputsOf = (id: string, inputs: Tensors, given: AttributeInputs = {}): Promise<Tensors> => {
  const { operation, run } = named(id);
  return call(operation, run, inputs, given);
};

export const gradientsOf = (
  id: string,
  inputs: Tensors,
  cotangents: Tensors,
  given: AttributeInputs = {},
): Promise<Tensors> => {
  const { operation, gradient } = named(id);
  return pull(operation, gradient, inputs, cotangents, given);
};

/** Calls the implementation, requires every equation's ratio to be at most 1, and returns the outputs. */
export async function expectEquations(
  id: string,
  label: string,
  inputs: Tensors,
  given: AttributeInputs = {},
): Promise<Tensors> {
  const outputs = await outputsOf(id, inputs, given);
  for (const [clause, ratio] of Object.entries(equationRatios(named(id).operation, { ...inputs, ...outputs }, given))) {
    expect(ratio, `${id}/${clause} on ${label}`).toBeLessThanOrEqual(1);
  }
  return outputs;
}

/** The cases rounded to float32, without those in which an entry overflows or becomes subnormal. */
export const inSingle = (cases: readonly (readonly [string, Tensor])[]): (readonly [string, Tensor])[] =>
  cases
    .map(([label, a]) => [label, tensorOf('float32', a.shape, a.data)] as const)
    .filter(([label, single]) => {
      const original = cases.find(([name]) => name === label)?.[1].data ?? [];
      return single.data.every((value, at) => {
        const size = Math.abs(value);
        return original[at] === 0 || (size > 2 ** -60 && size < 2 ** 60);
      });
    });
