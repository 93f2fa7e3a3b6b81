import { sgd } from '../../spec/optimizers/sgd.ts';
import { P038 } from '../../spec/phenomena/P038.ts';
import { add } from '../../spec/tensor/add.ts';
import { mul } from '../../spec/tensor/mul.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured, sideBySide } from '../phenomenon.ts';
import { outputOf } from '../verbs/judge.ts';

const steps = 96;
/** Steps at the end of which the mean is taken. */
const last = 48;
const learningRate = 1 / 8;
/** At rest, towards the saddle, and away from it. */
const starts = [
  [0, 0],
  [1 / 2, -1 / 2],
  [2 ** -4, 2 ** -4],
  [2 ** -8, 2 ** -8],
  [2 ** -12, 2 ** -12],
] as const;

interface Start {
  readonly w1: Tensor;
  readonly w2: Tensor;
  readonly target: Tensor;
  readonly rest: Tensor;
}

type Point = readonly [w1: number, w2: number];

export const laws: readonly Law[] = [
  measured(P038, {
    setup: (context) => {
      const all = (of: (start: Point) => number) => sideBySide(context, starts.map(of));
      return { w1: all(([w1]) => w1), w2: all(([, w2]) => w2), target: all(() => -1), rest: all(() => 0) };
    },
    hint: 'zero is not quite zero, or the two factors are not treated alike',
    measure: async (on, start) => {
      const paths = await descend(on, start);
      const [resting = [], straight = [], ...leaving] = paths;
      const products = leaving.map((path) => path.map(([w1, w2]) => w1 * w2));
      const [soon = [], later = [], latest = []] = products;
      const escapes = products.map((path) => path.findIndex((product) => product > 1 / 2));
      const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = escapes.map((t) =>
        t < 0 ? Number.NaN : t,
      );
      const approach = straight.map(([w1]) => w1);
      return {
        quantities: {
          resting: Math.max(...resting.flat().map(Math.abs)),
          straight: Math.max(...straight.map(([w1, w2]) => Math.abs(w1 + w2))),
          approach: ((approach[steps] ?? Number.NaN) / (approach[steps - last] ?? Number.NaN)) ** (1 / last),
          later: second - first,
          latest: third - second,
          escaped: Math.max(...products.map((path) => ((path[steps] ?? Number.NaN) - 1) ** 2 / 2)),
        },
        series: {
          t: approach.map((_, t) => t),
          'w1 from (1/2, -1/2)': approach,
          'w1 w2 from 2^-4': soon,
          'w1 w2 from 2^-8': later,
          'w1 w2 from 2^-12': latest,
        },
      };
    },
  }),
];

/** The points of every path, before and after each step; all paths are descended at once. */
async function descend(on: Subject, { w1: first, w2: second, target, rest }: Start): Promise<Point[][]> {
  const paths: Point[][] = starts.map(() => []);
  const step = async (parameter: Tensor, gradient: Tensor) =>
    (await on(sgd, { parameter, gradient, velocity: rest }, { learningRate })).nextParameter;
  for (let t = 0, [w1, w2] = [first, second]; ; t++) {
    for (const [at, path] of paths.entries()) path.push([w1.data[at] ?? Number.NaN, w2.data[at] ?? Number.NaN]);
    if (t === steps) return paths;
    const { c: product } = await on(mul, { a: w1, b: w2 });
    const { c } = await on(add, { a: product, b: target });
    const gradient = await on.gradient(mul, { a: w1, b: w2 }, { c });
    [w1, w2] = await Promise.all([step(w1, outputOf(gradient, 'a')), step(w2, outputOf(gradient, 'b'))]);
  }
}
