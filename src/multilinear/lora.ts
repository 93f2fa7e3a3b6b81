import { loraMerge as loraMergeSpecification, lora as loraSpecification } from '../../spec/multilinear/lora.ts';
import { at, build, type Matrix, matrix, plus, scaled, times, transposed } from '../_internal/dense/matrix.ts';
import { reference } from '../_internal/reference.ts';

const column = (x: Float64Array): Matrix => matrix(x.length, 1, x);

export const lora = reference(loraSpecification, {
  member({ x, weight, a, b }, { alpha }) {
    const [plain, adapted] = [times(weight, column(x)), times(b, times(a, column(x)))];
    return plus(plain, scaled(adapted, alpha / a.rows)).data;
  },
  // With c = alpha / r: dx = W^T g + c A^T B^T g, dW = g x^T, dA = c (B^T g) x^T, dB = c g (A x)^T.
  pullback({ x, weight, a, b }, cotangent, { alpha }) {
    const [given, g, row] = [column(x), column(cotangent), matrix(1, x.length, x)];
    const back = scaled(times(transposed(b), g), alpha / a.rows);
    return {
      x: plus(times(transposed(weight), g), times(transposed(a), back)).data,
      weight: times(g, row),
      a: times(back, row),
      b: times(scaled(g, alpha / a.rows), transposed(times(a, given))),
    };
  },
});

export const loraMerge = reference(loraMergeSpecification, {
  member({ weight, a, b }, { alpha }) {
    const change = times(b, a);
    return build(weight.rows, weight.columns, (o, i) => at(weight, o, i) + (alpha / a.rows) * at(change, o, i));
  },
  pullback: ({ a, b }, g, { alpha }) => ({
    weight: g,
    a: scaled(times(transposed(b), g), alpha / a.rows),
    b: scaled(times(g, transposed(a)), alpha / a.rows),
  }),
});
