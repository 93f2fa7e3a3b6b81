import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type OperationCase, type Storage } from '../law.ts';
import { identical } from '../verbs/compare.ts';
import { judge, outputOf, requireDefined } from '../verbs/judge.ts';
import { callCases } from './calls.ts';

interface StorageCase extends OperationCase {
  readonly storage: Storage;
}

/** Every input that may stand for another of its shape and type is that one, so that one value can be given for both. */
function alike(operation: AnyOperation, inputs: OperationCase['inputs']): Record<string, Tensor> {
  const same: Record<string, Tensor> = {};
  const domainOf = (name: string) => operation.domain?.[name];
  for (const [name, tensor] of Object.entries(inputs)) {
    const other = Object.entries(inputs).find(
      ([other, { dtype, shape }]) =>
        dtype === tensor.dtype &&
        shape.join() === tensor.shape.join() &&
        (domainOf(name) === undefined ? domainOf(other) !== undefined || same[other] !== undefined : other === name),
    );
    same[name] = other === undefined ? tensor : (same[other[0]] ?? other[1]);
  }
  return same;
}

/** Where inputs lie in memory means nothing: views of one buffer, or one value given twice, are as good as copies. */
export const storageLaws = (operation: AnyOperation): Law[] => [
  law<StorageCase>(operation, 'storage', {
    statement: 'inputs that are views of one buffer, or one and the same value, give the same result as copies',
    hint: 'the offset of a view into its buffer is ignored, or an input is overwritten while another is still read',
    hintOfLoss: true,
    share: 0.4,
    cases: (context) =>
      fc
        .record({
          apart: callCases(operation, context),
          together: callCases(operation, context, { agreement: 'equal' }),
          storage: dealt(['shared', 'aliased']),
        })
        .map(({ apart, together, storage }) =>
          storage === 'shared'
            ? { ...apart, storage }
            : { ...together, inputs: alike(operation, together.inputs), storage },
        ),
    check: async (on, { inputs, attributes, storage }, context) => {
      requireDefined(operation, inputs, attributes);
      const stored = await on(operation, inputs, attributes, { storage });
      if (!context.reproducible) return judge(operation, inputs, attributes, stored, context);
      const copied = await on(operation, inputs, attributes);
      return Object.keys(copied).map((name) => identical(outputOf(stored, name), outputOf(copied, name), name));
    },
  }),
];
