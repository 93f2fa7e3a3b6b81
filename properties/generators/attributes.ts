import type { Attribute, AttributeOf, Attributes, AttributeValue, Kind, ValueOf } from '../../spec/attribute.ts';
import { axisFromFront } from '../../spec/attributeKinds.ts';
import { axesFrom, type Sizes } from '../../spec/signature.ts';
import type { FloatDtype } from '../../spec/tensor.ts';
import type { Choices } from './stream.ts';
import { chooseSubscripts } from './subscripts.ts';

/** How many levels an attribute has: at each, its value is another kind of one, the first being the plainest. */
export const attributeLevels = 12;

export interface AttributeDraw {
  readonly sizes: Sizes;
  readonly dtype: FloatDtype;
  /** A level below `attributeLevels` for each attribute, in the order of the record. */
  readonly levels: readonly number[];
  readonly next: Choices;
  /** How many inputs are given. */
  readonly operands: number;
  /** Whether integers may be far out: not where sizes follow from them. */
  readonly isFar: boolean;
  /** Whether tensors may become empty. */
  readonly isEmptyAllowed: boolean;
  /** Least and largest number of axes of a shape that is given. */
  readonly room: readonly [least: number, most: number];
  /** The attributes that stand before it in the record. */
  readonly chosen?: Readonly<Record<string, AttributeValue>>;
}

/** What the laws give as an attribute of some kind. */
interface KindDraws<A, Value> {
  /** A value of the domain, of the kind that the level says. */
  choose(attribute: A, level: number, draw: AttributeDraw): Value;
  /** Values that mean nothing as this attribute. */
  meaningless(attribute: A): readonly unknown[];
  /** Values that a formula can be evaluated at, and that no one means: a negative learning rate, a momentum above 1. */
  unconventional(attribute: A): readonly number[];
}

const none = (): readonly number[] => [];

