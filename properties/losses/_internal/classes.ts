import fc from 'fast-check';
import type { negativeLogLikelihood, weightedCrossEntropy } from '../../../spec/losses/classes.ts';
import { type Tensor, tensorOf } from '../../../spec/tensor.ts';
import { beside } from '../../generators/beside.ts';
import { dealt } from '../../generators/dealt.ts';
import { type TensorOptions, tensors } from '../../generators/tensors.ts';
import { type Case, type Context, type Law, law } from '../../law.ts';
import { refuses } from '../../observed.ts';
import { holds } from '../../verbs/measured.ts';
import { scaled, vector } from '../../verbs/tensors.ts';
import { all, sumsTo, type Term, term } from './combined.ts';

export interface Batch extends Case {
  readonly rows: Tensor;
  readonly target: Tensor;
  readonly weight: Tensor;
}

export const labels = (list: readonly number[]): Tensor => tensorOf('int32', [list.length], list);

/** Rows of eighths, classes and weights of 1 to 3 for them. */
export const batches = (context: Context, options: TensorOptions = {}): fc.Arbitrary<Batch> =>
  beside(tensors(context, { rows: 'n c' }, { most: 4, ...options }), {
    drawn: fc.array(fc.nat(11), { minLength: 5, maxLength: 5 }),
    weights: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
  }).map(({ rows, drawn, weights }) => {
    const [n = 1, c = 1] = rows.shape;
    return {
      rows: scaled(rows, 1 / 8),
      target: labels(Array.from({ length: n }, (_, i) => (drawn[i] ?? 0) % c)),
      weight: vector(context, weights.slice(0, c)),
    };
  });

/** The same batch with some of its rows, in this order. */
export function taken({ rows, target, weight }: Batch, order: readonly number[]): Batch {
  const [, c = 1] = rows.shape;
  return {
    rows: tensorOf(
      rows.dtype,
      [order.length, c],
      order.flatMap((i) => Array.from(rows.data).slice(i * c, (i + 1) * c)),
    ),
    target: labels(order.map((i) => target.data[i] ?? 0)),
    weight,
  };
}

const count = ({ target }: Batch): number => target.data.length;
const everyRow = (batch: Batch): number[] => Array.from({ length: count(batch) }, (_, i) => i);

