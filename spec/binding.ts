import type { Attributes, AttributeValue } from './attribute.ts';
import { kindOf } from './attributeKinds.ts';
import { membersNamed } from './lists.ts';
import { Refusal } from './refusal.ts';
import {
  axesFrom,
  axisNamesOf,
  countOf,
  memberOf,
  namesOf,
  type Operand,
  parseSignature,
  type Size,
  type Sizes,
} from './signature.ts';
import { type SizeFormula, sizeBy, solvedFor } from './sizeFormula.ts';

type Given = Readonly<Record<string, AttributeValue>>;

/** A record as far as binding its axes goes. */
export interface Bindable {
  readonly id: string;
  readonly signature: string;
  readonly transposable?: Readonly<Record<string, string | undefined>>;
  readonly attributes?: Attributes;
  readonly rejects?: object;
  sizes?(sizes: unknown, attributes: unknown): Sizes;
  feasible?(sizes: unknown, attributes: unknown): Sizes;
}

/** Every axis name of a signature with its size, and the common batch shape. */
export interface Binding {
  readonly sizes: Sizes;
  readonly batch: readonly number[];
}

/** Thrown when shapes do not fit a signature; the message names the clause, the rule and what was received. */
export class SignatureError extends RangeError {
  override readonly name = 'SignatureError';
  /** The rejection of the record that is quoted: `R2`; undefined where shapes do not fit. */
  readonly clause: string | undefined;

  constructor(message: string, clause?: string) {
    super(message);
    this.clause = clause;
  }
}

/** The shape that two shapes broadcast to, aligned at the right; undefined when two sizes differ and neither is 1. */
export function broadcastShapes(a: readonly number[], b: readonly number[]): number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return undefined;
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/** The shape with its last two entries swapped. */
export const swapLastTwo = (shape: readonly number[]): number[] => {
  const [last, before] = [shape.at(-1), shape.at(-2)];
  return last === undefined || before === undefined ? [...shape] : [...shape.slice(0, -2), last, before];
};

/** Whether this input is given with its last two axes swapped. */
export const isTransposed = (operation: Bindable, input: string, attributes: Given): boolean => {
  const attribute = operation.transposable?.[input];
  return attribute !== undefined && attributes[attribute] === true;
};

/**
 * Binds the axis names of a signature to the sizes of the given shapes.
 *
 * The members of a list have the names of `memberName`. Throws SignatureError when an input is missing, a rank is too small or too
 * large, one name has two sizes, the batch axes do not broadcast, an attribute names axes that there are not, or the operation's own `sizes` refuses.
 */
