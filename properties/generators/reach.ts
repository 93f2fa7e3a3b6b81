import fc from 'fast-check';
import { lengths } from './batchAxes.ts';
import { dealt, dealtBelow } from './dealt.ts';

/**
 * How far the sizes of a case reach: all of them small; one axis as long as a vector or tile of a kernel or its neighbours; two
 * such axes; one very long axis; a long batch; many axes; an empty axis.
 */
export type Reach = 'small' | 'tile' | 'pair' | 'long' | 'batch' | 'deep' | 'empty';

/** The widest vectors and tiles of kernels: a long axis is some of them, and each remainder comes in each round. */
const tileSize = 16;
const pairSizes = [9, 12, 13, 15, 17, 18, 21, 33] as const;
const longSizes = [1_025, 129, 257, 1_000] as const;
const batchSizes = [5, 8, 9, 12, 17, 33, 65] as const;

/** The axes of a signature: single ones, lists under one name, and the batch in front. */
export interface AxisNames {
  readonly fixed: readonly string[];
  readonly variadic: readonly string[];
}

/** Sizes by axis, and of the batch; what is shrunk to fit a budget. */
export interface Extents {
  readonly fixed: readonly number[];
  readonly lists: readonly (readonly number[])[];
  readonly batch: readonly number[];
}

/** What is drawn for the sizes, without dependencies between the numbers. */
export interface SizeDraw extends Extents {
  readonly reach: Reach;
  /** Whether sizes are as they come, all different, all but two, or all the same: a wrong axis hides in one of them, or shows. */
  readonly agreement: 'free' | 'different' | 'two' | 'equal';
  /** Which axis is long or empty, or agrees with the next. */
  readonly axis: number;
  readonly tiles: number;
  readonly remainder: number;
  readonly pair: number;
  readonly other: number;
  readonly long: number;
  readonly members: number;
  /** Whether the long axis of a list is its first or its last. */
  readonly isFirst: boolean;
}

export interface SizeOptions {
  readonly least: number;
  readonly most: number;
  readonly mostListed: number;
  readonly reach: readonly Reach[];
  /** Least and largest number of axes of a list, and of a batch. */
  readonly lists: readonly [number, number];
  readonly batch: readonly [number, number];
  /** Where it is always the same. */
  readonly agreement: SizeDraw['agreement'] | undefined;
  /** At least one batch axis. */
  readonly alwaysBatched: boolean;
}

/** Draws sizes for the axes of a signature. */
export function sizeDraws(names: AxisNames, options: SizeOptions): fc.Arbitrary<SizeDraw> {
  const { least, most, mostListed, lists, batch } = options;
  const size = fc.integer({ min: least, max: most });
  const slots = names.fixed.length + names.variadic.length;
  return fc.record({
    reach: dealt(options.reach),
    agreement:
      options.agreement === undefined
        ? dealt(['free', 'different', 'two', 'equal', 'different', 'two'])
        : fc.constant(options.agreement),
    axis: dealtBelow(Math.max(slots, 1)),
    tiles: dealt([1, 2, 1, 3, 0, 4]),
    remainder: dealtBelow(tileSize),
    isFirst: dealt([true, false]),
    pair: dealt(pairSizes),
    other: dealt(pairSizes),
    long: dealt(longSizes),
    members: dealt(batchSizes),
    fixed: fc.tuple(...names.fixed.map(() => size)),
    lists: fc.tuple(
      ...names.variadic.map(() =>
        fc.array(fc.integer({ min: least, max: mostListed }), {
          ...lengths([lists[0], Math.min(lists[1], 3)]),
          size: 'max',
        }),
      ),
    ),
    batch: fc.array(fc.integer({ min: Math.min(least, 2), max: 3 }), {
      ...lengths([Math.max(batch[0], Math.min(batch[1], options.alwaysBatched ? 1 : 0)), Math.min(batch[1], 2)]),
      size: 'max',
    }),
  });
}

/** Sizes raised, one after another, until no two are the same. */
function different(sizes: readonly number[], most: number): number[] {
  const taken = new Set<number>();
  return sizes.map((size) => {
    let own = size;
    while (taken.has(own)) own = own >= Math.max(most, sizes.length) ? 1 : own + 1;
    taken.add(own);
    return own;
  });
}

