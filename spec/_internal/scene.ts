import type { Attribute, AttributeValue } from '../attribute.ts';
import { kindOf } from '../attributeKinds.ts';
import { type AnyOperation, attributesOf } from '../operation.ts';
import { type Operand, parseSignature } from '../signature.ts';

/** How a definition is read: what stands for numbers, and how many axes a list of them has. */
export interface Scene {
  /** Undefined for any number of axes, which one index runs over. */
  readonly rank: 2 | undefined;
  readonly indices: 'below' | 'above';
  /** Whether attributes that are numbers have their defaults, and are no symbols. */
  readonly settled: boolean;
}

/** The axes that definitions are read with where one index does not run over all of them, and the tensors in a list. */
export const RANK = 2;
export const LISTED = 2;

/** From the most to the least that a formula can say. */
export const scenes: readonly Scene[] = [false, true].flatMap((settled) =>
  ([undefined, RANK] as const).flatMap((rank) =>
    (['below', 'above'] as const).map((indices) => ({ rank, indices, settled })),
  ),
);

/** The value of an attribute that is no symbol; undefined where it is one. */
export function settledValue(attribute: Attribute, { settled }: Scene): AttributeValue | undefined {
  const fallback = 'default' in attribute ? attribute.default : undefined;
  if (attribute.kind === 'real' || attribute.kind === 'integer') return settled ? fallback : undefined;
  if (attribute.kind === 'parts') return LISTED;
  return fallback ?? kindOf(attribute).example(attribute);
}

/** What a reader must know of formulas that are read in a scene. */
export function whereOf(operation: AnyOperation, scene: Scene): string[] {
  const { inputs, outputs } = parseSignature(operation.signature);
  const operands = [...inputs, ...outputs];
  const unnamed: readonly unknown[] = Object.values(operation.transposable ?? {});
  const isSeveral = ({ axes }: Operand) => axes.some(({ variadic }) => variadic);
  return [
    ...(scene.rank !== undefined && inputs.some(isSeveral) ? ['two axes'] : []),
    ...(operands.some(({ list }) => list) ? ['two tensors in a list'] : []),
    ...Object.entries(attributesOf(operation)).flatMap(([name, attribute]) => {
      const value = unnamed.includes(name) ? undefined : settledValue(attribute, scene);
      return value === undefined ? [] : [`${name} = ${JSON.stringify(value)}`];
    }),
  ];
}
