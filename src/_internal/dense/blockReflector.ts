import { gemm } from '../../linalg/gemm/gemm.ts';
import { type Block, subtractProduct, turned, whole } from './block.ts';
import { matrix } from './matrix.ts';
import type { Reflector } from './reflector.ts';

/**
 * Reflectors that are applied together: the depth of the products. Forming T costs one product more of that depth, k / n of the
 * work, and gemm gains little beyond 48.
 */
export const REFLECTORS = 48;

/** H_1 H_2 .. H_k = I - V T V^T, acting on the rows from `start` on (Schreiber and Van Loan 1989). */
export interface BlockReflector {
  readonly start: number;
  /** V^T: the vectors of the reflectors, one a row, behind zeros where a reflector starts later than the first. */
  readonly vectors: Block;
  /** T, upper triangular. */
  readonly factor: Block;
}

/** The product of reflectors that start one row after the other. */
export function blockReflectorOf(reflectors: readonly Reflector[]): BlockReflector {
  const k = reflectors.length;
  const length = reflectors[0]?.vector.length ?? 0;
  const vectors = matrix(k, length);
  reflectors.forEach(({ vector }, j) => {
    vectors.data.set(vector, j * length + j);
  });
  const overlaps = matrix(k, k);
  gemm(whole(vectors), turned(whole(vectors)), whole(overlaps));
  const factor = matrix(k, k);
  const t = factor.data;
  // Column j of T is -f_j T_j (V_j^T v_j) above its diagonal element f_j; T_j and V_j are those of the reflectors before.
  reflectors.forEach(({ factor: f }, j) => {
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let l = i; l < j; l++) sum += (t[i * k + l] as number) * (overlaps.data[l * k + j] as number);
      t[i * k + j] = -f * sum;
    }
    t[j * k + j] = f;
  });
  return { start: reflectors[0]?.start ?? 0, vectors: whole(vectors), factor: whole(factor) };
}

/** Replaces the rows c that the reflectors act on by (I - V T V^T) c; `transpose` applies the reflectors in reverse order. */
export function applyBlock({ vectors, factor }: BlockReflector, c: Block, transpose: boolean): void {
  const overlaps = whole(matrix(vectors.rows, c.columns));
  const multiples = whole(matrix(vectors.rows, c.columns));
  gemm(vectors, c, overlaps);
  gemm(transpose ? turned(factor) : factor, overlaps, multiples);
  subtractProduct(c, turned(vectors), multiples);
}
