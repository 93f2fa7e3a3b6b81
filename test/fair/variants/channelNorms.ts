import { type Arithmetic, inLanes, pairwise, products } from '../_internal/arithmetic.ts';
import type { Core, Cores, Variant } from '../variant.ts';

type Row = readonly number[];

/** Mean and mean squared distance from it, value by value. */
const welford = (row: Row, f: Arithmetic) => {
  let [mean, squares] = [0, 0];
  row.forEach((value, at) => {
    const apart = f.sub(value, mean);
    mean = f.add(mean, f.div(apart, at + 1));
    squares = f.fma(apart, f.sub(value, mean), squares);
  });
  return { mean, variance: f.div(squares, row.length) };
};

const twoPasses = (row: Row, f: Arithmetic) => {
  const mean = f.div(inLanes(row, f), row.length);
  const apart = row.map((value) => f.sub(value, mean));
  return { mean, variance: f.div(pairwise(products(apart, apart, f), f), row.length) };
};

/** Groups of channels, x scale + shift as fused kernels do. */
const channels = (operation: string, name: string, moments: typeof welford): Variant => ({
  name,
  operation: `layers.${operation}`,
  compute: ({ x, weight, bias }: Cores, { groups, epsilon }, f) => {
    const [c = 0, l = 0] = x?.shape ?? [];
    const size = (c / (groups === undefined ? c : Number(groups))) * l;
    const y = Array.from({ length: c * l }, () => 0);
    for (let from = 0; from < c * l; from += size) {
      const { mean, variance } = moments(x?.values.slice(from, from + size) ?? [], f);
      const scale = f.div(1, f.sqrt(f.add(variance, f.round(Number(epsilon)))));
      for (let at = from; at < from + size; at++) {
        const k = Math.floor(at / l);
        const own = f.mul(scale, weight?.values[k] ?? 1);
        y[at] = f.fma(x?.values[at] ?? 0, own, f.fma(-mean, own, bias?.values[k] ?? 0));
      }
    }
    return { y };
  },
});

const rms = (name: string, of: (x: Core, root: number, f: Arithmetic) => Row): Variant => ({
  name,
  operation: 'layers.rmsNorm',
  compute: ({ x, weight }, { epsilon, epsilonPlace }, f) => {
    if (x === undefined) return { y: [] };
    const [square, small] = [
      f.div(inLanes(products(x.values, x.values, f), f), x.values.length),
      f.round(Number(epsilon)),
    ];
    const root = epsilonPlace === 'inside' ? f.sqrt(f.add(square, small)) : f.add(f.sqrt(square), small);
    return {
      y: of(x, root, f).map((value, i) => (weight === undefined ? value : f.mul(value, weight.values[i] ?? 1))),
    };
  },
});

/** Means of windows by the reciprocal of their size. */
const globalMean: Variant = {
  name: 'in lanes, by the reciprocal',
  operation: 'layers.globalAvgPool2d',
  compute: ({ x }, _, f) => {
    const [n = 0, c = 0, h = 0, w = 0] = x?.shape ?? [];
    const one = f.div(1, h * w);
    return {
      y: Array.from({ length: n * c }, (_value, k) =>
        f.mul(one, inLanes(x?.values.slice(k * h * w, (k + 1) * h * w) ?? [], f)),
      ),
    };
  },
};

export const variants: readonly Variant[] = [
  channels('groupNorm', 'Welford, multiplied out', welford),
  channels('groupNorm', 'two passes in lanes, multiplied out', twoPasses),
  channels('instanceNorm', 'Welford, multiplied out', welford),
  channels('instanceNorm', 'two passes in lanes, multiplied out', twoPasses),
  rms('by the reciprocal of the root', ({ values }, root, f) => values.map((value) => f.mul(value, f.div(1, root)))),
  rms('divided before the weight', ({ values }, root, f) => values.map((value) => f.div(value, root))),
  globalMean,
];
