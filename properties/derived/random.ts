import fc from 'fast-check';
import type { AttributeValue } from '../../spec/attribute.ts';
import { outputShapes } from '../../spec/evaluate.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import type { Drawn, Statistic } from '../../spec/random.ts';
import { parseSignature } from '../../spec/signature.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import { chosenAxes } from '../generators/batchAxes.ts';
import { dealt } from '../generators/dealt.ts';
import { listOf } from '../generators/stream.ts';
import { type Case, type Context, type Law, law, type Observation, type Subject } from '../law.ts';
import { outputOf } from '../verbs/judge.ts';
import { holds } from '../verbs/measured.ts';
import { averages, binomial, distributed, falseAlarms } from '../verbs/statistics.ts';

interface KeyCase extends Case {
  readonly key: number;
}

type Values = Readonly<Record<string, AttributeValue>>;

/** Elements of a sample. */
const sampleSize = 2 ** 17;
/** Members of a sample are numbered by two axes, or one, the first of which is as long as this, or such a part of it. */
const rows = 8;

/**
 * What an operation gives for a key, member by member: the output's axes of one size make up a member, which `memberAt` gives until it is
 * asked for the next.
 */
async function sampleOf(
  on: Subject,
  operation: AnyOperation,
  key: number,
  at: Values,
  context: Context,
  wanted?: readonly number[],
) {
  const { dtype } = context;
  const { inputs, outputs } = parseSignature(operation.signature);
  const [name = ''] = outputs.map((output) => output.name);
  const given = (shape: readonly number[]) => {
    const tensors = inputs.map(({ name: own }) => {
      // What `at` says of an input is a vector.
      const vector = at[own] as readonly number[] | undefined;
      return [own, tensorOf(dtype, vector ? [vector.length] : shape, vector ?? new Array(sizeOf(shape)).fill(1))];
    });
    const chosen = { key, shape, dtype } as const;
    const attributes = Object.entries(attributesOf(operation)).map(([own, { kind }]) => [
      own,
      kind === 'key' || kind === 'shape' || kind === 'dtype' ? chosen[kind] : at[own],
    ]);
    return [Object.fromEntries(tensors), Object.fromEntries(attributes)] as const;
  };
  const size = sizeOf(outputShapes(operation, ...given([]))[name] ?? []);
  const each = Math.floor(sampleSize / rows / size);
  const [tensors, attributes] = given(wanted ?? (chosenAxes(operation, context)[1] < 2 ? [rows * each] : [rows, each]));
  const { data }: Tensor = outputOf(await on(operation, tensors, attributes), name);
  // One list for all: a hundred thousand of them would take longer than what is counted.
  const member = new Array<number>(size).fill(0);
  const memberAt = (at: number): Drawn => {
    for (let place = 0; place < size; place++) member[place] = data[at * size + place] ?? Number.NaN;
    return member;
  };
  return { data, count: data.length / size, memberAt, attributes: { ...at, ...attributes } };
}

/** One case a run, whatever is drawn besides: the rate of false alarms is that of a law. */
const oneKey = { share: 0, cases: (): fc.Arbitrary<KeyCase> => fc.record({ key: fc.noBias(fc.nat(2 ** 31 - 1)) }) };

/** At how many of so many places something is so. */
function countOf(places: number, isSo: (at: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < places; at++) if (isSo(at)) count++;
  return count;
}

function judged(
  statistic: Statistic<Values>,
  { data, count, memberAt, attributes }: Awaited<ReturnType<typeof sampleOf>>,
  what: string,
  alarm: number,
): Observation {
  if ('happens' in statistic) {
    const happened = countOf(count, (at) => statistic.happens(memberAt(at), attributes));
    return binomial(what, happened, count, statistic.probability(attributes), alarm);
  }
  if ('distribution' in statistic) {
    const numbers = Float64Array.from(data);
    // An element may stand for all numbers that round to it, or to its place on a grid of 2^-23.
    return distributed(what, numbers, (x) => statistic.distribution(x, attributes), 2 ** -22, alarm);
  }
  const quantities = listOf(count, (at) => statistic.quantity(memberAt(at), attributes));
  const [mean, variance] = [statistic.mean(attributes), statistic.variance(attributes)];
  return averages(what, quantities, { mean, variance, scale: statistic.scale(attributes) }, alarm);
}

/** Coins that are compared with those of other streams one after another: enough that none is found twice by chance. */
const windowSize = 64;
/** Places further on that a stream is compared with itself at. */
const lags = [1, 2, 3, 4, 8, 16, 32, 64, 256, 1024];
/** Keys one after another, and shapes whose every element they must decide: of one, odd and even numbers of elements, over no axis to four. */
const keyCount = 64;
const smallShapes = [[2, 1, 3], [3], [], [17], [2, 2, 2, 1]] as const;

/**
 * What is random is as it is said to be: each statistic, and that neither keys nor members share a stream.
 *
 * Two streams of coins agree in half of their places; and the first 64 coins of one are found nowhere in any, which happens by
 * chance once in 2^64 places.
 */
