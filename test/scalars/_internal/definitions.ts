import type { Scalars } from '../../../spec/scalars/scalars.ts';

/** Definitions over any number system, as the specification would write them; each returns its outputs. */
export type Definition = <T>(s: Scalars<T>, x: readonly T[]) => T[];

/** The first half of x times the second half. */
export function dot<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const half = x.length / 2;
  return [s.sum(x.slice(0, half).map((left, i) => s.mul(left, x[half + i] as T)))];
}

export function softmax<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const largest = s.max(x);
  const exponentials = x.map((term) => s.exp(s.sub(term, largest)));
  const total = s.sum(exponentials);
  return exponentials.map((e) => s.div(e, total));
}

export function logSumExp<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const largest = s.max(x);
  return [s.add(largest, s.log(s.sum(x.map((term) => s.exp(s.sub(term, largest))))))];
}

export const mean = <T>(s: Scalars<T>, x: readonly T[]): T => s.div(s.sum(x), s.constant(x.length));

/** The sum of squared deviations, in two passes. */
export function squaredDeviations<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const centre = mean(s, x);
  return [s.sum(x.map((term) => s.power(s.sub(term, centre), 2)))];
}

export function layerNorm<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const centre = mean(s, x);
  const deviations = x.map((term) => s.sub(term, centre));
  const variance = mean(
    s,
    deviations.map((d) => s.mul(d, d)),
  );
  const scale = s.sqrt(s.add(variance, s.constant(1e-5)));
  return deviations.map((d) => s.div(d, scale));
}

export function gelu<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const root = s.sqrt(s.constant(2));
  return x.map((term) => s.mul(s.mul(s.constant(0.5), term), s.add(s.constant(1), s.erf(s.div(term, root)))));
}

export const tanhOfSum = <T>(s: Scalars<T>, x: readonly T[]): T[] => [s.tanh(s.sum(x)), s.tanh(s.power(x[0] as T, 3))];

/** A tenth of what is below zero, of every distance from the mean: a choice on what has been rounded. */
export function leaky<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const centre = mean(s, x);
  return x.map((term) => {
    const distance = s.sub(term, centre);
    return s.select(
      distance,
      s.constant(0),
      () => s.mul(s.constant(0.1), distance),
      () => distance,
    );
  });
}

/** Normalised by the mean and the variance of the system itself, where it has them. */
export function normalised<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const centre = s.mean?.(x) ?? mean(s, x);
  const deviations = x.map((term) => s.sub(term, centre));
  const variance =
    s.variance?.(x) ??
    mean(
      s,
      deviations.map((d) => s.mul(d, d)),
    );
  const scale = s.sqrt(s.add(variance, s.constant(1e-5)));
  return deviations.map((d) => s.div(d, scale));
}

/** The logarithms of a softmax: a quotient, or a difference of logarithms. */
export function logSoftmax<T>(s: Scalars<T>, x: readonly T[]): T[] {
  const total = s.sum(x.map((term) => s.exp(term)));
  return x.map((term) => {
    const ways = [s.log(s.div(s.exp(term), total)), s.sub(term, s.log(total))] as const;
    return s.either?.(ways) ?? ways[0];
  });
}
