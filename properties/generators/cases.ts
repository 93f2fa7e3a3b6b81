import fc from 'fast-check';
import { feasibleSizes, shapeOf, swapLastTwo } from '../../spec/binding.ts';
import type { AnyOperation, Domain } from '../../spec/operation.ts';
import { type Operand, parseSignature, type Sizes } from '../../spec/signature.ts';
import { sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { Context, OperationCase } from '../law.ts';
import { type Choices, choicesFrom, chooseAttributes } from './attributes.ts';
import { batchAxes, listAxes } from './batchAxes.ts';
import { type Entries, pool } from './entries.ts';
import {
  type Entry,
  type MatrixClass,
  matrixClasses,
  nonsingularMatrix,
  positiveDefiniteMatrix,
  structuredMatrix,
} from './matrices.ts';

export interface CaseOptions {
  readonly entries?: Entries;
  /** Smallest size of an axis; 0 draws empty axes too. Default 1. */
  readonly least?: number;
  /** Largest size of an axis. Default 5. */
  readonly most?: number;
  /** Largest size of an axis of a variadic list. Default 4, or `most`. */
  readonly mostListed?: number;
  /** One axis is as long as a tile of a kernel or its neighbours, or a list is one longer; the other axes are short. */
  readonly wide?: boolean;
  /** Leading batch axes; default where the implementation takes them. `always` draws at least one. */
  readonly batch?: boolean | 'always';
  /** Scale the inputs by powers of two, one exponent each. Default true for reals. */
  readonly scaled?: boolean;
  /** Values that replace what the domain says, by input. */
  readonly domain?: Readonly<Record<string, Domain>>;
  /** Attribute values to hold fixed. */
  readonly attributes?: OperationCase['attributes'];
}

/** What fast-check draws: plain numbers without dependencies between them, so that shrinking never gets stuck. */
interface Drawn {
  readonly sizes: readonly number[];
  readonly coincide: boolean;
  readonly lists: readonly (readonly number[])[];
  readonly batch: readonly number[];
  readonly stretch: readonly number[];
  readonly pool: readonly number[];
  readonly fill: number;
  readonly wideAxis: number;
  readonly wideSize: number;
  readonly scales: readonly number[];
  readonly choices: readonly number[];
  readonly kind: MatrixClass;
}

/**
 * Cases for an operation, from its record alone: shapes that fit the signature, attributes from their domains, entries from
 * each input's class of values.
 *
 * Dimensions, entries and choices are drawn independently and assembled by a pure function; sizes coincide in one case in
 * four, because wrong-axis bugs hide in non-square shapes as well as in square ones.
 */
export function operationCases(
  operation: AnyOperation,
  context: Context,
  options: CaseOptions = {},
): fc.Arbitrary<OperationCase> {
  const { least = 1, most = 5, entries = 'reals' } = options;
  const signature = parseSignature(operation.signature);
  const names = axisNames(signature.inputs);
  const [fewest, room] = batchAxes(operation, context, options.wide === true ? 4 : 2);
  const [shortest, longest] = listAxes(context, options.wide === true ? 5 : 3);
  const size = fc.integer({ min: least, max: most });
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    sizes: fc.tuple(...names.fixed.map(() => size)),
    coincide: fc.nat(3).map((one) => one === 3),
    lists: fc.tuple(
      ...names.variadic.map(() =>
        fc.array(fc.integer({ min: least, max: options.mostListed ?? Math.min(most, 4) }), {
          minLength: shortest,
          maxLength: longest,
          size: 'max',
        }),
      ),
    ),
    batch:
      options.batch === false
        ? fc.constant([])
        : fc.array(fc.integer({ min: least === 0 ? 0 : 1, max: 3 }), {
            minLength: Math.min(room, options.batch === 'always' ? Math.max(1, fewest) : fewest),
            maxLength: room,
            size: 'max',
          }),
    stretch: fc.tuple(...signature.inputs.map(() => fc.nat(context.batches === 'broadcast' && fewest === 0 ? 4 : 0))),
    pool: pool(entries, context.dtype),
    fill: fc.constantFrom(1, 1, 1, 0),
    wideAxis: fc.nat(15),
    wideSize: fc.constantFrom(...tileSizes),
    scales: fc.tuple(
      ...signature.inputs.map(() =>
        entries === 'reals' && (options.scaled ?? true) ? fc.integer({ min: -6, max: 6 }) : fc.constant(0),
      ),
    ),
    choices: fc.array(fc.nat(1023), { minLength: 24, maxLength: 24 }),
    kind: fc.constantFrom(...matrixClasses),
  });
  return drawn.map((draw) => assemble(operation, context, options, names, draw));
}

