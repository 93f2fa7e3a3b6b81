import fc from 'fast-check';
import type { AnyOperation } from '../../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { operationCases } from '../../generators/cases.ts';
import { type InputsOf, type Law, type LawOptions, law, type OperationCase } from '../../law.ts';
import { identical } from '../../verbs/compare.ts';

/** The steps before `count`, of sequences whose steps are the last axis but one. */
export function firstSteps({ dtype, shape, data }: Tensor, count: number): Tensor {
  const [steps = 0, width = 0] = shape.slice(-2);
  const kept = Array.from(data).filter((_, at) => Math.floor(at / width) % steps < count);
  return tensorOf(dtype, [...shape.slice(0, -2), count, width], kept);
}

/** The same sequences up to a step, and others from there on. */
export function changedAfter({ dtype, shape, data }: Tensor, from: number): Tensor {
  const [steps = 0, width = 0] = shape.slice(-2);
  return tensorOf(
    dtype,
    shape,
    Array.from(data, (value, at) => (Math.floor(at / width) % steps < from ? value : 1 - value)),
  );
}

interface CutCase extends OperationCase {
  readonly cut: number;
}

/** C1 of a recursion over `x`: results before a step do not depend on what the sequence holds from there on. */
export function looksBackOnly<const O extends AnyOperation>(operation: O): Law {
  const options: LawOptions<CutCase> = {
    repeats: true,
    hint: 'the sequence is read from its end, or a step reads the elements after it',
    cases: (context) =>
      fc
        .record({ base: operationCases(operation, context, { reach: ['small', 'tile'] }), cut: fc.nat(20) })
        .map(({ base, cut }) => ({ ...base, cut: 1 + (cut % Math.max(1, (base.inputs['x']?.shape.at(-2) ?? 1) - 1)) })),
    check: async (on, { inputs, cut }) => {
      const { x } = inputs;
      const changed = x === undefined ? inputs : { ...inputs, x: changedAfter(x, cut) };
      const [whole, other]: Readonly<Record<string, Tensor>>[] = await Promise.all([
        on(operation, inputs as InputsOf<O>),
        on(operation, changed as InputsOf<O>),
      ]);
      return Object.entries(other ?? {}).map(([name, tensor]) =>
        identical(firstSteps(tensor, cut), firstSteps(whole?.[name] ?? tensor, cut), `${name} before the change`),
      );
    },
  };
  return law(operation as AnyOperation, 'C1' as never, options as never);
}
