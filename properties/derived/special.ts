import fc from 'fast-check';
import type { AttributeValue } from '../../spec/attribute.ts';
import type { Evaluated } from '../../spec/evaluate.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { float } from '../../spec/scalars/float.ts';
import { sizeOf, type Tensor, tensorOf, widthOf } from '../../spec/tensor.ts';
import { operationCases } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import { type Law, law, type Observation, type OperationCase, Rejected } from '../law.ts';
import { elementName, literal } from '../verbs/compare.ts';
import { outputOf, whereDefined } from '../verbs/judge.ts';
import { isSymmetric, mirrored } from '../verbs/symmetry.ts';

type Result = Evaluated<number>;

interface Overlay {
  /** Below 0: from behind. */
  readonly at: number;
  readonly value: number;
}

/**
 * One value or two anywhere; or NaN behind all else, where a running value was begun with a number; or one in every place, or infinities of
 * both signs by turns, where they are not free.
 */
function overlays(operation: AnyOperation): fc.Arbitrary<Overlay[]> {
  const behind = [{ at: -1, value: Number.NaN }];
  if (operation.special === 'propagatesNaN') {
    return fc
      .tuple(few(fc.constant(Number.NaN)), dealt([undefined, undefined, behind, undefined]))
      .map(([some, whole]) => whole ?? some);
  }
  const infinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;
  const everywhere = (values: readonly number[]) =>
    Array.from({ length: 64 }, (_, at) => ({ at, value: values[at % values.length] ?? Number.NaN }));
  const wholes = [
    everywhere(infinite.slice(0, 1)),
    behind,
    everywhere(infinite.slice(1)),
    behind,
    everywhere(infinite),
  ];
  return fc
    .tuple(few(fc.constantFrom(Number.NaN, ...infinite, -0)), dealt([undefined, undefined, undefined, ...wholes]))
    .map(([some, whole]) => whole ?? some);
}

const few = (value: fc.Arbitrary<number>): fc.Arbitrary<Overlay[]> =>
  fc.array(fc.record({ at: fc.nat(63), value }), { minLength: 1, maxLength: 2 });

/** The case with some entries of its floating-point inputs replaced; those of a symmetric input together with their mirror image. */
function withOverlay(operation: AnyOperation, given: OperationCase, list: readonly Overlay[]): OperationCase {
  const named = (name: string) => operation.specialIn?.includes(operandOf(name)) ?? true;
  const names = Object.keys(given.inputs).filter((name) => named(name) && given.inputs[name]?.dtype !== 'int32');
  const inputs = { ...given.inputs };
  list.forEach(({ at, value }, count) => {
    const name = names.at((at + count) % Math.max(names.length, 1)) ?? '';
    const tensor = inputs[name];
    if (tensor === undefined || tensor.data.length === 0) return;
    const position = at < 0 ? tensor.data.length + at : at % tensor.data.length;
    const data = tensor.data.with(position, value);
    inputs[name] = tensorOf(
      tensor.dtype,
      tensor.shape,
      isSymmetric(operation, name) ? data.with(mirrored(tensor, position), value) : data,
    );
  });
  return { ...given, inputs };
}

/** An error, or a result that is not finite either, is an honest answer to NaN. */
async function refusesOrPropagates(
  call: Promise<Readonly<Record<string, Tensor>>>,
  hasNaN: boolean,
): Promise<Observation> {
  const what = 'the result for an input that is not finite';
  try {
    const outputs = Object.values(await call);
    if (!hasNaN || outputs.some((output) => !output.data.every(Number.isFinite))) return { ratio: 0, what };
    const received = outputs.map((output) => `[${Array.from(output.data, literal).join(', ')}]`).join(' ');
    return { ratio: Number.POSITIVE_INFINITY, what, expected: 'an error, or NaN', received };
  } catch (error) {
    if (error instanceof Rejected && !error.accident) return { ratio: 0, what };
    throw error;
  }
}

