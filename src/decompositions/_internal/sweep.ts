import { chaseBulge, type Shifts } from './chaseBulge.ts';
import { closeWindow, openWindow, type SchurWork } from './schurWork.ts';

/** Rows between a bulge and the next: closer they would meet. */
const APART = 3;

/**
 * A sweep of the multishift QR algorithm with small bulges (Braman, Byers and Mathias 2002, part I) over rows `first` to before `end`: a chain
 * of bulges, one for each two shifts, is chased from window to window, and the rest of the matrix is transformed by products.
 */
export function sweep(work: SchurWork, first: number, end: number, shifts: readonly Shifts[]): void {
  const width = 2 * APART * shifts.length + APART;
  // The column of each bulge, the leading one first.
  const columns = shifts.map(() => first - 1);
  for (let start = first, stop = 0; stop < end; start = Math.max(first, columns.at(-1) as number)) {
    stop = Math.min(end, start + width);
    const window = openWindow(work, start, stop);
    // A step at column k reads and writes row k + 4; at the end of the matrix a bulge leaves it.
    let limit = stop === end ? end - 2 : stop - 4;
    shifts.forEach((pair, bulge) => {
      let k = columns[bulge] as number;
      for (; k < limit; k++) chaseBulge(window.h, window.ut, k - start, first - start, stop - start, pair);
      columns[bulge] = k;
      limit = stop === end ? limit : k - APART;
    });
    closeWindow(work, window);
  }
}
