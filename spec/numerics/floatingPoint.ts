import { holds } from '../_internal/holds.ts';
import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { unitRoundoff } from '../scalars/float.ts';
import { arrayApi, higham2002, ieee754, numpy } from '../sources.ts';

export const gamma = defineOperation({
  id: 'numerics.gamma',
  meaning: 'The bound on k roundings in a row, k u / (1 - k u), u the unit roundoff of the data type.',
  signature: '() -> g[]',
  attributes: { k: { kind: 'integer', min: 0, clause: 'R1' }, dtype: { kind: 'dtype', clause: 'R3' } },
  sizes(_, { k, dtype }) {
    if (k * unitRoundoff(dtype) >= 1) refuse('R2', `k u must be below 1, got k = ${k} in ${dtype}`);
    return {};
  },
  definition(_, { constant, div, sub, either }, { k, dtype }) {
    const u = unitRoundoff(dtype);
    const ku = constant(k * u);
    return {
      g: () => either(div(ku, sub(constant(1), ku)), () => div(constant(k), sub(constant(1 / u), constant(k)))),
    };
  },
  rejects: { R1: 'k must be a whole number', R2: 'k u must be below 1', R3: 'dtype must be float64 or float32' },
  clauses: {
    C1: 'gamma_k < gamma_(k + 1), for k up to 2^-10 / u',
    C2: 'gamma_j + gamma_k + gamma_j gamma_k <= gamma_(j + k), up to rounding',
    C3: 'k u <= gamma_k < 2 k u, for k above 0 and k u below 1/2',
  },
  sources: [higham2002('section 3.1, lemma 3.1, and lemma 3.3 for C2')],
});

export const nextAfter = defineOperation({
  id: 'numerics.nextAfter',
  meaning:
    'The number of the data type next to an element, in the direction of the other; axes are aligned at the right.',
  signature: 'x[...], y[...] -> z[...]',
  equations: {
    C1({ x, y, z }, { at, minus }) {
      const [step, way] = [at(minus(z, x), 0, 0), at(minus(y, x), 0, 0)];
      return holds(way === 0 ? step === 0 : step * Math.sign(way) > 0 && Math.abs(step) <= Math.abs(way));
    },
  },
  special: 'undefined',
  specialCases: [
    [1, 1, 1],
    [0, -0, -0],
    [-0, 0, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.NaN, 1, Number.NaN],
    [1, Number.NaN, Number.NaN],
  ],
  clauses: {
    C1: 'z = x where x = y; else z lies beyond x, towards y and no farther than it',
    C2: 'no number of the data type lies between x and z: at the ends of binades and below the normal numbers, from 0 to the least of them, from the largest to infinity and back',
  },
  sources: [ieee754('section 5.3.1'), arrayApi('nextafter'), numpy('numpy.nextafter')],
});

export const allclose = defineOperation({
  id: 'numerics.allclose',
  meaning: '1 where |a - b| <= atol + rtol |b| holds of every pair of elements, else 0.',
  signature: 'a[s*], b[s*] -> int c[]',
  attributes: {
    rtol: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-5, clause: 'R1' },
    atol: { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, default: 1e-8, clause: 'R1' },
    equalNaN: { kind: 'boolean', default: false },
  },
  definition({ a, b }, { select, constant, add, sub, mul, abs, max, shape }, { rtol, atol }) {
    const [zero, one] = [() => constant(0), () => constant(1)];
    const isFar = (...at: number[]) =>
      select(add(constant(atol), mul(constant(rtol), abs(b(...at)))), abs(sub(a(...at), b(...at))), one, zero);
    return { c: () => (shape('s').includes(0) ? one() : sub(one(), max(shape('s'), isFar))) };
  },
  rejects: { R1: 'rtol and atol must be finite numbers that are not negative; that they are not is a convention' },
  homogeneous: [{ a: 1, b: 1, atol: 1, c: 0 }],
  clauses: {
    C1: 'a is close to itself, at tolerances of 0 too, infinities among its elements',
    C2: 'NaN is close to nothing, and to NaN where equalNaN says so',
    C3: 'an infinity is close to the same infinity alone, whatever the tolerances are',
    C4: 'one element that is off by twice the tolerance is found wherever it stands, and one that is off by half of it is close',
    C5: 'the tolerance is relative to b',
    C6: 'of no elements it is 1',
  },
  sources: [numpy('numpy.allclose'), higham2002('section 1.2')],
});
