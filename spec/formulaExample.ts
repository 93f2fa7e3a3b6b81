import { formulaScalars } from './_internal/formulaScalars.ts';
import { areElementsAt, pointFor } from './_internal/isFormulaOf.ts';
import { RANK, type Scene } from './_internal/scene.ts';
import type { Attribute, AttributeValue } from './attribute.ts';
import { bindInputs, evaluate } from './evaluate.ts';
import { formulasOf } from './formula.ts';
import type { Formula, Formulas, Index, OutputFormula } from './formulaTree.ts';
import type { AnyOperation } from './operation.ts';
import { hasComplex, membersOf, parseSignature } from './signature.ts';
import { rowMajorStrides } from './tensor.ts';

const scene: Scene = { rank: RANK, indices: 'below', settled: true };

/** Elements of an output that are written down, and symbols in each; what is longer says nothing to a reader. */
const MOST_ELEMENTS = 8;
const MOST_SYMBOLS = 24;

/** The formulas of an operation for all sizes, or those of its elements at small ones. */
export const formulasShown = (operation: AnyOperation): Formulas | undefined =>
  formulasOf(operation) ?? exampleOf(operation);

/**
 * Elements of the results at small sizes, by the definition: of what branches on its indices or loops over a size, so that it has no formula
 * for all of them. `where` says at which sizes, attributes and labels; of many elements some are given, the first and the last among
 * them. Undefined where there is no definition, where it is of complex numbers, or where an element is longer than a line.
 */
export function exampleOf(operation: AnyOperation): Formulas | undefined {
  const signature = parseSignature(operation.signature);
  if (operation.definition === undefined || hasComplex(signature)) return undefined;
  try {
    const point = pointFor(operation, scene, 0, telling);
    const { inputs, attributes } = point;
    const results = evaluate(operation, inputs, attributes, formulaScalars(), (_, input, position) =>
      elementOf(input, position, inputs[input]?.shape ?? []),
    );
    const elements = Object.entries(results).flatMap(([output, { shape, values }]) =>
      // A place among the values.
      spread(values.length).map((at) => ({ output, at, is: values[at] as Formula, index: placeOf(at, shape) })),
    );
    const isTelling = elements.length > 0 && elements.every(({ is }) => symbolsIn(is) <= MOST_SYMBOLS);
    if (!isTelling || !areElementsAt(operation, point, elements)) return undefined;
    const { sizes } = bindInputs(operation, inputs, attributes);
    const labels = membersOf(signature.inputs, sizes).filter(({ integer }) => integer);
    return {
      formulas: elements.map(({ output, index, is }): OutputFormula => ({ output, index: index.map(named), is })),
      where: [
        ...Object.entries({ ...sizes, ...attributes })
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
        ...labels.map(({ name }) => `${name} = ${JSON.stringify([...(inputs[name]?.data ?? [])])}`),
      ],
    };
  } catch (error) {
    // Its parts have no definition, or it is too long.
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Kernels of 2 and steps that differ, where those of 1 do nothing. */
function telling(attribute: Attribute): AttributeValue | undefined {
  if (attribute.kind === 'integers' && attribute.default === undefined) return Array(attribute.length).fill(2);
  return attribute.kind === 'perAxis' ? [1, 2] : undefined;
}

const named = (at: number): Index => ({ name: String(at) });

const elementOf = (of: string, position: number, shape: readonly number[]): Formula => ({
  kind: 'element',
  of,
  index: placeOf(position, shape).map((value) => ({ kind: 'constant', value })),
});

const placeOf = (position: number, shape: readonly number[]): number[] =>
  rowMajorStrides(shape).map((stride, axis) => Math.floor(position / stride) % (shape[axis] ?? 1));

/** Places among so many, the first and the last among them. */
function spread(count: number): number[] {
  const all = [...Array(count).keys()];
  if (count <= MOST_ELEMENTS) return all;
  return all.slice(0, MOST_ELEMENTS).map((at) => Math.round((at * (count - 1)) / (MOST_ELEMENTS - 1)));
}

/** Elements and numbers in a formula; counted no further than to one more than there may be. */
function symbolsIn(formula: Formula): number {
  const all = (parts: readonly Formula[]): number =>
    parts.reduce((sum, part) => (sum > MOST_SYMBOLS ? sum : sum + symbolsIn(part)), 0);
  if (formula.kind === 'applied') return all(formula.to);
  if (formula.kind === 'select') return all([...formula.compared, ...formula.ways]);
  return 1;
}
