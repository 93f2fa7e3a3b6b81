import { fromNumber, ZERO } from '../dyadic.ts';
import { type DoubleDouble, toEnclosure as enclosed, fromEnclosure, isKnown, ofDouble } from './doubleDouble.ts';
import type { Enclosure } from './enclosure.ts';

/** How an enclosure is computed from those of the operands. */
export type Recipe = (operands: readonly Enclosure[]) => Enclosure;

/** A number in doubles, with what it takes to know it better. */
export interface Lazy {
  readonly fast: DoubleDouble;
  readonly recipe: Recipe;
  readonly operands: readonly Lazy[];
  known: Enclosure | undefined;
}

const NONE: readonly Lazy[] = [];

const itself = (value: number): Enclosure => ({ midpoint: fromNumber(value), radius: ZERO });
/** Of what doubles hold, which is never computed. */
const nothing: Recipe = () => itself(Number.NaN);

/** A double itself. Throws RangeError on NaN and infinities. */
export function given(value: number): Lazy {
  const fast = ofDouble(value);
  return { fast, recipe: nothing, operands: NONE, known: isKnown(fast) ? undefined : itself(value) };
}

/** A number that doubles may know; where they do not, it is computed at once, so that what is not defined throws where it stands. */
export function lazily(fast: DoubleDouble, recipe: Recipe, operands: readonly Lazy[]): Lazy {
  const made: Lazy = { fast, recipe, operands, known: undefined };
  if (isKnown(fast)) return made;
  const known = toEnclosure(made);
  return { fast: fromEnclosure(known), recipe, operands, known };
}

/**
 * The enclosure of a number, operands first, but for what doubles hold exactly; without recursion, since a recurrence may be as deep as
 * it likes.
 */
export function toEnclosure(wanted: Lazy): Enclosure {
  const stack = [wanted];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.fast.radius === 0) top.known ??= enclosed(top.fast);
    if (top.known === undefined) {
      const before = stack.length;
      for (const operand of top.operands) if (operand.known === undefined) stack.push(operand);
      if (stack.length > before) continue;
      // Every operand is known here.
      top.known = top.recipe(top.operands.map(({ known }) => known as Enclosure));
    }
    stack.pop();
  }
  return wanted.known as Enclosure;
}
