/** The elements of one member of a sample, in row-major order. */
export type Drawn = ArrayLike<number> & Iterable<number>;

/** The share of the members with a property is its probability: counted, and judged by the exact binomial distribution. */
interface Event<Values> {
  happens(member: Drawn, attributes: Values): boolean;
  probability(attributes: Values): number;
}

/** A continuous distribution of each element: judged by the largest distance of distribution functions (DKW, with Massart's constant). */
interface Distribution<Values> {
  distribution(x: number, attributes: Values): number;
}

/**
 * The mean of a quantity of each member: judged by the Bernstein inequality for its known variance. With a `scale` c, a sum of N
 * independent ones strays by N t with probability at most 2 exp(-N t^2 / (2 (variance + c t))): c is b / 3 for what is never farther
 * than b from its mean, 0 for a normal quantity, 2 for its square.
 */
interface Mean<Values> {
  quantity(member: Drawn, attributes: Values): number;
  mean(attributes: Values): number;
  variance(attributes: Values): number;
  scale(attributes: Values): number;
}

/** What holds of a sample, but for the chance that the test of it states. */
export type Statistic<Values> = Event<Values> | Distribution<Values> | Mean<Values>;

/**
 * What is random about the result of an operation with a key, which must have nothing but an output of chance.
 *
 * A member of a sample is what the axes of the output that have one size make up; lists of axes number the members, which are independent.
 * Inputs that `at` does not give have the shape of the sample and are all 1 in it.
 */
export interface Randomness<Values, Clause extends PropertyKey> {
  /** Attributes, besides the key and the shape of the sample, and inputs that are vectors, at which samples are drawn. */
  readonly at: readonly Partial<Values>[];
  /** Events of probability 1/2 at the first of these, which say where members depend on one another: they differ where one of them does. */
  readonly coins: readonly ((member: Drawn) => boolean)[];
  readonly statistics: { readonly [K in Clause]?: Statistic<Values> | readonly Statistic<Values>[] };
}
