import type { ExactMatrix } from '../exactMatrix.ts';

const shifted = (value: bigint, by: number): bigint => (by >= 0 ? value << BigInt(by) : value >> BigInt(-by));

/**
 * e^(A / 2^halvings) by Taylor's series of a matrix of norm at most 1/2 and squaring, in fixed point: `size` is ||A||_1 at least, by which the
 * digits are chosen, some 60 of them after squaring has lost its own.
 */
export function exponentialOf(a: ExactMatrix, size: number, halvings = 0): ExactMatrix {
  const n = a.rows;
  const squarings = Math.max(0, Math.ceil(Math.log2(Math.max(size, 1))) + 1 - halvings);
  const bits = 220 + Math.ceil(4 * size);
  const times = (x: readonly bigint[], y: readonly bigint[]): bigint[] =>
    x.map((_, position) => {
      const [i, j] = [Math.floor(position / n), position % n];
      let sum = 0n;
      for (let p = 0; p < n; p++) sum += (x[i * n + p] ?? 0n) * (y[p * n + j] ?? 0n);
      return sum >> BigInt(bits);
    });
  const small = a.entries.map((value) => shifted(value, a.exponent + bits - halvings - squarings));
  let term = small.map((_, position) => (position % (n + 1) === 0 ? 1n << BigInt(bits) : 0n));
  let sum = term;
  for (let k = 1n; term.some((value) => value !== 0n && value !== -1n); k++) {
    term = times(term, small).map((value) => value / k);
    sum = sum.map((value, position) => value + (term[position] ?? 0n));
  }
  for (let k = 0; k < squarings; k++) sum = times(sum, sum);
  return { rows: n, columns: n, exponent: -bits, entries: sum };
}
