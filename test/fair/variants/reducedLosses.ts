import { type Arithmetic, compensated, inLanes, pairwise, reversed, type Summation } from '../_internal/arithmetic.ts';
import type { Cores, Variant } from '../variant.ts';

type Row = readonly number[];

/** The loss of an element from both inputs. */
type Loss = (a: number, b: number, f: Arithmetic, attributes: Readonly<Record<string, unknown>>) => number;

const softplus = (x: number, f: Arithmetic): number => f.add(Math.max(x, 0), f.log1p(f.exp(-Math.abs(x))));

/** Losses of elements, their sum, or the sum over their number or by its reciprocal. */
const reduced = (
  operation: string,
  [first, second]: readonly [string, string],
  name: string,
  loss: Loss,
  total: Summation,
): Variant => ({
  name,
  operation: `losses.${operation}`,
  compute: (inputs: Cores, attributes, f) => {
    const [a, b] = [inputs[first]?.values ?? [], inputs[second]?.values ?? []];
    const losses = a.map((value, at) => loss(value, b[at] ?? 0, f, attributes));
    if (attributes['reduction'] === 'none') return { loss: losses };
    const sum = total(losses, f);
    return { loss: [attributes['reduction'] === 'mean' ? f.div(sum, losses.length) : sum] };
  },
});

const regression = ['prediction', 'target'] as const;
const margin = ['score', 'label'] as const;
const logits = ['logit', 'target'] as const;

/** The part of |r| up to a width, and the rest: half the square of the one, and the width times the other. */
const split =
  (width: (attributes: Readonly<Record<string, unknown>>) => number): Loss =>
  (a, b, f, attributes) => {
    const size = Math.abs(f.sub(a, b));
    const delta = f.round(width(attributes));
    return size <= delta
      ? f.mul(0.5, f.mul(size, size))
      : f.fma(delta, f.sub(size, delta), f.mul(0.5, f.mul(delta, delta)));
  };

/** Rows of logits and a class each, by logarithms of shares that are rounded. */
const logShares = (row: Row, f: Arithmetic): number[] => {
  const most = row.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a), Number.NEGATIVE_INFINITY);
  const apart = row.map((value) => f.sub(value, most));
  const sum = f.log(inLanes(apart.map(f.exp), f));
  return apart.map((value) => f.sub(value, sum));
};

const classes = (total: Summation): Variant => ({
  name: `by logarithms of shares, ${total.name}`,
  operation: 'losses.weightedCrossEntropy',
  compute: ({ logits: z, target, weight }, { reduction, ignored, smoothing, over }, f) => {
    const [n = 0, c = 0] = z?.shape ?? [];
    const share = f.round(Number(smoothing));
    const kept = Array.from({ length: n }, (_, i) => i).filter((i) => target?.values[i] !== ignored);
    const losses = new Map(
      kept.map((i) => {
        const label = target?.values[i] ?? 0;
        const own = logShares(z?.values.slice(i * c, i * c + c) ?? [], f).map((value, j) =>
          f.mul(-(weight?.values[j] ?? 1), value),
        );
        const hit = own[label] ?? Number.NaN;
        if (share === 0) return [i, hit];
        const others = own.filter((_, j) => over === 'classes' || j !== label);
        return [i, f.fma(f.div(share, others.length), total(others, f), f.mul(f.sub(1, share), hit))];
      }),
    );
    if (reduction === 'none') return { loss: Array.from({ length: n }, (_, i) => losses.get(i) ?? 0) };
    const sum = total([...losses.values()], f);
    if (reduction === 'sum') return { loss: [sum] };
    const mass = total(
      kept.map((i) => weight?.values[target?.values[i] ?? 0] ?? 1),
      f,
    );
    return { loss: [f.div(sum, mass)] };
  },
});

export const variants: readonly Variant[] = [
  reduced('meanSquaredError', regression, 'in lanes', (a, b, f) => f.mul(f.sub(a, b), f.sub(a, b)), inLanes),
  reduced('meanAbsoluteError', regression, 'from behind', (a, b, f) => Math.abs(f.sub(b, a)), reversed),
  reduced(
    'huber',
    regression,
    'what is beyond delta apart',
    split(({ delta }) => Number(delta)),
    compensated,
  ),
  reduced('logistic', margin, 'the softplus of minus the margin', (s, y, f) => softplus(-f.mul(y, s), f), pairwise),
  reduced('exponential', margin, 'in lanes', (s, y, f) => f.exp(f.mul(-y, s)), inLanes),
  reduced('hinge', margin, 'fused', (s, y, f) => Math.max(0, f.fma(-y, s, 1)), pairwise),
  reduced(
    'binaryCrossEntropyWithLogits',
    logits,
    'each target times its own softplus',
    (z, t, f) => f.fma(t, softplus(-z, f), f.mul(f.sub(1, t), softplus(z, f))),
    pairwise,
  ),
  reduced(
    'binaryCrossEntropyWithLogits',
    logits,
    '(1 - t) z and the softplus of -z',
    (z, t, f) => f.add(f.mul(f.sub(1, t), z), f.add(Math.max(-z, 0), f.log1p(f.exp(-Math.abs(z))))),
    reversed,
  ),
  classes(pairwise),
  classes(reversed),
];