/** The attributes at which the record's word on special values holds. */
const specialAttributes = (operation: AnyOperation): OperationCase['attributes'] => {
  const held: Readonly<Record<string, AttributeValue | undefined>> = operation.specialAt ?? {};
  return Object.fromEntries(
    Object.entries(held).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

/** What a number is, of one part or of two: a complex number with a NaN is NaN, and all infinite ones are alike. */
function classOf(parts: readonly number[]): string {
  if (parts.some(Number.isNaN)) return 'NaN';
  const infinite = parts.find((part) => !Number.isFinite(part));
  return infinite === undefined ? 'finite' : parts.length > 1 ? 'infinite' : literal(infinite);
}

/** Every element must be of the class that the definition gives it, in one arithmetic or another; told is the first that is not. */
function sameClasses(received: Tensor, expected: readonly Result[], name: string): Observation {
  const [{ shape, values }, ...others] = expected as [Result, ...Result[]];
  const judged = sizeOf(shape);
  const width = widthOf(received.dtype);
  const data = Array.from(received.data);
  for (let at = 0; at < judged; at++) {
    const given = data.slice(width * at, width * (at + 1));
    const [expected, got] = [classOf(values.slice(width * at, width * (at + 1))), classOf(given)];
    if (expected === got) continue;
    if (others.some((other) => classOf(other.values.slice(width * at, width * (at + 1))) === got)) continue;
    const what = elementName(name, shape, at);
    return { ratio: Number.POSITIVE_INFINITY, what, expected, received: given.map(literal).join(' + i '), judged };
  }
  return { ratio: 0, what: name, judged };
}

/** NaN and infinities go where the definition in floating point sends them, or are refused where the record says so. */
export function specialLaws(operation: AnyOperation): Law[] {
  if (operation.special === undefined || operation.special === 'undefined') return [];
  const statement =
    operation.special === 'rejects'
      ? 'NaN in the inputs is refused, or reaches the result: no finite result is made of it; infinities are answered too'
      : 'NaN and infinities in the inputs reach the elements that depend on them, and no others';
  return [
    law<OperationCase>(operation, 'special', {
      share: 0.8,
      statement,
      hint:
        operation.special === 'rejects'
          ? 'NaN is lost in a comparison, and the result looks like an answer'
          : 'NaN or an infinity is swallowed by a comparison, a skipped zero or a clamp',
      cases: (context) =>
        fc
          .tuple(
            // A sum of nothing is 0, or what NaN in other factors makes of it.
            operationCases(
              operation,
              { ...context, empty: false },
              {
                most: 4,
                scaled: false,
                // A zero beside what is not finite: a product with it is not left out.
                kinds: ['plain', 'sparse'],
                attributes: specialAttributes(operation),
              },
            ),
            overlays(operation),
          )
          .map(([base, list]) => withOverlay(operation, base, list)),
      check: async (on, { inputs, attributes }, context) => {
        if (operation.special === 'rejects') {
          const holds = (test: (value: number) => boolean) =>
            Object.values(inputs).some((tensor) => tensor.dtype !== 'int32' && tensor.data.some(test));
          fc.pre(holds((value) => !Number.isFinite(value)));
          // The limit for an infinity may be finite: the pseudoinverse of one is 0. What counts then is that the call ends.
          return [await refusesOrPropagates(on(operation, inputs, attributes), holds(Number.isNaN))];
        }
        // An intermediate result may be beyond float16 and the last one not: of it double precision says as much.
        const wider = context.dtype === 'float16' ? [float('float64')] : [];
        const expected = [float(context.dtype), ...wider].map((system) =>
          whereDefined(operation, inputs, attributes, system),
        );
        const outputs = await on(operation, inputs, attributes);
        return Object.entries(expected[0] ?? {})
          .filter(([, { shape }]) => sizeOf(shape) > 0)
          .map(([name]) =>
            sameClasses(
              outputOf(outputs, name),
              expected.flatMap((one) => one[name] ?? []),
              name,
            ),
          );
      },
    }),
  ];
}
