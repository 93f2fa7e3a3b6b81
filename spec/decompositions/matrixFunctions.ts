import { scalar, symmetricFunctions } from '../_internal/characteristic.ts';
import { exponentialOf } from '../_internal/exponentialOf.ts';
import type { ExactMatrix } from '../exactMatrix.ts';
import { defineOperation } from '../operation.ts';
import { golubVanLoan2013, higham2005, higham2008, hornJohnson2013, numpy, scipy } from '../sources.ts';
import { thresholds } from '../thresholds.ts';

/** Into how many parts the way from 0 to A is divided for the bound. */
const parts = 8;
/** Of the derivative: a Taylor polynomial of a matrix of norm below 1/2, and squarings. */
const degree = 20;
const squarings = 10;

export const expm = defineOperation({
  id: 'decompositions.expm',
  meaning: 'The exponential of a square matrix, the sum of A^k / k!.',
  signature: 'a[..., n, n] -> x[..., n, n]',
  equations: {
    C1({ a, x }, { minus, times, norm1, ratio, u }) {
      const size = norm1(a);
      const exact = exponentialOf(a, size);
      const step = exponentialOf(a, size, Math.log2(parts));
      const steps: ExactMatrix[] = [exponentialOf({ ...a, entries: a.entries.map(() => 0n) }, 0)];
      while (steps.length <= parts) steps.push(times(steps.at(-1) ?? step, step));
      const growth = Math.max(...steps.map((one, j) => norm1(one) * norm1(steps[parts - j] ?? one)));
      return ratio(norm1(minus(x, exact)), thresholds.linear * a.rows * 2 * u * Math.max(1, size) * growth);
    },
  },
  special: 'undefined',
  domain: { a: 'small' },
  spectral: ['C1'],
  // The derivative at A^T in the direction G stands beside the exponential in that of [A^T G; 0 A^T].
  derivative: ({ a }, { x: g }, S) => {
    const { plus, times, scaled, identity, size, tensor, constant, div } = S;
    const n = size('n');
    const unit = constant(2 ** -squarings);
    const block = tensor([2 * n, 2 * n], (i, j) => {
      if (i >= n && j < n) return constant(0);
      return S.mul(unit, i < n && j >= n ? g(i, j - n) : a(j % n, i % n));
    });
    let sum = identity(2 * n);
    for (let k = degree; k > 0; k--)
      sum = plus(identity(2 * n), scaled(div(constant(1), constant(k)), times(block, sum)));
    for (let k = 0; k < squarings; k++) sum = times(sum, sum);
    const whole = sum;
    return { a: tensor('n n', (i, j) => whole(i, n + j)) };
  },
  clauses: {
    C1: '||X - e^A||_1 <= 30 n eps max(1, ||A||_1) max over j of ||e^(jA/8)||_1 ||e^((8-j)A/8)||_1: what a change of A by 30 n eps ||A|| makes of it',
    C2: 'e^0 = I, exactly',
    C3: 'of a nilpotent matrix the series ends: strictly triangular integers, within C1',
    C4: 'of an antisymmetric matrix the exponential is orthogonal, within C1',
    C5: 'e^A e^-A = I, and det e^A = e^(tr A), within C1',
    C6: 'e^(A + B) = e^A e^B where A B = B A, two polynomials of one matrix, and e^A = (e^(A/2))^2, as of A/2, A/4, .., A/128, within C1',
    C7: 'C1 holds for matrices of norm up to 50, which are scaled and squared, and for those that are nearly 0',
  },
  sources: [higham2005('theorem 2.1 and algorithm 2.3'), higham2008('sections 10.2 and 10.3'), scipy('linalg.expm')],
});

const binomial = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

export const characteristicPolynomial = defineOperation({
  id: 'decompositions.characteristicPolynomial',
  meaning: 'The coefficients of det(t I - A), that of t^n first, which is 1.',
  signature: 'a[..., n, n] -> c[..., n+1]',
  // Faddeev and LeVerrier: M_0 = I, c_k = -tr(A M_(k-1)) / k, M_k = A M_(k-1) + c_k I.
  definition({ a }, { memo, sum, add, mul, div, neg, constant }) {
    const product = memo((k, i, j) => sum('n', (p) => mul(a(i, p), power(k - 1, p, j))));
    const c = memo((k) =>
      k === 0
        ? constant(1)
        : neg(
            div(
              sum('n', (i) => product(k, i, i)),
              constant(k),
            ),
          ),
    );
    const power = memo((k, i, j) => {
      const unit = i === j ? c(k) : constant(0);
      return k === 0 ? unit : add(product(k, i, j), unit);
    });
    return { c };
  },
  equations: {
    C1({ a, c }, { at, minus, norm1, transpose, ratio, u }) {
      const functions = symmetricFunctions(a);
      const n = a.rows;
      const size = Math.sqrt(norm1(a) * norm1(transpose(a)));
      return Math.max(
        ...functions.map((value, k) => {
          const exact = scalar(k % 2 === 0 ? value : -value, k * a.exponent);
          const given = { ...c, rows: 1, entries: [c.entries[k] ?? 0n] };
          const allowed = thresholds.linear * n * u * 2 ** n * binomial(n, k) * size ** k;
          return ratio(Math.abs(at(minus(given, exact), 0, 0)), k === 0 ? 0 : allowed);
        }),
      );
    },
  },
  freedom: 'whether it is computed by traces of powers, of the Hessenberg form, or from eigenvalues',
  special: 'undefined',
  spectral: ['C1'],
  derivative: 'ofDefinition',
  clauses: {
    C1: '|c_k - (-1)^k e_k(A)| <= 30 n u 2^n C(n, k) (||A||_1 ||A||_inf)^(k/2), and c_0 = 1 exactly',
    C2: 'Faddeev and LeVerrier: of small integers the coefficients are exact, for every division by k leaves no remainder',
    C3: 'Cayley and Hamilton: A^n + c_1 A^(n-1) + .. + c_n I = 0 within what C1 makes of it',
    C4: 'the coefficients of a companion matrix are those in it',
    C5: '(-1)^n c_n = det A within the sum of both errors, and -c_1 = tr A',
  },
  sources: [
    hornJohnson2013('section 1.2 and theorem 2.4.3.2: Cayley and Hamilton'),
    golubVanLoan2013('section 7.1'),
    numpy('poly'),
  ],
});
