import type { Evaluated } from '../../spec/evaluate.ts';
import { eachIndex } from '../../spec/notation.ts';
import { allowedError, type Bound, isExactlyRepresentable } from '../../spec/scalars/bound.ts';
import { errorOf, toNumber } from '../../spec/scalars/exact.ts';
import { isComplex, realOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context, Observation } from '../law.ts';

/** Equal as the suite's exact tier means it: the same value, NaN equal to NaN, and -0 equal to +0. */
export const sameValue = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

const float32View = new DataView(new ArrayBuffer(8));

/** Distance from |x| to the next larger number of the data type. */
export function ulpOf(x: number, dtype: Context['dtype']): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(magnitude)) return Number.NaN;
  if (dtype === 'float32') {
    const rounded = Math.fround(magnitude);
    float32View.setFloat32(0, rounded);
    float32View.setUint32(0, float32View.getUint32(0) + 1);
    return float32View.getFloat32(0) - rounded;
  }
  float32View.setFloat64(0, magnitude);
  float32View.setBigUint64(0, float32View.getBigUint64(0) + 1n);
  return float32View.getFloat64(0) - magnitude;
}

/** A number as JavaScript source: it reads back to the same bits. */
export const literal = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** `c[0, 1]`, or `c` for a scalar. */
export function elementName(name: string, shape: readonly number[], position: number): string {
  if (shape.length === 0) return name;
  let index = '';
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1;
    index = index === '' ? String(rest % size) : `${rest % size}, ${index}`;
    rest = Math.floor(rest / size);
  }
  return `${name}[${index}]`;
}

/** The name of a number in the data of a tensor: an element, or a part of a complex one, `Im c[0, 1]`. */
export const placeName = (name: string, { dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>, position: number): string =>
  isComplex(dtype)
    ? `${position % 2 === 0 ? 'Re' : 'Im'} ${elementName(name, shape, Math.floor(position / 2))}`
    : elementName(name, shape, position);

/** Keeps the observation with the largest ratio; NaN counts as the largest. */
export const worse = (a: Observation | undefined, b: Observation): Observation => {
  if (a === undefined || Number.isNaN(b.ratio)) return b;
  return b.ratio > a.ratio ? b : a;
};

/** The worst of some observations, for the elements of all; a passing one named after `what` where there are none. */
export const worst = (observations: Iterable<Observation>, what: string): Observation => {
  let found: Observation | undefined;
  let [judged, unjudged] = [0, 0];
  for (const observation of observations) {
    found = worse(found, observation);
    judged += observation.judged ?? 1;
    unjudged += observation.unjudged ?? 0;
  }
  return found === undefined ? { ratio: 0, what } : { ...found, judged, unjudged };
};

/** Every element of `received` must be the same value as in `expected`: a ratio of 0 or infinity. */
export function identical(received: Tensor, expected: Tensor, what: string): Observation {
  if (received.shape.join() !== expected.shape.join()) {
    return {
      ratio: Number.POSITIVE_INFINITY,
      what: `shape of ${what}`,
      expected: `[${expected.shape.join(', ')}]`,
      received: `[${received.shape.join(', ')}]`,
    };
  }
  for (let at = 0; at < expected.data.length; at++) {
    const [got, want] = [received.data[at] ?? Number.NaN, expected.data[at] ?? Number.NaN];
    if (!sameValue(got, want)) {
      return {
        ratio: Number.POSITIVE_INFINITY,
        what: placeName(what, expected, at),
        expected: literal(want),
        received: literal(got),
      };
    }
  }
  return { ratio: 0, ulp: 0, what };
}

/**
 * Every element of `received` must be 2^k times that of `base`, bit for bit; where either is so small that half an ulp of it is less
 * than what a subnormal term of a sum may lose, up to the smallest normal number.
 */
export function scaledBy(received: Tensor, base: Tensor, k: number, what: string): Observation {
  const [leastNormal, u] = realOf[base.dtype] === 'float32' ? [2 ** -126, 2 ** -24] : [2 ** -1022, 2 ** -53];
  const isFree = (value: number) => Math.abs(value) < leastNormal / u;
  const expected = tensorOf(
    base.dtype,
    base.shape,
    Array.from(base.data, (value) => value * 2 ** k),
  );
  const kept = received.data.map((got, at) => {
    const [from, to] = [base.data[at] ?? Number.NaN, expected.data[at] ?? Number.NaN];
    const free = leastNormal * Math.max(1, 2 ** k);
    return (isFree(from) || isFree(to)) && Math.abs(got - to) <= free ? to : got;
  });
  return identical({ ...received, data: kept }, expected, what);
}

/** What no bound can be given for: it was not judged, and is counted as that. */
export const withoutBound = (what: string): Observation => ({ ratio: 0, judged: 0, unjudged: 1, what });

/** Each element's error over `allowed(i)`, against the exact value; reports the worst element. */
export function withinAllowed(
  received: Tensor,
  expected: Evaluated<Bound>,
  context: Context,
  what: string,
  allowed: (bound: Bound, position: number) => number = (bound) => allowedError(bound, context.profile),
): Observation {
  let found: Observation | undefined;
  let unjudged = 0;
  expected.values.forEach((bound, at) => {
    const got = received.data[at] ?? Number.NaN;
    const limit = allowed(bound, at);
    // Where no bound can be given (a result that may overflow, a divisor that may vanish) nothing is judged.
    if (limit === Number.POSITIVE_INFINITY) {
      unjudged++;
      return;
    }
    const error = errorOf(got, bound.value);
    const want = toNumber(bound.value);
    const ratio = error === 0 ? 0 : error / limit;
    // The name and the digits are worth their cost only for the worst element.
    if (found === undefined || !(ratio <= found.ratio)) {
      found = {
        ratio,
        ulp: error / ulpOf(want, context.dtype),
        what: placeName(what, { dtype: received.dtype, shape: expected.shape }, at),
        expected: literal(want),
        received: literal(got),
      };
      if (Number.isNaN(ratio)) return;
    }
  });
  return { ...(found ?? { ratio: 0, what }), judged: expected.values.length - unjudged, unjudged };
}

/** Bit for bit where no order of evaluation rounds, within the bound elsewhere. */
export const exactOrWithin = (
  received: Tensor,
  expected: Evaluated<Bound>,
  context: Context,
  what: string,
): Observation =>
  withinAllowed(received, expected, context, what, (bound) =>
    isExactlyRepresentable(bound, context.profile) ? 0 : allowedError(bound, context.profile),
  );

/** Every index of a shape as a list. */
export function indicesOf(shape: readonly number[]): number[][] {
  const indices: number[][] = [];
  eachIndex(shape, (index) => indices.push([...index]));
  return indices;
}
