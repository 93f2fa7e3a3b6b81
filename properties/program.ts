import fc from 'fast-check';
import type { Evaluated } from '../spec/evaluate.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { type AnyProgram, isProgram, operationsOf } from '../spec/program.ts';
import { sizeOf, type Tensor, tensorOf } from '../spec/tensor.ts';
import { definitionLaws } from './derived/definition.ts';
import { cotangentsFor, type GradientCase, gradientCases } from './derived/gradientCases.ts';
import { gradientLaws } from './derived/gradients.ts';
import { type Case, type ClauseOf, type Context, type Law, type LawOptions, law, type OperationCase } from './law.ts';
import { throughNodes } from './throughNodes.ts';
import { allowedBy, apart } from './verbs/apart.ts';
import { identical } from './verbs/compare.ts';
import { exactPullback, requireSmooth } from './verbs/derivative.ts';
import { boundedResults } from './verbs/judge.ts';

/** The laws of operations that programs are held to as well. */
const ofPrograms: ReadonlySet<string> = new Set(['definition', 'integers', 'jacobian', 'adjoint']);

/** The laws that a program implies: its results and gradients are those of its composed definition. */
export const programLaws = (record: AnyProgram): readonly Law[] =>
  [...definitionLaws(record), ...gradientLaws(record)]
    .filter(({ clause }) => ofPrograms.has(clause))
    .map((one) => ({
      ...one,
      needs: operationsOf(record),
      // Their operations are judged by themselves.
      share: one.share / 2,
      hint: 'each operation may be right by itself: look at what one call hands on to the next',
      check: (on, given, context) => one.check(throughNodes(on, context), given, context),
    }));

/** The law of a clause of a program, which is called like an operation. */
export const programLaw = <Given extends Case, const P extends AnyProgram = AnyProgram>(
  record: P,
  clause: ClauseOf<P>,
  options: LawOptions<Given>,
): Law =>
  law<Given>(record, clause as never, {
    ...options,
    needs: [...new Set([...operationsOf(record), ...(options.needs ?? [])])],
    check: (on, given, context) => options.check(throughNodes(on, context), given, context),
  });

/** What stands for an input or a result of the other: one of the program's, or several side by side along an axis. */
export type Counterpart = string | { readonly join: readonly string[]; readonly axis: number };

export interface AgreementOptions {
  /** The operation, or the other program, that the program agrees with. */
  readonly as: AnyOperation;
  /** What its inputs are, and so its gradients; default: the same names. */
  readonly inputs?: Readonly<Record<string, Counterpart>>;
  /** What its results are; default: the same names. */
  readonly results?: Readonly<Record<string, Counterpart>>;
  /** The same bits, not only the same numbers up to the rounding of both: for the same calls. */
  readonly bitwise?: boolean;
  /** Cases where only some inputs and shapes agree. */
  readonly cases?: (context: Context, entries: 'integers' | 'reals') => fc.Arbitrary<GradientCase>;
  readonly hint?: string;
}

/**
 * A program gives what an operation, or another program, gives: results and gradients differ by at most the sum of what the two
 * definitions allow, and by nothing where neither rounds.
 */
