import { tileRows, VECTOR_BYTES } from '../blocking.ts';
import type { MultiplyBlock } from '../instantiate.ts';
import type { Job } from './job.ts';

/** Computes one of `parts` parts of a job: as many columns of tiles as the others, or one fewer. */
export function computePart(multiplyBlock: MultiplyBlock, job: Job, part: number, parts: number): void {
  const { rounding, a, b, sums, rowTiles, columnTiles, depth, accumulate, cachedTiles } = job;
  const first = Math.floor((part * columnTiles) / parts);
  const end = Math.floor(((part + 1) * columnTiles) / parts);
  const right = b + first * depth * 2 * VECTOR_BYTES;
  const tiles = sums + first * rowTiles * tileRows(rounding) * 2 * VECTOR_BYTES;
  multiplyBlock(a, right, tiles, rowTiles, end - first, depth, accumulate, cachedTiles);
}
