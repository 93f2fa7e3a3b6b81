import { orderOf } from './_internal/wiring.ts';
import { type AttributeValue, withDefaults } from './attribute.ts';
import { SignatureError } from './binding.ts';
import { flattened, gathered } from './lists.ts';
import type { Parts } from './meaning.ts';
import type { Notation } from './notation.ts';
import { type AnyOperation, defineOperation, type Operation } from './operation.ts';
import { nodeOf, type ProgramNodes, type Wire } from './programNode.ts';
import type { Clauses } from './recordNames.ts';
import type { Shaped } from './shaped.ts';
import { namesOf, type OutputName, parseSignature } from './signature.ts';
import { sizeBy } from './sizeFormula.ts';
import type { Source } from './sources.ts';

type None = Readonly<Record<never, never>>;

/** How the operations of a program are wired together. */
interface Wiring {
  readonly id: `programs.${string}`;
  readonly nodes: ProgramNodes;
  /** The names of the nodes, each after those that it is made of. */
  readonly order: readonly string[];
  /** Where each output comes from. */
  readonly results: Readonly<Record<string, Wire>>;
  /** Nodes whose results are thrown away after the forward pass, and computed again when a pullback needs them. */
  readonly recomputed: readonly string[];
  /** Inputs that nothing is made of, on purpose: their gradients are zeros. */
  readonly unused: readonly string[];
}

/**
 * Operations wired together, as data. Its definition is that of the operations, composed; it is run through any implementation that
 * offers them, call by call, and its pullback is the chain rule through theirs.
 */
export interface Program<S extends string = string, C extends Clauses = Clauses>
  extends Omit<Operation<S, None, C, None, Parts>, 'id'>,
    Wiring {}

/** Any program, its own types forgotten. */
export interface AnyProgram extends Omit<AnyOperation, 'id'>, Wiring {}

/** What a program says of itself; everything else follows from its nodes. */
interface Stated<S extends string, C extends Clauses> {
  readonly id: `programs.${string}`;
  /** One sentence. */
  readonly meaning: string;
  /** Axes by name, batch axes too: what a program takes has no `...`. */
  readonly signature: S;
  /** Labels index the last axis of the first input, as in operations. */
  readonly domain?: Operation<S>['domain'];
  readonly nodes: ProgramNodes;
  readonly results: Readonly<Record<OutputName<S>, Wire>>;
  readonly recomputed?: readonly string[];
  readonly unused?: readonly string[];
  readonly clauses: C;
  readonly sources: readonly Source[];
}

/**
 * A program. Its definition, and the inputs in which it can be differentiated, follow from its nodes.
 *
 * Throws TypeError for a wire that comes from nowhere or goes nowhere, a cycle, or a name that an operation does not have, and
 * SignatureError where a node is given shapes that do not fit; each names the node, the rule and what was received.
 */
export function program<const S extends string, const C extends Clauses = None>(stated: Stated<S, C>): Program<S, C> {
  const { id, nodes, results, recomputed = [], unused = [] } = stated;
  const order = orderOf({ ...stated, recomputed, unused });
  const operations = order.map((name) => nodeOf(nodes, name).operation);
  const differentiable = operations.every(({ derivative }) => derivative !== undefined);
  const kinks = [...new Set(operations.flatMap((one) => (one.kinks === undefined ? [] : [`${one.id}: ${one.kinks}`])))];
  const held = operations.flatMap((one) => (one.held === undefined ? [] : [`${one.id}: ${one.held}`]));
  const record = {
    id,
    meaning: stated.meaning,
    signature: stated.signature,
    parts: Object.fromEntries(order.map((name) => [name, nodeOf(nodes, name).operation])),
    definition: definitionOf({ ...stated, order }),
    special: 'undefined',
    ...(stated.domain === undefined ? {} : { domain: stated.domain }),
    ...(differentiable ? { derivative: 'ofDefinition' } : {}),
    ...(held.length === 0 ? {} : { held: [...new Set(held)].join('; ') }),
    ...(kinks.length === 0 ? {} : { kinks: kinks.join('; ') }),
    clauses: stated.clauses,
    sources: stated.sources,
  };
  // The names are those of the wiring, which no type knows.
  const checked = defineOperation(record as never) as unknown as Operation<S, None, C, None, Parts>;
  return { ...checked, id, nodes, order, results, recomputed, unused };
}

/** Whether a record is that of a program. */
export const isProgram = (record: object): record is AnyProgram => 'nodes' in record && 'results' in record;

/** The operations of a program, each once. */
export const operationsOf = ({ nodes }: Pick<AnyProgram, 'nodes'>): readonly AnyOperation[] => [
  ...new Set(Object.values(nodes).map(({ operation }) => operation)),
];

type Tensors<T> = Readonly<Record<string, Shaped<T> | readonly Shaped<T>[] | undefined>>;

type Call<T> = (inputs: Tensors<T>, attributes: Readonly<Record<string, AttributeValue>>) => Tensors<T>;

/** The definitions of the operations, composed as the nodes are wired. */
const definitionOf =
  ({ id, signature, nodes, order, results }: Pick<AnyProgram, 'id' | 'signature' | 'nodes' | 'order' | 'results'>) =>
  <T>(
    inputs: Readonly<Record<string, Shaped<T> | undefined>>,
    { size, shape }: Notation<T>,
    _attributes: unknown,
    parts: Readonly<Record<string, Call<T>>>,
  ): Readonly<Record<string, Shaped<T> | undefined>> => {
    const known: Record<string, Shaped<T> | undefined> = { ...inputs };
    for (const name of order) {
      const { operation, inputs: wires, attributes } = nodeOf(nodes, name);
      const flat = Object.fromEntries(Object.entries(wires).map(([input, wire]) => [input, known[wire]]));
      const given = gathered(flat, parseSignature(operation.signature).inputs);
      // Every node is a part.
      const call = parts[name] as Call<T>;
      const outputs = misfitsOf(id, name, () => call(given, withDefaults(operation.attributes ?? {}, attributes)));
      for (const [output, value] of Object.entries(flattened(outputs))) known[`${name}.${output}`] = value;
    }
    return Object.fromEntries(
      parseSignature(signature).outputs.map(({ name, axes }) => {
        const wire = results[name] ?? '';
        const expected = axes.flatMap((axis) => {
          if (axis.variadic) return shape(axis.name);
          if (axis.formula === undefined) return size(axis.name);
          return sizeBy(axis.formula, Object.fromEntries(namesOf(axis).map((one) => [one, size(one)])));
        });
        const received = known[wire]?.shape ?? [];
        if (received.join() === expected.join()) return [name, known[wire]];
        throw new SignatureError(
          `${id}/results.${name}: must have the shape [${expected.join(', ')}], and ${wire} has [${received.join(', ')}]`,
        );
      }),
    );
  };

/** What a node refuses is told of it. */
function misfitsOf<Result>(id: string, name: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new SignatureError(`${id}/nodes.${name}: ${error.message.replace(`${id}/definition: `, '')}`);
  }
}
