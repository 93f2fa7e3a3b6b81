import { sizeOf } from '../../../spec/tensor.ts';
import { floatsOf } from '../../_internal/product.ts';
import { type MatrixView, rowMajor } from '../../linalg/gemm/matrixView.ts';
import type { NdArray } from '../../ndArray.ts';
import type { Phase } from './reading.ts';
import { makeWorkspace } from './workspace.ts';

const workspace = makeWorkspace();

/** Outputs that are turned at a time: the rows of the kernel that they are read from stay in the cache meanwhile. */
const BLOCK = 16;

/**
 * The kernel of the adjoint, by phases: for a kernel [p, i, kh, kw], row-major, matrices of rows (group, i) and columns (p in the
 * group, ky, kx), one for every phase of the rows and the columns of an image and with the entries that meet it. They are valid
 * until the next call.
 */
export function turnedKernel(
  kernel: NdArray,
  groups: number,
  downs: readonly Phase[],
  acrosses: readonly Phase[],
): MatrixView[] {
  const [outputs = 0, channels = 0, , width = 0] = kernel.shape;
  const rows = groups * channels;
  const dtype = kernel.dtype === 'float32' ? 'float32' : 'float64';
  const data = workspace(dtype, sizeOf(kernel.shape));
  let offset = 0;
  return downs.flatMap((down) =>
    acrosses.map((across) => {
      const entries = down.entries.flatMap((ky) => across.entries.map((kx) => ky * width + kx));
      const columns = (outputs / groups) * entries.length;
      const matrix = rowMajor(data, offset, rows, columns);
      turn(kernel, groups, Int32Array.from(entries), matrix);
      offset += rows * columns;
      return matrix;
    }),
  );
}

function turn(kernel: NdArray, groups: number, entries: Int32Array, { data, offset, rows, columns }: MatrixView): void {
  const [outputs = 0, channels = 0, height = 0, width = 0] = kernel.shape;
  const from = floatsOf(kernel);
  const perGroup = outputs / groups;
  for (let first = 0; first < perGroup; first += BLOCK) {
    const end = Math.min(first + BLOCK, perGroup);
    for (let row = 0; row < rows; row++) {
      const [group, channel] = [Math.floor(row / channels), row % channels];
      let to = offset + row * columns + first * entries.length;
      for (let output = first; output < end; output++) {
        const start = ((group * perGroup + output) * channels + channel) * height * width;
        for (let k = 0; k < entries.length; k++) data[to++] = from[start + (entries[k] as number)] as number;
      }
    }
  }
}
