import { defineOperation } from '../operation.ts';
import { higham2002, kreutzDelgado2009, pytorch, vanLoan1992 } from '../sources.ts';
import { rootsOfUnity } from './_internal/rootsOfUnity.ts';

export const dft = defineOperation({
  id: 'linalg.dft',
  meaning: 'Discrete Fourier transform along the last axis, or its inverse, which divides by n.',
  signature: 'complex x[..., n] -> complex y[..., n]',
  attributes: { inverse: { kind: 'boolean', default: false } },
  definition({ x }, S, { inverse }) {
    const { sum, mul, div, constant, count, size, memo, reached } = S;
    const n = size('n');
    const root = rootsOfUnity(n, S, inverse);
    // Fast transforms turn what becomes one part through the other, in about log2 n stages of eight roundings each.
    const turned = memo((j) => mul(constant(8), x(j)));
    const stages = Math.ceil(Math.log2(n)) * n;
    return {
      y(k) {
        const terms = sum('n', (j) => mul(x(j), root(j * k)));
        const total = reached(terms, () => Array.from({ length: stages }, (_, at) => turned(at % n)));
        return inverse ? div(total, count('n')) : total;
      },
    };
  },
  freedom: 'a NaN in one part of an element may reach either part of the results',
  special: 'propagatesNaN',
  homogeneous: [{ x: 1, y: 1 }],
  derivative: (_, { y: g }, S, { inverse }) => {
    const root = rootsOfUnity(S.size('n'), S, inverse);
    const total = (j: number) => S.sum('n', (k) => S.mul(S.conj(root(j * k)), g(k)));
    return { x: (j) => (inverse ? S.div(total(j), S.count('n')) : total(j)) };
  },
  clauses: {
    C1: 'the inverse transform of the transform is the input',
    C2: 'Parseval: sum |y_k|^2 = n sum |x_j|^2, for the transform',
    C3: 'shift: the transform of x_(j - 1 mod n) is e^(-2 pi i k / n) y_k',
    C4: 'of a real input y_(-k mod n) is the conjugate of y_k',
    C5: 'convolution: the transform of the circular convolution of x and h is the product of their transforms',
    C6: 'linearity: the transform of a x + h is a times the transform of x plus that of h, for complex a',
  },
  sources: [
    higham2002('sections 24.1 and 24.2, theorem 24.2: the error of a fast transform grows like log2 n'),
    vanLoan1992('sections 1.1 and 4.2'),
    kreutzDelgado2009('section 4.2: the gradient by the conjugate'),
    pytorch('Autograd mechanics, complex numbers: the gradient is that by the conjugate, for Re <G, dy>'),
  ],
});
