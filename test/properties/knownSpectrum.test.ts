import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownSingularValues } from '../../properties/generators/knownSpectrum.ts';
import { positiveDefiniteMatrix } from '../../properties/generators/matrices.ts';
import { choicesFrom } from '../../properties/generators/stream.ts';
import { exactMatrix } from '../../properties/verbs/exactMatrices.ts';
import { eigenvaluesOf, singularValuesOf } from '../../properties/verbs/spectrum.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const u = 2 ** -53;
const lengthOf = ({ data, shape }: Tensor): number =>
  Math.hypot(...Array.from(data).filter((_, at) => at % (shape[1] ?? 1) === 0));

test('matrices of a known spectrum have the singular values that they are made from, and as many zeros', () => {
  const drawn = fc.sample(knownSingularValues({ dtype: 'float64' } as never, { deficient: true }), {
    seed: 1,
    numRuns: 40,
  });
  for (const { a, left, values, right } of drawn) {
    const scale = lengthOf(left) * lengthOf(right);
    const found = singularValuesOf(exactMatrix(a), u);
    expect(found).toHaveLength(Math.min(...a.shape));
    found.forEach((value, i) => {
      const error = Math.abs(value - scale * (values[i] ?? 0));
      expect(error / (8 * u * scale * (values[0] ?? 0) || 1)).toBeLessThanOrEqual(1);
    });
  }
});

test('positive definite matrices have eigenvalues above 0', () => {
  for (let key = 1; key <= 30; key++) {
    const next = choicesFrom([], key);
    const n = 1 + (key % 5);
    const a = positiveDefiniteMatrix(n, () => (next() % 17) - 8, next);
    expect(Math.min(...eigenvaluesOf(exactMatrix(tensorOf('float64', [n, n], a)), u))).toBeGreaterThan(0);
  }
});
