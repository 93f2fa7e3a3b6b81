import fc from 'fast-check';
import { feasibleSizes, shapeOf, sizesGiven } from '../../spec/binding.ts';
import type { Domain } from '../../spec/drawing.ts';
import type { Homogeneity } from '../../spec/judging.ts';
import { operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import {
  type Axis,
  axesFrom,
  axisNamesOf,
  membersOf,
  namesOf,
  parseSignature,
  type Signature,
  type Size,
  type Sizes,
} from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { Context, OperationCase } from '../law.ts';
import { attributeLevels, chooseAttributes } from './attributes.ts';
import { batchAxes, chosenAxes, listAxes } from './batchAxes.ts';
import { isWithin, type JudgedBy } from './budget.ts';
import { dealt, dealtAmount, dealtBelow, levelAt, type Turn, turnsOf } from './dealt.ts';
import { type Entries, entriesFrom, pool, streamKey } from './entries.ts';
import { type Kind, type Subnormal, scaleOf, slightScale, transformOf } from './kinds.ts';
import { type MatrixClass, matrixClasses } from './matrices.ts';
import { drawTensor } from './members.ts';
import {
  type AxisNames,
  type Extents,
  extentsOf,
  type Reach,
  reduced,
  type SizeDraw,
  type SizeOptions,
  sizeDraws,
} from './reach.ts';
import { choicesFrom } from './stream.ts';

export interface CaseOptions {
  readonly entries?: Entries;
  /** Smallest size of an axis; 0 draws empty axes too. Default 1. */
  readonly least?: number;
  /** Largest size of an axis of a small case. Default 5. */
  readonly most?: number;
  /** Largest size of an axis of a variadic list. Default 4, or `most`. */
  readonly mostListed?: number;
  /** How far sizes reach, dealt from this list; default: all cases are small. */
  readonly reach?: readonly Reach[];
  /** Whether sizes agree, where it is not dealt. */
  readonly agreement?: SizeDraw['agreement'];
  /** Kinds of values, dealt from this list; default: as they are drawn. */
  readonly kinds?: readonly Kind[];
  /**
   * Operations that judging one case may take: beyond it the longest axis is halved, as often as needed; what stands beside a very
   * long one is given up first. Default 3000.
   */
  readonly budget?: number;
  /** How many times that a case may take whose sizes reach. Default 1. */
  readonly room?: number;
  /** And one with a very long axis. Default 4, or `room`. */
  readonly longRoom?: number;
  /** What judging evaluates. Default: the definition, where there is one. */
  readonly judgedBy?: JudgedBy;
  /** Leading batch axes; default where the implementation takes them. `always` draws at least one. */
  readonly batch?: boolean | 'always';
  /** How batches are stretched, dealt from this list: 0 for not at all, see `stretched`. */
  readonly stretches?: readonly number[];
  /** Scale the inputs by powers of two, one exponent each. Default true for reals. */
  readonly scaled?: boolean;
  /** How much of the range of scales is used by the kind `scaled`. Default 1. */
  readonly scaleShare?: number;
  /** Integer attributes from which no sizes follow may be as large as 10^6. Default false: in floating point that takes long. */
  readonly far?: boolean;
  /** Whether every optional input is given. Default false: two times of three. */
  readonly whole?: boolean;
  /** Values that replace what the domain says, by input. */
  readonly domain?: Readonly<Record<string, Domain>>;
  /** Attribute values to hold fixed. */
  readonly attributes?: OperationCase['attributes'];
}

/** What fast-check draws: plain numbers without dependencies between them, so that shrinking never gets stuck. */
interface Drawn {
  readonly sizes: SizeDraw;
  readonly levels: readonly number[];
  readonly given: readonly boolean[];
  readonly stretch: readonly number[];
  readonly kind: Turn<Kind>;
  /** Thousandths of how far scales reach. */
  readonly scale: number;
  readonly pool: readonly number[];
  readonly scales: readonly number[];
  readonly choices: readonly number[];
  readonly key: number;
  readonly matrix: MatrixClass;
}

/**
 * Cases for an operation, from its record alone: shapes that fit the signature, attributes from their domains, entries from
 * each input's class of values.
 *
 * Dimensions, entries and choices are drawn independently and assembled by a pure function. What should occur in every run is
 * dealt rather than drawn: how far sizes reach and along which axis, whether they differ, what is left out, the level of every
 * attribute, how batches are stretched, kinds of values and classes of matrices.
 */
export function operationCases(
  operation: AnyOperation,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<OperationCase> {
  const { least = 1, most = 5, entries = 'reals', reach = ['small'], kinds = ['plain'] } = options;
  const { stretches = [0, 3, 1, 2, 3, 4, 5, 6] } = options;
  const signature = parseSignature(operation.signature);
  const names = axisNames(operation);
  const members = signature.inputs.filter((input) => input.batched).length;
  const sizes: SizeOptions = {
    least,
    most,
    mostListed: options.mostListed ?? Math.min(most, 4),
    reach: context.empty ? reach : reach.filter((one) => one !== 'empty'),
    lists: listAxes(context, 5),
    batch: options.batch === false ? [0, 0] : batchAxes(operation, context, 5),
    agreement: options.agreement,
    alwaysBatched: options.batch === 'always',
  };
  const isStretched = members > 1 && context.batches === 'broadcast' && sizes.batch[0] === 0;
  const isScaled = entries === 'reals' && (options.scaled ?? true);
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    sizes: sizeDraws(names, sizes),
    levels: fc.tuple(...Object.keys(operation.attributes ?? {}).map(() => dealtBelow(attributeLevels))),
    given: fc.tuple(
      ...signature.inputs.map(({ optional }) =>
        optional && options.whole !== true ? dealt([false, true, true]) : fc.constant(true),
      ),
    ),
    // There is nothing to stretch to where one input alone has a batch.
    stretch: fc
      .tuple(
        // Two shapes that are one are a kernel of their own.
        options.stretches === undefined ? dealt([false, true, true]) : fc.constant(true),
        ...signature.inputs.map(() => (isStretched ? dealt(stretches) : fc.constant(0))),
      )
      .map(([differ, ...levels]) => (differ ? levels : levels.map(() => 0))),
    kind: turnsOf(kinds),
    pool: pool(entries, context.dtype),
    scales: fc.tuple(...signature.inputs.map(() => (isScaled ? fc.integer({ min: -6, max: 6 }) : fc.constant(0)))),
    scale: dealtAmount([1_000, -1_000, 500, -500, 250]),
    choices: fc.array(fc.noBias(fc.nat(1023)), { minLength: 12, maxLength: 12 }),
    key: streamKey,
    matrix: dealt(matrixClasses),
  });
  return drawn.map((draw) => assemble({ operation, context, options, signature, names, sizes, entries }, draw));
}

