import type { AttributeValue } from '../attribute.ts';
import { bindInputs, evaluate, type TensorInputs } from '../evaluate.ts';
import type { Applied, Formula, OutputFormula } from '../formulaTree.ts';
import { eachIndex } from '../notation.ts';
import { type AnyOperation, attributesOf } from '../operation.ts';
import { allowedError, bound } from '../scalars/bound.ts';
import { errorOf } from '../scalars/exact.ts';
import { float } from '../scalars/float.ts';
import { parseSignature, type Sizes } from '../signature.ts';
import { rowMajorStrides, sizeOf, type Tensor, tensorOf } from '../tensor.ts';

const profile = { dtype: 'float64' } as const;
const scalars = float(profile.dtype);

/** What the symbols of a formula are: tensors, sizes and attributes by name, and the indices that are bound. */
interface Meanings {
  readonly tensors: Readonly<Record<string, Tensor | undefined>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly sizes: Sizes;
  readonly at: Readonly<Record<string, readonly number[]>>;
}

/** Whether formulas give, at a point in general position, what the definition gives, within the bound of its evaluation in float64. */
export function isFormulaOf(operation: AnyOperation, formulas: readonly OutputFormula[]): boolean {
  const { inputs, attributes } = generalPosition(operation);
  const { sizes } = bindInputs(operation, inputs, attributes);
  const numbers = Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
  const right = evaluate(operation, inputs, attributes, bound(profile));
  return formulas.every(({ output, index, is }) => {
    const { shape, values } = right[output] ?? { shape: [], values: [] };
    const claimed: number[] = [];
    eachIndex(shape, (position) => {
      const at = Object.fromEntries(
        index.map(({ name }, axis) => [name, name === '..' ? position : [position[axis] ?? 0]]),
      );
      claimed.push(evaluated(is, { tensors: inputs, numbers, sizes, at }));
    });
    return (
      values.length > 0 &&
      values.every((value, at) => errorOf(claimed[at] ?? Number.NaN, value.value) <= allowedError(value, profile))
    );
  });
}

/** Inputs without batch axes, all sizes different, no two elements alike; attributes in the middle of their domain. */
function generalPosition(operation: AnyOperation): {
  readonly inputs: TensorInputs;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
} {
  const { inputs } = parseSignature(operation.signature);
  const names = [...new Set(inputs.flatMap(({ axes }) => axes.map(({ name }) => name)))];
  let drawn = 0;
  const next = () => ((++drawn * 0.6180339887) % 1) + 0.25;
  const tensors = inputs.map(({ name, axes }) => {
    const shape = axes.flatMap((axis) => (axis.variadic ? [2, 3] : [2 + names.indexOf(axis.name)]));
    return [name, tensorOf('float64', shape, Array.from({ length: sizeOf(shape) }, next))];
  });
  const attributes = Object.entries(attributesOf(operation)).map(([name, attribute]) => [
    name,
    attribute.kind === 'integer'
      ? Math.max(attribute.min, 2)
      : attribute.kind === 'real'
        ? middleOf(attribute)
        : 'default' in attribute
          ? attribute.default
          : undefined,
  ]);
  return { inputs: Object.fromEntries(tensors), attributes: Object.fromEntries(attributes) };
}

const middleOf = ({ min, max }: { readonly min: number; readonly max: number }): number => {
  const [least, most] = [Math.max(min, -1), Math.min(max, 1)];
  return least + 0.625 * (most - least);
};

const functions: Readonly<Record<Applied, (a: number, b: number) => number>> = {
  ...scalars,
  max: (a, b) => scalars.max([a, b]),
};

function evaluated(formula: Formula, meanings: Meanings): number {
  const { tensors, numbers, sizes, at } = meanings;
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'attribute':
      return numbers[formula.name] ?? Number.NaN;
    case 'size':
      return Number(sizes[formula.name]);
    case 'element': {
      const tensor = tensors[formula.of];
      const index = formula.index.flatMap(({ name }) => at[name] ?? [Number(name)]);
      const strides = rowMajorStrides(tensor?.shape ?? []);
      return (
        tensor?.data[index.reduce((offset, one, axis) => offset + one * (strides[axis] ?? Number.NaN), 0)] ?? Number.NaN
      );
    }
    case 'applied': {
      const [a = Number.NaN, b = Number.NaN] = formula.to.map((one) => evaluated(one, meanings));
      return functions[formula.function](a, b);
    }
    case 'over': {
      const terms: number[] = [];
      eachIndex(
        formula.bound.map(({ axis }) => Number(sizes[axis])),
        (index) => {
          const bound = formula.bound.map(({ index: { name } }, position) => [name, [index[position] ?? 0]]);
          terms.push(evaluated(formula.term, { ...meanings, at: { ...at, ...Object.fromEntries(bound) } }));
        },
      );
      return over(formula.function, terms);
    }
    case 'select': {
      const [a, b] = formula.compared.map((one) => evaluated(one, meanings));
      return evaluated(Number(a) < Number(b) ? formula.ways[0] : formula.ways[1], meanings);
    }
  }
}

function over(name: 'sum' | 'max' | 'mean' | 'variance', terms: readonly number[]): number {
  if (name === 'sum' || name === 'max') return scalars[name](terms);
  const mean = scalars.sum(terms) / terms.length;
  return name === 'mean' ? mean : scalars.sum(terms.map((term) => (term - mean) ** 2)) / terms.length;
}