const kinds: { readonly [K in Kind]: KindDraws<AttributeOf<K>, ValueOf<K>> } = {
  boolean: {
    choose: (_, level) => level % 2 === 1,
    meaningless: none,
    unconventional: none,
  },
  integer: {
    choose({ min, max = Number.POSITIVE_INFINITY }, level, { isFar }) {
      if (!Number.isFinite(min)) return eitherSign[level % eitherSign.length] ?? 0;
      const far = isFar ? [10, 1_001, 1_000_000][level - 9] : [8, 16][level - 10];
      return Math.min(min + (far ?? level % 5), max);
    },
    meaningless: ({ min }) => (Number.isFinite(min) ? [min - 1, min + 0.5, Number.NaN] : [0.5, Number.NaN]),
    unconventional: none,
  },
  real: {
    choose: chooseReal,
    meaningless: () => [Number.NaN],
    unconventional: ({ min, max }) => [min - 1, max + 1].filter(Number.isFinite),
  },
  integers: {
    choose({ length, min, max }, level, { next }) {
      const at = (value: number) => Math.min(min + value, max);
      // One far out beside a small one at the last level.
      return Array.from({ length }, (_, position) =>
        at(level === 0 ? 0 : level === 11 ? (position === next() % length ? 6 : 0) : next() % 3),
      );
    },
    meaningless: ({ length, min }) => [new Array(length).fill(min - 1), new Array(length).fill(min + 0.5)],
    unconventional: none,
  },
  perAxis: {
    choose: ({ of, min, max = Number.POSITIVE_INFINITY }, level, { sizes, next }) =>
      listOf(sizes, of).map((size) =>
        Number.isFinite(min) ? fewAbove(min, max, level, next) : aboutSize(size, level, next),
      ),
    meaningless: ({ min }) => [new Array(7).fill(Math.max(min, 0)), [0.5], [Number.NaN], 0],
    unconventional: none,
  },
  choice: {
    choose: ({ options }, level) => options[level % options.length] ?? '',
    meaningless: ({ options }) => ['', `${options[0]}-`, 0],
    unconventional: none,
  },
  subscripts: {
    choose: (_, level, { operands, next }) => chooseSubscripts(operands, level, next),
    meaningless: () => ['i->k', 'i->ii', 'i->i->i', 'i1->i', 'i.j', '......i', 'i..', 'ij,,->,', 0],
    unconventional: none,
  },
  axes: {
    choose: ({ of }, level, { sizes, next }) => chooseAxes(listOf(sizes, of).length, level, next),
    meaningless: () => [[7], [-8], [0.5], [0, 0]],
    unconventional: none,
  },
  axis: {
    choose: ({ of }, level, { sizes, next }) => chooseAxis(listOf(sizes, of).length, level, next),
    meaningless: () => [7, -8, 0.5, Number.NaN],
    unconventional: none,
  },
  place: {
    choose: ({ of }, level, { sizes, next }) => chooseAxis(listOf(sizes, of).length + 1, level, next),
    meaningless: () => [8, -9, 0.5, Number.NaN],
    unconventional: none,
  },
  parts: {
    choose({ of, along }, level, { sizes, next, chosen = {} }) {
      const axes = listOf(sizes, of);
      return chooseParts(axes[axisFromFront(Number(chosen[along] ?? 0), axes.length)] ?? 1, level, next);
    },
    meaningless: () => [0, -1, 1.5, Number.NaN, [], [-1, 2], [0.5], [7, 11, 13]],
    unconventional: none,
  },
  permutation: {
    choose: ({ of }, level, { sizes, next }) => permuted(listOf(sizes, of).length, level, next),
    meaningless: () => [[0, 0], [7], [0.5]],
    unconventional: none,
  },
  shape: {
    choose({ of, by }, level, { sizes, next, isEmptyAllowed, room }) {
      const shape = listOf(sizes, of);
      if (by === 'reshape') return regroup(shape, level, next);
      if (by === 'sum') return narrow(shape, level, next);
      const allowed = isEmptyAllowed ? level : level % 11;
      return by === 'choice' ? fitting(anyShape(allowed, next), room) : widen(shape, allowed, next);
    },
    meaningless: ({ by }) => (by === 'reshape' ? [[7, 11, 13], [-1, -1], [2.5]] : [[-1, -1], [2.5]]),
    unconventional: none,
  },
  key: {
    choose: (_, level, { next }) => [0, 1, 2 ** 32 - 1, 2 ** 31][level] ?? next() + 2 ** 22 * next(),
    meaningless: () => [0.5, Number.NaN],
    unconventional: () => [-1, 2 ** 32],
  },
  dtype: {
    choose: (_attribute, _level, { dtype }) => dtype,
    meaningless: () => ['int32', 'float'],
    unconventional: none,
  },
};

const drawsOf = (attribute: Attribute): KindDraws<Attribute, AttributeValue> => kinds[attribute.kind];

/** A value of each attribute, of the kind that its level says; list attributes fit the sizes of the axes that they speak of. */
export function chooseAttributes(attributes: Attributes, draw: AttributeDraw): Record<string, AttributeValue> {
  const chosen: Record<string, AttributeValue> = {};
  Object.entries(attributes).forEach(([name, attribute], at) => {
    chosen[name] = drawsOf(attribute).choose(attribute, draw.levels[at] ?? 0, { ...draw, chosen });
  });
  return chosen;
}

/** Values that mean nothing as this attribute. */
export const meaningless = (attribute: Attribute): readonly unknown[] => drawsOf(attribute).meaningless(attribute);

/** Values outside the range that this attribute has by convention. */
export const unconventional = (attribute: Attribute): readonly unknown[] =>
  drawsOf(attribute).unconventional(attribute);

/** The sizes of a list of axes. */
const listOf = (sizes: Sizes, axis: string): readonly number[] => axesFrom(sizes[axis]) ?? [];

/** Small numbers, and two that are beyond the axes of small cases. */
const eitherSign = [0, 1, -1, 2, -2, 3, -3, 1, -1, 5, -4, -17];

