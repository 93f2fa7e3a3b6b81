import { defineOperation } from '../operation.ts';
import { eigenvaluesText, golubVanLoan2013, kuczynskiWozniakowski1992, parlett1998, pytorch } from '../sources.ts';

const attributes = { steps: { kind: 'integer', min: 1, clause: 'R1' } } as const;
const R1 = 'steps must be an integer of at least 1';

export const powerIteration = defineOperation({
  id: 'decompositions.powerIteration',
  meaning:
    'Power iteration: every x_t is A x_(t-1) over its length, x_0 the start, and rho_t = x_t^T A x_t; where A x is 0 both are 0 from there on.',
  signature: 'a[..., n, n], start[..., n] -> x[..., steps, n], rho[..., steps]',
  attributes,
  definition({ a, start }, { sum, mul, div, sqrt, select, constant, memo }) {
    const before = (t: number, j: number) => (t > 0 ? x(t - 1, j) : start(j));
    const image = memo((t, i) => sum('n', (j) => mul(a(i, j), before(t, j))));
    const square = memo((t) => sum('n', (i) => mul(image(t, i), image(t, i))));
    const zero = () => constant(0);
    const x = memo((t, i) => select(zero(), square(t), () => div(image(t, i), sqrt(square(t))), zero));
    return { x, rho: (t) => sum('n n', (i, j) => mul(x(t, i), mul(a(i, j), x(t, j)))) };
  },
  recursion: { over: 'steps', states: { x: 'start' } },
  special: 'undefined',
  rejects: { R1 },
  homogeneous: [{ a: 1, rho: 1 }, { start: 1 }],
  exchangeable: ['n'],
  kinks: 'no derivative is stated: that of what it converges to is that of eigh',
  clauses: {
    C1: 'of a symmetric matrix whose eigenvalues are known, all of them other than 0: x_t and rho_t are those of its powers, sum of c_i w_i^t v_i, within what the steps may err by together',
    C2: 'of a positive semidefinite matrix rho_t does not fall, and is at most the largest eigenvalue, up to rounding',
    C3: 'a start without a part along the first vector gives the next value, exactly: diagonal matrices and unit vectors',
    C4: 'of diag(1, -1) the vector comes back after every second step, and rho stays 0',
    C5: 'of A = 0, of a nilpotent matrix after n steps, and of a start of 0 all is 0',
    C6: 'without a gap: of positive semidefinite matrices of order n >= 8 the mean of 1 - rho_t / w_1 over Gaussian starts is at most 0.871 ln n / (t - 1)',
  },
  errata: {
    E57: {
      claim: 'power iteration converges fast',
      where: eigenvaluesText('taming'),
      kind: 'conditional',
      counterexample:
        'diag(1, 1 - 2^-10) from (1, 1): after 200 steps the second part is still above 0.8 of the first; and from (0, 1) it never finds the first',
      right:
        'the ratio of the parts falls by w_2 / w_1 a step, from a start that has one along v_1; the value is near earlier, whatever the gap (C6)',
      clauses: ['C1', 'C3', 'C6'],
    },
  },
  sources: [
    golubVanLoan2013('sections 7.3.1 and 8.2.1'),
    kuczynskiWozniakowski1992('theorem 3.1'),
    parlett1998('section 4.2'),
  ],
});

export const singularPowerIteration = defineOperation({
  id: 'decompositions.singularPowerIteration',
  meaning:
    'Power iteration for the largest singular value: u is A v_(t-1) over its length, v_t is A^T u over its length, v_0 the start, and sigma_t = ||A v_t||; where one is 0 it is 0 from there on.',
  signature: 'a[..., m, n], start[..., n] -> v[..., steps, n], sigma[..., steps]',
  attributes,
  definition({ a, start }, { sum, mul, div, sqrt, select, constant, memo }) {
    const before = (t: number, j: number) => (t > 0 ? v(t - 1, j) : start(j));
    const zero = () => constant(0);
    const image = memo((t, i) => sum('n', (j) => mul(a(i, j), before(t, j))));
    const square = memo((t) => sum('m', (i) => mul(image(t, i), image(t, i))));
    const u = memo((t, i) => select(zero(), square(t), () => div(image(t, i), sqrt(square(t))), zero));
    const back = memo((t, j) => sum('m', (i) => mul(a(i, j), u(t, i))));
    const length = memo((t) => sum('n', (j) => mul(back(t, j), back(t, j))));
    const v = memo((t, j) => select(zero(), length(t), () => div(back(t, j), sqrt(length(t))), zero));
    const last = memo((t, i) => sum('n', (j) => mul(a(i, j), v(t, j))));
    return { v, sigma: (t) => sqrt(sum('m', (i) => mul(last(t, i), last(t, i)))) };
  },
  recursion: { over: 'steps', states: { v: 'start' } },
  special: 'undefined',
  rejects: { R1 },
  homogeneous: [{ a: 1, sigma: 1 }, { start: 1 }],
  exchangeable: ['m', 'n'],
  kinks: 'no derivative is stated: that of what it converges to is that of svdvals',
  clauses: {
    C1: 'sigma_t does not fall and is never above sigma_1, up to rounding: an estimate of the norm from below',
    C2: 'of known singular values: v_t and sigma_t are those of the powers of A^T A, sum of c_i s_i^(2t) v_i, within what the steps may err by together; so the angle to v_1 falls by (s_2 / s_1)^2 a step, and the error of sigma_t by its square',
    C3: 'of diag(1, -1), for which powers of A turn back and forth, every start stays as it is, and sigma = 1, bitwise for starts along an axis',
    C4: 'of A = 0 and of a start of 0 all is 0',
  },
  sources: [golubVanLoan2013('section 8.2.1'), parlett1998('section 4.2'), pytorch('torch.nn.utils.spectral_norm')],
});
