import { exchange } from './exchange.ts';
import { build, type Matrix, transposed } from './matrix.ts';
import { type Reflector, reflect, reflectorOf, type Triangularisation } from './reflector.ts';

/**
 * Householder triangularisation in which the column with the largest rest, the first among equals, comes first at every step.
 *
 * Which one that is shows only when all columns are up to date, so that no product of matrices does the work. The norms are
 * taken anew at every step: updated ones lose their digits.
 */
export function triangularisePivoting(given: Matrix): Triangularisation {
  const { rows: m, columns: n } = given;
  const k = Math.min(m, n);
  const { data } = transposed(given);
  // Where each column starts: exchanged in its stead.
  const starts = Int32Array.from({ length: n }, (_, j) => j * m);
  const order = Int32Array.from({ length: n }, (_, j) => j);
  const squares = new Float64Array(n);
  for (let j = 0; j < n; j++) squares[j] = squareOf(data, j * m, (j + 1) * m);
  const reflectors: Reflector[] = [];
  for (let j = 0; j < k; j++) {
    const largest = indexOfLargest(squares, j);
    exchange(starts, j, largest);
    exchange(squares, j, largest);
    exchange(order, j, largest);
    const start = starts[j] as number;
    const { reflector, alpha } = reflectorOf(data.slice(start + j, start + m), j);
    reflectors.push(reflector);
    data.fill(0, start + j, start + m);
    data[start + j] = alpha;
    for (let c = j + 1; c < n; c++) {
      const other = starts[c] as number;
      reflect(data, other + j, reflector);
      squares[c] = squareOf(data, other + j + 1, other + m);
    }
  }
  // Inside: column j has m entries, of which k are taken.
  return { reflectors, r: build(k, n, (i, j) => data[(starts[j] as number) + i] as number), order };
}

function squareOf(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += (values[i] as number) * (values[i] as number);
  return sum;
}

function indexOfLargest(values: Float64Array, from: number): number {
  let best = from;
  for (let j = from + 1; j < values.length; j++) if ((values[j] as number) > (values[best] as number)) best = j;
  return best;
}
