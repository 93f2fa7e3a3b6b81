import { l2Norm } from '../linalg/vectorNorms.ts';
import { defineOperation } from '../operation.ts';
import { pascanu2013, pytorch } from '../sources.ts';

const least = { kind: 'real', min: 0, max: Number.POSITIVE_INFINITY, clause: 'R1' } as const;

export const clipNorm = defineOperation({
  id: 'optimizers.clipNorm',
  meaning:
    'A vector shortened to a length where it is longer: g maxNorm / (||g|| + epsilon) where that is shorter than g, else g itself.',
  signature: 'g[..., n] -> y[..., n]',
  attributes: { maxNorm: least, epsilon: { ...least, default: 0 } },
  parts: { l2Norm },
  definition({ g }, S, { maxNorm, epsilon }, { l2Norm }) {
    const { select, mul, add, div, constant, either } = S;
    const length = S.memo(() => add(l2Norm({ x: g }).norm(), constant(epsilon)));
    const limit = constant(maxNorm);
    const shortened = (i: number) => either(mul(g(i), div(limit, length())), () => div(mul(g(i), limit), length()));
    return {
      y: (i) =>
        select(
          limit,
          length(),
          () => shortened(i),
          () => g(i),
        ),
    };
  },
  freedom: 'of entries that are not finite any others of the vector may become NaN or 0',
  special: 'undefined',
  rejects: { R1: 'maxNorm and epsilon must be finite numbers of at least 0' },
  homogeneous: [{ g: 1, maxNorm: 1, epsilon: 1, y: 1 }],
  exchangeable: ['n'],
  derivative: 'ofDefinition',
  kinks: 'where the length is the limit the gradient is any between that inside and that outside (here G)',
  clauses: {
    C1: '||clipNorm(g)|| <= maxNorm, up to rounding',
    C2: 'clipNorm(g) = g where ||g|| + epsilon < maxNorm, of vectors of integers whose length is one, bitwise',
    C3: 'g maxNorm / (||g|| + epsilon) of longer vectors whose length is a known integer, within the bound',
    C4: 'a second time with the same limit changes nothing, up to rounding',
    C5: 'maxNorm 0 gives 0, of g = 0 too, bitwise but for the sign of zero',
  },
  sources: [pascanu2013('algorithm 1'), pytorch('torch.nn.utils.clip_grad_norm_: epsilon is 1e-6')],
});
