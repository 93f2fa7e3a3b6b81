import type { ExactMatrix } from '../exactMatrix.ts';

/** The members of a sample, each a matrix of this size, or a column: the axes in front of them number them. */
export const membersOf = (sample: ExactMatrix, rows: number, columns = 1): readonly ExactMatrix[] => {
  const size = rows * columns;
  return Array.from({ length: size === 0 ? 0 : sample.entries.length / size }, (_, k) => ({
    ...sample,
    rows,
    columns,
    entries: sample.entries.slice(k * size, (k + 1) * size),
  }));
};

/** The largest of some ratios, NaN where one is; 0 of none. */
export const worstOf = (ratios: readonly number[]): number =>
  ratios.reduce((most, one) => (one <= most ? most : one), 0);

/** The integers of a matrix that holds such. */
export const integersOf = ({ entries, exponent }: ExactMatrix): readonly number[] =>
  entries.map((entry) => Number(entry) * 2 ** exponent);
