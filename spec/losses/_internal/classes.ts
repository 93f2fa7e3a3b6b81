import type { Arithmetic } from '../../notation.ts';
import { refuse } from '../../refusal.ts';
import type { Element, Shaped } from '../../shaped.ts';

interface Given {
  readonly reduction: 'mean' | 'sum' | 'none';
  readonly ignored: number;
}

/** What records share whose targets are classes, each with a weight, or left out. */
export const classified = {
  attributes: {
    reduction: { kind: 'choice', options: ['mean', 'sum', 'none'], default: 'mean' },
    ignored: { kind: 'integer', min: Number.NEGATIVE_INFINITY, default: -100 },
  },
  freedom: 'what the mean is of no rows, where all are left out: NaN, 0 or an error; NaN for an empty batch',
  rejects: {
    R1: 'targets must be classes: integers from 0 to c - 1, or the one that is left out',
    R2: 'there must be at least one class, and for a mean one row',
  },
  domain: { target: 'label', weight: 'positive' },
  clauses: {
    C1: 'the sum is that of the rows, and the weights of their classes times the mean; in any order of the rows',
    C2: 'a row that is left out counts for nothing: the result is that of the others, and its own loss 0',
    C3: 'weights k times as large change no mean, and a class of weight 2 counts as if its rows were given twice, up to rounding',
  },
} as const;

/** The shape of the result. */
export function classifiedShape({ n, c }: { n: number; c: number }, { reduction }: Given): readonly number[] {
  if (c < 1 || (n < 1 && reduction === 'mean'))
    refuse('R2', `there must be at least one class, and one row for a mean, got n = ${n}, c = ${c}`);
  return reduction === 'none' ? [n] : [];
}

/** The nearest number of rows of which there is a result. */
export const enoughRows = (n: number, { reduction }: Given): number => (reduction === 'mean' ? Math.max(n, 1) : n);

/** The losses of rows as the attributes say: of those that are left out 0, and of the others a mean by weights. */
export function reduceRows<T>(
  S: Arithmetic<T>,
  target: Shaped<number>,
  weight: Shaped<T> | undefined,
  { reduction, ignored }: Given,
  loss: (row: number, label: number) => T,
): Element<T> {
  const own: Element<T> = (i = 0) => (target(i) === ignored ? S.constant(0) : loss(i, target(i)));
  if (reduction === 'none') return own;
  return () => {
    const kept = Array.from({ length: target.shape[0] ?? 0 }, (_, i) => i).filter((i) => target(i) !== ignored);
    if (reduction === 'sum') return S.total(kept.map((i) => own(i)));
    if (weight === undefined) return S.mean([kept.length], (k = 0) => own(kept[k] ?? 0));
    return S.div(S.total(kept.map((i) => own(i))), S.total(kept.map((i) => weight(target(i)))));
  };
}
