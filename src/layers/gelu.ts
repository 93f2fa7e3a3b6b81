import { gelu as specification } from '../../spec/layers/gelu.ts';
import { density, distribution } from '../_internal/normalDistribution.ts';
import { reference } from '../_internal/reference.ts';

const SCALE = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;
/** From here on either form gives x, or 0, in double precision and less. */
const FAR = 40;

export const gelu = reference(specification, {
  halves: true,
  member({ x }, { approximate }) {
    if (Math.abs(x) > FAR) return x > 0 ? x : -0;
    return x * (approximate === 'tanh' ? (1 + Math.tanh(tangentOf(x))) / 2 : distribution(x));
  },
  pullback({ x }, g, { approximate }) {
    if (Math.abs(x) > FAR) return { x: x > 0 ? g : 0 * g };
    if (approximate !== 'tanh') return { x: g * (distribution(x) + x * density(x)) };
    const t = Math.tanh(tangentOf(x));
    const slope = SCALE * (1 + 3 * CUBIC * x * x);
    return { x: (g * (1 + t + x * (1 - t) * (1 + t) * slope)) / 2 };
  },
});

const tangentOf = (x: number): number => SCALE * (x + CUBIC * x * x * x);
