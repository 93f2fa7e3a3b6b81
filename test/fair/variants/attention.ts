import { type Arithmetic, fusedDot, inLanes, pairwise, products } from '../_internal/arithmetic.ts';
import { matrixOf } from '../_internal/dense.ts';
import type { Core, Cores, Variant } from '../variant.ts';

const operation = 'sequence.scaledDotProductAttention';

type Row = readonly number[];

const rowsOf = (core: Core | undefined): Row[] => {
  const { rows, columns, values } = matrixOf(core);
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
};

/** The scores of a query, given the way in which products are scaled. */
type Scores = (query: Row, key: Row, f: Arithmetic) => number;

const scaledQuery: Scores = (query, key, f) => {
  const scale = f.div(1, f.sqrt(query.length));
  return fusedDot(
    query.map((value) => f.mul(value, scale)),
    key,
    f,
  );
};

/** As PyTorch without a fused kernel. */
const bothScaled: Scores = (query, key, f) => {
  const scale = f.sqrt(f.div(1, f.sqrt(query.length)));
  const scaled = (row: Row) => row.map((value) => f.mul(value, scale));
  return pairwise(products(scaled(query), scaled(key), f), f);
};

const timesReciprocal: Scores = (query, key, f) => f.mul(fusedDot(query, key, f), f.div(1, f.sqrt(query.length)));

/** Scores with the mask, of the keys that a query sees. */
function scoresOf({ query, key, mask }: Cores, causal: boolean, score: Scores, f: Arithmetic): Row[] {
  const [keys, masks] = [rowsOf(key), rowsOf(mask)];
  return rowsOf(query).map((row, i) =>
    keys.slice(0, causal ? i + 1 : keys.length).map((one, j) => {
      const product = score(row, one, f);
      return mask === undefined ? product : f.add(product, masks[i]?.[j] ?? 0);
    }),
  );
}

/** From scores and the values of a column to its mean. */
type Mean = (scores: Row, column: Row, f: Arithmetic) => number;

const exponentials = (scores: Row, f: Arithmetic): number[] => {
  const largest = Math.max(...scores);
  return scores.map((score) => f.exp(f.sub(score, largest)));
};

/** Divided once, at the end. */
const deferred: Mean = (scores, column, f) => {
  const terms = exponentials(scores, f);
  return f.div(fusedDot(terms, column, f), inLanes(terms, f));
};

const byLogarithm: Mean = (scores, column, f) => {
  const largest = Math.max(...scores);
  const logarithm = f.log(pairwise(exponentials(scores, f), f));
  const weights = scores.map((score) => f.exp(f.sub(f.sub(score, largest), logarithm)));
  return pairwise(products(weights, column, f), f);
};

/** Keys in blocks, the sums rescaled at each (Dao and others 2022, FlashAttention, algorithm 1). */
const inBlocks =
  (size: number): Mean =>
  (scores, column, f) => {
    let [largest, sum, total] = [Number.NEGATIVE_INFINITY, 0, 0];
    for (let from = 0; from < scores.length; from += size) {
      const block = scores.slice(from, from + size);
      const next = Math.max(largest, ...block);
      const factor = largest === next ? 1 : f.exp(f.sub(largest, next));
      const terms = block.map((score) => f.exp(f.sub(score, next)));
      sum = f.fma(sum, factor, pairwise(terms, f));
      total = f.fma(total, factor, fusedDot(terms, column.slice(from, from + size), f));
      largest = next;
    }
    return f.div(total, sum);
  };

const columnsOf = (core: Core | undefined): Row[] => {
  const { columns, values } = matrixOf(core);
  return Array.from({ length: columns }, (_, j) => values.filter((_value, at) => at % columns === j));
};

const attention = (name: string, score: Scores, mean: Mean): Variant => ({
  name,
  operation,
  compute: (inputs, { causal }, f) => {
    const columns = columnsOf(inputs['value']);
    const rows = scoresOf(inputs, causal === true, score, f);
    return { output: rows.flatMap((row) => columns.map((column) => mean(row, column.slice(0, row.length), f))) };
  },
});

export const variants: readonly Variant[] = [
  attention('queries scaled, divided at the end', scaledQuery, deferred),
  attention('queries and keys scaled by the fourth root, weights by their logarithms', bothScaled, byLogarithm),
  attention('keys in blocks of sixteen, the sums rescaled', timesReciprocal, inBlocks(16)),
  {
    name: 'pullback from the output: A (dA - <g, o>)',
    operation,
    pullback: (inputs, { output: cotangent }, { causal }, f) => {
      const { query, key, value } = inputs;
      const [queries, keys, values, incoming] = [rowsOf(query), rowsOf(key), rowsOf(value), rowsOf(cotangent)];
      const scale = f.div(1, f.sqrt(queries[0]?.length ?? 1));
      const weights = scoresOf(inputs, causal === true, timesReciprocal, f).map((row) => {
        const terms = exponentials(row, f);
        const sum = pairwise(terms, f);
        return keys.map((_, j) => f.div(terms[j] ?? 0, sum));
      });
      const scores = weights.map((row, i) => {
        const g = incoming[i] ?? [];
        const output = columnsOf(value).map((column) => fusedDot(row, column, f));
        const level = fusedDot(g, output, f);
        return row.map((weight, j) => f.mul(weight, f.sub(fusedDot(g, values[j] ?? [], f), level)));
      });
      const turned = (rows: readonly Row[], j: number): Row => rows.map((row) => row[j] ?? 0);
      const sums = (left: readonly Row[], right: readonly Row[], factor: number): number[] =>
        left.flatMap((row) => (right[0] ?? []).map((_, p) => f.mul(factor, fusedDot(row, turned(right, p), f))));
      const across = keys.map((_, j) => turned(scores, j));
      return {
        query: sums(scores, keys, scale),
        key: sums(across, queries, scale),
        value: sums(
          keys.map((_, j) => turned(weights, j)),
          incoming,
          1,
        ),
        ...(inputs['mask'] === undefined ? {} : { mask: scores.flat() }),
      };
    },
  },
];
