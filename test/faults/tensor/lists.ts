import { contiguous, type NdArray, zeros } from '../../../src/ndArray.ts';
import { implementations, pullbacks } from '../../../src/registry.generated.ts';
import { mapped, overwrite, valuesOf } from '../_internal/plain.ts';
import type { Fault } from '../fault.ts';

const { 'tensor.concat': concat, 'tensor.stack': stack, 'tensor.split': split } = implementations;
const { 'tensor.concat': concatGradient, 'tensor.stack': stackGradient, 'tensor.split': splitGradient } = pullbacks;

type Forward = Pick<typeof implementations, 'tensor.concat' | 'tensor.stack' | 'tensor.split'>;

/** An operation with a wrong forward call. */
const planted = <Id extends keyof Forward>(
  operation: Id,
  name: string,
  caughtBy: string,
  wrong: (...given: Parameters<Forward[Id]>) => ReturnType<Forward[Id]>,
): Fault => ({ name, operation, caughtBy: `${operation}/${caughtBy}`, operations: { [operation]: wrong } });

/** An operation with wrong gradients. */
const pulled = (
  operation: 'tensor.concat' | 'tensor.stack',
  name: string,
  caughtBy: string,
  wrong: (xs: readonly NdArray[]) => readonly NdArray[],
): Fault => ({
  name,
  operation,
  caughtBy: `${operation}/${caughtBy}`,
  gradients: {
    'tensor.concat': (inputs, g, attributes) => ({ xs: wrong(concatGradient(inputs, g, attributes).xs ?? []) }),
    'tensor.stack': (inputs, g, attributes) => ({ xs: wrong(stackGradient(inputs, g, attributes).xs ?? []) }),
  },
});

const rankOf = (xs: readonly NdArray[]): number => xs[0]?.shape.length ?? 0;
/** The last two members exchanged where they have one shape. */
const swapped = (xs: readonly NdArray[]): readonly NdArray[] => {
  const [last, before] = [xs.at(-1), xs.at(-2)];
  if (last === undefined || before === undefined || last.shape.join() !== before.shape.join()) return xs;
  return [...xs.slice(0, -2), last, before];
};
const emptied = (array: NdArray): NdArray => mapped(array, () => 0);

