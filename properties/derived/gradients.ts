import fc from 'fast-check';
import type { AnyOperation } from '../../spec/operation.ts';
import { errorOf, exact, toNumber } from '../../spec/scalars/exact.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { CaseOptions } from '../generators/cases.ts';
import { dealt } from '../generators/dealt.ts';
import type { Kind } from '../generators/kinds.ts';
import type { Reach } from '../generators/reach.ts';
import { type Context, type Law, law, type Observation, type Storage } from '../law.ts';
import { elementName, identical, literal, scaledBy, ulpOf, withoutBound } from '../verbs/compare.ts';
import { type Cotangents, type ExpectedGradient, exactPullback, requireSmooth } from '../verbs/derivative.ts';
import { isImplicit, outputOf } from '../verbs/judge.ts';
import { exactPairing, innerProduct } from '../verbs/pairing.ts';
import { cotangentsOfDefinition } from '../verbs/signs.ts';
import { isSymmetric, mirrored } from '../verbs/symmetry.ts';
import { cotangentsFor, directionsFor, finite, type GradientCase, gradientCases, times } from './gradientCases.ts';
import { constantAlongFirstAxis, layoutChoices, layoutOf } from './layouts.ts';

interface LayoutCase extends GradientCase {
  /** The layouts of the inputs and of the cotangents. */
  readonly choices: readonly number[];
  readonly cotangentChoices: readonly number[];
  /** Inputs may be views of one buffer. One value for two inputs is not drawn: a tape may give either the sum of both gradients. */
  readonly storage: Storage;
}

/** The gradient of every input element against the exact Jacobian; of a symmetric input, its symmetric part. */
function compareGradients(
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
    const what = `gradient of ${elementName(input, tensor.shape, position)}`;
    if (allowed === Number.POSITIVE_INFINITY) return withoutBound(what);
    const data = gradients[input]?.data ?? [];
    const got = ((data[position] ?? Number.NaN) + (data[other] ?? Number.NaN)) / 2;
    const error = errorOf(got, want);
    return {
      ratio: error === 0 ? 0 : error / allowed,
      ulp: error / ulpOf(toNumber(want), context.dtype),
      what,
      expected: literal(toNumber(want)),
      received: literal(got),
    };
  });
}

