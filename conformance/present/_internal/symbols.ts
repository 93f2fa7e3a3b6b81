import type { AnyOperation } from '../../../spec/operation.ts';
import { namesOf, parseSignature } from '../../../spec/signature.ts';

/** A symbol of an operation's page, and what it stands for. */
export interface NamedSymbol {
  readonly symbol: string;
  readonly meaning: string;
}

/** Every symbol that the signature and the clauses use without saying what it is. */
export function symbolsOf(operation: AnyOperation): readonly NamedSymbol[] {
  const { inputs, outputs } = parseSignature(operation.signature);
  const operands = [...inputs, ...outputs];
  const texts = [...Object.values<string>(operation.clauses), operation.freedom ?? ''].join('\n');
  const uses = (word: string) => new RegExp(`(?<![\\w.])${word}(?![\\w])`).test(texts);
  const axes = operands.flatMap(({ name, axes }) => axes.map((axis) => ({ operand: name, axis })));
  // The first operand that has an axis of the name tells of it.
  const named = new Map(
    axes
      .flatMap(({ operand, axis }) =>
        namesOf(axis).map((name) => [name, { variadic: axis.variadic, operand }] as const),
      )
      .reverse(),
  );
  const known = (name: string) => inputs.some(({ axes }) => axes.some((axis) => namesOf(axis).includes(name)));
  return [
    ...(operands.some(({ batched }) => batched)
      ? [{ symbol: '...', meaning: 'batch axes, any number of them; those of several inputs broadcast together' }]
      : []),
    ...[...named]
      .reverse()
      .map(([name, { variadic, operand }]) =>
        variadic
          ? { symbol: `${name}*`, meaning: `any number of axes, the sizes of ${operand}` }
          : { symbol: name, meaning: known(name) ? `a size of ${operand}` : 'a size that the others decide' },
      ),
    ...(uses('G')
      ? [
          {
            symbol: 'G',
            meaning: `the cotangent of ${outputs
              .filter(({ integer }) => !integer)
              .map(({ name }) => name)
              .join(' or ')}`,
          },
        ]
      : []),
    ...(uses('u') || uses('eps')
      ? [
          {
            symbol: 'u',
            meaning:
              'the unit roundoff, 2^-53 in float64, 2^-24 in float32, 2^-11 in float16 and 2^-8 in bfloat16; eps = 2 u',
          },
        ]
      : []),
  ];
}
