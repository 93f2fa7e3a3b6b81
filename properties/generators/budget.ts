import { withDefaults } from '../../spec/attribute.ts';
import { isTransposed, shapeOf, swapLastTwo } from '../../spec/binding.ts';
import { evaluate } from '../../spec/evaluate.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Cost, cost } from '../../spec/scalars/cost.ts';
import type { Scalars } from '../../spec/scalars/scalars.ts';
import { parseSignature, type Sizes } from '../../spec/signature.ts';
import { allocate, sizeOf, type Tensor } from '../../spec/tensor.ts';
import type { OperationCase } from '../law.ts';

/** Thrown by a counting system that has counted enough. */
const enough = new Error('over budget');

/** A root, a quotient or an elementary function costs the oracle about as much as this many products. */
const dear = 8;

/** The counting scalars of a definition, which stop it when a budget is spent. */
function countingUpTo(budget: number): Scalars<Cost> {
  const { scalars, counted } = cost();
  let extra = 0;
  const checked = (number: Cost): Cost => {
    const { additions, multiplications, comparisons, divisions, roots, transcendentals } = counted;
    const spent = additions + multiplications + comparisons + dear * (divisions + roots + transcendentals) + extra;
    if (spent > budget) throw enough;
    return number;
  };
  const { add, sub, mul, div, sqrt, exp, log, tanh, erf, sum, max } = scalars;
  return {
    ...scalars,
    add: (a, b) => checked(add(a, b)),
    sub: (a, b) => checked(sub(a, b)),
    mul: (a, b) => checked(mul(a, b)),
    div: (a, b) => checked(div(a, b)),
    sqrt: (a) => checked(sqrt(a)),
    exp: (a) => checked(exp(a)),
    log: (a) => checked(log(a)),
    tanh: (a) => checked(tanh(a)),
    erf: (a) => checked(erf(a)),
    sum: (terms) => checked(sum(terms)),
    max: (terms) => checked(max(terms)),
    // By repeated squaring.
    power: (a, n) => {
      extra += 2 * Math.ceil(Math.log2(n + 1));
      return checked(a);
    },
  };
}

/** What a law evaluates: the definition, or equations between exact matrices, a few products of them. */
export type JudgedBy = 'definition' | 'equations';

/**
 * Whether judging a case of these sizes stays within a budget of operations, counted on the definition before any input is
 * built. Every element that is read or written counts as one more.
 */
export function isWithin(
  operation: AnyOperation,
  sizes: Sizes,
  batches: Readonly<Record<string, readonly number[]>>,
  attributes: OperationCase['attributes'],
  budget: number,
  by: JudgedBy,
): boolean {
  const { inputs } = parseSignature(operation.signature);
  let elements = 0;
  let products = 0;
  const tensors: Record<string, Tensor> = {};
  for (const operand of inputs) {
    const plain = shapeOf(operand, { sizes, batch: [] }, 'core');
    const core = isTransposed(operation, operand.name, attributes) ? swapLastTwo(plain) : plain;
    const shape = [...(batches[operand.name] ?? []), ...core];
    elements += sizeOf(shape);
    products = Math.max(products, sizeOf(shape) * Math.min(...core, Number.POSITIVE_INFINITY));
    if (elements > budget) return false;
    const dtype = operand.integer ? 'int32' : 'float64';
    tensors[operand.name] = { dtype, shape, data: allocate(dtype, sizeOf(shape)) };
  }
  if (by === 'equations') return products <= budget;
  if (operation.definition === undefined) return true;
  try {
    evaluate(operation, tensors, withDefaults(operation.attributes ?? {}, attributes), countingUpTo(budget - elements));
    return true;
  } catch (error) {
    if (error === enough) return false;
    // A case outside of the definition costs nothing: it is none.
    if (error instanceof RangeError) return true;
    throw error;
  }
}
