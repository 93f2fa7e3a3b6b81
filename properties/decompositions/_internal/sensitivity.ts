import type { Tensor } from '../../../spec/tensor.ts';
import { at } from '../../verbs/tensors.ts';

/** How much the eigenvalue k of an upper triangular matrix moves with it: |y||x| / |y x|, y and x its vectors. */
export function sensitivity(t: Tensor, k: number): number {
  const n = t.shape[0] ?? 1;
  const length = (entry: (i: number, j: number) => number, from: number, towards: 1 | -1) => {
    const x = new Array<number>(n).fill(0);
    x[from] = 1;
    for (let i = from + towards; i >= 0 && i < n; i += towards) {
      const sum = x.reduce((total, value, j) => total + (value === 0 ? 0 : entry(i, j) * value), 0);
      x[i] = -sum / (at(t, i, i) - at(t, from, from));
    }
    return Math.hypot(...x);
  };
  return length((i, j) => at(t, i, j), k, -1) * length((i, j) => at(t, j, i), k, 1);
}
