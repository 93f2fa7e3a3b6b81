import { sizeOf } from '../../tensor.ts';

/** How a tensor of some shape is unfolded along an axis: that axis first, the others behind it in their order, row-major. */
export interface Unfolding {
  readonly rows: number;
  readonly columns: number;
  /** The index into the tensor of element (row, column) of the unfolding. */
  readonly at: (row: number, column: number) => number[];
  /** The column of the element at an index into the tensor, whose row is its index along the axis. */
  readonly columnOf: (index: readonly number[]) => number;
}

export function unfolding(shape: readonly number[], axis: number): Unfolding {
  const others = shape.toSpliced(axis, 1);
  return {
    rows: shape[axis] ?? 1,
    columns: sizeOf(others),
    at(row, column) {
      let rest = column;
      const index = others.toReversed().map((size) => {
        const one = rest % size;
        rest = Math.floor(rest / size);
        return one;
      });
      return index.toReversed().toSpliced(axis, 0, row);
    },
    columnOf: (index) =>
      index.toSpliced(axis, 1).reduce((column, one, place) => column * (others[place] ?? 1) + one, 0),
  };
}
