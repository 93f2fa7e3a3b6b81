import { defineOperation } from '../operation.ts';
import { arrayApi, pytorch } from '../sources.ts';
import { sizeOf } from '../tensor.ts';
import { reduction } from './_internal/reduction.ts';

const attributes = {
  axes: { kind: 'axes', of: 's', default: null, clause: 'R1' },
  keepdims: { kind: 'boolean', default: false },
} as const;

const rejects = { R1: 'axes must be integers from -rank to rank - 1 that name distinct axes' } as const;

export const any = defineOperation({
  id: 'tensor.any',
  meaning:
    'Over a set of axes 1 where some element is not 0, else 0; null means all axes, negative axes count from the end.',
  signature: 'int x[s*] -> int y[t*]',
  attributes,
  sizes: ({ s }, given) => ({ t: reduction(s, given).kept }),
  definition({ x }, S, given) {
    const { over, at } = reduction(S.shape('s'), given);
    const [zero, one] = [() => S.constant(0), () => S.constant(1)];
    const isTrue = (...index: number[]) => S.equal(x(...index), 0, zero, one);
    return { y: (...kept) => (sizeOf(over) === 0 ? zero() : S.max(over, (...along) => isTrue(...at(kept, along)))) };
  },
  rejects,
  domain: { x: 'truth' },
  clauses: {
    C1: 'any number but 0 is true: 2, -1 and 2^31 - 1 too, and so many of them that their sum is 0',
    C2: 'of no elements it is 0',
    C3: 'any(x) = not all(not x), bitwise',
    C4: 'over several axes it is that over one after another, bitwise',
  },
  sources: [arrayApi('any'), pytorch('torch.any')],
});

export const all = defineOperation({
  id: 'tensor.all',
  meaning: 'Over a set of axes 1 where no element is 0, else 0; null means all axes, negative axes count from the end.',
  signature: 'int x[s*] -> int y[t*]',
  attributes,
  sizes: ({ s }, given) => ({ t: reduction(s, given).kept }),
  definition({ x }, S, given) {
    const { over, at } = reduction(S.shape('s'), given);
    const [zero, one] = [() => S.constant(0), () => S.constant(1)];
    const isFalse = (...index: number[]) => S.equal(x(...index), 0, one, zero);
    const isAny = (kept: readonly number[]) => S.max(over, (...along) => isFalse(...at(kept, along)));
    return { y: (...kept) => (sizeOf(over) === 0 ? one() : S.sub(one(), isAny(kept))) };
  },
  rejects,
  domain: { x: 'truth' },
  clauses: {
    C1: 'any number but 0 is true, and among many numbers a single 0 is found wherever it stands',
    C2: 'of no elements it is 1',
    C3: 'over several axes it is that over one after another, bitwise',
  },
  sources: [arrayApi('all'), pytorch('torch.all')],
});
