import fc from 'fast-check';
import { expm } from '../../spec/decompositions/matrixFunctions.ts';
import { isHurwitzStable, isSchurStable, spectralRadius } from '../../spec/decompositions/stability.ts';
import { algebra } from '../../spec/exactMatrix.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { alone } from '../generators/calls.ts';
import { type Eigenvalue, type Similar, similarError, similarMatrices } from '../generators/similar.ts';
import { type Context, type Law, law } from '../law.ts';
import { ofMatrices } from '../ofMatrices.ts';
import { exactMatrix } from '../verbs/exactMatrices.ts';
import { outputOf } from '../verbs/judge.ts';
import { atLeast, atMost, holds, near } from '../verbs/measured.ts';
import { onDiagonal } from '../verbs/parts.ts';
import { refuted } from '../verbs/refuted.ts';
import { spectralNormOf } from '../verbs/spectrum.ts';
import { at, build, only, product, transposed } from '../verbs/tensors.ts';
import { backwardError, circulants, normalError, transformOf } from './_internal/eigenvalues.ts';
import { endsOnNaN, refusesNaN } from './_internal/nan.ts';

const { norm1, transpose } = algebra(0);

const radii = ofMatrices(spectralRadius, ({ rho }) => only(rho));

const answers = (operation: AnyOperation) => ofMatrices(operation, (outputs) => only(outputOf(outputs, 'stable')));
const [hurwitz, schur] = [answers(isHurwitzStable), answers(isSchurStable)];

const answered = (what: string, received: number, expected: boolean) =>
  holds(what, received === Number(expected), String(Number(expected)), String(received));

const real = (values: readonly number[]): Eigenvalue[] => values.map((value) => [value, 0]);

const decaying = [...real([-0.25, -0.5, -1, -1.5]), [-0.25, 1], [-0.5, -0.75]] as const;
const growing = [...real([0.25, 1]), [0.25, 1.5]] as const;
const inside = [...real([0.5, -0.75, 0.25, 0]), [0.5, 0.5], [-0.25, -0.75]] as const;
const outside = [...real([1.25, -1.5]), [0.75, -1]] as const;

const modulus = ([re, im]: Eigenvalue): number => Math.hypot(re, im);
const largest = (values: readonly Eigenvalue[]): number => Math.max(...values.map(modulus));

/** Where rounding does not decide: the distance of an eigenvalue from the edge of stability. */
const decided = (similar: Similar, margin: (value: Eigenvalue) => number, { u }: Context): void =>
  fc.pre(similarError(similar, u) < Math.min(...similar.values.map((value) => Math.abs(margin(value)))));

const length = (a: Tensor): number => Math.hypot(...a.data);

/** The laws that both kinds of stability have in common. */
const both = (
  ask: typeof hurwitz,
  [stable, unstable]: readonly [readonly Eigenvalue[], readonly Eigenvalue[]],
  margin: (value: Eigenvalue) => number,
) => {
  const cases = (context: Context) => similarMatrices(context, stable, unstable);
  const isStable = ({ values }: Similar) => values.every((value) => margin(value) < 0);
  return [
    ask('C2', {
      hint: 'real parts are taken for moduli, or the real eigenvalues alone are asked about',
      cases,
      of: (similar, context) => {
        decided(similar, margin, context);
        return [similar.a];
      },
      see: ([received], similar) => [answered('stable', received, isStable(similar))],
    }),
    ask('C3', {
      cases: (context) => beside(cases(context), { other: cases(context) }),
      of: (given, context) => {
        for (const one of [given, given.other]) decided(one, margin, context);
        return [transposed(given.a), onDiagonal(given.a, given.other.a)];
      },
      see: ([turned, whole], given) => [
        answered('A^T', turned, isStable(given)),
        answered('both blocks', whole, isStable(given) && isStable(given.other)),
      ],
    }),
  ];
};

