import fc from 'fast-check';
import type { Phenomenon } from '../spec/phenomenon.ts';
import { isHalf, type Tensor, tensorOf } from '../spec/tensor.ts';
import { type Case, type Context, type Law, type Observation, type Series, type Subject, Unsupported } from './law.ts';
import { near } from './verbs/measured.ts';

/** What a run came to: a number for each prediction, and the columns of its series. */
export interface Measured<Name extends string> {
  readonly quantities: Readonly<Record<Name, number>>;
  readonly series: Series;
}

export interface PhenomenonOptions<Name extends string, Given extends Case> {
  /** The data of the process. */
  readonly setup: (context: Context) => Given;
  /** Runs the process: whatever is computed is asked of the implementation, and read off it. */
  readonly measure: (on: Subject, given: Given, context: Context) => Promise<Measured<Name>>;
  /** What a failure most likely means. */
  readonly hint?: string;
}

/** Numbers side by side, in a tensor of as few axes as the implementation takes, and one at least: for what is done element by element. */
export function sideBySide({ dtype, ranks = [1, 1] }: Context, values: readonly number[]): Tensor {
  const leading = new Array<number>(Math.max(0, ranks[0] - 1)).fill(1);
  return tensorOf(dtype, [...leading, values.length], values);
}

/** Rows of a series beyond which nothing more shows in a plot. */
const mostRows = 128;

/**
 * The law of a phenomenon: every quantity is as near to its prediction as the tolerance of the claim says. Throws RangeError for a
 * series that is not the columns of the record, at most 128 rows each.
 */
export function measured<Name extends string, Given extends Case>(
  record: Phenomenon<Name>,
  { setup, measure, hint }: PhenomenonOptions<Name, Given>,
): Law {
  const { id, claim, needs, gradient = false, predictions } = record;
  return {
    id: `${id}/holds`,
    operation: needs[0],
    clause: 'holds',
    statement: claim,
    needs,
    gradient,
    layouts: false,
    share: 0,
    fixed: true,
    advice: false,
    dtype: undefined,
    hint,
    hintOfLoss: false,
    cases: (context) => fc.constant(setup(context)),
    check: async (on, given, context) => {
      if (isHalf(context.dtype)) throw new Unsupported('what is foretold is foretold of float64 and float32');
      // It is only ever given the case of its own setup.
      const { quantities, series } = await measure(on, given as Given, context);
      requireColumns(record, series);
      const names = Object.keys(predictions) as Name[];
      return names.map((name, at): Observation => {
        const { measured: what, value, tolerance } = predictions[name];
        const one = near(what, quantities[name], value, tolerance(context.u));
        return at === 0 ? { ...one, series } : one;
      });
    },
  };
}

function requireColumns({ id, series: columns }: Phenomenon, series: Series): void {
  const lengths = Object.values(series).map((column) => column.length);
  const fits = Object.keys(series).join() === columns.join() && new Set(lengths).size === 1;
  if (!fits || (lengths[0] ?? 0) > mostRows)
    throw new RangeError(
      `${id}: a series has the columns ${columns.join(', ')}, of one length and at most ${mostRows} rows; got ${Object.entries(
        series,
      )
        .map(([name, { length }]) => `${name} (${length})`)
        .join(', ')}`,
    );
}
