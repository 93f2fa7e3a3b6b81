import { type Arithmetic, inLanes, pairwise } from '../_internal/arithmetic.ts';
import type { Cores, Variant } from '../variant.ts';
import { running } from './sums.ts';

type Row = readonly number[];

/** Mean and variance of a row. */
type Moments = (row: Row, f: Arithmetic) => { readonly mean: number; readonly variance: number };

/** Welford: both updated as the entries come, with reciprocals and fused multiply-adds. */
const welford: Moments = (row, f) => {
  let [mean, squares] = [0, 0];
  row.forEach((value, at) => {
    const delta = f.sub(value, mean);
    mean = f.fma(delta, f.div(1, at + 1), mean);
    squares = f.fma(delta, f.sub(value, mean), squares);
  });
  return { mean, variance: f.mul(squares, f.div(1, row.length)) };
};

/** Moments of the halves put together (Chan, Golub and LeVeque 1979). */
const merged: Moments = (row, f) => {
  const of = (part: Row): { mean: number; squares: number } => {
    if (part.length < 2) return { mean: part[0] ?? 0, squares: 0 };
    const half = Math.ceil(part.length / 2);
    const [a, b] = [of(part.slice(0, half)), of(part.slice(half))];
    const delta = f.sub(b.mean, a.mean);
    const share = f.div(part.length - half, part.length);
    const between = f.mul(f.mul(delta, delta), f.mul(half, share));
    return { mean: f.fma(delta, share, a.mean), squares: f.add(f.add(a.squares, b.squares), between) };
  };
  const { mean, squares } = of(row);
  return { mean, variance: f.div(squares, row.length) };
};

/** One pass over the entries less the first of them: sums of differences and of their squares. */
const shifted: Moments = (row, f) => {
  const [first = 0] = row;
  const differences = row.map((value) => f.sub(value, first));
  const n = row.length;
  const [sum, squares] = [
    pairwise(differences, f),
    pairwise(
      differences.map((d) => f.mul(d, d)),
      f,
    ),
  ];
  const centre = f.div(sum, n);
  return { mean: f.add(first, centre), variance: Math.max(0, f.sub(f.div(squares, n), f.mul(centre, centre))) };
};

const twoPasses: Moments = (row, f) => {
  const mean = f.mul(inLanes(row, f), f.div(1, row.length));
  const squares = row.map((value) => f.mul(f.sub(value, mean), f.sub(value, mean)));
  return { mean, variance: f.div(inLanes(squares, f), row.length) };
};

/** What becomes of an entry, given its moments. */
type Affine = (x: number, mean: number, root: number, weight: number, bias: number, f: Arithmetic) => number;

const plainly: Affine = (x, mean, root, weight, bias, f) => f.fma(f.div(f.sub(x, mean), root), weight, bias);
const byReciprocal: Affine = (x, mean, root, weight, bias, f) =>
  f.add(f.mul(f.mul(f.sub(x, mean), f.div(1, root)), weight), bias);
/** x scale + shift, as fused kernels do. */
const multipliedOut: Affine = (x, mean, root, weight, bias, f) => {
  const scale = f.mul(f.div(1, root), weight);
  return f.fma(x, scale, f.fma(-mean, scale, bias));
};

/** An average that moves on: weighted anew, or by a share of the way. */
type Update = (old: number, seen: number, momentum: number, f: Arithmetic) => number;

const weighted: Update = (old, seen, momentum, f) => f.fma(momentum, seen, f.mul(f.sub(1, momentum), old));
const moved: Update = (old, seen, momentum, f) => f.fma(momentum, f.sub(seen, old), old);

const batchNorm = (name: string, moments: Moments, affine: Affine, update: Update): Variant => ({
  name,
  operation: 'layers.batchNorm',
  compute: ({ x, runningMean, runningVariance, weight, bias }, { training, momentum, epsilon }, f) => {
    const [n = 0, c = 0, l = 0] = x?.shape ?? [];
    const channels = Array.from({ length: c }, (_, k) => {
      const running = { mean: runningMean?.values[k] ?? 0, variance: runningVariance?.values[k] ?? 0 };
      const row = (x?.values ?? []).filter((_, at) => Math.floor(at / l) % c === k);
      const seen = training ? moments(row, f) : running;
      const next = (old: number, fresh: number) => (training ? update(old, fresh, f.round(Number(momentum)), f) : old);
      return {
        ...seen,
        root: f.sqrt(f.add(seen.variance, f.round(Number(epsilon)))),
        nextMean: next(running.mean, seen.mean),
        nextVariance: next(running.variance, f.mul(seen.variance, f.div(n * l, n * l - 1))),
      };
    });
    const y = (x?.values ?? []).map((value, at) => {
      const k = Math.floor(at / l) % c;
      const { mean, root } = channels[k] ?? { mean: 0, root: 1 };
      return affine(value, mean, root, weight?.values[k] ?? 1, bias?.values[k] ?? 0, f);
    });
    return {
      y,
      nextMean: channels.map(({ nextMean }) => nextMean),
      nextVariance: channels.map(({ nextVariance }) => nextVariance),
    };
  },
});

const layerNorm = (name: string, moments: Moments, affine: Affine): Variant => ({
  name,
  operation: 'layers.layerNorm',
  compute: ({ x, weight, bias }, { epsilon }, f) => {
    const row = x?.values ?? [];
    const { mean, variance } = moments(row, f);
    const root = f.sqrt(f.add(variance, f.round(Number(epsilon))));
    return { y: row.map((value, i) => affine(value, mean, root, weight?.values[i] ?? 1, bias?.values[i] ?? 0, f)) };
  },
});

