import {
  givens as givensSpecification,
  planeRotation as planeRotationSpecification,
  reflection as reflectionSpecification,
  shear as shearSpecification,
} from '../../spec/linalg/elementaryMaps.ts';
import { at, build, identity } from '../_internal/dense/matrix.ts';
import { commonExponent, normOf, scaledBy } from '../_internal/dense/scale.ts';
import { fail } from '../_internal/fail.ts';
import { reference } from '../_internal/reference.ts';
import { inner } from '../_internal/rows.ts';

export const planeRotation = reference(planeRotationSpecification, {
  halves: true,
  member({ theta }, { n, i, j }) {
    const [r, cos, sin] = [identity(n), Math.cos(theta), Math.sin(theta)];
    for (const k of [i, j]) r.data[k * n + k] = cos;
    r.data[i * n + j] = -sin;
    r.data[j * n + i] = sin;
    return r;
  },
  pullback: ({ theta }, g, { i, j }) => ({
    theta: Math.cos(theta) * (at(g, j, i) - at(g, i, j)) - Math.sin(theta) * (at(g, i, i) + at(g, j, j)),
  }),
});

export const shear = reference(shearSpecification, {
  halves: true,
  member({ k }, { n, i, j }) {
    const s = identity(n);
    s.data[i * n + j] = k;
    return s;
  },
  pullback: (_, g, { i, j }) => ({ k: at(g, i, j) }),
});

export const reflection = reference(reflectionSpecification, {
  halves: true,
  member({ v }) {
    const unit = scaledBy(v, -commonExponent(v));
    const square = inner(unit, unit);
    if (square === 0 && v.length > 0) fail('linalg.reflection/R1', 'the vector must not be 0');
    return build(
      v.length,
      v.length,
      (i, j) => Number(i === j) - (2 * ((unit[i] as number) * (unit[j] as number))) / square,
    );
  },
  // H = I - 2 w w^T for the unit vector w = v / ||v||: dw = (I - w w^T) dv / ||v||.
  pullback({ v }, g) {
    const norm = normOf(v);
    const w = v.map((value) => value / norm);
    const turned = w.map((_, i) => w.reduce((sum, value, j) => sum - 2 * (at(g, i, j) + at(g, j, i)) * value, 0));
    const along = inner(turned, w);
    return { v: turned.map((value, i) => (value - along * (w[i] as number)) / norm) };
  },
});

export const givens = reference(givensSpecification, {
  member({ a, b }) {
    const r = normOf(Float64Array.of(a, b));
    return r === 0 ? { c: 1, s: 0, r } : { c: a / r, s: b / r, r };
  },
  pullback({ a, b }, { c: gc, s: gs, r: gr }) {
    const r = normOf(Float64Array.of(a, b));
    const [c, s] = [a / r, b / r];
    const turn = (gs * c - gc * s) / r;
    return { a: gr * c - turn * s, b: gr * s + turn * c };
  },
});
