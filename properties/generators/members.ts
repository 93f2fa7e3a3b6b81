import { shapeOf, swapLastTwo } from '../../spec/binding.ts';
import type { Domain } from '../../spec/drawing.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { axesFrom, dtypeOf, type Operand, parseSignature, type Sizes } from '../../spec/signature.ts';
import { type FloatDtype, isHalf, sizeOf, type Tensor, tensorOf } from '../../spec/tensor.ts';
import type { OperationCase } from '../law.ts';
import {
  type Entry,
  type MatrixClass,
  nonsingularMatrix,
  positiveDefiniteMatrix,
  structuredMatrix,
} from './matrices.ts';
import { type Choices, listOf } from './stream.ts';

/** What one input of a case is made from. */
export interface TensorDraw {
  readonly operation: AnyOperation;
  readonly operand: Operand;
  readonly dtype: FloatDtype;
  readonly sizes: Sizes;
  readonly batch: readonly number[];
  readonly domain: Domain;
  readonly attributes: OperationCase['attributes'];
  readonly entry: Entry;
  readonly next: Choices;
  readonly matrix: MatrixClass;
  /** What every entry is multiplied by. */
  readonly factor: number;
}

/** An input, member by member; its last two axes swapped where an attribute says that they are given so. */
export function drawTensor(draw: TensorDraw): Tensor {
  const { operation, operand, dtype, sizes, batch, factor } = draw;
  const core = shapeOf(operand, { sizes, batch: [] }, 'core');
  const members = listOf(sizeOf(batch), () => drawMember(draw, core));
  const flag = operation.transposable?.[operand.name];
  const swap = flag !== undefined && draw.attributes[flag] === true;
  const [rows = 1, columns = 1] = core.slice(-2);
  const values = swap
    ? members.map((member) => member.map((_, at) => member[(at % rows) * columns + Math.floor(at / rows)] ?? 0))
    : members;
  const shape = [...batch, ...(swap ? swapLastTwo(core) : core)];
  const [only] = values;
  const all = values.length === 1 && only !== undefined ? only : values.flat();
  if (operand.integer) return tensorOf('int32', shape, all);
  const scaled = factor === 1 || sumsToOne(draw.domain) ? all : all.map((value) => value * factor);
  const into = intoDomain[draw.domain];
  return tensorOf(dtypeOf(operand, dtype), shape, into === undefined ? scaled : scaled.map(into));
}

const sumsToOne = (domain: Domain): boolean =>
  ['distribution', 'fullDistribution', 'conditional', 'fullConditional'].includes(domain);

/** The same digits, from 1/2 on and below 1. */
const mantissa = (value: number): number => value * 2 ** -(Math.floor(Math.log2(Math.abs(value))) + 1);

/** What a type of few digits does not round to 1. */
const awayFromOne = (value: number): number => (Math.abs(value) > 1 - 2 ** -7 ? value / 2 : value);

/** Where a number of any size comes to lie in a domain that has an end; by a power of two, so that steps from it are exact. */
const intoDomain: Readonly<Partial<Record<Domain, (value: number) => number>>> = {
  moderate: (value) => (Math.abs(value) > 8 ? 8 * mantissa(value) : value),
  unit: (value) => (Math.abs(value) > 1 ? mantissa(value) : value),
  insideUnit: (value) => awayFromOne(Math.abs(value) >= 1 ? mantissa(value) : value),
  probability: (value) => Math.abs(Math.abs(value) > 1 ? mantissa(value) : value),
  chance: (value) => awayFromOne(Math.abs(Math.abs(value) >= 1 ? mantissa(value) : value || 1 / 2)),
  aboveMinusOne: (value) => (value < 0 ? awayFromOne(value <= -1 ? mantissa(value) : value) : value),
  fromOne: (value) => (Math.abs(value) < 1 ? 2 * Math.abs(mantissa(value || 1)) : Math.abs(value)),
  aboveOne: (value) => (Math.abs(value) < 2 ? 3 * Math.abs(mantissa(value || 1)) : Math.abs(value)),
  fractional: (value) => (Number.isInteger(value) ? value + 0.5 : value),
};

/** Whether every element lies in its domain still, of those domains that have an end. */
export const staysInDomain = ({ domain = {} }: AnyOperation, inputs: Readonly<Record<string, Tensor>>): boolean =>
  Object.entries(inputs).every(([name, { data }]) => {
    const into = intoDomain[(domain as Readonly<Record<string, Domain>>)[name] ?? 'real'];
    return into === undefined || Array.from(data).every((value) => into(value) === value);
  });

/** Whether a type does not tell two numbers apart, or hardly. */
const alike = (a: number, b: number | undefined, dtype: FloatDtype): boolean =>
  b !== undefined &&
  (isHalf(dtype)
    ? Math.abs(a - b) <= 2 ** -6 * Math.max(Math.abs(a), Math.abs(b))
    : dtype === 'float32'
      ? Math.fround(a) === Math.fround(b)
      : a === b);