const largest = (row: Row): number =>
  row.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), Number.NEGATIVE_INFINITY);

const shiftedSum = (row: Row, f: Arithmetic): number => {
  const most = largest(row);
  return f.add(
    most,
    f.log(
      pairwise(
        row.map((value) => f.exp(f.sub(value, most))),
        f,
      ),
    ),
  );
};

/** log(e^a + e^b), of the larger and what the other adds to it. */
const logAddExp = (a: number, b: number, f: Arithmetic): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  const [most, least] = [Math.max(a, b), Math.min(a, b)];
  return most === least ? f.add(most, f.round(Math.LN2)) : f.add(most, f.log1p(f.exp(f.sub(least, most))));
};

const chained = (row: Row, f: Arithmetic): number =>
  row.slice(1).reduce((total, value) => logAddExp(total, value, f), row[0] ?? Number.NEGATIVE_INFINITY);

/** The largest entry counted apart: max + log1p of the others. */
const apart = (row: Row, f: Arithmetic): number => {
  const most = largest(row);
  const at = row.indexOf(most);
  if (at < 0) return Number.NaN;
  const others = row.filter((_, i) => i !== at).map((value) => f.exp(f.sub(value, most)));
  return f.add(most, f.log1p(pairwise(others, f)));
};

/** One pass: the sum is scaled down whenever a larger entry comes. */
const online = (row: Row, f: Arithmetic): { most: number; sum: number } => {
  let [most, sum] = [row[0] ?? 0, 1];
  for (const value of row.slice(1)) {
    const next = value > most || Number.isNaN(value) ? value : most;
    // As long as nothing but -Infinity has come, no difference is defined.
    const scaled = (x: number) => (next === Number.NEGATIVE_INFINITY ? 1 : f.exp(f.sub(x, next)));
    sum = f.fma(sum, scaled(most), scaled(value));
    most = next;
  }
  return { most, sum };
};

const softmax = (name: string, compute: (row: Row, f: Arithmetic) => number[]): Variant => ({
  name,
  operation: 'layers.softmax',
  compute: ({ x }, _, f) => ({ y: compute(x?.values ?? [], f) }),
});

const logSumExp = (name: string, compute: (row: Row, f: Arithmetic) => number): Variant => ({
  name,
  operation: 'layers.logSumExp',
  compute: ({ x }, _, f) => ({ y: [compute(x?.values ?? [], f)] }),
});

const crossEntropy = (
  name: string,
  rowLoss: (row: Row, label: number, f: Arithmetic) => number,
  average: (losses: Row, f: Arithmetic) => number,
): Variant => ({
  name,
  operation: 'losses.crossEntropy',
  compute: ({ logits, target }: Cores, _, f) => {
    const [n = 0, c = 0] = logits?.shape ?? [];
    const losses = Array.from({ length: n }, (_row, i) =>
      rowLoss(logits?.values.slice(i * c, (i + 1) * c) ?? [], target?.values[i] ?? 0, f),
    );
    return { loss: [average(losses, f)] };
  },
});

export const variants: readonly Variant[] = [
  batchNorm('Welford, by a share of the way', welford, plainly, moved),
  batchNorm('moments of halves, multiplied out', merged, multipliedOut, weighted),
  batchNorm('shifted by the first value, by the reciprocal', shifted, byReciprocal, moved),
  layerNorm('Welford, fused, with reciprocals', welford, byReciprocal),
  layerNorm('Welford, multiplied out', welford, multipliedOut),
  layerNorm('moments of halves merged', merged, plainly),
  layerNorm('one pass, shifted by the first entry', shifted, plainly),
  layerNorm('two passes in lanes, multiplied out', twoPasses, multipliedOut),
  softmax('exp(x - logSumExp x) of shifted logits', (row, f) => {
    const most = largest(row);
    const moved = row.map((value) => f.sub(value, most));
    const sum = f.log(pairwise(moved.map(f.exp), f));
    return moved.map((value) => f.exp(f.sub(value, sum)));
  }),
  softmax('one pass for maximum and sum, then a product by the reciprocal', (row, f) => {
    const { most, sum } = online(row, f);
    const reciprocal = f.div(1, sum);
    return row.map((value) => f.mul(f.exp(f.sub(value, most)), reciprocal));
  }),
  logSumExp('logaddexp, one entry after the other', chained),
  logSumExp('log1p of all but the largest', apart),
  logSumExp('one pass', (row, f) => {
    const { most, sum } = online(row, f);
    return f.add(most, f.log(sum));
  }),
  crossEntropy(
    'logSumExp less the logit, a sum in halves',
    (row, label, f) => f.sub(shiftedSum(row, f), row[label] ?? 0),
    (losses, f) => f.div(pairwise(losses, f), losses.length),
  ),
  crossEntropy(
    'shifted logits first, a running mean',
    (row, label, f) => {
      const most = largest(row);
      const moved = row.map((value) => f.sub(value, most));
      return f.sub(f.log(pairwise(moved.map(f.exp), f)), moved[label] ?? 0);
    },
    running,
  ),
  crossEntropy(
    'log1p of all but the largest, less the distance to it',
    (row, label, f) => {
      const most = largest(row);
      return f.add(
        f.sub(
          apart(
            row.map((value) => f.sub(value, most)),
            f,
          ),
          0,
        ),
        f.sub(most, row[label] ?? 0),
      );
    },
    (losses, f) => f.mul(pairwise(losses, f), f.div(1, losses.length)),
  ),
];