export function agrees<const P extends AnyProgram>(record: P, clause: ClauseOf<P>, options: AgreementOptions): Law {
  const { as, bitwise = false, hint } = options;
  const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
  const { cases = (context, entries) => gradientCases(record, context, { entries, most: 3 }) } = options;
  return programLaw<GradientCase, P>(record, clause, {
    needs: isProgram(as) ? operationsOf(as) : [as],
    gradient: true,
    share: 0.5,
    repeats: bitwise,
    ...(hint === undefined ? {} : { hint }),
    cases: (context) => fc.oneof(cases(context, 'integers'), cases(context, 'reals')),
    check: async (on, given, context) => {
      const seeds = cotangentsFor(record, given, context);
      const { inputs = same(Object.keys(given.inputs)), results = same(Object.keys(seeds)) } = options;
      const other: OperationCase = { inputs: tensorsFrom(inputs, given.inputs), attributes: {} };
      requireSmooth(record, given);
      requireSmooth(as, other);
      const otherSeeds = tensorsFrom(results, seeds);
      const values = [await on(record, given.inputs as never), await on(as, other.inputs as never)];
      const pulled = [
        await on.gradient(record, given.inputs as never, seeds as never),
        await on.gradient(as, other.inputs as never, otherSeeds as never),
      ];
      const [mine, its] = values as [Tensors, Tensors];
      const [myGradients, itsGradients] = pulled as [Tensors, Tensors];
      const received = tensorsFrom(results, mine);
      const gradients = tensorsFrom(inputs, myGradients);
      if (bitwise) {
        return [
          ...Object.entries(its).map(([name, expected]) => identical(tensorOfName(received, name), expected, name)),
          ...Object.entries(itsGradients).map(([name, expected]) =>
            identical(tensorOfName(gradients, name), expected, `gradient of ${name}`),
          ),
        ];
      }
      const allowed = tensorsOf(results, allowedValues(record, given, context));
      const allowedGradients = tensorsOf(inputs, allowedPullback(record, given, seeds, context));
      const itsAllowed = allowedValues(as, other, context);
      const itsAllowedGradients = allowedPullback(as, other, otherSeeds, context);
      return [
        ...Object.entries(its).map(([name, expected]) =>
          apart(name, tensorOfName(received, name), expected, [allowed[name], itsAllowed[name]]),
        ),
        ...Object.entries(itsGradients)
          .filter(([name]) => gradients[name] !== undefined)
          .map(([name, expected]) =>
            apart(`gradient of ${name}`, tensorOfName(gradients, name), expected, [
              allowedGradients[name],
              itsAllowedGradients[name],
            ]),
          ),
      ];
    },
  });
}

type Tensors = Readonly<Record<string, Tensor>>;
type Numbers = Evaluated<number>;

const tensorOfName = (tensors: Readonly<Record<string, Tensor | undefined>>, name: string): Tensor => {
  const found = tensors[name];
  if (found === undefined) throw new TypeError(`there is no ${name}`);
  return found;
};

/** How far each element of the results may be off. */
const allowedValues = (operation: AnyOperation, { inputs, attributes }: OperationCase, context: Context) =>
  allowedBy(boundedResults(operation, inputs, attributes, context), context);

/** How far each element of the gradients may be off. */
function allowedPullback(operation: AnyOperation, given: OperationCase, seeds: Tensors, context: Context) {
  const byInput = Map.groupBy(exactPullback(operation, given, context)(seeds), ({ input }) => input);
  return Object.fromEntries(
    [...byInput].map(([input, list]): [string, Numbers] => [
      input,
      { shape: given.inputs[input]?.shape ?? [], values: list.map(({ allowed }) => allowed) },
    ]),
  );
}

/** Arrays of the other by name, of those of the program; one whose counterparts are not there is left out. */
function tensorsOf<T>(
  counterparts: Readonly<Record<string, Counterpart>>,
  own: Readonly<Record<string, Evaluated<T> | undefined>>,
): Record<string, Evaluated<T>> {
  return Object.fromEntries(
    Object.entries(counterparts).flatMap(([name, counterpart]): [string, Evaluated<T>][] => {
      const { join, axis } = typeof counterpart === 'string' ? { join: [counterpart], axis: 0 } : counterpart;
      const parts = join.flatMap((one) => own[one] ?? []);
      return parts.length < join.length ? [] : [[name, joined(parts, axis)]];
    }),
  );
}

const tensorsFrom = (
  counterparts: Readonly<Record<string, Counterpart>>,
  own: Readonly<Record<string, Tensor | undefined>>,
): Record<string, Tensor> => {
  const listed = Object.entries(own).flatMap(([name, tensor]): [string, Numbers][] =>
    tensor === undefined ? [] : [[name, { shape: tensor.shape, values: Array.from(tensor.data) }]],
  );
  return Object.fromEntries(
    Object.entries(tensorsOf(counterparts, Object.fromEntries(listed))).map(([name, { shape, values }]) => {
      const counterpart = counterparts[name] ?? name;
      const first = typeof counterpart === 'string' ? counterpart : (counterpart.join[0] ?? name);
      return [name, tensorOf(own[first]?.dtype ?? 'float64', shape, values)];
    }),
  );
};

/** Arrays side by side along an axis. */
function joined<T>(parts: readonly Evaluated<T>[], axis: number): Evaluated<T> {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first ?? { shape: [0], values: [] };
  const along = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  const rows = sizeOf(first.shape.slice(0, axis));
  const values = Array.from({ length: rows }, (_, row) =>
    parts.flatMap(({ shape, values }) => {
      const width = sizeOf(shape.slice(axis));
      return values.slice(row * width, (row + 1) * width);
    }),
  ).flat();
  return { shape: first.shape.with(axis, along), values };
}