/** The least, one of the few above it, or now and then one farther out. */
const fewAbove = (min: number, max: number, level: number, next: Choices): number =>
  Math.min(min + (level === 0 ? 0 : level === 11 && next() % 2 === 0 ? 5 : next() % 3), max);

/** 0, a place at either end of an axis or beyond it, or any on the axis, counted from the end as often as not. */
function aboutSize(size: number, level: number, next: Choices): number {
  const at = [0, size, -size - 1, size + 100, -size - 100][level];
  return at ?? (next() % (2 * size + 3)) - size - 1;
}

/** A shape that broadcasts to this one: some axes of size 1, leading ones left out. */
function narrow(shape: readonly number[], level: number, next: Choices): number[] {
  if (level === 0) return [...shape];
  const some = shape.map((size) => (level < 3 || next() % 2 === 0 ? 1 : size));
  return level % 2 === 0 ? some : some.slice(next() % (shape.length + 1));
}

/** A number that the data type holds exactly or nearly. */
function chooseReal(attribute: AttributeOf<'real'>, level: number, { dtype, next }: AttributeDraw): number {
  const value = attribute.min === Number.NEGATIVE_INFINITY ? anyReal(level, next) : inRange(attribute, level, next);
  return dtype === 'float64' ? value : Math.fround(value);
}

/**
 * The default, both ends of the range, next to them, a sixteenth of what is within 2 of an end that is 0 or else of the lower one, or a
 * tenth, which no number of bits holds.
 */
function inRange({ min, max, open, default: usual }: AttributeOf<'real'>, level: number, next: Choices): number {
  const span = Math.min(max, min + 2) - min;
  const parts = level % 2 === 1 ? 10 : 16;
  const from = max === 0 ? max - span : min;
  const some = from + (span * (1 + (next() % (parts - 1)))) / parts;
  const top = open === true ? min + span * (1 - 2 ** -10) : Number.isFinite(max) ? max : min + span;
  const small = min + span * 2 ** -20;
  return [usual ?? min + span / 2, min, top, small][level] ?? (level < 6 ? (usual ?? some) : some);
}

/**
 * Small integers, which entries often are as well, then sixteenths of either sign, and tenths, which no number of bits holds: as large as
 * drawn entries are.
 */
const anyReal = (level: number, next: Choices): number =>
  [0, 1, -1, 8, -7, 1, 0, -1][level] ?? ((next() % 257) - 128) / (level % 2 === 1 ? 10 : 16);

/**
 * All, none, the first, the last, all but one of them; several in an order that is not theirs: descending, counted from the end, or both, or
 * some of them so. Every set of axes means what it means in any order.
 */
function chooseAxes(rank: number, level: number, next: Choices): readonly number[] | null {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  const any = (): number[] => all.filter(() => next() % 2 === 1);
  const negative = (axes: readonly number[]) => axes.map((axis) => axis - rank);
  const ends = rank > 1 ? [rank - 1, 0] : all;
  switch (level) {
    case 0:
      return null;
    case 1:
      return [];
    case 2:
      return all.slice(0, 1);
    case 3:
      return all.slice(-1);
    case 4:
      return negative(next() % 2 === 0 ? all.slice(-1) : all.slice(0, 1));
    case 5: {
      const left = next() % Math.max(rank, 1);
      return all.filter((axis) => axis !== left);
    }
    case 6:
      return all.toReversed();
    case 7:
      return negative(ends);
    case 8:
      return negative(ends.toReversed());
    case 9:
      return any().map((axis, at) => (at % 2 === 0 ? axis - rank : axis));
    case 10:
      return ends;
    default:
      return next() % 2 === 0 ? any() : negative(any().toReversed());
  }
}

/** The first, the last, one between them, or any; counted from the end as often as not. */
function chooseAxis(rank: number, level: number, next: Choices): number {
  if (rank === 0) return 0;
  const axis = [0, rank - 1, Math.floor(rank / 2)][Math.floor(level / 2)] ?? next() % rank;
  return level % 2 === 0 ? axis : axis - rank;
}

