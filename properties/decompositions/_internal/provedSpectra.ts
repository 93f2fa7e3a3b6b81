import { eigh } from '../../../spec/decompositions/eigh.ts';
import { svd } from '../../../spec/decompositions/svd.ts';
import type { Tensor } from '../../../spec/tensor.ts';
import { thresholds } from '../../../spec/thresholds.ts';
import {
  type Spectrum,
  type SpectrumDraw,
  spectrumDraws,
  valuesOf,
  withEigenvalues,
  withSingularValues,
} from '../../generators/spectra.ts';
import type { Context, Observation, Subject } from '../../law.ts';
import { norm1 } from '../../verbs/balls.ts';
import { ballOf, orthonormalProved, productProved, valueErrors, valuesProved } from '../../verbs/enclosedSpectrum.ts';
import { finite } from '../../verbs/measured.ts';
import { singularValueError } from './singularValueError.ts';

/** Values down to some units in the last place of the largest. */
const bitsOf = ({ u }: Context): number => -Math.log2(u) - 4;

/** Tall, wide and square ones: the third part is turned. */
function singularSpectrum(draw: SpectrumDraw, context: Context): Spectrum {
  const { a, left, values, right } = withSingularValues(context, draw, valuesOf(draw, bitsOf(context)));
  if (draw.key % 3 !== 0) return { a, left, values, right };
  const [m = 1, n = 1] = a.shape;
  const data = a.data.map((_, at) => a.data[(at % m) * n + Math.floor(at / m)] as number);
  return { a: { ...a, shape: [n, m], data } as Tensor, left: right, values, right: left };
}

/** Every second value negative, in ascending order; the columns of the basis go with them. */
function symmetricSpectrum(draw: SpectrumDraw, context: Context): Spectrum & { readonly ascending: readonly number[] } {
  const values = valuesOf(draw, bitsOf(context)).map((value, i) => (i % 2 === draw.key % 2 ? -value : value));
  const spectrum = withEigenvalues(context, draw, values);
  return { ...spectrum, ascending: values.toSorted((one, other) => one - other) };
}

const allFinite = (tensors: Readonly<Record<string, Tensor>>): Observation | undefined =>
  Object.entries(tensors)
    .map(([name, tensor]) => finite(name, tensor))
    .find(({ ratio }) => ratio !== 0);

/** What every value may be off where C1 and C2 of eigh hold, once for each: 60 n eps ||A||_1. */
const eigenvaluesProved = (
  { a, values, ascending, ...rest }: ReturnType<typeof symmetricSpectrum>,
  w: Tensor,
  u: number,
) => {
  // The largest of the errors goes for all, in whatever order they are.
  const error = Math.max(...valueErrors({ a, values, ...rest }));
  const allowed = 2 * thresholds.symmetricEigen * values.length * 2 * u * norm1(ballOf(a))[1];
  return valuesProved(
    'w',
    w,
    ascending,
    values.map(() => error),
    () => allowed,
  );
};

const singularValuesProved = (spectrum: Spectrum, s: Tensor, u: number) =>
  valuesProved('s', s, spectrum.values, valueErrors(spectrum), () =>
    singularValueError(spectrum.a.shape, spectrum.values[0] ?? 0, u),
  );

/** Of a law about a matrix of given values: what it draws and how it decides. */
const shared = { share: 0.5, cases: () => spectrumDraws({ tall: true }) } as const;

export const provedEigh = {
  ...shared,
  check: async (on: Subject, draw: SpectrumDraw, context: Context): Promise<readonly Observation[]> => {
    const spectrum = symmetricSpectrum(draw, context);
    const { a } = spectrum;
    const { w, v } = await on(eigh, { a });
    const strange = allFinite({ w, v });
    if (strange) return [strange];
    const allowed = thresholds.symmetricEigen * draw.n * 2 * context.u;
    return [
      productProved(a, v, w, v, allowed * norm1(ballOf(a))[1]),
      orthonormalProved('V', v, allowed),
      eigenvaluesProved(spectrum, w, context.u),
    ];
  },
};

export const provedSvd = {
  ...shared,
  check: async (on: Subject, draw: SpectrumDraw, context: Context): Promise<readonly Observation[]> => {
    const spectrum = singularSpectrum(draw, context);
    const { a } = spectrum;
    const { u, s, v } = await on(svd, { a });
    const strange = allFinite({ u, s, v });
    if (strange) return [strange];
    const allowed = (size: number) => thresholds.singular * size * 2 * context.u;
    const [m = 1, n = 1] = a.shape;
    return [
      productProved(a, u, s, v, allowed(Math.max(m, n)) * norm1(ballOf(a))[1]),
      orthonormalProved('U', u, allowed(m)),
      orthonormalProved('V', v, allowed(n)),
      singularValuesProved(spectrum, s, context.u),
    ];
  },
};

/** Values alone, `w` of symmetric matrices or `s`, of an operation that gives no vectors. */
export const provedValues = (name: 'w' | 's', ask: (on: Subject, a: Tensor) => Promise<Tensor>) => ({
  ...shared,
  check: async (on: Subject, draw: SpectrumDraw, context: Context): Promise<readonly Observation[]> => {
    const spectrum = name === 'w' ? symmetricSpectrum(draw, context) : singularSpectrum(draw, context);
    const values = await ask(on, spectrum.a);
    const seen = finite(name, values);
    if (seen.ratio !== 0) return [seen];
    return [
      'ascending' in spectrum
        ? eigenvaluesProved(spectrum as ReturnType<typeof symmetricSpectrum>, values, context.u)
        : singularValuesProved(spectrum, values, context.u),
    ];
  },
});
