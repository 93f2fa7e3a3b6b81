import fc from 'fast-check';
import { lengths } from './batchAxes.ts';
import { dealt, levelAt, type Turn, turnsOf } from './dealt.ts';

/**
 * How far the sizes of a case reach: all of them small; one axis as long as a vector or tile of a kernel or its neighbours; two
 * such axes; one very long axis, and the same with an entry at its end that is larger by far than all before it; a long batch; many axes; an
 * empty axis.
 */
export type Reach = 'small' | 'tile' | 'pair' | 'long' | 'peak' | 'batch' | 'deep' | 'empty';

/** What a case shrinks to, if it fails there too. */
const simplestFirst: readonly Reach[] = ['small', 'tile', 'batch', 'pair', 'long', 'deep', 'empty'];

/**
 * The widest vectors and tiles of kernels: a long axis is some of them, and each remainder comes in each round. An odd stride goes
 * through the remainders of four and eight in as many turns, and of three turns one is longer than 53.
 */
const tileSize = 16;
const tileCounts = [0, 4, 1, 2, 3] as const;
const leastTile = 6;
const stride = 5;
const pairSizes = [9, 12, 13, 15, 17, 18, 21, 33] as const;
const longSizes = [1_025, 129, 257, 1_000] as const;
const batchSizes = [5, 8, 9, 12, 17, 33, 65] as const;

/** The axes of a signature: single ones, lists under one name, and the batch in front. */
export interface AxisNames {
  readonly fixed: readonly string[];
  readonly variadic: readonly string[];
  /** Those of the single ones that say how many tensors a list has: none is a number like others. */
  readonly counts: readonly string[];
}

/** Sizes by axis, and of the batch; what is shrunk to fit a budget. */
export interface Extents {
  readonly fixed: readonly number[];
  readonly lists: readonly (readonly number[])[];
  readonly batch: readonly number[];
}

/** What is drawn for the sizes, without dependencies between the numbers. */
export interface SizeDraw extends Extents {
  /** How far they reach, and which of the cases that reach as far it is: sizes are dealt to each kind by itself. */
  readonly turn: Turn<Reach>;
  /** Whether sizes are as they come, all different, all but two, or all the same: a wrong axis hides in one of them, or shows. */
  readonly agreement: 'free' | 'different' | 'two' | 'equal';
  /** Whether the long axis of a list is its first or its last. */
  readonly isFirst: boolean;
}

/** Which axis is long or empty, or agrees with the next; its size, and that of another long one. */
interface Turned {
  readonly reach: Reach;
  readonly axis: number;
  readonly size: number;
  readonly other: number;
}

/** What reaches, and where. */
interface Reaching extends Turned, Pick<SizeDraw, 'agreement' | 'isFirst'> {
  /** Whether all axes are to have one size. */
  readonly isAlike: boolean;
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
  const { least, most, mostListed, lists } = options;
  const size = fc.integer({ min: least, max: most });
  return fc.record({
    turn: turnsOf(options.reach, simplestFirst),
    agreement:
      options.agreement === undefined
        ? dealt(['free', 'different', 'two', 'equal', 'different', 'two'])
        : fc.constant(options.agreement),
    isFirst: dealt([true, false]),
    fixed: fc.tuple(
      ...names.fixed.map((name) => (names.counts.includes(name) ? fc.integer({ min: 0, max: most }) : size)),
    ),
    lists: fc.tuple(
      ...names.variadic.map(() =>
        fc.array(fc.integer({ min: least, max: mostListed }), {
          ...lengths([lists[0], Math.min(lists[1], 3)]),
          size: 'max',
        }),
      ),
    ),
    batch: leadingAxes(names, options),
  });
}

/** Sizes of the leading axes: where an operation has no others, one to three of them and seldom none. */
function leadingAxes({ fixed, variadic }: AxisNames, { least, batch, alwaysBatched }: SizeOptions) {
  const [fewest, most] = [Math.max(batch[0], Math.min(batch[1], alwaysBatched ? 1 : 0)), batch[1]];
  const size = fc.integer({ min: Math.min(least, 2), max: 3 });
  if (fixed.length + variadic.length > 0)
    return fc.array(size, { ...lengths([fewest, Math.min(most, 2)]), size: 'max' });
  return fc
    .tuple(dealt([1, 2, 3, 2, 0, 3]), fc.array(size, { minLength: 3, maxLength: 3 }))
    .map(([rank, sizes]) => sizes.slice(0, Math.max(fewest, Math.min(most, rank))));
}

