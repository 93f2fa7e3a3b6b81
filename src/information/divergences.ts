import {
  jsDivergence as jsSpecification,
  klDivergence as klSpecification,
  totalVariation as variationSpecification,
} from '../../spec/information/divergences.ts';
import { reference } from '../_internal/reference.ts';
import { total } from '../_internal/rows.ts';
import { logRatio, nats } from './_internal/logarithms.ts';

type Vector = Float64Array<ArrayBuffer>;

const divergence = (p: Vector, q: Vector): number =>
  total(p.map((value, i) => (value > 0 ? value * logRatio(value, q[i] as number) : value * (q[i] as number))));

export const klDivergence = reference(klSpecification, {
  halves: true,
  member: ({ p, q }, { unit }) => divergence(p, q) * nats(unit),
  pullback: ({ p, q }, g, { unit }) => ({
    p: p.map((value, i) => g * nats(unit) * (1 + logRatio(value, q[i] as number))),
    q: p.map((value, i) => (-g * nats(unit) * value) / (q[i] as number)),
  }),
});

const middle = (p: Vector, q: Vector): Vector => p.map((value, i) => (value + (q[i] as number)) / 2);

export const jsDivergence = reference(jsSpecification, {
  halves: true,
  member({ p, q }, { unit }) {
    const mean = middle(p, q);
    return ((divergence(p, mean) + divergence(q, mean)) / 2) * nats(unit);
  },
  // What the mean changes cancels: dd / dp = ln(p / m) / 2.
  pullback({ p, q }, g, { unit }) {
    const mean = middle(p, q);
    const slope = (a: Vector) => a.map((value, i) => (g * nats(unit) * logRatio(value, mean[i] as number)) / 2);
    return { p: slope(p), q: slope(q) };
  },
});

export const totalVariation = reference(variationSpecification, {
  halves: true,
  member: ({ p, q }) => total(p.map((value, i) => Math.abs(value - (q[i] as number)))) / 2,
  pullback({ p, q }, g) {
    const slope = p.map((value, i) => (g * Math.sign(value - (q[i] as number))) / 2);
    return { p: slope, q: slope.map((value) => -value) };
  },
});
