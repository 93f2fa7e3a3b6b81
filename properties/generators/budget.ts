import { shapeOf } from '../../spec/binding.ts';
import { definitionOver, type Tensors } from '../../spec/compose.ts';
import { gathered, operandOf } from '../../spec/lists.ts';
import { eachIndex } from '../../spec/notation.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { complex } from '../../spec/scalars/complex.ts';
import { type Cost, cost } from '../../spec/scalars/cost.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { shaped } from '../../spec/shaped.ts';
import { hasComplex, membersOf, parseSignature, type Sizes } from '../../spec/signature.ts';
import { sizeOf } from '../../spec/tensor.ts';
import type { OperationCase } from '../law.ts';

/** A root, a quotient or an elementary function costs the oracle about as much as this many products. */
const dear = 8;

/** Thrown by scalars that have counted beyond their limit: a definition may be far dearer than anything that is drawn. */
const enough = new Error('counted beyond the limit');

/** Counting scalars, and what they have counted: a power by repeated squaring. */
function countingUpTo(limit: number): { readonly scalars: Scalars<Cost>; readonly spent: () => number } {
  const { scalars, counted } = cost();
  let squarings = 0;
  const spent = (): number => {
    const { additions, multiplications, comparisons, divisions, roots, transcendentals } = counted;
    return additions + multiplications + comparisons + squarings + dear * (divisions + roots + transcendentals);
  };
  const checked = (number: Cost): Cost => {
    if (spent() > limit) throw enough;
    return number;
  };
  return {
    scalars: {
      ...scalars,
      mul: (a, b) => checked(scalars.mul(a, b)),
      sum: (terms) => checked(scalars.sum(terms)),
      power: (a, n) => {
        squarings += 2 * Math.ceil(Math.log2(n + 1));
        return a;
      },
    },
    spent,
  };
}

interface Shaped {
  readonly sizes: Sizes;
  readonly attributes: OperationCase['attributes'];
  /** The batch shape of each input that is given. */
  readonly batches: Readonly<Record<string, readonly number[]>>;
}

interface Result {
  readonly shape: readonly number[];
  readonly element: (...index: number[]) => unknown;
}

/** One element, times the number of elements, which all cost about the same; what is remembered between them is paid once, with the first. */
function estimated(results: readonly Result[], spent: () => number): number {
  let total = 0;
  for (const { shape, element } of results) {
    const count = sizeOf(shape);
    if (count === 0) continue;
    const before = spent();
    element(...shape.map((size) => size - 1));
    const first = spent() - before;
    element(...shape.map((size) => Math.floor(size / 2)));
    total += first + (count - 1) * (spent() - before - first + 1);
  }
  return total;
}

/** All elements, one after another: those of a composed definition share what they read of its parts, each another share. */
function counted(results: readonly Result[], spent: () => number): number {
  for (const { shape, element } of results) eachIndex(shape, (index) => element(...index));
  return results.reduce((total, { shape }) => total + sizeOf(shape), spent());
}

/** What stands for labels while operations are counted: all of one class, or of two in turn, where what is in no other class costs nothing. */
type Labels = (...index: number[]) => number;
const labelling: readonly Labels[] = [() => 0, (...index) => (index.at(-1) ?? 0) % 2];

/** Operations that the definition takes, estimated before any input is built; the most that any labels make of it. */
function definitionCost(operation: AnyOperation, shaped: Shaped, limit: number): number {
  const { inputs } = parseSignature(operation.signature);
  const some = inputs.some(({ integer }) => integer) ? labelling : labelling.slice(0, 1);
  return Math.max(...some.map((labels) => costWith(labels, operation, shaped, limit)));
}

function costWith(
  labels: Labels,
  operation: AnyOperation,
  { sizes, attributes, batches }: Shaped,
  limit: number,
): number {
  const { inputs, outputs } = parseSignature(operation.signature);
  const { scalars: counting, spent } = countingUpTo(limit);
  const scalars: Scalars<unknown> = hasComplex(parseSignature(operation.signature)) ? complex(counting) : counting;
  const zero = scalars.constant(0);
  const members = Math.max(1, ...Object.values(batches).map(sizeOf));
  try {
    const derived = { ...sizes, ...operation.sizes?.(sizes, attributes) };
    const tensors = membersOf(inputs, derived)
      .filter(({ name }) => batches[operandOf(name)] !== undefined)
      .map((input): [string, Tensors<unknown>[string]] => {
        const shape = shapeOf(input, { sizes: derived, batch: [] }, 'core');
        return [input.name, input.integer ? shaped(shape, (...index) => labels(...index)) : shaped(shape, () => zero)];
      });
    const given = gathered(Object.fromEntries(tensors), inputs) as Tensors<unknown>;
    const elements = definitionOver(operation, attributes, derived, scalars)(given);
    const results = membersOf(outputs, derived).map((output): Result => {
      const shape = shapeOf(output, { sizes: derived, batch: [] }, 'core');
      return { shape, element: (...index) => elements[output.name]?.(...index) };
    });
    return members * (operation.parts === undefined ? estimated(results, spent) : counted(results, spent));
  } catch (error) {
    // A case outside of the definition costs nothing: it is none.
    if (error === enough) return Number.POSITIVE_INFINITY;
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

/** The smaller side of a matrix, the size of a vector, 1 of a number, and of a tensor the smaller side of its largest unfolding. */
function rowsOf(core: readonly number[]): number {
  if (core.length < 3) return core.length === 0 ? 1 : Math.min(...core);
  return Math.max(...core.map((size) => Math.min(size, sizeOf(core) / Math.max(size, 1))));
}

/**
 * What a law evaluates: the definition, or equations between exact matrices, a few products of them, or residuals, whose linear system has
 * the elements of the results of a batch member for unknowns.
 */
export type JudgedBy = 'definition' | 'equations' | 'residuals';

/** The squares of the numbers of unknowns, of all members. */
function unknownsSquared({ signature, ...operation }: AnyOperation, { sizes, attributes, batches }: Shaped): number {
  const derived = { ...sizes, ...operation.sizes?.(sizes, attributes) };
  const unknowns = membersOf(parseSignature(signature).outputs, derived).reduce(
    (count, output) => count + sizeOf(shapeOf(output, { sizes: derived, batch: [] }, 'core')),
    0,
  );
  return unknowns ** 2 * Math.max(1, ...Object.values(batches).map(sizeOf));
}

/** Whether judging a case of these sizes stays within a budget of operations; every element that is read counts as one more. */
export function isWithin(operation: AnyOperation, shaped: Shaped, budget: number, by: JudgedBy): boolean {
  let elements = 0;
  let products = 0;
  for (const operand of membersOf(parseSignature(operation.signature).inputs, shaped.sizes)) {
    const batch = shaped.batches[operandOf(operand.name)];
    if (batch === undefined) continue;
    const core = shapeOf(operand, { sizes: shaped.sizes, batch: [] }, 'core');
    const size = sizeOf(batch) * sizeOf(core);
    elements += size;
    products = Math.max(products, size * rowsOf(core));
  }
  if (elements > budget) return false;
  if (by === 'equations') return products <= budget;
  if (by === 'residuals') return unknownsSquared(operation, shaped) <= budget;
  // The dearest definition, layerNorm, pairs every element with every other for every element.
  if (elements ** 3 <= budget) return true;
  return operation.definition === undefined || elements + definitionCost(operation, shaped, budget) <= budget;
}