/** Sizes of the vectors and tiles of kernels, and their neighbours. */
const tileSizes = [7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];

interface AxisNames {
  readonly fixed: readonly string[];
  readonly variadic: readonly string[];
}

function axisNames(inputs: readonly Operand[]): AxisNames {
  const axes = inputs.flatMap((input) => input.axes);
  const named = (variadic: boolean) => [
    ...new Set(axes.filter((axis) => axis.variadic === variadic).map((axis) => axis.name)),
  ];
  return { fixed: named(false), variadic: named(true) };
}

function assemble(
  operation: AnyOperation,
  context: Context,
  options: CaseOptions,
  names: AxisNames,
  draw: Drawn,
): OperationCase {
  const next = choicesFrom(draw.choices);
  const bound: Record<string, number | readonly number[]> = {};
  const axes = names.fixed.length + names.variadic.length;
  const wide = options.wide === true ? draw.wideAxis % Math.max(axes, 1) : -1;
  names.fixed.forEach((name, at) => {
    bound[name] = at === wide ? draw.wideSize : (draw.sizes[draw.coincide ? 0 : at] ?? 1);
  });
  names.variadic.forEach((name, at) => {
    const list = draw.lists[at] ?? [];
    const sizes = draw.coincide ? list.map(() => list[0] ?? 1) : list;
    const isWide = names.fixed.length + at === wide && draw.wideAxis % 2 === 0;
    bound[name] = isWide ? [...sizes.slice(0, 2), draw.wideSize] : sizes;
  });
  const chosen = {
    ...chooseAttributes(operation.attributes ?? {}, bound, context.dtype, next),
    ...options.attributes,
  };
  const attributes: OperationCase['attributes'] = operation.compatible?.(chosen) ?? chosen;
  const sizes = feasibleSizes(operation, bound, attributes);
  // An elementwise operation has no axes but those of its batch.
  const batchShape = options.wide === true && axes === 0 ? [...draw.batch.slice(1), draw.wideSize] : draw.batch;
  let drawnEntries = 0;
  const entry: Entry = () => {
    const at = drawnEntries++;
    const drawn = draw.pool[at];
    if (drawn !== undefined) return drawn;
    // Beyond the pool its entries come again, out of step; or zeros. An empty pool gives ones: what a case shrinks to.
    const repeated = draw.pool[(at * 7 + Math.floor(at / draw.pool.length)) % Math.max(draw.pool.length, 1)];
    return draw.fill === 0 ? 0 : (repeated ?? 1);
  };
  const inputs: Record<string, Tensor> = {};
  parseSignature(operation.signature).inputs.forEach((operand, at) => {
    if (operand.optional && next() % 3 === 0) return;
    const batch = operand.batched ? stretched(batchShape, draw.stretch[at] ?? 0) : [];
    const domain = options.domain?.[operand.name] ?? operation.domain?.[operand.name] ?? 'real';
    inputs[operand.name] = drawTensor({
      operation,
      operand,
      context,
      sizes,
      batch,
      domain,
      attributes,
      entry,
      next,
      kind: draw.kind,
      scale: draw.scales[at] ?? 0,
    });
  });
  return { inputs, attributes };
}