export function randomLaws(operation: AnyOperation): Law[] {
  const { random } = operation;
  if (random === undefined) return [];
  const { at, coins, statistics } = random;
  // The entries of a record's own statistics.
  const statisticsOf = (clause: string) =>
    [statistics[clause] as Statistic<Values> | readonly Statistic<Values>[]].flat();
  const isContinuous = Object.keys(statistics).some((clause) =>
    statisticsOf(clause).some((one) => 'distribution' in one),
  );
  return [
    ...Object.keys(statistics).map((clause) =>
      law<KeyCase>(operation, clause, {
        ...oneKey,
        statement: operation.clauses[clause],
        check: (on, { key }, context) =>
          Promise.all(
            at.map(async (values) => {
              const sample = await sampleOf(on, operation, key, values as Values, context);
              const what = [
                operation.clauses[clause],
                ...Object.entries(values).map(([name, value]) => `${name} ${value}`),
              ];
              const all = statisticsOf(clause);
              const alarm = falseAlarms / at.length / all.length;
              return all.map((statistic) => judged(statistic, sample, what.join(', '), alarm));
            }),
          ).then((all) => all.flat()),
      }),
    ),
    law<KeyCase>(operation, 'streams', {
      ...oneKey,
      repeats: true,
      statement:
        'keys that differ, and members of one result, have streams of their own: these agree with one another as often as coins do, and none is part of another',
      hint: 'a key is cut short, added to a counter or used for every row anew',
      check: async (on, { key }, context) => {
        const keys = [key, (key ^ 1) >>> 0, (key ^ (2 ** 16)) >>> 0, (key ^ (2 ** 31)) >>> 0];
        const samples = await Promise.all(keys.map((one) => sampleOf(on, operation, one, at[0] as Values, context)));
        return coins.flatMap((coin) => {
          const streams = samples.flatMap(({ count, memberAt }, k) => {
            const own = Uint8Array.from(listOf(count, (at) => Number(coin(memberAt(at)))));
            const length = own.length / rows;
            return listOf(k === 0 ? rows : 1, (row) => own.subarray(row * length, (row + 1) * length));
          });
          return independent(streams, falseAlarms / coins.length);
        });
      },
    }),
    keysLaw(operation, random),
    ...(isContinuous
      ? [
          law<KeyCase>(operation, 'resolution', {
            ...oneKey,
            statement: `of ${sampleSize} elements at most two are equal in double precision, and half are unlike in single precision`,
            hint: 'the numbers are drawn with the digits of a lower precision',
            check: async (on, { key }, context) => {
              const { data } = await sampleOf(on, operation, key, at[0] as Values, context);
              const distinct = new Set<number>(data).size;
              const least = context.dtype === 'float64' ? data.length - 1 : data.length / 2;
              return [holds('different elements', distinct >= least, `at least ${least}`, String(distinct))];
            },
          }),
        ]
      : []),
  ];
}

interface ShapeCase extends KeyCase {
  readonly shape: readonly number[];
}

/** Every element of a small result follows from the key, and none as another does: a coin falls alike 64 times once in 2^63. */
const keysLaw = (
  operation: AnyOperation,
  { at: [values = {}], coins: [coin = () => true] }: NonNullable<AnyOperation['random']>,
): Law =>
  law<ShapeCase>(operation, 'keys', {
    share: 0.21,
    repeats: true,
    statement: `of ${keyCount} keys one after another every element of a small result takes another course, of any number of elements and axes`,
    hint: 'the last of an odd number is left out, or every matrix of a stack is drawn anew from the start',
    cases: (context) => {
      const [least, most] = chosenAxes(operation, context);
      const shapes = smallShapes.filter(({ length }) => length >= least && length <= most);
      return fc.record({ key: fc.noBias(fc.nat(2 ** 31 - 1 - keyCount)), shape: dealt<readonly number[]>(shapes) });
    },
    check: async (on, { key, shape }, context) => {
      const samples = await Promise.all(
        Array.from({ length: keyCount }, (_, k) => sampleOf(on, operation, key + k, values as Values, context, shape)),
      );
      const courses = Array.from({ length: sizeOf(shape) }, (_, member) =>
        samples.map(({ memberAt }) => Number(coin(memberAt(member)))).join(''),
      );
      const distinct = new Set([...courses, '0'.repeat(keyCount), '1'.repeat(keyCount)]).size - 2;
      const what = `elements of shape [${shape}] that take a course of their own`;
      return [holds(what, distinct === courses.length, String(courses.length), String(distinct))];
    },
  });

/** Streams of coins against one another, and each against itself further on. */
function independent(streams: readonly Uint8Array[], alarm: number): Observation[] {
  const pairs = streams.flatMap((a, i) => [
    ...lags.map((lag) => [a.subarray(lag), a, `stream ${i} and itself, ${lag} on`] as const),
    ...streams.slice(i + 1).map((b, j) => [a, b, `streams ${i} and ${i + 1 + j}`] as const),
  ]);
  const agreements = pairs.map(([a, b, what]) => {
    const count = countOf(a.length, (at) => a[at] === b[at]);
    return binomial(`coins that agree of ${what}`, count, a.length, 1 / 2, alarm / pairs.length);
  });
  const texts = streams.map((stream) => stream.join(''));
  const all = texts.join(' ');
  const copies = texts.map((text, i) => {
    const places = all.split(text.slice(0, windowSize)).length - 1;
    return holds(`places where stream ${i} begins`, places === 1, '1', String(places));
  });
  return [...agreements, ...copies];
}
