import {
  blockSoftThreshold as blockSoftThresholdSpecification,
  softThreshold as softThresholdSpecification,
} from '../../spec/optimizers/proximal.ts';
import { normOf } from '../_internal/dense/scale.ts';
import { reference } from '../_internal/reference.ts';

export const softThreshold = reference(softThresholdSpecification, {
  halves: true,
  // Not |x| > threshold: NaN must stay NaN.
  member: ({ x }, { threshold }) => (Math.abs(x) <= threshold ? 0 : x > 0 ? x - threshold : x + threshold),
  pullback: ({ x }, g, { threshold }) => ({ x: Math.abs(x) > threshold ? g : 0 }),
});

export const blockSoftThreshold = reference(blockSoftThresholdSpecification, {
  halves: true,
  member({ x }, { threshold }) {
    const length = normOf(x);
    if (length <= threshold) return new Float64Array(x.length);
    const left = (length - threshold) / length;
    return x.map((value) => value * left);
  },
  // y = (|x| - t) u, u = x / |x|: dy = (1 - t / |x|) dx + (t / |x|) u <u, dx>.
  pullback({ x }, g, { threshold }) {
    const length = normOf(x);
    if (length <= threshold) return { x: new Float64Array(x.length) };
    const along = x.reduce((sum, value, i) => sum + (value / length) * (g[i] as number), 0);
    const [left, lost] = [(length - threshold) / length, threshold / length];
    return { x: g.map((value, i) => left * value + lost * ((x[i] as number) / length) * along) };
  },
});