export function bind(
  operation: Bindable,
  shapes: Readonly<Record<string, readonly number[] | undefined>>,
  attributes: Given,
): Binding {
  const fail = (rule: string): never => {
    throw new SignatureError(`${operation.id}/signature: ${rule} (${operation.signature})`);
  };
  const { inputs, outputs } = parseSignature(operation.signature);
  const sizes: Record<string, Size> = sizesGiven(operation, attributes);
  const sources: Record<string, string> = {};
  const formulas: Formulated[] = [];
  let batch: readonly number[] = [];
  for (const operand of withMembers(inputs, shapes, sizes)) {
    const given = shapes[operand.name];
    if (given === undefined) {
      if (!operand.optional) fail(`input ${operand.name} is missing`);
      continue;
    }
    const shape = isTransposed(operation, operand.name, attributes) ? swapLastTwo(given) : given;
    const split = splitShape(operand, shape);
    if (split === undefined) {
      return fail(
        `${operand.name} must have ${operand.batched ? 'at least ' : ''}${operand.axes.length} axes, got shape [${given.join(', ')}]`,
      );
    }
    if (operand.batched) {
      const common = broadcastShapes(batch, split.batch);
      if (common === undefined) {
        return fail(
          `batch axes [${split.batch.join(', ')}] of ${operand.name} do not broadcast with [${batch.join(', ')}]`,
        );
      }
      batch = common;
    }
    operand.axes.forEach((axis, position) => {
      const size = axis.variadic ? split.variadic : (split.core[position] ?? 0);
      if (axis.formula !== undefined && typeof size === 'number') {
        formulas.push({ name: axis.name, formula: axis.formula, size, operand: operand.name });
        return;
      }
      if (axis.each) {
        sizes[axis.name] = [...listFrom(sizes[axis.name]), size];
        return;
      }
      const known = sizes[axis.name];
      if (known !== undefined && known !== size && String(known) !== String(size)) {
        const one = axis.variadic ? 'axes' : 'axis';
        fail(
          `${one} ${axis.name} of ${operand.name} must be ${show(known)}, as in ${sources[axis.name] ?? 'the attributes'}, got ${show(size)}`,
        );
      }
      sizes[axis.name] = size;
      sources[axis.name] ??= operand.name;
    });
  }
  solve(formulas, sizes, fail);
  for (const { name, axes } of inputs.filter((operand) => operand.list && sizes[operand.name] === 0)) {
    const isOpen = axes.some((axis) => !axis.each && axis.formula === undefined && sizes[axis.name] === undefined);
    if (isOpen) fail(`${name} must hold at least one tensor`);
  }
  requireFitting(operation, sizes, attributes);
  try {
    const open = operation.sizes?.(sizes, attributes) ?? {};
    requireAxes(operation, 'sizes', open);
    const all: Record<string, Size> = { ...sizes, ...open };
    for (const output of outputs) if (output.list) all[output.name] = countOf(output, all);
    for (const { name, axes } of outputs) {
      for (const { name: axis, formula } of axes) {
        const size = formula === undefined ? 0 : sizeBy(formula, all);
        if (size < 0) fail(`axis ${axis} of ${name} must not be negative, got ${size}`);
      }
    }
    return { sizes: all, batch };
  } catch (error) {
    if (error instanceof Refusal) throw quoted(operation, error);
    if (error instanceof RangeError) return fail(error.message);
    throw error;
  }
}

const listFrom = (size: Size | undefined): readonly Size[] => (typeof size === 'object' ? size : []);

/** The operands with every member of a list by itself; sets how many they are, and that they have no sizes of their own yet. */
function withMembers(
  operands: readonly Operand[],
  shapes: Readonly<Record<string, readonly number[] | undefined>>,
  sizes: Record<string, Size>,
): readonly Operand[] {
  return operands.flatMap((operand) => {
    if (!operand.list) return [operand];
    const members = membersNamed(shapes, operand.name);
    sizes[operand.name] = members.length;
    for (const axis of operand.axes) if (axis.each) sizes[axis.name] = [];
    return members.map((_, at) => memberOf(operand, at));
  });
}

/** A size that was given for arithmetic. */
interface Formulated {
  readonly name: string;
  readonly formula: SizeFormula;
  readonly size: number;
  readonly operand: string;
}

/** The sizes that integer attributes give to the axes of their names. */
export function sizesGiven(
  { signature, attributes: stated = {} }: Bindable,
  attributes: Given,
): Record<string, number> {
  const axes = axisNamesOf(signature);
  const given = Object.entries(stated).flatMap(([name, { kind }]): [string, number][] => {
    const value = attributes[name];
    return kind === 'integer' && axes.has(name) && typeof value === 'number' ? [[name, value]] : [];
  });
  return Object.fromEntries(given);
}

/** Adds the sizes that arithmetic leaves one value, and refuses what contradicts it. */
function solve(formulas: readonly Formulated[], sizes: Record<string, Size>, fail: (rule: string) => never): void {
  const unknownIn = ({ name, formula }: Formulated) =>
    namesOf({ name, formula, variadic: false }).filter((one) => sizes[one] === undefined);
  const knownIn = ({ name, formula }: Formulated) =>
    namesOf({ name, formula, variadic: false })
      .filter((one) => sizes[one] !== undefined)
      .map((one) => `${one} = ${sizes[one]}`)
      .join(' and ');
  // What one formula settles another may need.
  const [first, ...others] = formulas.toSorted((a, b) => unknownIn(a).length - unknownIn(b).length);
  if (first === undefined) return;
  const [unknown, ...more] = unknownIn(first);
  const where = `axis ${first.name} of ${first.operand}`;
  if (more.length > 0) fail(`${where} does not tell ${[unknown, ...more].join(' and ')}`);
  if (unknown === undefined) {
    const due = sizeBy(first.formula, sizes);
    if (due !== first.size) fail(`${where} must be ${due}, as ${knownIn(first)}, got ${first.size}`);
  } else {
    const size = solvedFor(unknown, first.formula, first.size, sizes);
    if (size === undefined) {
      const known = knownIn(first);
      const given = known === '' ? '' : `, as ${known}`;
      fail(`${where} must be ${first.name} for a size ${unknown}${given}, got ${first.size}`);
    } else sizes[unknown] = size;
  }
  solve(others, sizes, fail);
}

