import { type Arithmetic, compensated, inLanes, pairwise, reversed, type Summation } from '../_internal/arithmetic.ts';
import type { Core, Variant } from '../variant.ts';

type Row = readonly number[];

const xlogy = (x: number, y: number, f: Arithmetic): number => (x === 0 && !Number.isNaN(y) ? 0 : f.mul(x, f.log(y)));

/** In bits by the reciprocal of ln 2. */
const inUnit = (nats: number, unit: unknown, f: Arithmetic): number =>
  unit === 'bits' ? f.mul(nats, f.round(1 / Math.LN2)) : nats;

const entropyOf = (p: Row, total: Summation, f: Arithmetic): number =>
  -total(
    p.map((one) => xlogy(one, one, f)),
    f,
  );

const single = (operation: string, name: string, out: string, of: (p: Core, f: Arithmetic) => number): Variant => ({
  name,
  operation: `information.${operation}`,
  compute: ({ p }, { unit }, f) => ({ [out]: p === undefined ? [] : [inUnit(of(p, f), unit, f)] }),
});

const pair = (
  operation: string,
  name: string,
  out: string,
  of: (p: Row, q: Row, f: Arithmetic) => number,
): Variant => ({
  name,
  operation: `information.${operation}`,
  compute: ({ p, q }, { unit }, f) => ({ [out]: [inUnit(of(p?.values ?? [], q?.values ?? [], f), unit, f)] }),
});

const rowsOf = ({ shape, values }: Core): Row[] => {
  const [m = 0, n = 0] = shape;
  return Array.from({ length: m }, (_, x) => values.slice(x * n, x * n + n));
};
const columnsOf = ({ shape, values }: Core): Row[] => {
  const [, n = 0] = shape;
  return Array.from({ length: n }, (_, y) => values.filter((_value, at) => at % n === y));
};

export const variants: readonly Variant[] = [
  single('entropy', 'xlogy in lanes', 'h', ({ values }, f) => entropyOf(values, inLanes, f)),
  single('entropy', 'xlogy from behind', 'h', ({ values }, f) => entropyOf(values, reversed, f)),
  single('jointEntropy', 'xlogy pairwise', 'h', ({ values }, f) => entropyOf(values, pairwise, f)),
  single('conditionalEntropy', 'H(X, Y) - H(X)', 'h', (p, f) =>
    f.sub(
      entropyOf(p.values, pairwise, f),
      entropyOf(
        rowsOf(p).map((row) => pairwise(row, f)),
        pairwise,
        f,
      ),
    ),
  ),
  single('mutualInformation', 'H(X) + H(Y) - H(X, Y)', 'i', (p, f) => {
    const [x, y] = [rowsOf(p), columnsOf(p)].map((list) => list.map((one) => pairwise(one, f)));
    return f.sub(
      f.add(entropyOf(x ?? [], pairwise, f), entropyOf(y ?? [], inLanes, f)),
      entropyOf(p.values, pairwise, f),
    );
  }),
  pair(
    'crossEntropy',
    'xlogy, compensated',
    'h',
    (p, q, f) =>
      -compensated(
        p.map((one, i) => xlogy(one, q[i] ?? 0, f)),
        f,
      ),
  ),
  pair('klDivergence', 'p (ln p - ln q)', 'd', (p, q, f) =>
    pairwise(
      p.map((one, i) => (one === 0 && !Number.isNaN(q[i]) ? 0 : f.mul(one, f.sub(f.log(one), f.log(q[i] ?? 0))))),
      f,
    ),
  ),
  pair('klDivergence', 'the cross entropy less the entropy', 'd', (p, q, f) =>
    f.sub(
      -pairwise(
        p.map((one, i) => xlogy(one, q[i] ?? 0, f)),
        f,
      ),
      entropyOf(p, pairwise, f),
    ),
  ),
  pair('jsDivergence', 'relative entropies from the mean, from behind', 'd', (p, q, f) => {
    const mean = p.map((one, i) => f.mul(0.5, f.add(one, q[i] ?? 0)));
    const from = (a: Row) =>
      reversed(
        a.map((one, i) => (one === 0 ? 0 : f.mul(one, f.log(f.div(one, mean[i] ?? 0))))),
        f,
      );
    return f.mul(0.5, f.add(from(p), from(q)));
  }),
];
