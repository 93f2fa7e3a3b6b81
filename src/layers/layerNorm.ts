import type { Gradient, Implementation } from '../../spec/implementation.ts';
import type { layerNorm as specification } from '../../spec/layers/layerNorm.ts';
import { requireNonnegative } from '../_internal/attributes.ts';
import { requireFloats } from '../_internal/fail.ts';
import { fromRows, inner, rowsOf, total } from '../_internal/rows.ts';
import { bindAxes, requireShape } from '../_internal/shapes.ts';
import { doubles } from '../_internal/values.ts';
import type { NdArray } from '../ndArray.ts';

const operation = 'layers.layerNorm';

interface Inputs {
  readonly x: NdArray;
  readonly weight?: NdArray | undefined;
  readonly bias?: NdArray | undefined;
}

export const layerNorm: Implementation<typeof specification, NdArray> = ({ x, weight, bias }, { epsilon }) => {
  const dtype = check({ x, weight, bias }, epsilon);
  const factors = weight === undefined ? undefined : doubles(weight);
  const offsets = bias === undefined ? undefined : doubles(bias);
  const rows = rowsOf(x).map((row) =>
    normalize(row, epsilon).normalized.map((z, i) => z * (factors?.[i] ?? 1) + (offsets?.[i] ?? 0)),
  );
  return fromRows(dtype, x.shape, rows);
};

// y = w z + b, z = (x - mean) / root: with h = g w, dx = (h - mean(h) - z mean(h z)) / root, dw = sum g z, db = sum g.
export const layerNormGradient: Gradient<typeof specification, NdArray> = (
  { x, weight, bias },
  cotangent,
  attributes,
) => {
  const dtype = check({ x, weight, bias }, attributes.epsilon);
  requireFloats(operation, { x, cotangent });
  requireShape(operation, 'the cotangent', cotangent, x.shape);
  const n = x.shape.at(-1) ?? 1;
  const factors = weight === undefined ? undefined : doubles(weight);
  const incoming = rowsOf(cotangent);
  const [dWeight, dBias] = [new Float64Array(n), new Float64Array(n)];
  const rows = rowsOf(x).map((row, at) => {
    const { normalized, root } = normalize(row, attributes.epsilon);
    const g = incoming[at] ?? row;
    const h = g.map((value, i) => value * (factors?.[i] ?? 1));
    const [mean, slope] = [total(h) / n, inner(h, normalized) / n];
    g.forEach((value, i) => {
      dWeight[i] = (dWeight[i] as number) + value * (normalized[i] as number);
      dBias[i] = (dBias[i] as number) + value;
    });
    return h.map((value, i) => (value - mean - (normalized[i] as number) * slope) / root);
  });
  return {
    x: fromRows(dtype, x.shape, rows),
    weight: weight && fromRows(dtype, weight.shape, [dWeight]),
    bias: bias && fromRows(dtype, bias.shape, [dBias]),
  };
};

/** In two passes: the variance is taken about the mean. */
function normalize(row: Float64Array, epsilon: number) {
  const mean = total(row) / row.length;
  const centred = row.map((value) => value - mean);
  const root = Math.sqrt(inner(centred, centred) / row.length + epsilon);
  return { normalized: centred.map((value) => value / root), root };
}

function check({ x, weight, bias }: Inputs, epsilon: number) {
  const dtype = requireFloats(operation, { x, weight, bias });
  bindAxes(operation, { x: [x, '... n'], weight: [weight, 'n'], bias: [bias, 'n'] });
  requireNonnegative(`${operation}/R1`, 'epsilon', epsilon);
  return dtype;
}