/** The sizes that a draw means. Elementwise operations have no axes but those of their batch, which is then what reaches. */
export function extentsOf(draw: SizeDraw, { most, lists, batch }: SizeOptions): Extents {
  const { reach, agreement, axis } = draw;
  const agreed = (sizes: readonly number[]): number[] => {
    if (agreement === 'equal') return sizes.map(() => sizes[0] ?? 1);
    if (agreement === 'free' || sizes.includes(0)) return [...sizes];
    const apart = different(sizes, most);
    const at = axis % Math.max(apart.length, 1);
    return agreement === 'two'
      ? apart.map((size, other) => (other === at ? (apart[(at + 1) % apart.length] ?? 1) : size))
      : apart;
  };
  const small = { fixed: agreed(draw.fixed), lists: draw.lists.map(agreed), batch: draw.batch };
  if (reach === 'small') return small;
  const slots = small.fixed.length + small.lists.length;
  // Any axis may be the empty one, a batch axis as well; many axes are those of a list or a batch.
  const isBatch =
    reach === 'batch' ||
    slots === 0 ||
    (reach === 'empty' && batch[1] > 0 && draw.isFirst) ||
    (reach === 'deep' && small.lists.length === 0);
  if (isBatch) {
    if (batch[1] === 0) return small;
    const sizes = slots === 0 ? draw.batch.slice(1) : draw.batch.slice(2);
    const long = lengthened(sizes, draw, slots === 0 || reach !== 'tile' ? reach : 'batch');
    // Beside axes of its own an operation is given three or four.
    const own = reach === 'deep' && slots > 0 ? long.slice(1) : long;
    return { ...small, fixed: short(small.fixed), batch: fitted(own, batch) };
  }
  const isFixed = axis % slots < small.fixed.length;
  const at = isFixed ? axis % slots : (axis % slots) - small.fixed.length;
  if (isFixed) return { ...small, fixed: reachedFixed(small.fixed, at, draw) };
  const reached = small.lists.map((list, other) =>
    other === at ? fitted(lengthened(list, draw, reach), lists) : list,
  );
  return { ...small, lists: reached };
}

/** As many axes as there may be: the smallest left out, or some of size 1 put behind. */
function fitted(list: readonly number[], [fewest, most]: readonly [number, number]): readonly number[] {
  const kept = [...list];
  while (kept.length > most) kept.splice(kept.indexOf(Math.min(...kept)), 1);
  while (kept.length < fewest) kept.push(1);
  return kept;
}

/** Some tiles and a remainder; 6 at least, for less is small. */
const tileOf = ({ tiles, remainder }: SizeDraw): number => {
  const size = tiles * tileSize + remainder;
  return size < 6 ? size + tileSize : size;
};

/** Of two long axes the second: as long as the first in half of the cases, for a transposition that is left out shows in a square alone. */
const second = ({ agreement, pair, other }: SizeDraw): number =>
  agreement === 'two' || agreement === 'equal' ? pair : other;

/** Axes beside a long one are short. */
const short = (sizes: readonly number[]): number[] => sizes.map((size) => Math.min(size, 3));

function reachedFixed(sizes: readonly number[], at: number, draw: SizeDraw): number[] {
  switch (draw.reach) {
    case 'tile':
      return short(sizes).with(at, tileOf(draw));
    case 'long':
      return sizes.map((size, other) => (other === at ? draw.long : draw.isFirst ? 1 : Math.min(size, 2)));
    case 'pair': {
      const both = short(sizes).with(at, draw.pair);
      return both.length > 1 ? both.with((at + 1) % both.length, second(draw)) : both;
    }
    case 'empty':
      return sizes.with(at, 0);
    default:
      return [...sizes];
  }
}

/** A list of axes that reaches: a long one among its last, two of them, four or five axes, or one that is empty. */
function lengthened(list: readonly number[], draw: SizeDraw, reach: Reach): readonly number[] {
  const few = short(list).slice(0, 2);
  const joined = (size: number, rest: readonly number[]) => (draw.isFirst ? [size, ...rest] : [...rest, size]);
  switch (reach) {
    case 'tile':
      return joined(tileOf(draw), few);
    case 'batch':
      return joined(draw.members, few.slice(0, 1));
    case 'long':
      return joined(draw.long, few.slice(0, draw.isFirst ? 0 : 1));
    case 'pair':
      return [draw.pair, ...few.slice(0, 1), second(draw)];
    case 'deep': {
      const start = (list[0] ?? 1) + draw.axis;
      return Array.from({ length: draw.isFirst ? 4 : 5 }, (_, axis) => 1 + ((start + axis) % 3));
    }
    case 'empty':
      return joined(0, few);
    case 'small':
      return list;
  }
}

/** Beyond this size an axis is the point of a case, and what stands beside it gives way first. */
const longest = 96;

/** The same sizes with everything beside a very long axis of size 1, or else the largest halved; undefined where nothing is left. */
export function halved({ fixed, lists, batch }: Extents): Extents | undefined {
  const all = [...fixed, ...lists.flat(), ...batch];
  const largest = Math.max(0, ...all);
  if (largest < 2) return undefined;
  if (largest >= longest && all.some((size) => size > 1 && size < longest)) {
    const kept = (size: number): number => (size < longest ? Math.min(size, 1) : size);
    return { fixed: fixed.map(kept), lists: lists.map((list) => list.map(kept)), batch: batch.map(kept) };
  }
  let isDone = false;
  const halve = (size: number): number => {
    if (isDone || size !== largest) return size;
    isDone = true;
    return Math.ceil(size / 2);
  };
  return { fixed: fixed.map(halve), lists: lists.map((list) => list.map(halve)), batch: batch.map(halve) };
}