/** One part, equal ones as few or as many as there can be, or parts of any sizes, empty ones among them. */
function chooseParts(size: number, level: number, next: Choices): number | readonly number[] {
  const cut = next() % (size + 1);
  const [least = 1] = primeFactors(size);
  const any = [cut, Math.floor((size - cut) / 2), Math.ceil((size - cut) / 2)];
  switch (level) {
    case 0:
      return 1;
    case 1:
      return [size];
    case 2:
    case 6:
      return least;
    case 3:
      return size < 13 ? Math.max(size, 1) : least;
    case 4:
      return [0, size];
    case 5:
      return [cut, 0, size - cut];
    case 7:
      return [cut, size - cut];
    default:
      return level % 2 === 0 ? any : any.toReversed();
  }
}

function permuted(rank: number, level: number, next: Choices): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  if (level === 0) return axes;
  if (level === 1) return axes.toReversed();
  // A cycle is not its own inverse: an inverse taken for the permutation shows.
  if (level < 5) return axes.map((axis) => (axis + 1 + (level % Math.max(rank - 1, 1))) % rank);
  for (let at = rank - 1; at > 0; at--) {
    // Both positions lie below the rank.
    const other = at - (next() % (at + 1));
    [axes[at], axes[other]] = [axes[other] as number, axes[at] as number];
  }
  return axes;
}

/** Another shape with as many elements: the prime factors of the sizes, multiplied together anew; one size may be inferred. */
function regroup(shape: readonly number[], level: number, next: Choices): number[] {
  if (shape.includes(0)) return level % 2 === 0 ? [0, 1 + (next() % 3)] : [1 + (next() % 3), 0, 2];
  const factors = shape.flatMap((size) => primeFactors(size));
  if (level === 0) return [...shape];
  if (level === 1) return [-1];
  if (level === 2) return [factors.reduce((product, factor) => product * factor, 1)];
  // In another order, so that rows are cut across.
  const ordered = level % 2 === 0 ? factors.toReversed() : factors;
  const regrouped: number[] = [];
  for (const factor of ordered) {
    const last = regrouped.length - 1;
    if (last >= 0 && next() % 2 === 1) regrouped[last] = (regrouped[last] ?? 1) * factor;
    else regrouped.push(factor);
  }
  const padded = level >= 9 ? [1, ...regrouped] : regrouped;
  return padded.length > 0 && level % 3 === 0 ? padded.with(next() % padded.length, -1) : padded;
}

function primeFactors(size: number): number[] {
  const factors: number[] = [];
  let rest = size;
  for (let factor = 2; rest > 1; factor++) {
    for (; rest % factor === 0; rest /= factor) factors.push(factor);
  }
  return factors;
}

/** A shape of up to three axes, one of them long or empty at some levels. */
function anyShape(level: number, next: Choices): number[] {
  if (level === 11) return [2, 0];
  if (level === 10) return [1 + (next() % 67)];
  return Array.from({ length: level % 4 }, () => 1 + (next() % 4));
}

/** The first of some sizes, as many as there is room for, and ones behind where there must be more. */
const fitting = (shape: readonly number[], [least, most]: AttributeDraw['room']): number[] => [
  ...shape.slice(0, most),
  ...new Array<number>(Math.max(0, least - shape.length)).fill(1),
];

/** A shape that this one broadcasts to: axes of size 1 stretched, to nothing too, and new axes in front. */
function widen(shape: readonly number[], level: number, next: Choices): number[] {
  if (level === 0) return [...shape];
  const stretched = shape.map((size) => (size === 1 ? (level === 11 ? 0 : 1 + (next() % 4)) : size));
  const extra = level === 1 ? 0 : level % 3;
  return [...Array.from({ length: extra }, () => 1 + (next() % 3)), ...stretched];
}
