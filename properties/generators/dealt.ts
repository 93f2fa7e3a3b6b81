import fc from 'fast-check';

/**
 * Numbers below `count`, dealt like cards: every one of them comes once in each `count` draws, in an order that the seed
 * shuffles. Shrinks towards 0.
 */
class Deck extends fc.Arbitrary<number> {
  readonly #count: number;
  #rest: number[] = [];

  constructor(count: number) {
    super();
    this.#count = count;
  }

  override generate(random: fc.Random): fc.Value<number> {
    if (this.#rest.length === 0) this.#rest = Array.from({ length: this.#count }, (_, card) => card);
    const place = random.nextInt(0, this.#rest.length - 1);
    const card = this.#rest[place] ?? 0;
    this.#rest.copyWithin(place, place + 1).pop();
    return new fc.Value(card, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === 'number';
  }

  override shrink(value: number): fc.Stream<fc.Value<number>> {
    return fc.nat(this.#count - 1).shrink(value, undefined);
  }
}

/**
 * One of some values, each as often as the others and in every run: what chance would leave out at one seed and not at the next
 * is dealt. Shrinks towards the first. A value that is to come more often is listed more often.
 */
export const dealt = <const T>(values: readonly T[]): fc.Arbitrary<T> =>
  // A card is a position in the list.
  new Deck(values.length).map((card) => values[card] as T);

/** A number below `count`, dealt. */
export const dealtBelow = (count: number): fc.Arbitrary<number> => new Deck(count);

/** Whole numbers that are dealt, and shrink through all those between them and 0. */
class Amounts extends fc.Arbitrary<number> {
  readonly #values: readonly number[];
  readonly #deck: Deck;

  constructor(values: readonly number[]) {
    super();
    this.#values = values;
    this.#deck = new Deck(values.length);
  }

  override generate(random: fc.Random): fc.Value<number> {
    return new fc.Value(this.#values[this.#deck.generate(random).value] ?? 0, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === 'number';
  }

  override shrink(value: number, context?: unknown): fc.Stream<fc.Value<number>> {
    return fc.integer({ min: Math.min(value, 0), max: Math.max(value, 0) }).shrink(value, context);
  }
}

/** One of some whole numbers, dealt. Shrinks towards 0, to the nearest at which a failure stays. */
export const dealtAmount = (values: readonly number[]): fc.Arbitrary<number> => new Amounts(values);

/** One of some values, and how many times it has come before. */
export interface Turn<T> {
  readonly value: T;
  readonly count: number;
}

/** Turns that are tried for a smaller case. */
const fewest = 8;

/**
 * One of some values, dealt, and a count of its own: what is dealt by it is spent on the cases of this value alone. It starts
 * anywhere. Shrinks towards the first value of an order, and 0.
 */
class Turns<T> extends fc.Arbitrary<Turn<T>> {
  readonly #values: readonly T[];
  readonly #order: readonly T[];
  readonly #deck: Deck;
  readonly #counts = new Map<T, number>();

  constructor(values: readonly T[], order: readonly T[]) {
    super();
    this.#values = values;
    this.#order = order.filter((value) => values.includes(value));
    this.#deck = new Deck(values.length);
  }

  override generate(random: fc.Random): fc.Value<Turn<T>> {
    // A card is a position in the list.
    const value = this.#values[this.#deck.generate(random).value] as T;
    const count = this.#counts.get(value) ?? random.nextInt(0, 2 ** 20);
    this.#counts.set(value, count + 1);
    return new fc.Value({ value, count }, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Turn<T> {
    return typeof value === 'object' && value !== null && 'count' in value;
  }

  override shrink({ value, count }: Turn<T>): fc.Stream<fc.Value<Turn<T>>> {
    const fewer = Array.from({ length: Math.min(count, fewest) }, (_, count) => ({ value, count }));
    const at = this.#order.indexOf(value);
    const simpler = at < 0 ? this.#order : this.#order.slice(0, at);
    const smaller: Turn<T>[] = [...simpler.map((value) => ({ value, count })), ...fewer];
    return fc.Stream.of(...smaller.map((one) => new fc.Value(one, undefined)));
  }
}

/** One of some values, dealt, with the number of its turn; `order` says which are simpler than others, by default the first alone. */
export const turnsOf = <T>(values: readonly T[], order?: readonly T[]): fc.Arbitrary<Turn<T>> =>
  new Turns(values, order ?? values.slice(0, 1));

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * The level of an aspect at a turn: each comes in as many turns, beside each of another aspect, whose levels come one after another,
 * in as many as there are pairs. Where both numbers of levels have a common divisor it is a step ahead after each joint round.
 */
export function levelAt(count: number, levels: number, others: number): number {
  const shared = divisor(levels, others);
  const round = (levels * others) / shared;
  return (count + (Math.floor(count / round) % shared)) % levels;
}
