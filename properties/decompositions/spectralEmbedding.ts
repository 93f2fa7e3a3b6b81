import fc from 'fast-check';
import { spectralEmbedding } from '../../spec/decompositions/spectralEmbedding.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { exactMatrix, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';
import { nearAll } from '../verbs/nearAll.ts';
import { nearNormwise } from '../verbs/nearNormwise.ts';
import { at, build } from '../verbs/tensors.ts';

const { norm1, times, transpose } = algebra(0);

/** What C4 allows. */
const errorOf = (w: Tensor, u: number): number =>
  4 * thresholds.symmetricEigen * (w.shape[0] ?? 1) * 2 * u * norm1(exactMatrix(w));

/** Graphs of c components, every c-th vertex in one: a path through each, and other edges within it. Weights are integers from 0. */
const graphs = (context: Context) =>
  beside(tensors(context, { drawn: 'n n' }, { least: 2, most: 7 }), { parts: dealt([1, 2, 3, 1, 4]) }).map(
    ({ drawn, parts }) => {
      const [n = 2] = drawn.shape;
      const c = Math.min(parts, n);
      const weight = (i: number, j: number) => {
        if ((i - j) % c !== 0 || i === j) return 0;
        const drawnWeight = Math.abs(at(drawn, Math.max(i, j), Math.min(i, j))) % 5;
        return Math.abs(i - j) === c ? 1 + drawnWeight : drawnWeight;
      };
      return { w: build(drawn, [n, n], weight), c };
    },
  );

/** V V^T. */
const projector = (vectors: Tensor): Tensor =>
  roundedTo('float64', times(exactMatrix(vectors), transpose(exactMatrix(vectors))));

/** Of a graph of c components, what a projector onto c vectors may be off: Davis and Kahan, and C2. */
function projectorError(w: Tensor, u: number): number {
  const n = w.shape[0] ?? 1;
  return (2 * Math.sqrt(n) * errorOf(w, u) * n ** 2) / 4 + n * 2 * thresholds.symmetricEigen * n * 2 * u;
}

export const laws: readonly Law[] = [
  ofResult(spectralEmbedding, 'C5', {
    hint: 'W, or D + W, is taken for L',
    cases: graphs,
    from: ({ w }) => ({ w, k: w.shape[0] ?? 1 }),
    of: ({ values }, { w }, _, { u }) => [
      near('first value', at(values, 0), 0, errorOf(w, u)),
      ...Array.from(values.data, (value, i) => atLeast(`value ${i}`, value, 0, errorOf(w, u))),
    ],
  }),
  ofResult(spectralEmbedding, 'C6', {
    cases: graphs,
    from: ({ w }) => ({ w, k: w.shape[0] ?? 1 }),
    of: ({ values }, { w, c }, _, { u }) =>
      Array.from(values.data, (value, i) =>
        i < c
          ? atMost(`value ${i} of ${c} components`, value, 0, errorOf(w, u))
          : atLeast(`value ${i} of ${c} components`, value, 4 / values.data.length ** 2, errorOf(w, u)),
      ),
  }),
  ofResult(spectralEmbedding, 'C7', {
    hint: 'the largest eigenvalues are taken, or the vectors lie in rows',
    cases: graphs,
    from: ({ w, c }) => ({ w, k: c }),
    of: ({ vectors }, { w, c }, _, { u }) =>
      judgedExactly({ vectors }, () => {
        const [n = 1] = w.shape;
        const sizeOfPart = (i: number) => Math.ceil((n - (i % c)) / c);
        const expected = build(projector(vectors), [n, n], (i, j) => ((i - j) % c === 0 ? 1 / sizeOfPart(i) : 0));
        return nearNormwise('V V^T', projector(vectors), exactMatrix(expected), projectorError(w, u));
      }),
  }),
  law(spectralEmbedding, 'C8', {
    hint: 'the diagonal of W is counted twice, or not at all',
    cases: (context) => beside(graphs(context), { loops: fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }) }),
    check: async (on, { w, c, loops }, { u }) => {
      const more = build(w, w.shape, (i, j) => at(w, i, j) + (i === j ? (loops[i] ?? 0) : 0));
      const [plain, other] = await Promise.all([w, more].map((one) => on(spectralEmbedding, { w: one }, { k: c })));
      if (plain === undefined || other === undefined) return [];
      return judgedExactly({ one: plain.vectors, other: other.vectors }, () => [
        nearAll('values', other.values, plain.values.data, errorOf(w, u) + errorOf(more, u)),
        ...nearNormwise(
          'V V^T',
          projector(other.vectors),
          exactMatrix(projector(plain.vectors)),
          projectorError(w, u) + projectorError(more, u),
        ),
      ]);
    },
  }),
  refuses(spectralEmbedding, 'R1', {
    statement: 'more vectors than there are vertices are refused',
    cases: (context) => alone(spectralEmbedding, context),
    calls: ({ w }) => ({ 'one vector too many': { w, k: (w.shape[0] ?? 0) + 1 } }),
  }),
  refuses(spectralEmbedding, 'R2', {
    statement: 'NaN in both triangles is refused, or reaches the result, in finite time',
    hint: 'the iteration never converges on NaN, or NaN is lost in a comparison',
    hintOfLoss: true,
    cases: graphs,
    calls: ({ w, c }) => ({
      'NaN between two vertices': { w: build(w, w.shape, (i, j) => (i + j === 1 ? Number.NaN : at(w, i, j))), k: c },
    }),
    honest: ({ values, vectors }) =>
      [values, vectors].some((one) => one?.data.some((value) => !Number.isFinite(value))),
  }),
];
