import type { Arithmetic } from '../../notation.ts';
import { refuse } from '../../refusal.ts';
import type { Element, Shaped } from '../../shaped.ts';
import { sizeOf } from '../../tensor.ts';

/** How the losses of single elements become the result. */
interface Given {
  readonly reduction: 'mean' | 'sum' | 'none';
}

/** What definitions are written in, and sums over sizes. */
interface Summing<T> extends Arithmetic<T> {
  sum(sizes: readonly number[], term: Element<T>): T;
}

/** What records of losses share whose elements are averaged, added up or left alone. */
export const reduced = {
  attributes: { reduction: { kind: 'choice', options: ['mean', 'sum', 'none'], default: 'mean' } },
  freedom: 'NaN for the mean of no elements in place of an error',
  rejects: { R1: 'the mean must be that of at least one element' },
  clauses: {
    C1: 'one loss: the sum is that of the elements and n times the mean, in any order; of a batch in two parts the sum is that of the parts, and the mean theirs, weighted by their sizes',
  },
} as const;

/** The shape of the result. */
export function reducedShape(s: readonly number[], { reduction }: Given): readonly number[] {
  if (reduction === 'none') return s;
  if (reduction === 'mean' && sizeOf(s) === 0) refuse('R1', `there must be at least one element, got shape [${s}]`);
  return [];
}

/** The nearest shape of which there is a result. */
export const reducible = (s: readonly number[], { reduction }: Given): readonly number[] =>
  reduction === 'mean' ? s.map((size) => Math.max(size, 1)) : s;

/** The losses of elements of this shape as the attribute says. */
export const reduce = <T>(
  { mean, sum }: Summing<T>,
  { shape }: Shaped<T>,
  { reduction }: Given,
  loss: Element<T>,
): Element<T> => (reduction === 'none' ? loss : () => (reduction === 'mean' ? mean(shape, loss) : sum(shape, loss)));

/** The cotangent of the loss of each element, from that of the result. */
export const spread = <T>(
  { div, constant }: Arithmetic<T>,
  { shape }: Shaped<T>,
  { reduction }: Given,
  g: Element<T>,
): Element<T> => (reduction === 'none' ? g : () => (reduction === 'mean' ? div(g(), constant(sizeOf(shape))) : g()));
