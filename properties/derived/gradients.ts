import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { distanceBetween, errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { float, ulpOf } from '../../spec/scalars/float.ts';
import { parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { CaseOptions } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import type { Kind } from '../generators/kinds.ts';
import type { Reach } from '../generators/reach.ts';
import { type Context, type Law, law, type Observation, type Storage, Unsupported } from '../law.ts';
import { identical, literal, placeName, scaledBy, withoutBound } from '../verbs/compare.ts';
import { type Cotangents, type ExpectedGradient, requireSmooth } from '../verbs/derivative.ts';
import { isImplicit, outputOf, whereDefined } from '../verbs/judge.ts';
import { gradientOracle, hasOracle } from '../verbs/oracle.ts';
import { exactPairing, innerProduct } from '../verbs/pairing.ts';
import { isSymmetric, mirrored } from '../verbs/symmetry.ts';
import { cotangentsFor, directionsFor, finite, type GradientCase, gradientCases, times } from './gradientCases.ts';
import { constantAlongFirstAxis, laidOutCases, layoutChoices, layoutOf } from './layouts.ts';
import { requireInRange } from './requireInRange.ts';

/** Powers of two that cotangents are multiplied by: their squares are out of range, and what is dropped for being small is so here. */
const ends = {
  float64: { big: 600, small: -600 },
  float32: { big: 80, small: -80 },
  float16: { big: 3, small: -8 },
  bfloat16: { big: 80, small: -80 },
} as const;

interface LayoutCase extends GradientCase {
  /** The layouts of the inputs and of the cotangents. */
  readonly choices: readonly number[];
  readonly cotangentChoices: readonly number[];
  /** Inputs may be views of one buffer. One value for two inputs is not drawn: a tape may give either the sum of both gradients. */
  readonly storage: Storage;
}

/** The gradient of every input element against the exact Jacobian; of a symmetric input, its symmetric part. */
export function compareGradients(
  operation: AnyOperation,
  given: GradientCase,
  all: readonly ExpectedGradient[],
  gradients: Cotangents,
  context: Context,
): Observation[] {
  const mirrors = new Map(
    all.filter(({ input }) => isSymmetric(operation, input)).map((one) => [`${one.input} ${one.position}`, one]),
  );
  return all.map((one) => {
    const { input, position } = one;
    const tensor = outputOf(given.inputs, input);
    const other = isSymmetric(operation, input) ? mirrored(tensor, position) : position;
    const mirror = other === position ? one : (mirrors.get(`${input} ${other}`) ?? one);
    const isAlone = mirror === one;
    const want = isAlone ? one.exact : exact.mul(exact.constant(0.5), exact.sum([one.exact, mirror.exact]));
    const allowed = (one.allowed + mirror.allowed) / 2;
    const what = `gradient of ${placeName(input, tensor, position)}`;
    if (allowed === Number.POSITIVE_INFINITY) return withoutBound(what);
    if (Number.isNaN(allowed)) return { ratio: Number.NaN, what: `${what}, of results that break the equations` };
    const data = gradients[input]?.data ?? [];
    const got = ((data[position] ?? Number.NaN) + (data[other] ?? Number.NaN)) / 2;
    const error = errorOf(got, want);
    return {
      ratio: error === 0 ? 0 : error / allowed,
      ulp: error / ulpOf(context.dtype, toNumber(want)),
      what,
      expected: literal(toNumber(want)),
      received: literal(got),
    };
  });
}

/** At most four unit cotangents, spread over the elements of all outputs. */
function unitCotangents(
  { signature }: AnyOperation,
  all: Cotangents,
  weights: readonly number[],
): Record<string, Tensor>[] {
  const whole = new Set(parseSignature(signature).outputs.flatMap(({ name, integer }) => (integer ? [name] : [])));
  const rows = Object.entries(all).flatMap(([name, tensor]) =>
    whole.has(name) ? [] : Array.from(tensor.data, (_, at) => ({ name, at })),
  );
  const chosen =
    rows.length <= 4
      ? rows
      : [0, 1, 2, 3].flatMap((k) => rows[(Math.abs(weights[k] ?? 1) * 7 + k * 11) % rows.length] ?? []);
  return chosen.map((row) =>
    Object.fromEntries(
      Object.entries(all).map(([name, { dtype, shape, data }]) => [
        name,
        tensorOf(
          dtype,
          shape,
          Array.from(data, (_, at) => (name === row.name && at === row.at ? 1 : 0)),
        ),
      ]),
    ),
  );
}

/** Rows of the Jacobian tell on small shapes what is wrong; that it is, one functional of all elements tells at any size. */
const near: readonly Reach[] = ['small', 'tile', 'small', 'pair', 'small', 'batch', 'small', 'empty', 'deep'];
const far: readonly Reach[] = [
  'tile',
  'small',
  'tile',
  'pair',
  'long',
  'tile',
  'batch',
  'small',
  'tile',
  'pair',
  'empty',
  'deep',
];

/** Where differences cancel, where all are equal, or where nothing is all at one end, a pullback is wrong that is right elsewhere. */
const gentle: readonly Kind[] = ['plain', 'near', 'small', 'apart', 'plain', 'small', 'equal', 'signs'];

/**
 * And where squares over- and underflow: not beside cotangents of 0, which are right to leave NaN where a derivative overflows.
 */
const harsh: readonly Kind[] = [
  'plain',
  'scaled',
  'subnormal',
  'small',
  'near',
  'apart',
  'spread',
  'plain',
  'sparse',
  'small',
  'subnormal',
  'equal',
];

/**
 * What a subnormal product loses is multiplied by what comes after it, in an order that no definition fixes: by nothing where
 * gradients are sums of products of a cotangent and one input, as the weights say that have no sign, are of no attribute and are not of
 * three factors.
 */
const bearable =
  ({ homogeneous = [], attributes = {}, kinks }: AnyOperation) =>
  (kind: Kind): boolean => {
    // Ties are kinks, and have a law of their own.
    if (kind === 'equal' || kind === 'signs') return kinks === undefined;
    return (
      kind !== 'subnormal' ||
      (homogeneous.length < 3 &&
        homogeneous.every((weights) =>
          Object.entries(weights).every(([name, weight]) => Number(weight) >= 0 && !(name in attributes)),
        ))
    );
  };

/**
 * What of this is drawn: of implicit operations matrices have classes of their own, and sizes at which these are nonsingular; their
 * definitions take products of as many entries as there are rows, which a quarter of the scales leaves in range.
 */
const hardOnes = (operation: AnyOperation, reach: readonly Reach[], kinds: readonly Kind[]): CaseOptions => ({
  reach: isImplicit(operation) ? reach.filter((one) => one !== 'long') : reach,
  // Not integers: kinks are skipped where they are met.
  entries: 'reals',
  far: true,
  ...(isImplicit(operation)
    ? { kinds: kinds.filter((kind) => kind === 'plain' || kind === 'scaled'), scaleShare: 0.25 }
    : { kinds: kinds.filter(bearable(operation)), domain: { ...operation.domain, ...operation.smooth } }),
});

/** Laws of an operation's pullback, where the record states one: those that compare with it need something to differentiate. */
export const gradientLaws = (operation: AnyOperation): Law[] =>
  operation.derivative === undefined
    ? []
    : [...(hasOracle(operation) ? oracleLaws(operation) : []), ...unaidedLaws(operation)];

/** The pullback is that of the definition, or of the residuals. */
function oracleLaws(operation: AnyOperation): Law[] {
  return [
    law<GradientCase>(operation, 'jacobian', {
      statement:
        'the pullback of each unit cotangent is that row of the exact Jacobian (the definition in reverse mode, or its equations solved for it)',
      hint: 'a term, a factor, a transpose or a sum over a broadcast axis is missing from the gradient',
      gradient: true,
      share: 0.4,
      cases: (context) => gradientCases(operation, context, { most: 2, ...hardOnes(operation, near, gentle) }),
      check: async (on, given, context) => {
        const oracle = await gradientOracle(on, operation, given, context);
        const units = unitCotangents(operation, cotangentsFor(operation, given, context), given.weights);
        const observations = await Promise.all(
          units.map(async (unit) => {
            const gradients = await on.gradient(operation, given.inputs, unit, given.attributes);
            return compareGradients(operation, given, await oracle(unit), gradients, context);
          }),
        );
        return observations.flat();
      },
    }),
    law<GradientCase>(operation, 'adjoint', {
      statement: '<J v, w> = <v, J^T w> for every direction v of one input and cotangent w',
      hint: 'the gradient is not the transpose of the derivative',
      gradient: true,
      share: 0.65,
      cases: (context) =>
        gradientCases(operation, context, { most: 4, mostListed: 2, longRoom: 20, ...hardOnes(operation, far, harsh) }),
      check: async (on, given, context) => {
        const [cotangents, directions] = [cotangentsFor(operation, given, context), directionsFor(operation, given)];
        const oracle = await gradientOracle(on, operation, given, context);
        const expected = await oracle(cotangents);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        const byInput = Map.groupBy(expected, ({ input }) => input);
        // One by one: a large gradient would cover what is wrong with a small one.
        return Object.entries(directions).map(([name, direction]): Observation => {
          const { value, allowed } = exactPairing(byInput.get(name) ?? [], { [name]: direction });
          const what = `<J v, w> - <v, J^T w>, v a direction of ${name}`;
          if (allowed === Number.POSITIVE_INFINITY) return withoutBound(what);
          if (Number.isNaN(allowed)) return { ratio: Number.NaN, what: `${what}, of results that break the equations` };
          if (!finite({ [name]: outputOf(gradients, name) }))
            return { ratio: Number.NaN, what: `a gradient of ${name} that is not finite` };
          const received = innerProduct(gradients, { [name]: direction });
          const error = distanceBetween(value, received);
          return {
            ratio: error === 0 ? 0 : error / allowed,
            what,
            expected: literal(toNumber(value)),
            received: literal(toNumber(received)),
          };
        });
      },
    }),
  ];
}

/** What needs no oracle, where results promise enough. */
function unaidedLaws(operation: AnyOperation): Law[] {
  return [
    law<GradientCase>(operation, 'linearCotangent', {
      statement:
        'the pullback of 0 is 0, and of 2^k w is 2^k times the pullback of w, bit for bit (where terms vanish below the normal range, within the bound), for large and small k',
      hint: 'the gradient adds something that does not depend on the cotangent, clips it, or drops what is small',
      gradient: true,
      share: 0.4,
      cases: (context) => gradientCases(operation, context),
      check: async (on, given, context) => {
        requireSmooth(operation, given);
        const cotangents = cotangentsFor(operation, given, context);
        const pull = (factor: number) =>
          on.gradient(operation, given.inputs, times(cotangents, factor), given.attributes);
        const { big, small } = ends[context.dtype];
        const [once, large, tiny, none] = await Promise.all([pull(1), pull(2 ** big), pull(2 ** small), pull(0)]);
        requireInRange(context, once, large);
        // Where there is no result, as where an estimate of a norm is 0, there is no gradient.
        if (!finite(once) || !finite(none)) requireResult(operation, given);
        // Not 0 times what was received, which may have overflowed.
        const zero = Object.fromEntries(
          Object.entries(once).map(([name, one]) => [name, { ...one, data: one.data.map(() => 0) }]),
        );
        const scaled = async (pulled: Cotangents, k: number): Promise<Observation[]> => {
          const bits = Object.keys(once).map((name) =>
            scaledBy(outputOf(pulled, name), outputOf(once, name), k, `gradient of ${name} for 2^${k} w`),
          );
          if (isImplicit(operation) || bits.every(({ ratio }) => ratio <= 1)) return bits;
          // A term that vanishes may decide how a tie is rounded, far above the normal range: then the bound does.
          const oracle = await gradientOracle(on, operation, given, context);
          return compareGradients(operation, given, await oracle(times(cotangents, 2 ** k)), pulled, context);
        };
        return [
          ...(await scaled(large, big)),
          ...(await scaled(tiny, small)),
          ...Object.keys(once).map((name) =>
            identical(outputOf(none, name), outputOf(zero, name), `gradient of ${name} for w = 0`),
          ),
        ];
      },
    }),
    law<GradientCase>(operation, 'untouchedByGradient', {
      statement: 'inputs and cotangents have the same bits after gradients were computed',
      hint: 'the pullback works in place on activations, or on a cotangent, that it does not own',
      hintOfLoss: true,
      gradient: true,
      share: 0.35,
      cases: (context) => gradientCases(operation, context),
      check: async (on, given, context) => {
        requireSmooth(operation, given);
        const cotangents = cotangentsFor(operation, given, context);
        const after = await on.operandsAfterGradient(operation, given.inputs, cotangents, given.attributes);
        return Object.entries({ ...given.inputs, ...cotangents }).map(([name, before]) =>
          identical(after[name] ?? before, before, name),
        );
      },
    }),
    law<LayoutCase>(operation, 'gradientLayouts', {
      statement:
        'gradients at views, of one buffer too, and of cotangents that are views, are those of copies; what lies beside their elements is not read',
      hint: 'the pullback ignores strides or offsets of an input or of a cotangent',
      hintOfLoss: true,
      gradient: true,
      layouts: true,
      share: 1.4,
      cases: (context) =>
        fc
          .tuple(
            gradientCases(operation, context, laidOutCases),
            layoutChoices(),
            layoutChoices(),
            dealt(['own', 'own', 'shared']),
          )
          .map(([base, choices, cotangentChoices, storage]) => ({ ...base, choices, cotangentChoices, storage })),
      check: async (on, given, context) => {
        requireSmooth(operation, given);
        // A broadcast view needs repeated values: of inputs, the layouts law of the forward call has it.
        const offered = on.layouts.filter((layout) => layout !== 'broadcast');
        const layouts = Object.fromEntries(
          Object.entries(given.inputs).map(([name, tensor], at) => [
            name,
            // A view in another layout has a buffer of its own.
            layoutOf(offered, given.storage === 'own' ? (given.choices[at] ?? 0) : 0, tensor),
          ]),
        );
        const drawn = Object.entries(cotangentsFor(operation, given, context)).map(([name, tensor], at) => {
          const layout = layoutOf(on.layouts, given.cotangentChoices[at] ?? 0, tensor);
          return { name, layout, tensor: layout === 'broadcast' ? constantAlongFirstAxis(tensor) : tensor };
        });
        const cotangents = Object.fromEntries(drawn.map(({ name, tensor }) => [name, tensor]));
        const cotangentLayouts = Object.fromEntries(drawn.map(({ name, layout }) => [name, layout]));
        const views = { layouts, cotangentLayouts, storage: given.storage };
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes, views);
        if (context.reproducible) {
          const copied = await on.gradient(operation, given.inputs, cotangents, given.attributes);
          return Object.keys(copied).map((name) => identical(outputOf(gradients, name), outputOf(copied, name), name));
        }
        if (!hasOracle(operation)) {
          throw new Unsupported('the adapter does not promise the same bits for every layout and batch');
        }
        const oracle = await gradientOracle(on, operation, given, context);
        return compareGradients(operation, given, await oracle(cotangents), gradients, context);
      },
    }),
  ];
}

/** Leaves a case out whose result is not finite by the definition. */
function requireResult(operation: AnyOperation, { inputs, attributes }: GradientCase): void {
  if (operation.definition === undefined) return;
  const results = whereDefined(operation, inputs, attributes, float('float64'));
  fc.pre(Object.values(results).every(({ values }) => values.every(Number.isFinite)));
}
