import type { Notation } from '../notation.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import type { Element } from '../shaped.ts';
import { arrayApi, higham2002, pytorch } from '../sources.ts';
import { sizeOf } from '../tensor.ts';
import { nonempty, reduction } from './_internal/reduction.ts';

const attributes = {
  axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
  // The array API bounds it on neither side, and takes fractions.
  correction: {
    kind: 'real',
    min: Number.NEGATIVE_INFINITY,
    max: Number.POSITIVE_INFINITY,
    default: 0,
    clause: 'R2',
  },
  keepdims: { kind: 'boolean', default: false },
} as const;

interface Given {
  readonly axes: readonly number[] | null;
  readonly correction: number;
  readonly keepdims: boolean;
}

const rejects = {
  R1: 'axes must be integers from -rank to rank - 1 that name distinct axes',
  R2: 'correction must be a finite number',
  R3: 'there must be more elements than the correction takes away',
} as const;

/** The shape of the result. */
function kept(s: readonly number[], given: Given): readonly number[] {
  const { kept, over } = reduction(s, given);
  const n = sizeOf(over);
  if (n <= given.correction) refuse('R3', `there must be more than ${given.correction} elements, got ${n}`);
  return kept;
}

/** The nearest shape that has more elements than the correction takes away. */
function enough(s: readonly number[], { axes, correction }: Given): readonly number[] {
  const least = nonempty(s, axes);
  const { over } = reduction(least, { axes, keepdims: false });
  if (sizeOf(over) > correction) return least;
  const some = axes === null ? 0 : axes[0];
  const size = Math.floor(correction) + 1;
  return least.length === 0 ? [size] : some === undefined ? least : least.with(some, size);
}

/** Over no axes there is one element. */
const compatible = (given: Given): Given => (given.axes?.length === 0 ? { ...given, correction: 0 } : given);

/** How many elements the correction leaves. */
const left = <T>(S: Notation<T, 'x[s*] -> y[t*]'>, n: number, correction: number): T =>
  Number.isInteger(correction) ? S.constant(n - correction) : S.sub(S.constant(n), S.constant(correction));

/** The variance by an index into the result. */
function varianceOf<T>(x: Element<T>, S: Notation<T, 'x[s*] -> y[t*]'>, given: Given): Element<T> {
  const { over, at } = reduction(S.shape('s'), given);
  const n = sizeOf(over);
  return (...index) => {
    const variance = S.variance(over, (...along) => x(...at(index, along)));
    if (given.correction === 0) return variance;
    return S.div(S.mul(S.constant(n), variance), left(S, n, given.correction));
  };
}

export const variance = defineOperation({
  id: 'tensor.variance',
  meaning:
    'Sum of the squared distances from the mean over n - correction, over a set of axes with n elements; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes,
  sizes: ({ s }, given) => ({ t: kept(s, given) }),
  definition: ({ x }, S, given) => ({ y: varianceOf(x, S, given) }),
  freedom: 'where there are not more elements than the correction NaN or an infinity in place of an error',
  special: 'propagatesNaN',
  rejects,
  feasible: ({ s }, given) => ({ s: enough(s, given) }),
  compatible,
  homogeneous: [{ x: 1, y: 2 }],
  derivative: ({ x }, { y: g }, S, given) => {
    const { over, at, keptOf } = reduction(S.shape('s'), given);
    const mean = S.memo((...index) => S.mean(over, (...along) => x(...at(index, along))));
    return {
      x(...index) {
        const slope = S.div(S.constant(2), left(S, sizeOf(over), given.correction));
        return S.mul(g(...keptOf(index)), S.mul(slope, S.sub(x(...index), mean(...keptOf(index)))));
      },
    };
  },
  clauses: {
    C1: 'it is at least 0, and of equal integers 0 up to rounding',
    C2: 'variance(x + c) = variance(x), with c = 2^26 standard deviations (2^12 in float32) too, within the bounds of both: not the mean of the squares less the square of the mean',
    C3: '(n - 1) variance(x) with correction 1 is n variance(x) with correction 0, within the bounds of both',
    C4: 'keepdims changes the shape and no element, bitwise',
  },
  sources: [higham2002('section 1.9'), arrayApi('var'), pytorch('torch.var')],
});

export const std = defineOperation({
  id: 'tensor.std',
  meaning: 'Square root of the variance over a set of axes; null means all axes, negative axes count from the end.',
  signature: 'x[s*] -> y[t*]',
  attributes,
  sizes: ({ s }, given) => ({ t: kept(s, given) }),
  definition: ({ x }, S, given) => {
    const variance = varianceOf(x, S, given);
    return { y: (...index) => S.sqrt(variance(...index)) };
  },
  freedom: 'where there are not more elements than the correction NaN or an infinity in place of an error',
  special: 'propagatesNaN',
  rejects,
  feasible: ({ s }, given) => ({ s: enough(s, given) }),
  compatible,
  homogeneous: [{ x: 1, y: 1 }],
  derivative: ({ x, y }, { y: g }, S, given) => {
    const { over, at, keptOf } = reduction(S.shape('s'), given);
    const mean = S.memo((...index) => S.mean(over, (...along) => x(...at(index, along))));
    return {
      x(...index) {
        const [root, many] = [y(...keptOf(index)), left(S, sizeOf(over), given.correction)];
        const distance = S.sub(x(...index), mean(...keptOf(index)));
        return S.mul(g(...keptOf(index)), S.div(distance, S.mul(many, root)));
      },
    };
  },
  kinks: 'where all elements are equal the gradient is 0',
  clauses: {
    C1: 'std(x)^2 = variance(x) within the bounds of both',
    C2: 'std(-x) = std(x), bitwise',
    C3: 'where all elements are equal the gradient is 0, not NaN',
    C4: 'of n integers, half of them c - d and half c + d, it is |d| with correction 0, within the bound',
  },
  sources: [higham2002('section 1.9'), arrayApi('std'), pytorch('torch.std')],
});
