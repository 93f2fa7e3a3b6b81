import fc from 'fast-check';
import type { Evaluated } from '../../spec/evaluate.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { type FloatDtype, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type Observation, type OperationCase } from '../law.ts';
import { elementName, literal } from '../verbs/compare.ts';
import { outputOf, whereDefined } from '../verbs/judge.ts';
import { numbersAsOrdered } from '../verbs/ties.ts';

/** What becomes of an element: it stays, stays without its sign, or is replaced by a zero. */
const marks = ['stays', 'below', 0, -0] as const;

/** The case with zeros of both signs strewn over its floating-point inputs; one that must not be zero stays as it is. */
function withZeros(operation: AnyOperation, given: OperationCase, list: readonly (typeof marks)[number][]) {
  let at = 0;
  const inputs = Object.entries(given.inputs).map(([name, tensor]): [string, Tensor] => {
    const domain = operation.domain?.[operandOf(name)];
    if (tensor.dtype === 'int32' || (domain !== undefined && domain !== 'real')) return [name, tensor];
    const values = Array.from(tensor.data, (value) => {
      const mark = list[at++ % list.length];
      return mark === 'stays' || mark === undefined ? value : mark === 'below' ? -Math.abs(value) : mark;
    });
    return [name, tensorOf(tensor.dtype, tensor.shape, values)];
  });
  return { ...given, inputs: Object.fromEntries(inputs) };
}

/**
 * Evaluations that differ in what the definition leaves open: the order of terms, the zero that a sum starts from, and which of the zeros
 * among its terms a maximum is.
 */
function everyOrder(dtype: FloatDtype): readonly Scalars<number>[] {
  const plain = float(dtype);
  const preferring = (zero: number): Scalars<number> => ({
    ...plain,
    sum: (terms) => plain.sum([0, ...terms.toReversed()]),
    max(terms) {
      const largest = plain.max(terms);
      return largest === 0 && terms.some((term) => Object.is(term, zero)) ? zero : largest;
    },
  });
  return [plain, preferring(0), preferring(-0)];
}

/** The zeros that have one sign in all of some evaluations. */
const promisedZeros = ([first = {}, ...others]: readonly Record<string, Evaluated<number>>[]) =>
  Object.entries(first).flatMap(([name, { shape, values }]) =>
    values.flatMap((want, at) =>
      want === 0 && others.every((other) => Object.is(other[name]?.values[at], want))
        ? [{ name, shape, at, want }]
        : [],
    ),
  );

/**
 * The sign of a zero is what IEEE arithmetic makes of the definition, in the operations that promise or advise it: where every order of
 * evaluation agrees. A maximum of -0 and 0 is either; the maximum of -0 and -0 is -0.
 */
export const zeroLaws = (operation: AnyOperation): Law[] =>
  operation.zeros !== 'signed' && operation.zeros !== 'advised'
    ? []
    : [
        law<OperationCase>(operation, 'zeros', {
          statement: 'a zero in the result has the sign that the definition gives it in every order of evaluation',
          hint: 'a zero is added, compared with or converted on the way: -0 becomes 0',
          advice: operation.zeros === 'advised',
          share: 0.9,
          cases: (context) =>
            fc
              .record({
                whole: operationCases(operation, context, { most: 4, scaled: false, entries: 'integers' }),
                // What rounds to 0, or underflows.
                parts: operationCases(operation, context, { most: 4, scaled: false, entries: 'reals' }),
                isWhole: dealt([true, false]),
                list: fc.array(fc.constantFrom(...marks), { minLength: 1, maxLength: 12, size: 'max' }),
              })
              .map(({ whole, parts, isWhole, list }) => withZeros(operation, isWhole ? whole : parts, list)),
          check: async (on, { inputs, attributes }, context) => {
            const evaluated = everyOrder(context.dtype).map((scalars) =>
              whereDefined(operation, inputs, attributes, scalars),
            );
            fc.pre(promisedZeros(evaluated).length > 0);
            const outputs = await on(operation, inputs, attributes);
            const chosen = evaluated.map((one) =>
              numbersAsOrdered(operation, { inputs, attributes, received: outputs, context }, one),
            );
            return promisedZeros(chosen).map(({ name, shape, at, want }): Observation => {
              const received = outputOf(outputs, name).data[at] ?? Number.NaN;
              return {
                ratio: Object.is(received, want) ? 0 : Number.POSITIVE_INFINITY,
                what: elementName(name, shape, at),
                expected: literal(want),
                received: literal(received),
              };
            });
          },
        }),
      ];