/** The sizes that are drawn: those of the axes of the inputs that no attribute gives, and how many tensors lists have. */
function axisNames({ signature, attributes = {} }: AnyOperation): AxisNames {
  const { inputs } = parseSignature(signature);
  const axes = inputs.flatMap((input) => input.axes);
  const isList = ({ variadic, each }: Axis) => variadic || each === true;
  const single = axes.filter((axis) => !isList(axis)).flatMap(namesOf);
  const lists = inputs.filter(({ list }) => list).map(({ name }) => name);
  return {
    fixed: [...new Set([...single, ...lists])].filter((name) => attributes[name]?.kind !== 'integer'),
    variadic: [...new Set(axes.filter(isList).flatMap(namesOf))],
    counts: lists,
  };
}

/**
 * The sizes that every member of a list has for itself: one each of what is drawn, again from its start where that is too short; of whole
 * lists of axes the drawn one first, and then others of as many.
 */
function forEach(
  count: Size | undefined,
  drawn: readonly number[],
  isWhole: boolean,
  isEmptyAllowed: boolean,
): readonly Size[] {
  return Array.from({ length: typeof count === 'number' ? count : 0 }, (_, at) => {
    if (!isWhole) return drawn[at % Math.max(drawn.length, 1)] ?? 1;
    // Empty ones among them, where there are others.
    return at === 0 ? drawn : drawn.map((size, axis) => ((size + axis + at) % 5) + (isEmptyAllowed ? 0 : 1));
  });
}

interface Plan {
  readonly operation: AnyOperation;
  readonly context: Context;
  readonly options: CaseOptions;
  readonly signature: Signature;
  readonly names: AxisNames;
  readonly sizes: SizeOptions;
  readonly entries: Entries;
}

interface Shaped {
  readonly sizes: Sizes;
  readonly attributes: OperationCase['attributes'];
  /** The batch shape of each input that is given. */
  readonly batches: Readonly<Record<string, readonly number[]>>;
}

