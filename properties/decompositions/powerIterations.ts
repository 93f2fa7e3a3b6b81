import fc from 'fast-check';
import { powerIteration, singularPowerIteration } from '../../spec/decompositions/powerIterations.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { erratum } from '../erratum.ts';
import { beside } from '../generators/beside.ts';
import { dealt } from '../generators/dealt.ts';
import { knownEigenvalues, knownSingularValues } from '../generators/knownSpectrum.ts';
import { mixed } from '../generators/stream.ts';
import { tensors } from '../generators/tensors.ts';
import { type Context, type Law, law, type Observation } from '../law.ts';
import { closedForm } from '../metamorphic.ts';
import { ofResult } from '../observed.ts';
import { singularValuesIn } from '../verbs/bases.ts';
import { identical } from '../verbs/compare.ts';
import { exactMatrix, finite } from '../verbs/exactMatrices.ts';
import { atLeast, atMost, near } from '../verbs/measured.ts';
import { refuted } from '../verbs/refuted.ts';
import { eigenvaluesOf } from '../verbs/spectrum.ts';
import { at, build, product, transposed, zeros } from '../verbs/tensors.ts';
import { frobenius, rowOf, sizeOf, vectors } from './_internal/starts.ts';
import { partsOf, trajectory } from './_internal/trajectory.ts';

/** Every row of the vectors of an iteration, and what is read of it, against points that are known along a basis. */
function nearPoints(
  rows: Tensor,
  basis: Tensor,
  points: ReturnType<typeof trajectory>,
  read: readonly [name: string, received: Tensor, expected: (parts: readonly number[]) => number, slope: number],
  rounding: number,
): Observation[] {
  const strange = finite({ x: rows });
  if (strange.ratio !== 0) return [strange];
  const [name, received, expected, slope] = read;
  return points.flatMap(({ parts, error }, t) => {
    const found = partsOf(rowOf(rows, t), basis);
    const off = Math.hypot(...found.map((part, i) => part - (parts[i] ?? 0)));
    return [
      atMost(`distance of vector ${t + 1} from where it must be`, off, 0, 4 * (error + rounding)),
      near(`${name}_${t + 1}`, at(received, t), expected(parts), 4 * slope * (error + rounding)),
    ];
  });
}

/** A positive semidefinite integer matrix and a start. */
const semidefinite = (context: Context) =>
  tensors(context, { b: 'n p', start: 'n' }, { most: 4 }).map(({ b, start }) => ({
    a: product(b, transposed(b)),
    start,
    steps: 6,
  }));

/** The starts of C6: Gaussian numbers, always the same. */
const gaussian = (key: number): number => {
  const unit = (position: number) => ((mixed(position, 2 * key + position) % 65521) + 1) / 65522;
  return Math.sqrt(-2 * Math.log(unit(17))) * Math.cos(2 * Math.PI * unit(29));
};
const hadamard = (i: number, j: number): number => {
  let sign = 1;
  for (let both = i & j; both > 0; both >>= 1) if (both % 2 === 1) sign = -sign;
  return sign;
};
const order = 8;
const starts = 24;