/** What a turn means, where there are so many axes. */
function turned({ value: reach, count }: Turn<Reach>, slots: number): Turned {
  const nth = (sizes: readonly number[], turn = count): number => sizes[turn % sizes.length] ?? 1;
  // Beside each remainder of four.
  const axis = levelAt(count, Math.max(slots, 1), 4);
  switch (reach) {
    case 'tile': {
      const size = nth(tileCounts) * tileSize + leastTile + ((stride * count) % tileSize);
      return { reach, axis, size, other: 0 };
    }
    case 'pair':
      return {
        reach,
        axis,
        size: nth(pairSizes),
        other: nth(pairSizes, 3 * count + Math.floor(count / pairSizes.length)),
      };
    case 'long':
    case 'peak':
      return { reach, axis, size: nth(longSizes), other: 0 };
    default:
      return { reach, axis, size: nth(batchSizes), other: 0 };
  }
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
export function extentsOf(draw: SizeDraw, { most, lists, batch, agreement: always }: SizeOptions): Extents {
  const slots = draw.fixed.length + draw.lists.length;
  const own: Reaching = {
    ...turned(draw.turn, slots),
    agreement: draw.agreement,
    isFirst: draw.isFirst,
    isAlike: always === 'equal',
  };
  const { reach, agreement, axis } = own;
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
  // Any axis may be the empty one, a batch axis as well; many axes are those of a list or a batch.
  const isBatch =
    reach === 'batch' ||
    slots === 0 ||
    (reach === 'empty' && batch[1] > 0 && draw.isFirst) ||
    (reach === 'deep' && small.lists.length === 0);
  if (isBatch) {
    if (batch[1] === 0) return small;
    const sizes = slots === 0 || reach === 'batch' ? draw.batch.slice(1) : draw.batch.slice(2);
    const long = lengthened(sizes, own);
    // Beside axes of its own an operation is given three or four.
    const few = reach === 'deep' && slots > 0 ? long.slice(1) : long;
    return { ...small, fixed: short(small.fixed), batch: fitted(few, batch) };
  }
  const at = axis - small.fixed.length;
  // A batch in front of long axes multiplies what they cost.
  if (at < 0) return { ...small, fixed: reachedFixed(small.fixed, own), batch: small.batch.slice(0, batch[0] || 1) };
  const reached = small.lists.map((list, other) => (other === at ? fitted(lengthened(list, own), lists) : list));
  return { ...small, lists: reached };
}

/** As many axes as there may be: the smallest left out, or some of size 1 put behind. */
function fitted(list: readonly number[], [fewest, most]: readonly [number, number]): readonly number[] {
  const kept = [...list];
  while (kept.length > most) kept.splice(kept.indexOf(Math.min(...kept)), 1);
  while (kept.length < fewest) kept.push(1);
  return kept;
}

/** Of two long axes the second: as long as the first in half of the cases, for a transposition that is left out shows in a square alone. */
const second = ({ agreement, size, other }: Reaching): number =>
  agreement === 'two' || agreement === 'equal' ? size : other;

/** Axes beside a long one are short. */
const short = (sizes: readonly number[]): number[] => sizes.map((size) => Math.min(size, 3));

function reachedFixed(sizes: readonly number[], own: Reaching): number[] {
  const { reach, axis, size } = own;
  switch (reach) {
    case 'tile':
      return short(sizes).with(axis, size);
    case 'long':
    case 'peak':
      return sizes.map((given, other) => (other === axis ? size : own.isFirst ? 1 : Math.min(given, 2)));
    case 'pair': {
      if (own.isAlike) return sizes.map(() => size);
      const both = short(sizes).with(axis, size);
      return both.length > 1 ? both.with((axis + 1) % both.length, second(own)) : both;
    }
    case 'empty':
      return sizes.with(axis, 0);
    default:
      return [...sizes];
  }
}

/** A list of axes that reaches: a long one among its last, two of them, four or five axes, or one that is empty. */
function lengthened(list: readonly number[], own: Reaching): readonly number[] {
  const { reach, size, isFirst } = own;
  const few = short(list).slice(0, 2);
  const joined = (long: number, rest: readonly number[]) => (isFirst ? [long, ...rest] : [...rest, long]);
  switch (reach) {
    case 'tile':
      return joined(size, few);
    case 'batch':
      return joined(size, few.slice(0, 1));
    case 'long':
    case 'peak':
      return joined(size, few.slice(0, isFirst ? 0 : 1));
    case 'pair':
      return [size, ...few.slice(0, 1), second(own)];
    case 'deep': {
      // An axis of size 1 hides where others went: of four axes none is that.
      const [least, sizes] = isFirst ? [2, 2] : [1, 3];
      const start = (list[0] ?? 1) + own.axis;
      return Array.from({ length: isFirst ? 4 : 5 }, (_, axis) => least + ((start + axis) % sizes));
    }
    case 'empty':
      return joined(0, few);
    case 'small':
      return list;
  }
}

/** Beyond this size an axis is the point of a case, and what stands beside it gives way first. */
const longest = 96;

/** A tile less where that leaves one, so that its remainder stays; else half. */
const less = (size: number): number =>
  size < longest && size >= leastTile + tileSize ? size - tileSize : Math.ceil(size / 2);

/**
 * The same sizes with everything beside a very long axis of size 1, or else the largest made less, and single axes that agree with
 * it; undefined where nothing is left.
 */
export function reduced({ fixed, lists, batch }: Extents): Extents | undefined {
  const all = [...fixed, ...lists.flat(), ...batch];
  const largest = Math.max(0, ...all);
  if (largest < 2) return undefined;
  if (largest >= longest && all.some((size) => size > 1 && size < longest)) {
    const kept = (size: number): number => (size < longest ? Math.min(size, 1) : size);
    return { fixed: fixed.map(kept), lists: lists.map((list) => list.map(kept)), batch: batch.map(kept) };
  }
  let isDone = false;
  const reduce = (size: number): number => {
    if (isDone || size !== largest) return size;
    isDone = true;
    return less(size);
  };
  if (fixed.includes(largest)) {
    return { fixed: fixed.map((size) => (size === largest ? less(size) : size)), lists, batch };
  }
  return { fixed, lists: lists.map((list) => list.map(reduce)), batch: batch.map(reduce) };
}