/** The entries of one batch member, row-major, in the class that the domain names. */
function drawMember(
  { operation, operand, dtype, domain, entry, next, matrix, sizes, attributes }: TensorDraw,
  core: readonly number[],
): number[] {
  const count = sizeOf(core) * (operand.complex ? 2 : 1);
  const [m = 1, n = 1] = core.slice(-2);
  const implicit = operation.equations !== undefined && core.length === 2;
  switch (domain) {
    case 'label': {
      const classes = labelCount(operation, sizes, attributes);
      // Some of those that are left out, where an attribute says which: not the first, so that not all are.
      const ignored = attributes['ignored'];
      const isLeft = (at: number) => typeof ignored === 'number' && at % 4 === 1;
      return listOf(count, (at) => (isLeft(at) ? Number(ignored) : next() % Math.max(classes, 1)));
    }
    case 'row': {
      const rows = Number(sizes[parseSignature(operation.signature).inputs[0]?.axes[0]?.name ?? ''] ?? 1);
      return listOf(count, () => next() % Math.max(rows, 1));
    }
    case 'truth':
      return listOf(count, () => [0, 1, 0, 1, -1, 2][next() % 6] ?? 0);
    case 'nonzero':
      return listOf(count, () => entry() || 1);
    case 'nonnegative':
      return listOf(count, () => Math.abs(entry()));
    case 'positive':
      return listOf(count, () => Math.abs(entry()) || 1);
    case 'varied': {
      const values = listOf(count, entry);
      return values.map((value, at) => (at < n && alike(value, values[at + n], dtype) ? 2 * value || 1 : value));
    }
    case 'distribution':
      return distribution(listOf(count, () => Math.round(Math.abs(entry())) % 8));
    case 'fullDistribution':
      return distribution(listOf(count, () => 1 + (Math.round(Math.abs(entry())) % 7)));
    case 'conditional':
    case 'fullConditional': {
      const [least, most] = domain === 'conditional' ? [0, 8] : [1, 7];
      const rows = listOf(n === 0 ? 0 : count / n, () =>
        distribution(listOf(n, () => least + (Math.round(Math.abs(entry())) % most))),
      );
      return rows.flat();
    }
    case 'small':
      return structuredMatrix(matrix, m, n, () => entry() % 4, next, false).map((value) => value % 4);
    case 'nonsingular':
      return nonsingularMatrix(n, entry, next);
    case 'distinctSingularValues':
      return structuredMatrix('spectrum', m, n, entry, next, false);
    case 'distinctEigenvalues':
      return structuredMatrix('spectrum', n, n, entry, next, true);
    case 'positiveDefinite':
      return positiveDefiniteMatrix(n, entry, next);
    case 'symmetric':
      return structuredMatrix(matrix, n, n, entry, next, true);
    case 'triangular': {
      // Both triangles are drawn: the one that is not referenced must not matter. The diagonal is nonzero, and rules where it is long.
      const beside = n <= 8 ? 1 : 1 / (4 * n);
      return listOf(count, (at) => (Math.floor(at / n) === at % n ? entry() || 1 : beside * entry()));
    }
    case 'fullRank': {
      const k = Math.min(m, n);
      const block = nonsingularMatrix(k, entry, next);
      return listOf(count, (at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i < k && j < k ? (block[i * k + j] ?? 0) : Math.round(entry()) % 4;
      });
    }
    case 'moderate':
    case 'unit':
    case 'insideUnit':
    case 'probability':
    case 'chance':
    case 'aboveMinusOne':
    case 'fromOne':
    case 'aboveOne':
    case 'fractional':
      return listOf(count, entry);
    case 'real':
      return implicit && operand.batched ? structuredMatrix(matrix, m, n, entry, next, false) : listOf(count, entry);
  }
}

/** Weights as parts of a power of two, the rest of which is the last one's. */
function distribution(weights: readonly number[]): number[] {
  const others = weights.slice(0, -1);
  const total = others.reduce((sum, one) => sum + one, 0);
  const whole = 2 ** Math.ceil(Math.log2(Math.max(1, total + (weights.at(-1) ?? 0))));
  return weights.map((weight, at) => (at < others.length ? weight : whole - total) / whole);
}

/** Labels index the last axis of the operation's first input, or the one that the attribute `axis` names, or classes of which there are `n`. */
function labelCount(operation: AnyOperation, sizes: Sizes, attributes: OperationCase['attributes']): number {
  const [first] = parseSignature(operation.signature).inputs;
  if (first?.integer) return Number(attributes['n']);
  const size = sizes[first?.axes.at(-1)?.name ?? ''];
  return typeof size === 'number' ? size : (axesFrom(size)?.at(Number(attributes['axis'])) ?? 1);
}