/** Refuses axes that the operand they speak of does not have, quoting the clause of the attribute. Throws SignatureError. */
function requireFitting({ id, signature, attributes: stated = {} }: Bindable, sizes: Sizes, attributes: Given): void {
  // Where a list is empty its members have no axes that anything could be said of.
  const isNone = (axis: string) =>
    parseSignature(signature).inputs.some(
      ({ name, axes }) => sizes[name] === 0 && axes.some((one) => one.each && one.name === axis),
    );
  for (const [name, attribute] of Object.entries(stated)) {
    const axes = 'of' in attribute && !isNone(attribute.of) ? axesFrom(sizes[attribute.of]) : undefined;
    const value = attributes[name];
    const rule = axes === undefined ? undefined : kindOf(attribute).broken(value, axes);
    if (rule === undefined) continue;
    const received = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
    throw new SignatureError(`${id}/${attribute.clause ?? 'attributes'}: ${name} must ${rule}, got ${received}`);
  }
}

/** A refusal with the clause of its record. Throws TypeError where there is none. */
function quoted({ id, rejects = {} }: Bindable, { clause, message }: Refusal): SignatureError {
  if (!Object.hasOwn(rejects, clause)) {
    const known = Object.keys(rejects).join(', ') || 'none';
    throw new TypeError(`${id}/sizes: "${clause}" is no rejection; there is ${known}`);
  }
  return new SignatureError(`${id}/${clause}: ${message}`, clause);
}

const show = (size: Size): string => (typeof size === 'number' ? String(size) : `[${size.map(show).join(', ')}]`);

/** The nearest sizes at which the operation is defined. Throws TypeError when `feasible` names an axis that there is not. */
export function feasibleSizes(operation: Bindable, sizes: Sizes, attributes: Given): Sizes {
  const near = operation.feasible?.(sizes, attributes) ?? {};
  requireAxes(operation, 'feasible', near);
  return { ...sizes, ...near };
}

function requireAxes(operation: Bindable, field: string, sizes: Sizes): void {
  const axes = axisNamesOf(operation.signature);
  const stranger = Object.keys(sizes).find((name) => !axes.has(name));
  if (stranger === undefined) return;
  throw new TypeError(`${operation.id}/${field}: "${stranger}" is no axis; there is ${[...axes].join(', ') || 'none'}`);
}

/** Splits a shape into batch axes, fixed axes and the sizes of a variadic axis. */
function splitShape(operand: Operand, shape: readonly number[]) {
  if (operand.axes.some((axis) => axis.variadic)) return { batch: [], core: [], variadic: shape };
  const extra = shape.length - operand.axes.length;
  if (extra < 0 || (extra > 0 && !operand.batched)) return undefined;
  return { batch: shape.slice(0, extra), core: shape.slice(extra), variadic: [] };
}

/** The shape of an operand that is no list, or of a member of one, under a binding; `core` leaves the batch axes out. */
export function shapeOf(operand: Operand, binding: Binding, part: 'whole' | 'core' = 'whole'): number[] {
  const shape: number[] = part === 'core' || !operand.batched ? [] : [...binding.batch];
  for (const { name, formula, each } of operand.axes) {
    const bound = formula === undefined ? (binding.sizes[name] ?? 0) : sizeBy(formula, binding.sizes);
    const size = each === true ? (listFrom(bound)[operand.at ?? 0] ?? 0) : bound;
    if (typeof size === 'number') shape.push(size);
    else shape.push(...(axesFrom(size) ?? []));
  }
  return shape;
}
