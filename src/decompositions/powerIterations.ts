import {
  powerIteration as powerRecord,
  singularPowerIteration as singularRecord,
} from '../../spec/decompositions/powerIterations.ts';
import { transposed } from '../_internal/dense/matrix.ts';
import { normOf, timesPowerOfTwo } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';
import { applied, inner, iterate, normalised, scaledMatrix, type Vector } from './_internal/iterate.ts';

export const powerIteration = reference(powerRecord, {
  member({ a, start }, { steps }) {
    const { unit, power } = scaledMatrix(a);
    const read = (x: Vector) => timesPowerOfTwo(inner(x, applied(unit, x)), power);
    const { vectors, values } = iterate(start, steps, (x) => normalised(applied(unit, x)), read);
    return { x: vectors, rho: values };
  },
});

export const singularPowerIteration = reference(singularRecord, {
  member({ a, start }, { steps }) {
    const { unit, power } = scaledMatrix(a);
    const back = transposed(unit);
    const next = (x: Vector) => normalised(applied(back, normalised(applied(unit, x))));
    const { vectors, values } = iterate(start, steps, next, (x) => timesPowerOfTwo(normOf(applied(unit, x)), power));
    return { v: vectors, sigma: values };
  },
});