export const laws: readonly Law[] = [
  radii('C2', {
    cases: (context) => alone(spectralRadius, context, { scaled: false }),
    of: ({ a }) => [a],
    see: ([rho], { a }, { u }) => {
      const [given, n] = [exactMatrix(a), a.shape[0] ?? 1];
      const trace = Array.from({ length: n }, (_, i) => at(a, i, i)).reduce((sum, one) => sum + one, 0);
      const allowed = backwardError(a, u);
      return [
        atMost('rho, against ||A||_1', rho, norm1(given), allowed),
        atMost('rho, against ||A||_inf', rho, norm1(transpose(given)), Math.sqrt(n) * allowed),
        atLeast('rho, against |trace A| / n', rho, Math.abs(trace) / n, allowed),
      ];
    },
  }),
  radii('C3', {
    hint: 'the largest real part, or the largest real eigenvalue, is taken',
    cases: circulants,
    of: ({ a }) => [a],
    see: ([rho], { a }, { u }) => [near('rho', rho, largest(transformOf(a)), normalError(a, u))],
  }),
  radii('C4', {
    cases: circulants,
    of: ({ a }) => [a, transposed(a), product(a, a)],
    see: ([rho, turned, square], { a }, { u }) => {
      const error = normalError(a, u);
      return [
        near('rho(A^T)', turned, rho, 2 * error),
        near('rho(A^2)', square, rho ** 2, 3 * norm1(exactMatrix(a)) * error + normalError(product(a, a), u)),
      ];
    },
  }),
  radii('C5', {
    cases: (context) => alone(spectralRadius, context, { domain: { a: 'symmetric' } }),
    of: ({ a }) => [a],
    see: ([rho], { a }, { u }) => [near('rho', rho, spectralNormOf(exactMatrix(a), u), 2 * backwardError(a, u))],
  }),
  radii('C6', {
    hint: 'a norm is given: of a matrix that is not normal it is larger',
    cases: (context) => similarMatrices(context, [...inside, ...outside]),
    of: ({ a }) => [a],
    see: ([rho], similar, { u }) => [near('rho', rho, largest(similar.values), similarError(similar, u))],
  }),
  refusesNaN(spectralRadius, 'R1', endsOnNaN),
  erratum(spectralRadius, 'E50', {
    given: ({ dtype }) => ({
      ones: tensorOf(dtype, [2, 2], [1, 1, 0, 1]),
      zeros: tensorOf(dtype, [2, 2], [0, 2, 0, 0]),
    }),
    check: async (on, { ones, zeros }, { u }) => {
      const asked = async (a: Tensor) => {
        const [one, other] = await Promise.all([
          on(spectralRadius, { a }),
          on(spectralRadius, { a: product(a, transposed(a)) }),
        ]);
        return [only(one.rho), only(other.rho)] as const;
      };
      const [[one, grown], [none, four]] = await Promise.all([asked(ones), asked(zeros)]);
      const golden = (3 + Math.sqrt(5)) / 2;
      // Of a block of order 2 an eigenvalue moves by the root of an error; the products are symmetric.
      const [root, error] = [Math.sqrt(80 * 2 * 2 * u * 4), 20 * 2 * 2 * u * 4 * 2];
      return [
        near('rho of a factor', one, 1, root),
        near('rho of a nilpotent factor', none, 0, root),
        refuted('the product has the radius of its factors', grown - one, 1),
        refuted('the product of nilpotent factors is nilpotent', four - none, 3),
        near('rho(A B)', grown, golden, error),
        near('rho(A B) of nilpotent factors', four, 4, error),
      ];
    },
  }),
  erratum(spectralRadius, 'E53', {
    given: ({ dtype }) => ({ a: tensorOf(dtype, [64, 64], new Array<number>(64 * 64).fill(1 / 16)) }),
    check: async (on, { a }, { u }) => {
      const rho = only((await on(spectralRadius, { a })).rho);
      return [refuted('rho is as small as the entries', rho - 1 / 16, 3), near('rho', rho, 4, normalError(a, u))];
    },
  }),
  ...both(hurwitz, [decaying, growing], ([re]) => re),
  law(isHurwitzStable, 'C4', {
    needs: [expm],
    cases: (context) => similarMatrices(context, decaying, growing),
    check: async (on, similar, context) => {
      decided(similar, ([re]) => re, context);
      const { a } = similar;
      const [{ stable }, { x }] = await Promise.all([on(isHurwitzStable, { a }), on(expm, { a })]);
      let power = x;
      // e^(64 A): the eigenvalues are at most -1/4 or at least 1/4, and kappa(S) is far below e^16.
      for (let doublings = 0; doublings < 6; doublings++) power = product(power, power);
      const size = length(power);
      return [
        holds('||e^(64 A)||_F < 1', only(stable) === Number(size < 1), `stable: ${only(stable)}`, `a norm of ${size}`),
      ];
    },
  }),
  erratum(isHurwitzStable, 'E73', {
    needs: [expm, isSchurStable],
    given: ({ dtype }) => ({ a: tensorOf(dtype, [2, 2], [-1, 16, 0, -1]), fast: tensorOf(dtype, [1, 1], [-96]) }),
    check: async (on, { a, fast }) => {
      const step = build(fast, [1, 1], () => 1 + at(fast, 0, 0) / 8);
      const [one, other, { x }, { stable: euler }] = await Promise.all([
        on(isHurwitzStable, { a }),
        on(isHurwitzStable, { a: fast }),
        on(expm, { a }),
        on(isSchurStable, { a: step }),
      ]);
      return [
        answered('A, whose eigenvalues are -1', only(one.stable), true),
        refuted('its solutions only fall: ||e^A||_F', length(x) - Math.SQRT2, 3),
        answered('[-96] in continuous time', only(other.stable), true),
        answered("its step of Euler's method, -11", only(euler), false),
      ];
    },
  }),
  ...both(schur, [inside, outside], (value) => modulus(value) - 1),
  schur('C4', {
    cases: (context) => similarMatrices(context, inside, outside),
    of: (similar, context) => {
      decided(similar, (value) => modulus(value) - 1, context);
      const square = { ...similar, a: product(similar.a, similar.a) };
      decided(square, (value) => modulus(value) ** 2 - 1, context);
      return [similar.a, square.a];
    },
    see: ([one, square]) => [answered('A^2', square, one === 1)],
  }),
];
