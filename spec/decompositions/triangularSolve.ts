import { defineOperation } from '../operation.ts';
import { giles2008, higham2002, rumpJeannerod2014 } from '../sources.ts';

export const triangularSolve = defineOperation({
  id: 'decompositions.triangularSolve',
  meaning: 'Solution of T X = B, or of T^T X = B, for a triangular T; `lower` says which triangle of T is read.',
  signature: 't[..., n, n], b[..., n, k] -> x[..., n, k]',
  attributes: {
    lower: { kind: 'boolean', default: true },
    transpose: { kind: 'boolean', default: false },
    unitDiagonal: { kind: 'boolean', default: false },
  },
  definition({ t, b }, { memo, sum, sub, mul, div, size }, { lower, transpose, unitDiagonal }) {
    const n = size('n');
    // Substitution goes down when op(T) is lower triangular, and up when it is upper triangular.
    const down = lower !== transpose;
    const entry = (i: number, j: number) => (transpose ? t(j, i) : t(i, j));
    const x = memo((i, k) => {
      const known = sum([down ? i : n - 1 - i], (p) => {
        const j = down ? p : n - 1 - p;
        return mul(entry(i, j), x(j, k));
      });
      const right = sub(b(i, k), known);
      return unitDiagonal ? right : div(right, entry(i, i));
    });
    return { x };
  },
  equations: {
    C1: ({ t, b, x }, algebra, { lower, transpose, unitDiagonal }) => {
      const strict = algebra.part(t, (i, j) => (lower === true ? i > j : i < j));
      const diagonal = unitDiagonal === true ? algebra.identity(t.rows) : algebra.part(t, (i, j) => i === j);
      const triangle = algebra.plus(strict, diagonal);
      const given = transpose === true ? algebra.transpose(triangle) : triangle;
      const bound = algebra.times(algebra.absolute(given), algebra.absolute(x));
      return algebra.componentwise(
        algebra.minus(b, algebra.times(given, x)),
        t.rows + 2 * algebra.ulps.div,
        bound,
        given,
      );
    },
  },
  special: 'undefined',
  rejects: { R1: 'no diagonal entry of t may be zero, unless the diagonal is taken as ones' },
  domain: { t: 'triangular' },
  homogeneous: [{ b: 1, x: 1 }],
  derivative: ({ t, x }, { x: g }, S, { lower, transpose, unitDiagonal }) => {
    const strict = lower ? 'strictlyLower' : 'strictlyUpper';
    const read = unitDiagonal ? strict : lower ? 'lower' : 'upper';
    const triangle = unitDiagonal ? S.plus(S.part(strict, t), S.identity(S.size('n'))) : S.part(read, t);
    const inverse = S.inverse(triangle);
    const b = S.times(transpose ? inverse : S.transpose(inverse), g);
    const ofTriangle = S.negated(transpose ? S.times(x, S.transpose(b)) : S.times(b, S.transpose(x)));
    return { t: S.part(read, ofTriangle), b };
  },
  clauses: {
    C1: '|B - op(T) X| <= (n + 1) u |op(T)||X| in every element, division by reciprocals included',
    C2: 'the other triangle is not read, nor the diagonal where it is taken as ones: NaN there changes no bit',
    C3: 'integers with a unit diagonal give the integer solution, bitwise',
    C4: 'a column of X depends on its own column of B alone, bitwise',
    C5: 'C1 holds for ill-conditioned and badly scaled triangles',
  },
  sources: [
    higham2002('theorem 8.5'),
    rumpJeannerod2014('the bound n u |T||x| for triangular systems'),
    giles2008('inverse and inverse product'),
  ],
});
