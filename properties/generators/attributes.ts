import type { Attribute, Attributes, AttributeValue } from '../../spec/attribute.ts';
import type { Sizes } from '../../spec/signature.ts';
import type { FloatDtype } from '../../spec/tensor.ts';

/** A stream of drawn naturals; 0 when it runs dry, which is also what it shrinks to. */
export type Choices = () => number;

export const choicesFrom = (list: readonly number[]): Choices => {
  let at = 0;
  return () => list[at++] ?? 0;
};

const isList = (size: Sizes[string] | undefined): size is readonly number[] => typeof size === 'object';

/** A value of each attribute, chosen from its domain; list attributes fit the sizes of the axes that they speak of. */
export function chooseAttributes(
  attributes: Attributes,
  sizes: Sizes,
  dtype: FloatDtype,
  next: Choices,
): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, choose(attribute, sizes, dtype, next)]),
  );
}

function choose(attribute: Attribute, sizes: Sizes, dtype: FloatDtype, next: Choices): AttributeValue {
  switch (attribute.kind) {
    case 'boolean':
      return next() % 2 === 1;
    case 'integer': {
      const span = Math.min((attribute.max ?? Number.POSITIVE_INFINITY) - attribute.min, 4);
      return attribute.min + (next() % (span + 1));
    }
    case 'real':
      return chooseReal(attribute, dtype, next);
    case 'integers': {
      const span = Math.min(attribute.max - attribute.min, 2);
      return Array.from({ length: attribute.length }, () => attribute.min + (next() % (span + 1)));
    }
    case 'axes':
      return chooseAxes(rankOf(sizes, attribute.of), next);
    case 'permutation':
      return shuffle(rankOf(sizes, attribute.of), next);
    case 'shape': {
      const size = sizes[attribute.of];
      const shape = isList(size) ? size : [];
      return attribute.by === 'reshape' ? regroup(shape, next) : widen(shape, next);
    }
  }
}

/** The default, an end of the range, or a sixteenth of it: values that the data type holds exactly or as its nearest. */
function chooseReal(attribute: Extract<Attribute, { kind: 'real' }>, dtype: FloatDtype, next: Choices): number {
  const { min, max } = attribute;
  const span = Math.min(max, min + 2) - min;
  const choice = next() % 8;
  const value =
    choice < 3 ? (attribute.default ?? min + span / 2) : choice === 3 ? min : min + (span * (1 + (next() % 15))) / 16;
  return dtype === 'float32' ? Math.fround(value) : value;
}

const rankOf = (sizes: Sizes, axis: string): number => {
  const size = sizes[axis];
  return isList(size) ? size.length : 0;
};

function chooseAxes(rank: number, next: Choices): readonly number[] | null {
  if (next() % 3 === 0) return null;
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const chosen = axes.filter(() => next() % 2 === 1);
  const ordered = next() % 3 === 2 ? chosen.toReversed() : chosen;
  // Negative axes count from the end, as in NumPy and PyTorch; they may stand beside others.
  const signs = next() % 4;
  return ordered.map((axis, at) => (signs === 3 || (signs === 2 && at % 2 === 0) ? axis - rank : axis));
}

function shuffle(rank: number, next: Choices): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  for (let at = rank - 1; at > 0; at--) {
    // Both positions lie below the rank.
    const other = at - (next() % (at + 1));
    [axes[at], axes[other]] = [axes[other] as number, axes[at] as number];
  }
  return axes;
}

/** Another shape with as many elements: the prime factors of the sizes, multiplied together anew. */
function regroup(shape: readonly number[], next: Choices): number[] {
  if (shape.includes(0)) return [0, 1 + (next() % 3)];
  const factors = shape.flatMap((size) => primeFactors(size));
  const regrouped: number[] = [];
  for (const factor of factors) {
    const last = regrouped.length - 1;
    if (last >= 0 && next() % 2 === 1) regrouped[last] = (regrouped[last] ?? 1) * factor;
    else regrouped.push(factor);
  }
  const padded = next() % 4 === 3 ? [1, ...regrouped] : regrouped;
  // One size may be left to be inferred.
  return padded.length > 0 && next() % 4 === 3 ? padded.with(next() % padded.length, -1) : padded;
}

function primeFactors(size: number): number[] {
  const factors: number[] = [];
  let rest = size;
  for (let factor = 2; rest > 1; factor++) {
    for (; rest % factor === 0; rest /= factor) factors.push(factor);
  }
  return factors;
}

/** A shape that this one broadcasts to: axes of size 1 stretched, new axes in front. */
function widen(shape: readonly number[], next: Choices): number[] {
  const stretched = shape.map((size) => (size === 1 ? 1 + (next() % 3) : size));
  const extra = next() % 3;
  return [...Array.from({ length: extra }, () => 1 + (next() % 3)), ...stretched];
}
