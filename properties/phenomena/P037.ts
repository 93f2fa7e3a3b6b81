import { eigh } from '../../spec/decompositions/eigh.ts';
import { P037 } from '../../spec/phenomena/P037.ts';
import { add } from '../../spec/tensor/add.ts';
import { mul } from '../../spec/tensor/mul.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Law, Subject } from '../law.ts';
import { measured, sideBySide } from '../phenomenon.ts';
import { outputOf } from '../verbs/judge.ts';

/** A point at which the loss of one pair is looked at. */
interface Point {
  readonly x: number;
  readonly y: number;
  readonly w1: number;
  readonly w2: number;
}

const pairs = [
  [3, 2],
  [-1.5, 5],
  [0.5, -8],
] as const;

/** From the origin along the first axis, then the second, forwards before backwards. */
const stencil: readonly Point[] = pairs.flatMap(([x, y]) =>
  (
    [
      [0, 0],
      [0.5, 0],
      [-0.5, 0],
      [0, 0.5],
      [0, -0.5],
    ] as const
  ).map(([w1, w2]) => ({ x, y, w1, w2 })),
);

/** From -1 to 1 by sixteenths. */
const along: readonly number[] = Array.from({ length: 33 }, (_, k) => k / 16 - 1);
const diagonals: readonly Point[] = [1, -1].flatMap((side) => along.map((s) => ({ x: 3, y: 2, w1: s, w2: side * s })));

export const laws: readonly Law[] = [
  measured(P037, {
    setup: (context) => {
      const column = (name: keyof Point, sign = 1) =>
        sideBySide(
          context,
          [...stencil, ...diagonals].map((point) => sign * point[name]),
        );
      return { w1: column('w1'), w2: column('w2'), x: column('x'), minusY: column('y', -1) };
    },
    hint: 'the pullback of the product gives both factors the same gradient, or another sign',
    measure: async (on, given, { dtype }) => {
      const { loss, gradients } = await landscape(on, given);
      const origins = pairs.map((_, at) => at * 5);
      const hessians = origins.map((from) => hessianAt(gradients, from));
      const spectra = await Promise.all(hessians.map((hessian) => eigenvalues(on, tensorOf(dtype, [2, 2], hessian))));
      const [rises, falls] = [1, 0].map((side) =>
        loss.slice(stencil.length + side * along.length).slice(0, along.length),
      );
      const [first = [], second = [], third = []] = spectra;
      const difference = (values: readonly number[] = []) => (values[24] ?? Number.NaN) - (values[16] ?? Number.NaN);
      return {
        quantities: {
          gradient: Math.max(...origins.flatMap((at) => gradients.map((g) => Math.abs(elementOf(g, at))))),
          symmetry: Math.max(
            ...hessians.map(([, first = Number.NaN, second = Number.NaN]) => Math.abs(first - second)),
          ),
          lowest: first[0] ?? Number.NaN,
          highest: first[1] ?? Number.NaN,
          lowest2: second[0] ?? Number.NaN,
          highest2: second[1] ?? Number.NaN,
          lowest3: third[0] ?? Number.NaN,
          highest3: third[1] ?? Number.NaN,
          descent: difference(falls),
          ascent: difference(rises),
        },
        series: { s: along, 'L(s, s)': falls ?? [], 'L(s, -s)': rises ?? [] },
      };
    },
  }),
];

interface Points {
  readonly w1: Tensor;
  readonly w2: Tensor;
  readonly x: Tensor;
  readonly minusY: Tensor;
}

/** The loss at every point, and its derivatives with respect to w1 and w2. */
async function landscape(on: Subject, { w1, w2, x, minusY }: Points) {
  const { c: weight } = await on(mul, { a: w1, b: w2 });
  const { c: output } = await on(mul, { a: weight, b: x });
  const { c: residual } = await on(add, { a: output, b: minusY });
  const [square, ofOutput] = await Promise.all([
    on(mul, { a: residual, b: residual }),
    on.gradient(mul, { a: weight, b: x }, { c: residual }),
  ]);
  const ofWeights = await on.gradient(mul, { a: w1, b: w2 }, { c: outputOf(ofOutput, 'a') });
  return {
    loss: Array.from(square.c.data, (value) => value / 2),
    gradients: [outputOf(ofWeights, 'a'), outputOf(ofWeights, 'b')],
  };
}

const elementOf = ({ data }: Tensor, at: number): number => data[at] ?? Number.NaN;

/** The Hessian, row by row, at the origin whose stencil starts at a point: differences of the gradient over 1. */
const hessianAt = (gradients: readonly Tensor[], from: number): number[] =>
  [1, 3].flatMap((axis) => gradients.map((g) => elementOf(g, from + axis) - elementOf(g, from + axis + 1)));

/** Smallest first. */
const eigenvalues = async (on: Subject, a: Tensor): Promise<number[]> => Array.from((await on(eigh, { a })).w.data);
