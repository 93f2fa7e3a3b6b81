import fc from 'fast-check';
import { certifiedRadius, fgsm } from '../../spec/metrics/robustness.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { tensors } from '../generators/tensors.ts';
import { type Law, law } from '../law.ts';
import { refuses } from '../observed.ts';
import { atMost, each, holds, near } from '../verbs/measured.ts';
import { at, inner, map, minus, only, scaled } from '../verbs/tensors.ts';

const label = (k: number) => tensorOf('int32', [], [k]);

export const laws: readonly Law[] = [
  law(fgsm, 'C1', {
    hint: 'a gradient of 0 counts as positive, or the gradient itself is added',
    cases: (context) => beside(tensors(context, { x: 'n', gradient: 'n' }), { epsilon: dealt([0.25, 2, 0, 8]) }),
    check: async (on, { x, gradient, epsilon }) => {
      const { y } = await on(fgsm, { x, gradient }, { epsilon });
      return [
        each('y', y, (what, value, i) =>
          near(what, value, (x.data[i] ?? 0) + epsilon * Math.sign(gradient.data[i] ?? 0), 0),
        ),
      ];
    },
  }),
  law(fgsm, 'C2', {
    hint: 'a step of Euclidean length epsilon, or against the gradient',
    cases: (context) => beside(tensors(context, { x: 'n', w: 'n', other: 'n' }), { epsilon: dealt([0.5, 4]) }),
    check: async (on, { x, w, other, epsilon }) => {
      const { y } = await on(fgsm, { x, gradient: w }, { epsilon });
      const gain = inner(w, minus(y, x));
      const step = map(other, (value) => (Math.abs(value) > 1 ? Math.sign(value) : value) * epsilon);
      const length = Array.from(w.data).reduce((sum, value) => sum + Math.abs(value), 0);
      return [near('the gain', gain, epsilon * length, 0), atMost('that of another step', inner(w, step), gain)];
    },
  }),
  law(certifiedRadius, 'C1', {
    hint: 'a wrong class has a radius too, or the constant is left out',
    cases: (context) =>
      beside(tensors(context, { z: 'c' }, { least: 2, most: 5 }), {
        choice: fc.nat(4),
        lipschitz: dealt([1, 3, 0.25]),
      }),
    check: async (on, { z, choice, lipschitz }, { u }) => {
      const own = choice % z.data.length;
      const margin = Math.max((z.data[own] ?? 0) - Math.max(...Array.from(z.data).filter((_, j) => j !== own)), 0);
      const [plain, half] = await Promise.all(
        [lipschitz, 2 * lipschitz].map(async (constant) =>
          only((await on(certifiedRadius, { z, target: label(own) }, { lipschitz: constant })).r),
        ),
      );
      const due = margin / (Math.SQRT2 * lipschitz);
      return [
        near('r', plain ?? Number.NaN, due, 16 * u * due),
        near('r of twice the constant', half ?? Number.NaN, (plain ?? Number.NaN) / 2, 4 * u * due),
      ];
    },
  }),
  law(certifiedRadius, 'C2', {
    hint: 'sqrt(2) is forgotten: two logits move at once',
    cases: (context) =>
      beside(tensors(context, { x: 'd', drawn: 'd' }, { sizes: { d: 2 } }), {
        w: dealt([
          [3, 4],
          [-8, 6],
          [5, 12],
        ] as const),
      }).map(({ x, drawn, w }) => ({ x, step: drawn, w: tensorOf(x.dtype, [2], w) })),
    check: async (on, { x, step, w }, { u }) => {
      // Logits <w, x> and -<w, x>: the matrix of w and -w has the norm sqrt(2) |w|.
      const output = inner(w, x);
      fc.pre(output !== 0);
      const size = Math.hypot(at(w, 0), at(w, 1));
      const lipschitz = Math.SQRT2 * size;
      const z = tensorOf(x.dtype, [2], [output, -output]);
      const own = output > 0 ? 0 : 1;
      const radius = only((await on(certifiedRadius, { z, target: label(own) }, { lipschitz })).r);
      const length = Math.hypot(at(step, 0), at(step, 1)) || 1;
      const within = scaled(step, (0.99 * radius) / length);
      const after = output + inner(w, within);
      return [
        holds('the class within the radius', Math.sign(after) === Math.sign(output), 'the same', String(after)),
        near('the radius', radius, Math.abs(output) / size, (64 * u * Math.abs(output)) / size),
      ];
    },
  }),
  refuses(certifiedRadius, 'R1', {
    share: 0.25,
    cases: (context) => tensors(context, { z: 'c' }, { least: 2 }),
    calls: ({ z }) => ({ 'a constant of 0 is refused': { z, target: label(0), lipschitz: 0 } }),
    honest: ({ r }) => !Number.isFinite(r?.data[0] ?? Number.NaN),
  }),
  refuses(certifiedRadius, 'R2', {
    orNaN: true,
    cases: (context) => beside(tensors(context, { z: 'c' }, { least: 2 }), { wrong: dealt([-1, 0, 5]) }),
    calls: ({ z, wrong }) => ({
      'a target that is no class is refused': {
        z,
        target: label(wrong < 0 ? -1 : z.data.length + wrong),
        lipschitz: 1,
      },
    }),
  }),
  refuses(certifiedRadius, 'R3', {
    share: 0.25,
    cases: (context) => tensors(context, { z: 'c' }, { sizes: { c: 1 } }),
    calls: ({ z }) => ({ 'a single class is refused': { z, target: label(0), lipschitz: 1 } }),
    honest: ({ r }) => !Number.isFinite(r?.data[0] ?? Number.NaN),
  }),
];