/** What is said of every loss of classes; its first input has this name. */
export function classLaws(
  operation: typeof negativeLogLikelihood | typeof weightedCrossEntropy,
  first: 'logProbability' | 'logits',
): readonly Law[] {
  const at = ({ rows, target, weight }: Batch, more: Case = {}): Case => ({ [first]: rows, target, weight, ...more });
  const by =
    (reduction: string) =>
    (times: number, batch: Batch, more: Case = {}): Term =>
      term(times, operation, at(batch, { reduction, ...more }));
  const [mean, sum, none] = [by('mean'), by('sum'), by('none')];
  const massOf = ({ target, weight }: Batch): number =>
    Array.from(target.data).reduce((all, label) => all + (weight.data[label] ?? 0), 0);
  return [
    law<Batch>(operation, 'C1', {
      hint: 'the mean is over the rows, or over the classes, and not over the weights of the targets',
      cases: batches,
      check: (on, batch, context) => {
        const backward = taken(batch, everyRow(batch).toReversed());
        return all(
          sumsTo('sum less the losses of the rows', 0, [sum(1, batch), none(-1, batch)], [on, context]),
          sumsTo(
            'sum less the weights times the mean, backward',
            0,
            [sum(1, batch), mean(-massOf(batch), backward)],
            [on, context],
          ),
        );
      },
    }),
    law<Batch & { readonly ignored: number; readonly place: number; readonly isClass: boolean }>(operation, 'C2', {
      hint: 'a row that is left out counts among the rows, or its target is read',
      cases: (context) =>
        beside(batches(context, { least: 2 }), {
          ignored: dealt([-100, -1, 255]),
          place: fc.nat(3),
          isClass: dealt([false, true]),
        }),
      check: (on, { ignored: other, place, isClass, ...batch }, context) => {
        const n = count(batch);
        const out = place % n;
        // A class may be the one that is left out: then all of its rows are.
        const ignored = isClass ? (batch.target.data[out] ?? 0) : other;
        const others = everyRow(batch).filter((i) => i !== out && batch.target.data[i] !== ignored);
        const marked = {
          ...batch,
          target: labels(Array.from(batch.target.data, (one, i) => (i === out ? ignored : one))),
        };
        const rest = taken(batch, others);
        const sums = sumsTo(
          'sum without it',
          0,
          [sum(1, marked, { ignored }), ...(others.length > 0 ? [sum(-1, rest)] : [])],
          [on, context],
        );
        const rows = sumsTo(
          'losses of the rows',
          0,
          [sum(1, marked, { ignored }), none(-1, marked, { ignored })],
          [on, context],
        );
        if (others.length === 0) return all(sums, rows);
        return all(
          sums,
          rows,
          sumsTo('mean without it', 0, [mean(1, marked, { ignored }), mean(-1, rest)], [on, context]),
        );
      },
    }),
    law<Batch>(operation, 'C3', {
      hint: 'the mean is over the rows, or a weight is that of another class',
      cases: batches,
      check: (on, batch, context) => {
        const heavier = { ...batch, weight: scaled(batch.weight, 4) };
        const repeated = taken(
          batch,
          everyRow(batch).flatMap((i) => new Array<number>(batch.weight.data[batch.target.data[i] ?? 0] ?? 1).fill(i)),
        );
        const { rows, target } = repeated;
        const plain = (reduction: string) => term(-1, operation, { [first]: rows, target, reduction });
        return all(
          sumsTo('mean with weights 4 times as large', 0, [mean(1, batch), mean(-1, heavier)], [on, context]),
          sumsTo('mean less that of rows given again', 0, [mean(1, batch), plain('mean')], [on, context]),
          sumsTo('sum less that of rows given again', 0, [sum(1, batch), plain('sum')], [on, context]),
        );
      },
    }),
    refuses<Batch & { readonly outside: number; readonly ignored: number }, typeof operation>(operation, 'R1', {
      share: 0.5,
      hint: 'a class past the end reads a neighbour in memory, or nothing',
      hintOfLoss: true,
      orNaN: true,
      cases: (context) =>
        beside(batches(context), { outside: dealt([0, -1, 1, 254, -50]), ignored: dealt([-100, -7]) }),
      calls: ({ outside, ignored, ...batch }) => {
        const [, c = 1] = batch.rows.shape;
        const wrong = outside < 0 ? outside : c + outside;
        const target = labels(Array.from(batch.target.data, (one, i) => (i === 0 ? wrong : one)));
        return { [`targets [${target.data.join(', ')}] are refused`]: at({ ...batch, target }, { ignored }) as never };
      },
    }),
    refuses<{ readonly n: number; readonly c: number }, typeof operation>(operation, 'R2', {
      share: 0.25,
      asks: ['empty'],
      hint: 'the mean over no rows is 0 / 0',
      hintOfLoss: true,
      cases: () => fc.record({ n: fc.nat(2), c: fc.nat(2) }),
      calls: ({ n, c }, { dtype }) => {
        const height = n > 0 && c > 0 ? 0 : n;
        const rows = tensorOf(dtype, [height, c], []);
        const call = { [first]: rows, target: labels(new Array<number>(height).fill(0)) };
        return { [`rows of shape [${rows.shape.join(', ')}] are refused`]: call as never };
      },
      honest: ({ loss }) => Number.isNaN(loss?.data[0]),
    }),
  ];
}

/** A result that has the bits of another. */
export const same = (what: string, received: Tensor, expected: Tensor) =>
  holds(
    what,
    received.data.every((value, i) => value === expected.data[i]),
    expected.data.join(', '),
    received.data.join(', '),
  );