export const laws: readonly Law[] = [
  ofResult(powerIteration, 'C1', {
    hint: 'a step starts from another vector than the one before, or is not divided by its length',
    cases: (context) => vectors(knownEigenvalues(context)),
    of: ({ x, rho }, { a, left, start, steps, ...known }, _, { u }) => {
      const values = singularValuesIn({ a, left, ...known });
      const lost = (2 * sizeOf(a) + 6) * u * frobenius(a);
      const points = trajectory(values, partsOf(start.data, left), steps, lost);
      const value = (parts: readonly number[]) => parts.reduce((sum, part, i) => sum + part ** 2 * (values[i] ?? 0), 0);
      return nearPoints(x, left, points, ['rho', rho, value, 2 * frobenius(a)], (2 * sizeOf(a) + 6) * u);
    },
  }),
  ofResult(powerIteration, 'C2', {
    cases: semidefinite,
    of: ({ rho }, { a, start }, _, { u }) => {
      const n = start.data.length;
      const [most, allowed] = [eigenvaluesOf(exactMatrix(a), u).at(-1) ?? 0, 8 * (2 * n + 6) * u * frobenius(a)];
      return Array.from(rho.data, (value, t) => [
        atMost(`rho_${t + 1}`, value, most, allowed),
        atLeast(`rho_${t + 1}, against the one before`, value, at(rho, Math.max(t - 1, 0)), allowed),
      ]).flat();
    },
  }),
  closedForm(powerIteration, 'C3', {
    cases: (context) =>
      beside(tensors(context, { values: 'n' }), { k: fc.nat(4), length: dealt([1, 3, 4]), steps: dealt([2, 5]) }).map(
        ({ values, k, length, steps }) => {
          const n = values.data.length;
          const diagonal = (i: number) => at(values, i) || 1;
          return {
            a: build(values, [n, n], (i, j) => (i === j ? diagonal(i) : 0)),
            start: build(values, [n], (i) => (i === k % n ? length : 0)),
            steps,
            place: k % n,
            value: diagonal(k % n),
          };
        },
      ),
    result: ({ a, start, steps, place, value }) => ({
      x: build(a, [steps, start.data.length], (t, i) => (i === place ? (t % 2 === 0 ? Math.sign(value) : 1) : 0)),
      rho: build(a, [steps], () => value),
    }),
  }),
  ofResult(powerIteration, 'C4', {
    share: 0.25,
    cases: ({ dtype }) =>
      fc.record({ length: fc.integer({ min: 1, max: 9 }), sign: dealt([1, -1]) }).map(({ length, sign }) => ({
        a: tensorOf(dtype, [2, 2], [1, 0, 0, -1]),
        start: tensorOf(dtype, [2], [length, sign * length]),
        steps: 6,
      })),
    of: ({ x, rho }, { start }, _, { u }) =>
      Array.from({ length: 6 }, (_, t) => [
        near(`x_${t + 1}[0]`, at(x, t, 0), Math.SQRT1_2, 8 * u),
        near(`x_${t + 1}[1]`, at(x, t, 1), Math.SQRT1_2 * (t % 2 === 0 ? -1 : 1) * Math.sign(at(start, 1)), 8 * u),
        near(`rho_${t + 1}`, at(rho, t), 0, 8 * u),
      ]).flat(),
  }),
  law(powerIteration, 'C5', {
    hint: 'a vector of length 0 is divided by its length',
    cases: (context) => tensors(context, { drawn: 'n n', start: 'n' }),
    check: async (on, { drawn, start }) => {
      const steps = start.data.length;
      const nilpotent = build(drawn, drawn.shape, (i, j) => (i < j ? at(drawn, i, j) : 0));
      const calls = [
        { a: zeros(drawn), start },
        { a: nilpotent, start },
        { a: drawn, start: zeros(start) },
      ].map((inputs) => on(powerIteration, inputs, { steps }));
      const [none, ended, still] = await Promise.all(calls);
      const last = (x: Tensor) => build(x, [steps], (i) => at(x, steps - 1, i));
      return [none, ended, still].flatMap((outputs, k) => {
        if (outputs === undefined) return [];
        const { x, rho } = outputs;
        const what = ['of A = 0', 'of a nilpotent A after n steps', 'of a start of 0'][k] ?? '';
        if (k === 1) return [identical(last(x), zeros(last(x)), `x ${what}`)];
        return [identical(x, zeros(x), `x ${what}`), identical(rho, zeros(rho), `rho ${what}`)];
      });
    },
  }),
  law(powerIteration, 'C6', {
    share: 0.05,
    cases: ({ dtype }) =>
      fc.array(fc.integer({ min: 0, max: 64 }), { minLength: order - 1, maxLength: order - 1 }).map((others) => {
        const values = [64, ...others];
        const entry = (i: number, j: number) =>
          values.reduce((sum, value, k) => sum + (hadamard(i, k) * hadamard(j, k) * value) / order, 0);
        const like = tensorOf(dtype, [], [0]);
        return { a: build(like, [order, order], entry) };
      }),
    check: async (on, { a }, { u }) => {
      const steps = 9;
      const runs = Array.from({ length: starts }, (_, run) =>
        on(powerIteration, { a, start: build(a, [order], (i) => gaussian(order * run + i)) }, { steps }),
      );
      const results = await Promise.all(runs);
      return [3, 5, 9].map((t) => {
        const errors = results.map(({ rho }) => 1 - at(rho, t - 1) / 64);
        const mean = errors.reduce((sum, one) => sum + one, 0) / starts;
        return atMost(`mean error of rho_${t}`, mean, (0.871 * Math.log(order)) / (t - 1), 100 * order * u);
      });
    },
  }),
  erratum(powerIteration, 'E57', {
    given: ({ dtype }) => ({
      a: tensorOf(dtype, [2, 2], [1, 0, 0, 1 - 2 ** -10]),
      start: tensorOf(dtype, [2], [1, 1]),
      across: tensorOf(dtype, [2], [0, 1]),
    }),
    check: async (on, { a, start, across }, { u }) => {
      const steps = 200;
      const [slow, never] = await Promise.all([
        on(powerIteration, { a, start }, { steps }),
        on(powerIteration, { a, start: across }, { steps }),
      ]);
      const ratio = at(slow.x, steps - 1, 1) / at(slow.x, steps - 1, 0);
      return [
        refuted('the second part is gone after 200 steps', ratio, 0.8),
        near('it falls by w_2 / w_1 a step', ratio, (1 - 2 ** -10) ** steps, 10 * steps * u),
        near('rho from a start across v_1', at(never.rho, steps - 1), 1 - 2 ** -10, 0),
      ];
    },
  }),
  ofResult(singularPowerIteration, 'C1', {
    cases: (context) => tensors(context, { a: 'm n', start: 'n' }).map((given) => ({ ...given, steps: 6 })),
    of: ({ sigma }, { a }, _, { u }) => {
      const most = Math.sqrt(eigenvaluesOf(exactMatrix(product(transposed(a), a)), u).at(-1) ?? 0);
      const [size, slack] = [frobenius(a), 16 * (sizeOf(a) + 3) * u];
      return Array.from(sigma.data, (value, t) => {
        const before = at(sigma, Math.max(t - 1, 0));
        // What A v loses in digits where v is far from v_1.
        const growth = before === 0 ? 0 : (size / before) ** 2;
        return [
          atMost(`sigma_${t + 1}, against the norm`, value, most, slack * size),
          atLeast(`sigma_${t + 1}, against the one before`, value, before, slack * size * (1 + growth)),
        ];
      }).flat();
    },
  }),
  ofResult(singularPowerIteration, 'C2', {
    hint: 'powers of A are taken where those of A^T A are meant, or u is given for v',
    cases: (context) => vectors(knownSingularValues(context, { deficient: true })),
    of: ({ v, sigma }, { start, steps, ...known }, _, { u }) => {
      const [s, n] = [singularValuesIn(known), known.right.shape[0] ?? 1];
      const padded = Array.from({ length: n }, (_, i) => s[i] ?? 0);
      const rounding = (4 * sizeOf(known.a) + 16) * u;
      const squares = padded.map((value) => (value / (s[0] ?? 1)) ** 2);
      const lost = (rounding * frobenius(known.a)) / (s[0] ?? 1);
      const points = trajectory(squares, partsOf(start.data, known.right), steps, lost);
      const length = (parts: readonly number[]) => Math.hypot(...parts.map((part, i) => part * (padded[i] ?? 0)));
      return nearPoints(v, known.right, points, ['sigma', sigma, length, frobenius(known.a)], rounding);
    },
  }),
  ofResult(singularPowerIteration, 'C3', {
    share: 0.25,
    cases: ({ dtype }) =>
      fc
        .record({ one: fc.integer({ min: -4, max: 4 }), other: fc.integer({ min: -4, max: 4 }) })
        .map(({ one, other }) => ({
          a: tensorOf(dtype, [2, 2], [1, 0, 0, -1]),
          start: tensorOf(dtype, [2], one === 0 && other === 0 ? [3, 4] : [one, other]),
          steps: 4,
        })),
    of: ({ v, sigma }, { start }, _, { u }) => {
      const [length, isAlong] = [frobenius(start), start.data.includes(0)];
      const allowed = isAlong ? 0 : 32 * u;
      return Array.from({ length: 4 }, (_, t) => [
        near(`v_${t + 1}[0]`, at(v, t, 0), at(start, 0) / length, allowed),
        near(`v_${t + 1}[1]`, at(v, t, 1), at(start, 1) / length, allowed),
        near(`sigma_${t + 1}`, at(sigma, t), 1, allowed),
      ]).flat();
    },
  }),
  law(singularPowerIteration, 'C4', {
    share: 0.5,
    hint: 'a vector of length 0 is divided by its length',
    cases: (context) => tensors(context, { a: 'm n', start: 'n' }),
    check: async (on, { a, start }) => {
      const results = await Promise.all([
        on(singularPowerIteration, { a: zeros(a), start }, { steps: 3 }),
        on(singularPowerIteration, { a, start: zeros(start) }, { steps: 3 }),
      ]);
      return results.flatMap(({ v, sigma }) => [identical(v, zeros(v), 'v'), identical(sigma, zeros(sigma), 'sigma')]);
    },
  }),
];
