import { defineOperation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { coverThomas2006, essenceText, saxe2018, scikitLearn } from '../sources.ts';
import { freedom, inUnit, kinks, rejects, units } from './_internal/units.ts';
import { surprise } from './entropies.ts';

export const mutualInformation = defineOperation({
  id: 'information.mutualInformation',
  meaning:
    'The mutual information of rows and columns of a joint distribution: sum p_xy ln(p_xy / (p_x p_y)), where 0 ln 0 = 0.',
  signature: 'p[..., m, n] -> i[...]',
  attributes: units,
  definition({ p }, S, { unit }) {
    const row = S.memo((x) => S.sum('n', (y) => p(x, y)));
    const column = S.memo((y) => S.sum('m', (x) => p(x, y)));
    const term = (x: number, y: number) =>
      S.select(
        S.constant(0),
        p(x, y),
        () => S.mul(p(x, y), S.log(S.div(p(x, y), S.mul(row(x), column(y))))),
        () => p(x, y),
      );
    // H(X) + H(Y) - H(X, Y) is the same number for a distribution, and for all else.
    const entropies = () =>
      S.total([
        ...S.each('m', (x) => surprise(row(x), S)),
        ...S.each('n', (y) => surprise(column(y), S)),
        ...S.each('m n', (x, y) => S.neg(surprise(p(x, y), S))),
      ]);
    return { i: () => inUnit(S.either(S.sum('m n', term), entropies), unit, S) };
  },
  freedom: `${freedom}; H(X) + H(Y) - H(X, Y) may be taken`,
  special: 'propagatesNaN',
  rejects,
  domain: { p: 'distribution' },
  smooth: { p: 'fullDistribution' },
  exchangeable: ['m', 'n'],
  derivative: 'ofDefinition',
  kinks,
  clauses: {
    C1: 'symmetric: I(Y; X) = I(X; Y), within the bounds of both; at least 0; 0 for independent ones, up to rounding',
    C2: 'I(X; X) = H(X), and I(X; Y) is at most H(X) and H(Y), up to rounding',
    C3: 'columns in another order change nothing, and columns taken together never add, up to rounding',
    C4: 'chain rule: I(X; Y, Z) = I(X; Y) + I(X; Z | Y), up to rounding',
    C5: 'data processing: along Y - X - T1 - T2 neither I(X; T) nor I(Y; T) grows, up to rounding',
  },
  sources: [coverThomas2006('section 2.3, theorems 2.4.1, 2.5.2 and 2.8.1'), scikitLearn('mutual_info_score')],
});

export const binnedMutualInformation = defineOperation({
  id: 'information.binnedMutualInformation',
  meaning:
    'The mutual information of two lists of numbers as it is estimated from counts: each falls into one of some cells of equal width, what is outside into the nearest.',
  signature: 'x[..., n], y[..., n] -> i[...]',
  attributes: {
    bins: { kind: 'integer', min: 1, clause: 'R1' },
    low: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, default: -1, clause: 'R2' },
    high: { kind: 'real', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, default: 1, clause: 'R2' },
  },
  sizes({ n }, { low, high }) {
    if (!(low < high)) refuse('R2', `low must be below high, got ${low} and ${high}`);
    if (n < 1) refuse('R3', 'there must be a pair, got none');
    return {};
  },
  definition({ x, y }, S, { bins, low, high }) {
    const width = S.sub(S.constant(high), S.constant(low));
    const cell = (a: typeof x) =>
      S.memo((i) => {
        const place = S.floor(S.mul(S.div(S.sub(a(i), S.constant(low)), width), S.constant(bins)));
        return S.neg(S.larger(S.neg(S.larger(place, S.constant(0))), S.constant(1 - bins)));
      });
    const [cellX, cellY] = [cell(x), cell(y)];
    const same = (cells: typeof cellX, i: number, j: number) =>
      i === j
        ? S.constant(1)
        : S.select(
            S.abs(S.sub(cells(i), cells(j))),
            S.constant(0.5),
            () => S.constant(1),
            () => S.constant(0),
          );
    // How many pairs fall where the i-th does: a sum over pairs is one over cells.
    const term = (i: number) => {
      const [inX, inY] = [S.memo((j) => same(cellX, i, j)), S.memo((j) => same(cellY, i, j))];
      const both = S.sum('n', (j) => S.mul(inX(j), inY(j)));
      return { both, ofX: S.sum('n', inX), ofY: S.sum('n', inY) };
    };
    const found = Array.from({ length: S.size('n') }, (_, i) => term(i));
    const ratios = () =>
      S.mean([found.length], (i) => {
        const { both, ofX, ofY } = found[i] ?? term(i);
        return S.log(S.div(S.mul(S.count('n'), both), S.mul(ofX, ofY)));
      });
    const logarithms = () =>
      S.mean([found.length], (i) => {
        const { both, ofX, ofY } = found[i] ?? term(i);
        return S.total([S.log(S.count('n')), S.log(both), S.neg(S.log(ofX)), S.neg(S.log(ofY))]);
      });
    return { i: () => S.either(ratios(), logarithms) };
  },
  freedom: 'the cell of a number that rounding may move over a border',
  special: 'undefined',
  rejects: {
    R1: 'bins must be an integer that is at least 1',
    R2: 'low and high must be finite numbers, low below high',
    R3: 'there must be a pair at least',
  },
  domain: { x: 'unit', y: 'unit' },
  feasible: ({ n }) => ({ n: Math.max(n, 1) }),
  compatible: ({ bins, low, high }) => ({
    bins,
    low: Math.min(low, high),
    high: low === high ? low + 1 : Math.max(low, high),
  }),
  exchangeable: ['n'],
  clauses: {
    C1: 'it is that of the joint distribution of the cells, counted, up to rounding',
    C2: '0 <= i <= ln bins, up to rounding',
    C3: 'of y = x with one pair a cell it is ln n, up to rounding, whatever y makes of x as long as it is one to one',
    C4: 'of evenly spread x and y = x it is the logarithm of the number of cells while there are fewer than pairs, up to rounding: it grows with the cells, for I(X; Y) itself is infinite',
  },
  errata: {
    E39: {
      claim:
        'training fits first and compresses after, which is what generalises: I(X; T) falls; early stopping stops before that',
      where: essenceText('5.2 and 5.3'),
      kind: 'conditional',
      counterexample: '16 inputs through tanh(x) and tanh(8 x), with 2^12 cells: I(X; T) = ln 16 for both',
      right:
        'of a deterministic network with inputs that stay apart the estimate is ln N whenever cells are fine, whatever the weights: what falls is the number of cells that are met',
      clauses: ['C3', 'C4'],
    },
  },
  sources: [saxe2018('section 2'), scikitLearn('mutual_info_score')],
});
