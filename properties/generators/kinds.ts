import type { FloatDtype } from '../../spec/tensor.ts';
import { type Choices, mixed } from './stream.ts';

/**
 * Kinds of values that entries are turned into: as they are; nearly equal, or nearly 0, apart by 1e-4 to 1e-12; equal to one of two;
 * -1, 0, 1 and -0; mostly 0; subnormal; or every input of another scale, up to 2^1000 and down to it.
 */
export type Kind = 'plain' | 'near' | 'equal' | 'signs' | 'sparse' | 'subnormal' | 'scaled';

/** What a data type holds, as exponents of two. */
const ranges = {
  float64: { least: -1074, far: 1_000, gaps: [13, 20, 27, 34, 40] },
  float32: { least: -149, far: 120, gaps: [8, 10, 12, 14, 16] },
} as const;

/** The function of entries that a kind means; `scales` only for inputs whose record says that it may be scaled. */
export function transformOf(
  kind: Kind,
  dtype: FloatDtype,
  next: Choices,
  input: { readonly position: number; readonly scales: boolean },
): (entry: number, at: number) => number {
  const { least, far, gaps } = ranges[dtype];
  switch (kind) {
    case 'near': {
      const gap = 2 ** -(gaps[next() % gaps.length] ?? 20);
      const centre = [0, 1, -3, 5][next() % 4] ?? 0;
      return (entry) => centre + gap * entry;
    }
    case 'equal': {
      const values = [1 + (next() % 3), -(next() % 4) / 2];
      return (_, at) => values[mixed(next.length + at, at) % 7 === 0 ? 1 : 0] ?? 1;
    }
    case 'signs':
      return (entry) => [0, 1, -1, -0][Math.abs(Math.round(entry)) % 4] ?? 0;
    case 'sparse':
      return (entry, at) => (mixed(at + 1, at) % 4 === 0 ? entry : 0);
    case 'subnormal': {
      const unit = 2 ** (least + (next() % 8));
      return input.scales ? (entry) => Math.round(entry * 8) * unit : (entry) => entry;
    }
    case 'scaled': {
      const exponent = [far, -far, far / 2, -far / 2, far / 4][next() % 5] ?? 0;
      // Opposite scales for every second input, so that products stay in range; alike in one case in three.
      const own = input.position % 2 === 1 && next() % 3 > 0 ? -exponent : exponent;
      return input.scales ? (entry) => entry * 2 ** own : (entry) => entry;
    }
    case 'plain':
      return (entry) => entry;
  }
}
