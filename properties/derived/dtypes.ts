import fc from 'fast-check';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { complexOf, type Dtype, type FloatDtype, lengthOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { type Law, law, type OperationCase, Unsupported } from '../law.ts';
import { rejects } from '../verbs/rejects.ts';

interface MistypedCase extends OperationCase {
  /** The input that has another data type. */
  readonly culprit: string;
}

/** Which member of an operand: the last, the first, or one between. */
const places = [(count: number) => count - 1, () => 0, (count: number) => Math.floor(count / 2)];

/** Data types that an operand must not have; of another precision only beside inputs that say which is meant. */
function wrongTypes({ integer, complex }: Operand, dtype: FloatDtype, isAlone: boolean): Dtype[] {
  const other = dtype === 'float32' ? 'float64' : 'float32';
  if (integer) return [dtype];
  const precise: Dtype[] = isAlone ? [] : [complex ? complexOf[other] : other];
  return [...precise, 'int32', complex ? dtype : complexOf[dtype]];
}

/** The same numbers in another data type: parts of complex ones of which there are none are 0, or left out. */
function retyped({ dtype, shape, data }: Tensor, wanted: Dtype): Tensor {
  const [from, to] = [lengthOf(dtype, [1]), lengthOf(wanted, [1])];
  const part = (at: number) => (at % to < from ? (data[Math.floor(at / to) * from + (at % to)] ?? 0) : 0);
  return tensorOf(
    wanted,
    shape,
    Array.from({ length: lengthOf(wanted, shape) }, (_, at) => part(at)),
  );
}

/** Data types are part of the signature: nothing is converted unasked, in a list neither. */
export function dtypeLaws(operation: AnyOperation): Law[] {
  const operands = parseSignature(operation.signature).inputs;
  if (operands.length === 0) return [];
  const isFloat = (name: string) => operands.some((one) => one.name === operandOf(name) && !one.integer);
  return [
    law<MistypedCase>(operation, 'dtypes', {
      statement:
        'an input of another data type than its signature says, or than the others have, is refused, a member of a list too: integers, another precision, real for complex, complex for real',
      hint: "data types are not compared; where it is documented that they are converted, the profile promises it: beyond: ['dtypes']",
      advice: true,
      share: 0.5,
      cases: (context) =>
        fc
          .record({
            base: operationCases(operation, context, { most: 3, entries: 'integers', whole: true }),
            card: dealtBelow(operands.length * places.length),
            type: dealtBelow(3),
          })
          .map(({ base, card, type }) => {
            const operand = operands[card % operands.length] as Operand;
            const names = Object.keys(base.inputs).filter((name) => operandOf(name) === operand.name);
            const culprit = names[places[Math.floor(card / operands.length)]?.(names.length) ?? 0] ?? '';
            const tensor = base.inputs[culprit];
            const floats = Object.keys(base.inputs).filter(isFloat);
            const types = wrongTypes(operand, context.dtype, floats.length < 2);
            if (tensor === undefined) return { ...base, culprit };
            const wrong = retyped(tensor, types[type % types.length] ?? 'int32');
            return { ...base, culprit, inputs: { ...base.inputs, [culprit]: wrong } };
          }),
      check: async (on, { inputs, attributes, culprit }, { beyond }) => {
        if (beyond.includes('dtypes')) throw new Unsupported('other data types are declared to be taken');
        fc.pre(culprit !== '');
        const what = `${culprit} of data type ${inputs[culprit]?.dtype} is refused`;
        return [await rejects(on(operation, inputs, attributes), what)];
      },
    }),
  ];
}
