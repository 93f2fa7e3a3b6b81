import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { arrayApi, numpy } from '../sources.ts';

const shape = { kind: 'shape', of: 's', by: 'choice', clause: 'R1' } as const;
const dtype = { kind: 'dtype' } as const;
const anyNumber = { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY } as const;
const rejects = { R1: 'shape must be a list of sizes' } as const;

export const zeros = defineOperation({
  id: 'tensor.zeros',
  meaning: 'A tensor of a shape with 0 everywhere.',
  signature: '() -> y[s*]',
  attributes: { shape, dtype },
  sizes: (_, { shape }) => ({ s: shape }),
  definition: (_, S) => ({ y: () => S.constant(0) }),
  zeros: 'signed',
  rejects,
  clauses: { C1: 'x + zeros = x, bitwise', C2: 'of any shape: a scalar, and shapes with an axis of size 0' },
  sources: [arrayApi('zeros')],
});

export const ones = defineOperation({
  id: 'tensor.ones',
  meaning: 'A tensor of a shape with 1 everywhere.',
  signature: '() -> y[s*]',
  attributes: { shape, dtype },
  sizes: (_, { shape }) => ({ s: shape }),
  definition: (_, S) => ({ y: () => S.constant(1) }),
  rejects,
  clauses: { C1: 'x ones = x, bitwise', C2: 'the sum is the number of elements, of a scalar 1' },
  sources: [arrayApi('ones')],
});

export const full = defineOperation({
  id: 'tensor.full',
  meaning: 'A tensor of a shape with one number everywhere.',
  signature: '() -> y[s*]',
  attributes: { shape, value: { ...anyNumber, clause: 'R2' }, dtype },
  sizes: (_, { shape }) => ({ s: shape }),
  definition: (_, S, { value }) => ({ y: () => S.constant(value) }),
  rejects: { R1: 'shape must be a list of sizes', R2: 'value must be a finite number' },
  homogeneous: [{ value: 1, y: 1 }],
  clauses: { C1: 'it is the number broadcast to the shape, bitwise' },
  sources: [arrayApi('full')],
});

export const eye = defineOperation({
  id: 'tensor.eye',
  meaning: 'A matrix of m rows and n columns with 1 on diagonal k and 0 beside it.',
  signature: '() -> y[m, n]',
  attributes: {
    m: { kind: 'integer', min: 0, clause: 'R1' },
    n: { kind: 'integer', min: 0, clause: 'R1' },
    k: { kind: 'integer', min: Number.NEGATIVE_INFINITY, default: 0, clause: 'R2' },
    dtype,
  },
  definition: (_, S, { k }) => ({
    y: (i, j) =>
      S.equal(
        j,
        i + k,
        () => S.constant(1),
        () => S.constant(0),
      ),
  }),
  rejects: { R1: 'm and n must be integers from 0', R2: 'k must be an integer' },
  clauses: {
    C1: 'eye(m, m) A = A, on integers',
    C2: 'eye(m, n, k)^T = eye(n, m, -k), bitwise; of a diagonal beyond the matrix it is 0',
    C3: 'it has as many ones as the diagonal has entries',
  },
  sources: [arrayApi('eye'), numpy('numpy.eye')],
});

/** How many numbers there are from a start to before a stop, by a step. */
const countOf = (start: number, stop: number, step: number): number => Math.max(0, Math.ceil((stop - start) / step));

export const arange = defineOperation({
  id: 'tensor.arange',
  meaning: 'The numbers from a start on by a step, as long as they lie before a stop: start + i step.',
  signature: '() -> y[n]',
  attributes: {
    start: { ...anyNumber, clause: 'R1' },
    stop: { ...anyNumber, clause: 'R1' },
    step: { ...anyNumber, clause: 'R1' },
    dtype,
  },
  sizes(_, { start, stop, step }) {
    if (step === 0) refuse('R2', 'step must not be 0');
    return { n: countOf(start, stop, step) };
  },
  definition: (_, S, { start, step }) => ({
    y: (i) => S.add(S.constant(start), S.mul(S.constant(i), S.constant(step))),
  }),
  rejects: { R1: 'start, stop and step must be finite numbers', R2: 'step must not be 0' },
  // Steps go towards the stop in most cases, and there are not too many of them.
  compatible: ({ start, stop, step, dtype }) => {
    const towards = start <= stop ? Math.abs(step) : -Math.abs(step);
    const isLong = countOf(start, stop, towards || 1) > 40;
    return { start, stop, step: step === 0 || isLong ? Math.sign(towards || 1) : towards, dtype };
  },
  clauses: {
    C1: 'of integers it is start, start + step, .., all of them before the stop and the next not, bitwise; the stop itself is none of them',
    C2: 'against the direction of the step, and from a start to itself, there is none: size 0',
    C3: 'the number of elements is the ceiling of (stop - start) / step, also where the step is no power of two',
    C4: 'element i is start + i step within its bound, and not the sum of i steps one after another',
  },
  sources: [arrayApi('arange'), numpy('numpy.arange')],
});

export const linspace = defineOperation({
  id: 'tensor.linspace',
  meaning:
    'So many numbers at equal distances from a start to a stop, which is the last of them where the end point belongs to them.',
  signature: '() -> y[n]',
  attributes: {
    start: { ...anyNumber, clause: 'R1' },
    stop: { ...anyNumber, clause: 'R1' },
    n: { kind: 'integer', min: 0, clause: 'R2' },
    endpoint: { kind: 'boolean', default: true },
    dtype,
  },
  definition(_, S, { start, stop, n, endpoint }) {
    const [first, last, gaps] = [S.constant(start), S.constant(stop), S.constant(endpoint ? n - 1 : n)];
    const width = () => S.sub(last, first);
    return {
      y(i) {
        if (n === 1 || i === 0) return first;
        if (endpoint && i === n - 1) return last;
        const [before, behind] = [S.div(S.constant(i), gaps), S.div(S.constant((endpoint ? n - 1 : n) - i), gaps)];
        const between = () => S.add(S.mul(behind, first), S.mul(before, last));
        return S.either(S.add(first, S.mul(S.constant(i), S.div(width(), gaps))), between);
      },
    };
  },
  rejects: { R1: 'start and stop must be finite numbers', R2: 'n must be an integer from 0' },
  homogeneous: [{ start: 1, stop: 1, y: 1 }],
  clauses: {
    C1: 'the first is the start and the last the stop, bitwise; a single one is the start',
    C2: 'from the stop to the start they come in the other order, within the bounds of both',
    C3: 'without the end point they are all but the last of one more, within the bounds of both',
    C4: 'from integer to integer in as many parts as they are apart they are integers, within the bound',
  },
  sources: [arrayApi('linspace'), numpy('numpy.linspace')],
});
