import { algebra, type ExactMatrix } from '../../spec/exactMatrix.ts';
import { conv2d } from '../../spec/layers/conv2d.ts';
import { compressConv } from '../../spec/multilinear/compressConv.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { thresholds } from '../../spec/thresholds.ts';
import { beside } from '../generators/beside.ts';
import { dealtBelow } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type OutputsOf } from '../law.ts';
import { ofResult, refuses } from '../observed.ts';
import { exactMatrix, frobeniusNormOf, judgedExactly, roundedTo } from '../verbs/exactMatrices.ts';
import { atMost, holds, near } from '../verbs/measured.ts';
import { singularValuesOf } from '../verbs/spectrum.ts';
import { inShape } from '../verbs/tensors.ts';

const { along, minus, transpose, unfolded } = algebra(0);

type Three = OutputsOf<typeof compressConv>;

/** The kernel of the three convolutions, unfolded along its first axis. */
function kernelOf({ first, core, last }: Three): ExactMatrix {
  const wide = along(exactMatrix(core), core.shape, 1, transpose(exactMatrix(first)));
  return along(wide, core.shape.with(1, first.shape[1] ?? 1), 0, exactMatrix(last));
}

/** Ranks that go together, for a kernel of this shape. */
function ranksFor([o = 1, i = 1, h = 1, w = 1]: readonly number[], choice: number): number[] {
  const p = 1 + (choice % Math.min(o, i * h * w));
  return [p, Math.min(i, p * h * w, 1 + (Math.floor(choice / 4) % i))].map((rank, k, [first = 1, second = 1]) =>
    k === 0 ? Math.min(first, second * h * w) : rank,
  );
}

const kernels = (context: Context) =>
  beside(tensors(context, { kernel: 'o i h w' }, { most: 3 }), { choice: dealtBelow(16) }).map(
    ({ kernel, choice }) => ({
      kernel,
      ranks: ranksFor(kernel.shape, choice),
    }),
  );

/** 35 max(o, i, h w) eps ||K||_F. */
const errorOf = (kernel: Tensor, u: number): number => {
  const [o = 1, i = 1, h = 1, w = 1] = kernel.shape;
  return thresholds.singular * Math.max(o, i, h * w) * 2 * u * frobeniusNormOf(exactMatrix(kernel));
};

/** A matrix as the kernel of a convolution of 1 by 1. */
const pointwise = (a: Tensor): Tensor => inShape(a, [...a.shape, 1, 1]);

export const laws: readonly Law[] = [
  ofResult(compressConv, 'C2', {
    hint: 'the kernel is unfolded in another order of axes',
    cases: (context) =>
      tensors(context, { core: 'p q h w', first: 'q i', last: 'o p' }, { most: 3 }).map(({ core, first, last }) => {
        const shape = [last.shape[0] ?? 1, first.shape[1] ?? 1, ...core.shape.slice(2)];
        const kernel = roundedTo(context.dtype, kernelOf({ core, first, last }), shape);
        const [o = 1, i = 1, h = 1, w = 1] = shape;
        const p = Math.min(o, core.shape[0] ?? 1, i * h * w);
        const q = Math.min(i, core.shape[1] ?? 1, p * h * w);
        return { kernel, ranks: [Math.min(p, q * h * w), q] };
      }),
    of: (three, { kernel }, _, { u }) =>
      judgedExactly(three, () => [
        near('||K - K_pq||_F', frobeniusNormOf(minus(kernelOf(three), exactMatrix(kernel))), 0, 2 * errorOf(kernel, u)),
      ]),
  }),
  law(compressConv, 'C3', {
    needs: [conv2d],
    hint: 'the first and the last are exchanged, or transposed',
    cases: (context) =>
      beside(kernels(context), { image: tensors(context, { pixels: 'c h w' }, { sizes: { c: 3, h: 4, w: 4 } }) }),
    check: async (on, { kernel, ranks, image: { pixels } }, { u }) => {
      const [, i = 1, h = 1, w = 1] = kernel.shape;
      const three = await on(compressConv, { kernel }, { ranks });
      const x = tensorOf(pixels.dtype as 'float64', [1, i, 4, 4], pixels.data.slice(0, i * 16));
      const plain = await on(conv2d, { x, weight: kernel });
      const inner = await on(conv2d, { x, weight: pointwise(three.first) });
      const middle = await on(conv2d, { x: inner.y, weight: three.core });
      const { y } = await on(conv2d, { x: middle.y, weight: pointwise(three.last) });
      return judgedExactly({ ...three, y, plain: plain.y }, (exact) => {
        const size = Math.sqrt(h * w) * frobeniusNormOf(exactMatrix(x));
        const tails = ranks.flatMap((rank, axis) =>
          singularValuesOf(unfolded(exactMatrix(kernel), kernel.shape, axis), u).slice(rank),
        );
        const lost = Math.hypot(...tails);
        const distance = frobeniusNormOf(minus(exact.y, exact.plain));
        return [atMost('||y - y_pq||', distance, lost * size, 4 * errorOf(kernel, u) * size)];
      });
    },
  }),
  ofResult(compressConv, 'C4', {
    cases: kernels,
    of: ({ first, core, last }, { kernel, ranks: [p = 1, q = 1] }) => {
      const [o = 1, i = 1, h = 1, w = 1] = kernel.shape;
      const [received, due] = [
        [first, core, last].reduce((sum, one) => sum + one.data.length, 0),
        q * i + p * q * h * w + o * p,
      ];
      return [holds('numbers of the three', received === due, String(due), String(received))];
    },
  }),
  refuses(compressConv, 'R1', {
    statement: 'more channels between the convolutions than there are, or than the others leave, are refused',
    cases: kernels,
    calls: ({ kernel }) => {
      const [o = 1, i = 1, h = 1, w = 1] = kernel.shape;
      return {
        'a rank above the outputs': { kernel, ranks: [o + 1, i] },
        'a rank above the inputs': { kernel, ranks: [o, i + 1] },
        'a rank that the other leaves no room for': { kernel, ranks: [h * w + 1, 1] },
      };
    },
  }),
];