/** At most four unit cotangents, spread over the elements of all outputs. */
function unitCotangents(all: Cotangents, weights: readonly number[]): Record<string, Tensor>[] {
  const rows = Object.entries(all).flatMap(([name, tensor]) => Array.from(tensor.data, (_, at) => ({ name, at })));
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

/** As far as gradients are drawn elsewhere, and long axes: a sum in a pullback has blocks of its own. */
const far: readonly Reach[] = ['small', 'tile', 'small', 'pair', 'long', 'batch', 'small', 'empty', 'deep'];

/** Where differences cancel, a pullback is wrong that is right elsewhere. */
const gentle: readonly Kind[] = ['plain', 'near', 'plain', 'apart'];

/**
 * And where squares over- and underflow: not beside cotangents of 0, which are right to leave NaN where a derivative overflows.
 */
const harsh: readonly Kind[] = ['plain', 'scaled', 'plain', 'near', 'apart', 'plain', 'sparse', 'subnormal'];

/** What of this is drawn: of implicit operations matrices have classes of their own, and sizes at which these are nonsingular. */
const hardOnes = (operation: AnyOperation, kinds: readonly Kind[]): CaseOptions =>
  isImplicit(operation) ? {} : { reach: far, kinds };

/** Laws of an operation's pullback, where the record states one and has a definition to differentiate. */
export function gradientLaws(operation: AnyOperation): Law[] {
  if (operation.derivative === undefined || operation.definition === undefined) return [];
  return [
    law<GradientCase>(operation, 'jacobian', {
      statement:
        'the pullback of each unit cotangent is that row of the exact Jacobian (the definition in reverse mode)',
      hint: 'a term, a factor, a transpose or a sum over a broadcast axis is missing from the gradient',
      gradient: true,
      share: 0.5,
      cases: (context) => gradientCases(operation, context, { most: 2, ...hardOnes(operation, gentle) }),
      check: async (on, given, context) => {
        const pullback = exactPullback(operation, given, context);
        const units = unitCotangents(cotangentsFor(operation, given, context), given.weights);
        const observations = await Promise.all(
          units.map(async (unit) => {
            const gradients = await on.gradient(operation, given.inputs, unit, given.attributes);
            const weights = await cotangentsOfDefinition(on, operation, given, unit);
            return compareGradients(operation, given, pullback(weights), gradients, context);
          }),
        );
        return observations.flat();
      },
    }),
    law<GradientCase>(operation, 'adjoint', {
      statement: '<J v, w> = <v, J^T w> for every direction v and cotangent w',
      hint: 'the gradient is not the transpose of the derivative',
      gradient: true,
      share: 0.5,
      cases: (context) => gradientCases(operation, context, { most: 4, mostListed: 2, ...hardOnes(operation, harsh) }),
      check: async (on, given, context) => {
        const [cotangents, directions] = [cotangentsFor(operation, given, context), directionsFor(operation, given)];
        const pullback = exactPullback(operation, given, context);
        const weights = await cotangentsOfDefinition(on, operation, given, cotangents);
        const { value, allowed } = exactPairing(pullback(weights), directions);
        const gradients = await on.gradient(operation, given.inputs, cotangents, given.attributes);
        const what = '<J v, w> - <v, J^T w>';
        if (allowed === Number.POSITIVE_INFINITY) return [withoutBound(what)];
        if (!finite(gradients)) return [{ ratio: Number.NaN, what, received: 'a gradient that is not finite' }];
        const received = innerProduct(gradients, directions);
        const error = Math.abs(toNumber(exact.sub(value, received)));
        return [
          {
            ratio: error === 0 ? 0 : error / allowed,
            what,
            expected: literal(toNumber(value)),
            received: literal(toNumber(received)),
          },
        ];
      },
    }),
    law<GradientCase>(operation, 'linearCotangent', {
      statement:
        'the pullback of 0 is 0, and of 2^k w is 2^k times the pullback of w, bit for bit (where terms vanish below the normal range, within the bound), for large and small k',
      hint: 'the gradient adds something that does not depend on the cotangent, clips it, or drops what is small',
      gradient: true,
      share: 0.4,
      cases: (context) => gradientCases(operation, context),
      check: async (on, given, context) => {
        requireSmooth(operation, given, context);
        const cotangents = cotangentsFor(operation, given, context);
        const pull = (factor: number) =>
          on.gradient(operation, given.inputs, times(cotangents, factor), given.attributes);
        const small = context.dtype === 'float64' ? -60 : -20;
        const [once, large, tiny, none] = await Promise.all([pull(1), pull(2 ** 20), pull(2 ** small), pull(0)]);
        const zero = times(once, 0);
        const scaled = async (pulled: Cotangents, k: number): Promise<Observation[]> => {
          const bits = Object.keys(once).map((name) =>
            scaledBy(outputOf(pulled, name), outputOf(once, name), k, `gradient of ${name} for 2^${k} w`),
          );
          if (isImplicit(operation) || bits.every(({ ratio }) => ratio <= 1)) return bits;
          // A term that vanishes may decide how a tie is rounded, far above the normal range: then the bound does.
          const weights = await cotangentsOfDefinition(on, operation, given, times(cotangents, 2 ** k));
          return compareGradients(operation, given, exactPullback(operation, given, context)(weights), pulled, context);
        };
        return [
          ...(await scaled(large, 20)),
          ...(await scaled(tiny, small)),
          ...Object.keys(once).map((name) =>
            identical(outputOf(none, name), outputOf(zero, name), `gradient of ${name} for w = 0`),
          ),
        ];
      },
    }),
    law<GradientCase>(operation, 'untouchedByGradient', {
      statement: 'inputs have the same bits after their gradients were computed',
      hint: 'the pullback works in place on activations that it does not own',
      hintOfLoss: true,
      gradient: true,
      share: 0.35,
      cases: (context) => gradientCases(operation, context),
      check: async (on, given, context) => {
        requireSmooth(operation, given, context);
        const cotangents = cotangentsFor(operation, given, context);
        const after = await on.inputsAfterGradient(operation, given.inputs, cotangents, given.attributes);
        return Object.entries(given.inputs).map(([name, before]) => identical(after[name] ?? before, before, name));
      },
    }),
    law<LayoutCase>(operation, 'gradientLayouts', {
      statement:
        'gradients at views, of one buffer too, and of cotangents that are views, are those of copies; what lies beside their elements is not read',
      hint: 'the pullback ignores strides or offsets of an input or of a cotangent',
      hintOfLoss: true,
      gradient: true,
      layouts: true,
      share: 1.9,
      cases: (context) =>
        fc
          .tuple(
            gradientCases(operation, context, { least: 2 }),
            layoutChoices(),
            layoutChoices(),
            dealt(['own', 'own', 'shared']),
          )
          .map(([base, choices, cotangentChoices, storage]) => ({ ...base, choices, cotangentChoices, storage })),
      check: async (on, given, context) => {
        requireSmooth(operation, given, context);
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
        const weights = await cotangentsOfDefinition(on, operation, given, cotangents);
        const pullback = exactPullback(operation, given, context);
        return compareGradients(operation, given, pullback(weights), gradients, context);
      },
    }),
  ];
}