export const faults: readonly Fault[] = [
  planted('tensor.concat', 'the last tensor left as zeros', 'C1', ({ xs }, attributes) =>
    concat({ xs: xs.map((x, k) => (k > 0 && k === xs.length - 1 ? emptied(x) : x)) }, attributes),
  ),
  planted('tensor.concat', 'the last tensor dropped', 'C3', ({ xs }, attributes) =>
    concat({ xs: xs.length > 1 ? xs.slice(0, -1) : xs }, attributes),
  ),
  planted('tensor.concat', 'two of one shape exchanged', 'C1', ({ xs }, attributes) =>
    concat({ xs: swapped(xs) }, attributes),
  ),
  planted(
    'tensor.concat',
    'the first tensor in the place of every one of its shape',
    'integers',
    ({ xs }, attributes) =>
      concat({ xs: xs.map((x) => (x.shape.join() === xs[0]?.shape.join() ? (xs[0] ?? x) : x)) }, attributes),
  ),
  planted('tensor.concat', 'a negative axis one too far', 'C4', ({ xs }, { axis }) =>
    concat({ xs }, { axis: axis < 0 ? Math.max(axis - 1, -rankOf(xs)) : axis }),
  ),
  planted('tensor.concat', 'an axis beyond the last taken for the last', 'R2', ({ xs }, { axis }) =>
    concat({ xs }, { axis: Math.min(axis, Math.max(rankOf(xs) - 1, 0)) }),
  ),
  planted('tensor.concat', 'an empty list taken for an empty vector', 'R1', ({ xs }, attributes) =>
    xs.length === 0 ? zeros('float64', [0]) : concat({ xs }, attributes),
  ),
  planted('tensor.concat', 'a single tensor returned negated', 'C2', ({ xs }, attributes) =>
    concat({ xs: xs.length === 1 ? xs.map((x) => mapped(x, (value) => 0 - value)) : xs }, attributes),
  ),
  planted('tensor.concat', 'shapes cut to that of the smallest', 'signature', ({ xs }, { axis }) => {
    const [first] = xs;
    const own = xs.filter(({ shape }) => shape.length === first?.shape.length);
    return concat({ xs: own }, { axis });
  }),
  planted('tensor.concat', 'the list of the caller reversed and not turned back', 'untouched', ({ xs }, attributes) => {
    const y = concat({ xs: [...xs] }, attributes);
    (xs as NdArray[]).reverse();
    return y;
  }),
  planted('tensor.concat', 'the list of the caller emptied', 'untouched', ({ xs }, attributes) => {
    const y = concat({ xs: [...xs] }, attributes);
    (xs as NdArray[]).pop();
    return y;
  }),
  planted('tensor.concat', 'the last tensor of the caller overwritten', 'untouched', ({ xs }, attributes) => {
    const y = concat({ xs }, attributes);
    const last = xs.at(-1);
    if (last !== undefined)
      overwrite(
        last,
        valuesOf(last).map((value) => value + 1),
      );
    return y;
  }),
  planted('tensor.concat', 'empty tensors left out by the size of their first axis', 'C5', ({ xs }, { axis }) => {
    const some = xs.filter(({ shape }) => shape[0] !== 0);
    return xs.length === some.length || some.length === 0
      ? concat({ xs }, { axis })
      : mapped(concat({ xs }, { axis }), (value) => value + 1);
  }),
  planted('tensor.concat', 'NaN taken for 0 in the second tensor', 'special', ({ xs }, attributes) =>
    concat(
      { xs: xs.map((x, k) => (k === 1 ? mapped(x, (value) => (Number.isNaN(value) ? 0 : value)) : x)) },
      attributes,
    ),
  ),
  planted('tensor.concat', 'strides of the second tensor ignored', 'layouts', ({ xs }, attributes) =>
    concat(
      {
        xs: xs.map((x, k) =>
          k === 1
            ? { ...contiguous(zeros(x.dtype, x.shape)), data: x.data.slice(x.offset, x.offset + valuesOf(x).length) }
            : x,
        ),
      },
      attributes,
    ),
  ),
  pulled('tensor.concat', 'gradients of two tensors exchanged', 'jacobian', swapped),
  pulled('tensor.concat', 'gradient of the last tensor left as zeros', 'adjoint', (xs) =>
    xs.map((x, k) => (k > 0 && k === xs.length - 1 ? emptied(x) : x)),
  ),
  pulled('tensor.concat', 'one gradient less than tensors', 'jacobian', (xs) => (xs.length > 1 ? xs.slice(0, -1) : xs)),
  planted('tensor.stack', 'along the axis before the one that is asked for', 'C1', ({ xs }, { axis }) =>
    stack({ xs }, { axis: axis > 0 ? axis - 1 : axis }),
  ),
  planted('tensor.stack', 'a negative place counted among the old axes', 'C3', ({ xs }, { axis }) =>
    stack({ xs }, { axis: axis < 0 ? Math.max(axis + rankOf(xs), 0) : axis }),
  ),
  planted('tensor.stack', 'two tensors exchanged', 'C2', ({ xs }, attributes) =>
    stack({ xs: swapped(xs) }, attributes),
  ),
  planted('tensor.stack', 'a single tensor without its axis', 'shapes', ({ xs }, attributes) =>
    xs.length === 1 ? (xs[0] ?? stack({ xs }, attributes)) : stack({ xs }, attributes),
  ),
  planted('tensor.stack', 'an axis beyond the last taken for the last', 'R1', ({ xs }, { axis }) =>
    stack({ xs }, { axis: Math.min(axis, rankOf(xs)) }),
  ),
  planted('tensor.stack', 'an empty list taken for nothing', 'signature', ({ xs }, attributes) =>
    xs.length === 0 ? zeros('float64', [0]) : stack({ xs }, attributes),
  ),
  pulled('tensor.stack', 'the gradient of the first for every tensor', 'jacobian', (xs) => xs.map((x) => xs[0] ?? x)),
  planted('tensor.split', 'the last part dropped', 'C1', ({ x }, attributes) => split({ x }, attributes).slice(0, -1)),
  planted('tensor.split', 'the parts in reverse', 'C1', ({ x }, attributes) => {
    const parts = split({ x }, attributes);
    return parts.every(({ shape }) => shape.join() === parts[0]?.shape.join()) ? parts.toReversed() : parts;
  }),
  planted('tensor.split', 'the first part for every one of its shape', 'integers', ({ x }, attributes) => {
    const [first, ...others] = split({ x }, attributes);
    if (first === undefined) return [];
    return [first, ...others.map((part) => (part.shape.join() === first.shape.join() ? first : part))];
  }),
  planted('tensor.split', 'what is left over dropped', 'R2', ({ x }, { axis, parts }) => {
    const size = x.shape.at(axis) ?? 0;
    if (typeof parts !== 'number' || !(parts >= 1) || size % parts === 0) return split({ x }, { axis, parts });
    const own = Math.floor(size / parts);
    return split({ x }, { axis, parts: [...new Array<number>(parts).fill(own), size - parts * own] }).slice(0, parts);
  }),
  planted('tensor.split', 'the first axis for a negative one', 'C3', ({ x }, { axis, parts }) => {
    const parted = split({ x }, { axis, parts });
    return axis < 0 && x.shape.length > 1 ? parted.map((part) => mapped(part, (value) => value + 1)) : parted;
  }),
  planted('tensor.split', 'a number of parts taken for the size of each', 'C2', ({ x }, { axis, parts }) => {
    const size = x.shape.at(axis) ?? 0;
    const isSize = typeof parts === 'number' && parts > 1 && size % parts === 0 && parts * parts !== size;
    return split({ x }, { axis, parts: isSize ? size / parts : parts });
  }),
  planted('tensor.split', 'an axis beyond the last taken for the last', 'R1', ({ x }, { axis, parts }) =>
    split({ x }, { axis: Math.min(axis, Math.max(x.shape.length - 1, 0)), parts }),
  ),
  planted('tensor.split', 'the second part in single precision', 'definition', ({ x }, attributes) =>
    split({ x }, attributes).map((part, k) => (k === 1 ? mapped(part, Math.fround) : part)),
  ),
  planted('tensor.split', 'the second part of another data type', 'shapes', ({ x }, attributes) =>
    split({ x }, attributes).map((part, k) =>
      k === 1 ? { ...part, dtype: 'int32' as const, data: Int32Array.from(part.data) } : part,
    ),
  ),
  {
    name: 'gradient of the first part alone',
    operation: 'tensor.split',
    caughtBy: 'tensor.split/jacobian',
    gradients: {
      'tensor.split': (inputs, gs, attributes) =>
        splitGradient(
          inputs,
          gs.map((g, k) => (k === 0 ? g : emptied(g))),
          attributes,
        ),
    },
  },
];
