import {
  functionalMargin as functionalSpecification,
  geometricMargin as geometricSpecification,
  logitMargin as logitSpecification,
  minimumMargin as minimumSpecification,
  normalisedMargin as normalisedSpecification,
} from '../../spec/metrics/margins.ts';
import { at, build, type Matrix, rowOf } from '../_internal/dense/matrix.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

type Vector = Float64Array<ArrayBuffer>;
interface Classifier {
  readonly w: Vector;
  readonly b?: number | undefined;
  readonly x: Matrix;
  readonly y: Vector;
}

const outputs = ({ w, b = 0, x }: Pick<Classifier, 'w' | 'b' | 'x'>): Vector =>
  Float64Array.from({ length: x.rows }, (_, i) => inner(w, rowOf(x, i)) + b);

/** The gradients of sum g_i y_i (<w, x_i> + b). */
function slopes({ w, b, x, y }: Classifier, g: Vector) {
  const weights = g.map((one, i) => one * (y[i] as number));
  const values = outputs({ w, b, x });
  return {
    w: w.map((_, k) => weights.reduce((sum, one, i) => sum + one * at(x, i, k), 0)),
    b: weights.reduce((sum, one) => sum + one, 0),
    x: build(x.rows, x.columns, (i, k) => (weights[i] as number) * (w[k] as number)),
    y: g.map((one, i) => one * (values[i] as number)),
  };
}

export const functionalMargin = reference(functionalSpecification, {
  halves: true,
  member: (given) => outputs(given).map((value, i) => value * (given.y[i] as number)),
  pullback: slopes,
});

/** The same with w and b over ||w||. */
function normalised({ w, b, x, y }: Classifier) {
  const length = normOf(w);
  return { length, unit: { w: w.map((value) => value / length), b: b === undefined ? b : b / length, x, y } };
}

const distances = (given: Classifier): Vector => {
  const { unit } = normalised(given);
  return outputs(unit).map((value, i) => value * (given.y[i] as number));
};

export const geometricMargin = reference(geometricSpecification, {
  halves: true,
  member: distances,
  // Of (w, b) / ||w||: what is along w changes the length, and with it all.
  pullback(given, g) {
    const { unit, length } = normalised(given);
    const ofUnit = slopes(unit, g);
    const along = inner(ofUnit.w, unit.w) + (unit.b ?? 0) * ofUnit.b;
    return {
      ...ofUnit,
      w: ofUnit.w.map((value, k) => (value - along * (unit.w[k] as number)) / length),
      b: ofUnit.b / length,
    };
  },
});

export const minimumMargin = reference(minimumSpecification, {
  halves: true,
  member: (given) => distances(given).reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
});

/** The place of the largest of the others. Throws RangeError for a target that is no class. */
function rival(z: Vector, target: number): number {
  if (!(target >= 0 && target < z.length)) {
    fail('metrics.logitMargin/R1', `targets must be integers from 0 to ${z.length - 1}, got ${target}`);
  }
  let best = target === 0 ? 1 : 0;
  z.forEach((value, j) => {
    if (j !== target && (value > (z[best] as number) || Number.isNaN(value))) best = j;
  });
  return best;
}

export const logitMargin = reference(logitSpecification, {
  halves: true,
  member: ({ z, target }) => (z[target] as number) - (z[rival(z, target)] as number),
  pullback({ z, target }, g) {
    const other = rival(z, target);
    return { z: z.map((_, j) => (j === target ? g : j === other ? -g : 0)) };
  },
});

export const normalisedMargin = reference(normalisedSpecification, {
  member: ({ margins, theta }, { degree }) =>
    margins.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY) / normOf(theta) ** degree,
});