/** Sizes and attributes that go together. */
function shaped({ operation, context, options, signature, names }: Plan, draw: Drawn, extents: Extents): Shaped {
  const bound: Record<string, Size> = {};
  const operands = signature.inputs.filter((_, at) => draw.given[at] !== false);
  // Sizes that only an input has which is not given are missing, as in a call.
  const present = new Set(operands.flatMap(({ name, axes }) => [name, ...axes.flatMap(namesOf)]));
  names.fixed.forEach((name, at) => {
    if (present.has(name)) bound[name] = extents.fixed[at] ?? 1;
  });
  names.variadic.forEach((name, at) => {
    if (present.has(name)) bound[name] = extents.lists[at] ?? [];
  });
  for (const { name, axes } of signature.inputs) {
    for (const axis of axes) {
      if (axis.each)
        bound[axis.name] = forEach(bound[name], axesFrom(bound[axis.name]) ?? [], axis.variadic, context.empty);
    }
  }
  const chosen = {
    ...chooseAttributes(operation.attributes ?? {}, {
      sizes: bound,
      dtype: context.dtype,
      levels: draw.levels,
      operands: operands.reduce((count, { name, list }) => count + (list ? Number(bound[name]) : 1), 0),
      next: choicesFrom(draw.choices, draw.key),
      isFar: options.far === true && operation.feasible === undefined && !hasSizes(operation),
      isEmptyAllowed: context.empty,
      room: chosenAxes(operation, context),
    }),
    ...options.attributes,
  };
  const attributes: OperationCase['attributes'] = operation.compatible?.(chosen) ?? chosen;
  const batches = signature.inputs.flatMap(({ name, batched }, at) =>
    draw.given[at] === false ? [] : [[name, batched ? stretched(extents.batch, draw.stretch[at] ?? 0) : []]],
  );
  return {
    sizes: feasibleSizes(operation, { ...bound, ...sizesGiven(operation, attributes) }, attributes),
    attributes,
    batches: Object.fromEntries(batches),
  };
}

/** Whether attributes give sizes. */
const hasSizes = ({ signature, attributes = {} }: AnyOperation): boolean =>
  [...axisNamesOf(signature)].some((name) => attributes[name]?.kind === 'integer');

/** Within the budget of a case: the longest axis is halved until it is. */
function affordable(plan: Plan, draw: Drawn): Shaped {
  const { operation, options } = plan;
  const by = options.judgedBy ?? 'definition';
  // What is about size may cost more; a very long axis comes seldom, and is worth more than other cases.
  const { room = 1, longRoom = Math.max(4, room) } = options;
  const reach = draw.sizes.turn.value;
  const isLong = reach === 'long' || reach === 'peak';
  const budget = (options.budget ?? 3_000) * (reach === 'small' ? 1 : isLong ? longRoom : room);
  let extents = extentsOf(draw.sizes, plan.sizes);
  let levels = draw.levels;
  for (;;) {
    const one = shaped(plan, { ...draw, levels }, extents);
    if (isWithin(operation, one, budget, by)) return one;
    const smaller = reduced(extents);
    // A system whose order an attribute settles is beyond everything: then the attribute is small.
    if (smaller === undefined && by === 'residuals' && levels.some((level) => level >= fewLevels)) {
      levels = levels.map((level) => level % fewLevels);
    } else if (smaller === undefined) return one;
    extents = smaller ?? extents;
  }
}

/** Levels of an integer attribute at which it is as small as sizes are. */
const fewLevels = 5;

function assemble(plan: Plan, draw: Drawn): OperationCase {
  const { operation, context, options, signature, entries } = plan;
  const { sizes, attributes, batches } = affordable(plan, draw);
  const { count: turn } = draw.kind;
  const kind = draw.sizes.turn.value === 'peak' ? 'peak' : draw.kind.value;
  const next = choicesFrom(draw.choices, draw.key);
  const drawnEntry = entriesFrom(draw.pool, draw.key, entries, context.dtype);
  const inputs: Record<string, Tensor> = {};
  const placings = subnormalIn(operation);
  const placed = placings[turn % placings.length] ?? {};
  const least = levelAt(turn, 2, placings.length) === 0 ? 'below normal' : 'least';
  membersOf(signature.inputs, sizes).forEach((operand) => {
    const name = operandOf(operand.name);
    const position = signature.inputs.findIndex((input) => input.name === name);
    if (draw.given[position] === false) return;
    const scales = operation.homogeneous?.some((one) => (one[name] ?? 0) !== 0) ?? false;
    const place = placed[name] ?? 'none';
    const transform = transformOf(
      kind,
      context.dtype,
      next,
      place === 'least' ? least : place,
      shapeOf(operand, { sizes, batch: [] }, 'core'),
      position,
    );
    let at = 0;
    inputs[operand.name] = drawTensor({
      operation,
      operand,
      dtype: context.dtype,
      sizes,
      batch: batches[name] ?? [],
      domain: options.domain?.[name] ?? operation.domain?.[name] ?? 'real',
      attributes,
      entry: () => transform(drawnEntry(), at++),
      next,
      matrix: draw.matrix,
      factor: factorOf(plan, draw, position, scales),
    });
  });
  return { inputs, attributes };
}