/** A batch shape that broadcasts to the whole one: the same, none, all ones, without its first axis, or with a one at the end. */
function stretched(batch: readonly number[], how: number): readonly number[] {
  if (how === 1) return [];
  if (how === 2) return batch.map(() => 1);
  if (how === 3) return batch.slice(1);
  if (how === 4 && batch.length > 0) return batch.with(-1, 1);
  return batch;
}

interface TensorDraw {
  readonly operation: AnyOperation;
  readonly operand: Operand;
  readonly context: Context;
  readonly sizes: Sizes;
  readonly batch: readonly number[];
  readonly domain: Domain;
  readonly attributes: OperationCase['attributes'];
  readonly entry: Entry;
  readonly next: Choices;
  readonly kind: MatrixClass;
  readonly scale: number;
}

function drawTensor(draw: TensorDraw): Tensor {
  const { operation, operand, context, sizes, batch, scale } = draw;
  const core = shapeOf(operand, { sizes, batch: [] }, 'core');
  const members = Array.from({ length: sizeOf(batch) }, () => drawMember(draw, core));
  const flag = operation.transposable?.[operand.name];
  const swap = flag !== undefined && draw.attributes[flag] === true;
  const [rows = 1, columns = 1] = core.slice(-2);
  const values = swap
    ? members.map((member) => member.map((_, at) => member[(at % rows) * columns + Math.floor(at / rows)] ?? 0))
    : members;
  const shape = [...batch, ...(swap ? swapLastTwo(core) : core)];
  if (operand.integer) return tensorOf('int32', shape, values.flat());
  const rounded = values.flat().map((value) => value * 2 ** scale);
  return tensorOf(context.dtype, shape, rounded);
}

/** The entries of one batch member, row-major, in the class that the domain names. */
function drawMember(
  { operation, operand, domain, entry, next, kind, sizes }: TensorDraw,
  core: readonly number[],
): number[] {
  const count = sizeOf(core);
  const [m = 1, n = 1] = core.slice(-2);
  const implicit = operation.equations !== undefined && core.length === 2;
  switch (domain) {
    case 'label': {
      const classes = labelCount(operation, sizes);
      return Array.from({ length: count }, () => next() % Math.max(classes, 1));
    }
    case 'nonzero':
      return Array.from({ length: count }, () => entry() || 1);
    case 'nonnegative':
      return Array.from({ length: count }, () => Math.abs(entry()));
    case 'positive':
      return Array.from({ length: count }, () => Math.abs(entry()) || 1);
    case 'nonsingular':
      return nonsingularMatrix(n, entry, next);
    case 'distinctSingularValues':
      return structuredMatrix('spectrum', m, n, entry, next, false);
    case 'distinctEigenvalues':
      return structuredMatrix('spectrum', n, n, entry, next, true);
    case 'positiveDefinite':
      return positiveDefiniteMatrix(n, entry, next);
    case 'symmetric':
      return structuredMatrix(kind, n, n, entry, next, true);
    case 'triangular':
      // Both triangles are drawn: the one that is not referenced must not matter. The diagonal is nonzero.
      return Array.from({ length: count }, (_, at) => (Math.floor(at / n) === at % n ? entry() || 1 : entry()));
    case 'fullRank': {
      const k = Math.min(m, n);
      const block = nonsingularMatrix(k, entry, next);
      return Array.from({ length: count }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i < k && j < k ? (block[i * k + j] ?? 0) : Math.round(entry()) % 4;
      });
    }
    case 'real':
      return implicit && operand.batched
        ? structuredMatrix(kind, m, n, entry, next, false)
        : Array.from({ length: count }, entry);
  }
}

/** Labels index the last axis of the operation's first input. */
function labelCount(operation: AnyOperation, sizes: Sizes): number {
  const axis = parseSignature(operation.signature).inputs[0]?.axes.at(-1)?.name ?? '';
  const size = sizes[axis];
  return typeof size === 'number' ? size : 1;
}
