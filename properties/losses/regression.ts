import {
  halfSquaredError,
  huber,
  meanAbsoluteError,
  meanSquaredError,
  smoothL1,
} from '../../spec/losses/regression.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { integerEntry } from '../generators/entries.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofGradient, ofResult } from '../observed.ts';
import { atMost, each, holds } from '../verbs/measured.ts';
import { filled, map, minus, only, plus, scaled, shifted, withIntegerMean, zeros, zipped } from '../verbs/tensors.ts';
import { all, sumsTo, sumsToAtMost, term } from './_internal/combined.ts';
import { reductionLaws } from './_internal/reductions.ts';

const batches = (context: Context) =>
  tensors(context, { prediction: 'n', target: 'n' }, { entries: 'reals', least: 2, most: 7 });

const integers = (context: Context) => tensors(context, { prediction: 'n', target: 'n' }, { most: 7 });

const widths = () => dealt([1, 0.5, 2, 0.125, 8]);

const level = (like: Tensor, value: number): Tensor => filled(like, like.shape, value);
const sum = { reduction: 'sum' } as const;

export const laws: readonly Law[] = [
  ...reductionLaws(meanSquaredError, ['prediction', 'target'], batches),
  ...reductionLaws(halfSquaredError, ['prediction', 'target'], batches),
  ...reductionLaws(meanAbsoluteError, ['prediction', 'target'], batches),
  ...reductionLaws(huber, ['prediction', 'target'], (context) => beside(batches(context), { delta: widths() })),
  ...reductionLaws(smoothL1, ['prediction', 'target'], (context) => beside(batches(context), { beta: widths() })),
  ofResult(meanSquaredError, 'C2', {
    cases: (context) => beside(integers(context), { isEqual: dealt([true, false]), exponent: dealt([0, -5]) }),
    from: ({ prediction, target, isEqual, exponent }) => ({
      prediction: scaled(isEqual ? target : prediction, 2 ** exponent),
      target: scaled(target, 2 ** exponent),
    }),
    of: ({ loss }, { prediction, target, isEqual }) => {
      const value = only(loss);
      const same = isEqual || prediction.data.every((one, at) => one === target.data[at]);
      return [holds('loss', same ? value === 0 : value > 0, same ? '0' : 'above 0', String(value))];
    },
  }),
  law(meanSquaredError, 'C3', {
    cases: (context) =>
      beside(tensors(context, { y: 'n' }, { most: 7 }), { constant: integerEntry }).map(({ y, constant }) => ({
        y: withIntegerMean(y),
        constant,
      })),
    check: (on, { y, constant }, context) => {
      const mean = Array.from(y.data).reduce((sum, value) => sum + value, 0) / y.data.length;
      const of = (times: number, value: number) =>
        term(times, meanSquaredError, { prediction: level(y, value), target: y });
      const bias = (constant - mean) ** 2;
      const terms = [of(1, constant), of(-1, mean)];
      return all(
        sumsTo('loss of a constant less the variance', bias, terms, [on, context]),
        sumsToAtMost('loss of the mean less that of a constant', 0, [of(1, mean), of(-1, constant)], [on, context]),
      );
    },
  }),
  law(meanSquaredError, 'C4', {
    cases: (context) => beside(tensors(context, { a: 'n', b: 'n' }, { most: 7 }), { shift: integerEntry }),
    check: (on, { a, b, shift }, context) => {
      const square = (times: number, prediction: Tensor, target: Tensor = zeros(a)) =>
        term(times, meanSquaredError, { prediction, target, ...sum });
      const [both, apart] = [square(1, plus(a, b)), square(1, minus(a, b))];
      return all(
        sumsTo('both diagonals less all sides', 0, [both, apart, square(-2, a), square(-2, b)], [on, context]),
        sumsTo('a - b, shifted', 0, [apart, square(-1, shifted(a, shift), shifted(b, shift))], [on, context]),
      );
    },
  }),
  law(halfSquaredError, 'C2', {
    needs: [meanSquaredError],
    cases: (context) => beside(batches(context), { reduction: dealt(['mean', 'sum', 'none']) }),
    check: (on, given, context) =>
      all(
        sumsTo(
          'twice the loss less the squared error',
          0,
          [term(2, halfSquaredError, given), term(-1, meanSquaredError, given)],
          [on, context],
        ),
      ),
  }),
  ofGradient(halfSquaredError, 'C3', {
    cases: integers,
    from: (given) => ({ ...given, ...sum }),
    cotangents: ({ target }) => ({ loss: filled(target, [], 1) }),
    of: (gradients, { prediction, target }) => {
      const difference = minus(prediction, target).data;
      return [
        each('gradient of the prediction', gradients.prediction, (what, value, at) =>
          holds(what, value === difference[at], String(difference[at]), String(value)),
        ),
      ];
    },
  }),
  law(meanAbsoluteError, 'C2', {
    cases: (context) => tensors(context, { a: 'n', b: 'n', c: 'n' }, { most: 7 }),
    check: async (on, { a, b, c }, context) => {
      const way = (times: number, prediction: Tensor, target: Tensor) =>
        term(times, meanAbsoluteError, { prediction, target, ...sum });
      const [there, back] = await Promise.all([
        on(meanAbsoluteError, { prediction: a, target: b }),
        on(meanAbsoluteError, { prediction: b, target: a }),
      ]);
      const [one, other] = [only(there.loss), only(back.loss)];
      return [
        holds('from b to a', one === other, String(one), String(other)),
        await sumsTo('from a to a', 0, [way(1, a, a)], [on, context]),
        await sumsToAtMost('less the way by c', 0, [way(1, a, b), way(-1, a, c), way(-1, c, b)], [on, context]),
      ];
    },
  }),
  law(meanAbsoluteError, 'C3', {
    cases: (context) => beside(tensors(context, { y: 'n' }, { most: 7 }), { constant: integerEntry }),
    check: (on, { y, constant }, context) => {
      const sorted = Array.from(y.data).toSorted((one, other) => one - other);
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
      const of = (times: number, value: number) =>
        term(times, meanAbsoluteError, { prediction: level(y, value), target: y });
      return all(
        sumsToAtMost('of the median less that of a constant', 0, [of(1, median), of(-1, constant)], [on, context]),
      );
    },
  }),
  ofResult(huber, 'C2', {
    cases: (context) => beside(integers(context), { delta: widths() }),
    from: (given) => ({ ...given, reduction: 'none' as const }),
    of: ({ loss }, { prediction, target, delta }, bounds) => {
      const sizes = zipped(prediction, target, (a, b) => Math.abs(a - b)).data;
      const { allowed } = bounds();
      return [
        each('loss', loss, (what, value, at) => {
          const size = sizes[at] ?? 0;
          const least = size < delta ? (size * size) / 2 : delta * size;
          // On its side it is one of them, and less than the other by what the tangent is.
          return atMost(
            what,
            Math.abs(value - (size < delta ? least : least - (delta * delta) / 2)),
            0,
            allowed[at] ?? 0,
          );
        }),
        each('excess', loss, (what, value, at) =>
          atMost(what, value, Math.min((sizes[at] ?? 0) ** 2 / 2, delta * (sizes[at] ?? 0)), allowed[at] ?? 0),
        ),
      ];
    },
  }),
  ofGradient(huber, 'C3', {
    cases: (context) => beside(batches(context), { delta: widths() }),
    from: (given) => ({ ...given, ...sum }),
    cotangents: ({ target }) => ({ loss: filled(target, [], 1) }),
    of: (gradients, { delta }) => [
      each('gradient of the prediction', gradients.prediction, (what, value) => atMost(what, Math.abs(value), delta)),
    ],
  }),
  law(smoothL1, 'C2', {
    needs: [huber],
    cases: (context) => beside(batches(context), { width: widths(), reduction: dealt(['mean', 'sum', 'none']) }),
    check: (on, { width, ...given }, context) =>
      all(
        sumsTo(
          'beta times the loss less that of Huber',
          0,
          [term(width, smoothL1, { ...given, beta: width }), term(-1, huber, { ...given, delta: width })],
          [on, context],
        ),
      ),
  }),
  closedForm(smoothL1, 'C3', {
    cases: integers,
    from: (given) => ({ ...given, beta: 0, reduction: 'none' as const }),
    result: ({ prediction, target }) => ({ loss: map(minus(prediction, target), Math.abs) }),
    what: 'loss with beta = 0',
  }),
];