type Placing = Readonly<Record<string, Subnormal>>;
const placings = new WeakMap<AnyOperation, readonly Placing[]>();

/**
 * Inputs that are subnormal together: all that scale; those of one weighting, for products of subnormal numbers vanish; or one alone,
 * where what stands beside it is as small, and hardly normal.
 */
function subnormalIn(operation: AnyOperation): readonly Placing[] {
  const known = placings.get(operation);
  if (known !== undefined) return known;
  const weightings = operation.homogeneous ?? [];
  const inputs = parseSignature(operation.signature).inputs.map(({ name }) => name);
  const scaledBy = (one: Homogeneity) => inputs.filter((name) => (one[name] ?? 0) !== 0);
  const each = (names: readonly string[], placed: (name: string) => Subnormal): Placing =>
    Object.fromEntries(names.map((name) => [name, placed(name)]));
  const scaled = inputs.filter((name) => weightings.some((one) => (one[name] ?? 0) !== 0));
  const isInverse = (one: Homogeneity) => Object.values(one).some((weight) => Number(weight) < 0);
  const made = [
    each(scaled, () => 'least'),
    ...weightings
      .filter((one) => !isInverse(one) && scaledBy(one).length < scaled.length)
      .map((one) => each(scaledBy(one), () => 'least')),
    ...weightings
      .map((one) => (isInverse(one) ? scaled : scaledBy(one)))
      .filter((names) => names.length > 1)
      .flatMap((names) =>
        names.map((alone) => each(names, (name) => (name === alone ? 'below normal' : 'above normal'))),
      ),
  ];
  placings.set(operation, made);
  return made;
}

/**
 * The power of two that an input is multiplied by; for matrices that are built of small integers a little more than it in every second
 * case, for what single precision does to integers is nothing.
 */
function factorOf({ operation, context, options }: Plan, draw: Drawn, position: number, scales: boolean): number {
  const kind = draw.kind.value;
  if (kind === 'plain') {
    const scale = draw.scales[position] ?? 0;
    const isImplicit = operation.equations !== undefined;
    const isFine = isImplicit && context.dtype === 'float64' && scale % 2 !== 0;
    // Where no weight says how the result grows it may grow with the order, as a determinant does.
    const isScaled = !isImplicit || operation.homogeneous !== undefined;
    return (isScaled ? slightScale(context.dtype, scale) : 1) * (isFine ? 1 + 2 ** -30 : 1);
  }
  if (kind !== 'scaled' || !scales) return 1;
  const share = (draw.scale * (options.scaleShare ?? 1)) / growthOf(operation);
  const weights = operation.homogeneous?.flatMap((one) => Object.values(one).map(Number)) ?? [];
  const reach = { isInverse: weights.some((weight) => weight < 0), isImplicit: operation.equations !== undefined };
  return 2 ** scaleOf(context.dtype, share, draw.key % 3 === 0, position, reach);
}

/** The largest power of what its inputs are multiplied by that a result of equations is multiplied by: it must stay in range. */
function growthOf(operation: AnyOperation): number {
  if (operation.equations === undefined || operation.definition !== undefined) return 1;
  const results = parseSignature(operation.signature).outputs.map(({ name }) => name);
  return Math.max(1, ...(operation.homogeneous ?? []).flatMap((one) => results.map((name) => Number(one[name] ?? 0))));
}

/** A batch shape that broadcasts to the whole one: the same, none, all ones, without its first axis, or ones at the end, or at every second axis. */
function stretched(batch: readonly number[], how: number): readonly number[] {
  if (how === 1) return [];
  if (how === 2) return batch.map(() => 1);
  if (how === 3) return batch.slice(1);
  if (how === 4 && batch.length > 0) return batch.with(-1, 1);
  if (how > 4) return batch.map((size, axis) => (axis % 2 === how % 2 ? size : 1));
  return batch;
}
