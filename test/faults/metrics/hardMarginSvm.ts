import { hardMarginSvm } from '../../../spec/metrics/hardMarginSvm.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import type { Fault } from '../fault.ts';

export const faults: readonly Fault[] = memberFaultsOf(hardMarginSvm, ({ spoilt, misread, wrong }) => [
  spoilt('w of length 1', 'C1', ({ w }) => {
    const length = Math.hypot(...w) || 1;
    return { w: w.map((value) => value / length) };
  }),
  spoilt('a margin of a half', 'C2', ({ w, alpha }) => ({
    w: w.map((value) => value / 2),
    alpha: alpha.map((value) => value / 2),
  })),
  spoilt('multipliers with the labels in them', 'C3', ({ alpha }, { y }) => ({
    alpha: alpha.map((value, i) => (y[i] === 0 ? -value : value)),
  })),
  spoilt('twice as long as it must be', 'C4', ({ w, alpha }) => ({
    w: w.map((value) => 2 * value),
    alpha: alpha.map((value) => 2 * value),
  })),
  misread('labels left out', 'C5', ({ y }) => ({ y: y.map(() => 1) })),
  wrong('the mean of the samples', 'C6', ({ x, y }) => {
    const signs = y.map((label) => (label === 0 ? -1 : 1));
    const w = Float64Array.from({ length: x.columns }, (_, k) =>
      signs.reduce((sum, sign, i) => sum + sign * (x.data[i * x.columns + k] ?? 0), 0),
    );
    return { w, alpha: y.map(() => 1) };
  }),
  misread('one that no hyperplane separates moved aside', 'R1', ({ x, y }) =>
    x.rows > 1 && x.columns === 2 && (x.rows > x.columns || x.data[0] === x.data[2])
      ? { x: { ...x, data: Float64Array.from(x.data, (_, i) => (i % 2 === 0 ? 1 : i)) }, y: y.map(() => 1) }
      : {},
  ),
]);
