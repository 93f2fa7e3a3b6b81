import { type FloatDtype, sizeOf } from '../../spec/tensor.ts';
import { type Choices, mixed } from './stream.ts';

/**
 * Kinds of values that entries are turned into: as they are; nearly equal, or nearly 0, apart by 1e-4 to 1e-12; equal to one of two;
 * far apart, as beside a mask of -1e9, or by up to 2^11; below 2, where no softmax, gate or tanh of a few of their products is all at one end; of usual size but for the last along the longest axis, which is far larger; all below 0; -1, 0, 1 and -0; mostly 0; subnormal, in one input or in all; or every
 * input of another scale, up to 2^1000 and down to it.
 */
export type Kind =
  | 'plain'
  | 'small'
  | 'near'
  | 'spread'
  | 'apart'
  | 'peak'
  | 'negative'
  | 'equal'
  | 'signs'
  | 'sparse'
  | 'subnormal'
  | 'scaled';

const masks = [-1e9, 1e4, -1e4] as const;

/** What a data type holds: exponents of two, and what stands for a mask and beside it. */
const ranges = {
  float64: { least: -1074, normal: -1022, far: 1_000, implicit: 900, gaps: [13, 20, 27, 34, 40], apart: 12, masks },
  float32: { least: -149, normal: -126, far: 120, implicit: 60, gaps: [8, 10, 12, 14, 16], apart: 12, masks },
  // Of 16 exponents five are the entries' own.
  float16: { least: -24, normal: -14, far: 8, implicit: 3, gaps: [2, 3, 4, 5, 6], apart: 6, masks: [-6e4, 1e3, -1e3] },
  bfloat16: { least: -133, normal: -126, far: 120, implicit: 60, gaps: [1, 2, 3, 4, 5], apart: 12, masks },
} as const;

/**
 * Where entries of the kind `subnormal` stand: nowhere, for inputs that by the record may not be scaled; or just below the normal numbers,
 * where the reciprocal is finite; or just above, beside subnormal ones of another input.
 */
export type Subnormal = 'none' | 'least' | 'below normal' | 'above normal';

/** The factor of the smaller powers of two by which inputs differ; those of `float16` stay away from the ends of its range. */
export const slightScale = (dtype: FloatDtype, exponent: number): number =>
  2 ** (dtype === 'float16' ? Math.round(exponent / 3) : exponent);

/** Whether an element is the last one along the longest axis of its member, by its place among the elements of all members. */
function lastAlong(shape: readonly number[]): (at: number) => boolean {
  const size = Math.max(1, ...shape);
  const step = sizeOf(shape.slice(shape.lastIndexOf(size) + 1));
  return (at) => Math.floor(at / step) % size === size - 1;
}

/** The function of entries that a kind means, in an input at a position among them whose members have this shape. */
export function transformOf(
  kind: Kind,
  dtype: FloatDtype,
  next: Choices,
  subnormal: Subnormal,
  shape: readonly number[],
  position: number,
): (entry: number, at: number) => number {
  const { least, normal, gaps, apart, masks } = ranges[dtype];
  switch (kind) {
    case 'near': {
      const gap = 2 ** -(gaps[next() % gaps.length] ?? 20);
      const centre = [0, 1, -3, 5][next() % 4] ?? 0;
      return (entry) => centre + gap * entry;
    }
    case 'spread':
      return (entry, at) => [entry, masks[0], entry, masks[1], masks[2]][mixed(at, at + 3) % 5] ?? entry;
    case 'equal': {
      const values = [1 + (next() % 3), -(next() % 4) / 2];
      return (_, at) => values[mixed(next.length + at, at) % 7 === 0 ? 1 : 0] ?? 1;
    }
    case 'signs':
      return (entry) => [0, 1, -1, -0][Math.abs(Math.round(entry)) % 4] ?? 0;
    case 'sparse':
      return (entry, at) => (mixed(at + 1, at) % 4 === 0 ? entry : 0);
    case 'apart': {
      const turn = next();
      return (entry, at) => entry * 2 ** (mixed(turn + at, at) % apart);
    }
    case 'peak': {
      const isLast = lastAlong(shape);
      // Of one sign in all inputs it would cancel where they are subtracted.
      const most = masks[1 + (position % 2)] ?? masks[1];
      return (entry, at) => (isLast(at) ? most + entry : entry);
    }
    case 'negative':
      return (entry) => -Math.abs(entry) - 0.125;
    case 'subnormal': {
      if (subnormal === 'none') return (entry) => entry;
      const bits = Math.min(10, normal - least);
      const [unit, from] =
        subnormal === 'least'
          ? [2 ** (least + (next() % 8)), 0]
          : subnormal === 'above normal'
            ? [2 ** normal, 0]
            : [2 ** (normal - bits), 2 ** (bits - 1)];
      const most = 2 ** bits - from;
      return (entry) => {
        const eighths = Math.round(entry * 8) % most || Math.sign(entry);
        return (eighths + from * Math.sign(eighths)) * unit;
      };
    }
    case 'small':
      return (entry) => entry / 16;
    case 'scaled':
    case 'plain':
      return (entry) => entry;
  }
}

/**
 * The power of two that an input of kind `scaled` is multiplied by, after everything else, `share` thousandths of how far the data type
 * reaches: opposite ones for every second input, so
 * that products stay in range, unless they are `alike`. Where factors may grow it stays away from the ends of the range,
 * and where results scale inversely it goes half as far, to where squares do not go, and is the same for all.
 */
export function scaleOf(
  dtype: FloatDtype,
  share: number,
  isAlike: boolean,
  position: number,
  { isInverse, isImplicit }: { readonly isInverse: boolean; readonly isImplicit: boolean },
): number {
  const { far, implicit } = ranges[dtype];
  const exponent = Math.round((share * (isImplicit ? implicit : far) * (isInverse ? 0.53 : 1)) / 1_000);
  return position % 2 === 1 && !isAlike && !isInverse ? -exponent : exponent;
}
