import type { AttributeArguments, AttributeValue } from './attribute.ts';
import { flattened } from './lists.ts';
import type { AnyOperation, Operation } from './operation.ts';
import type { ListInput, OneOrList, OptionalInput, RequiredInput } from './signature.ts';

/** Where a value of a program comes from: an input by its name, `x`, an output of a node, `hidden.y`, or a member of one that is a list, `parts.ys.0`. */
export type Wire = string;

/** One call within a program: an operation, where its inputs come from, and its attributes. */
export interface ProgramNode {
  readonly operation: AnyOperation;
  /** By the name of the input; the members of a list by their own. */
  readonly inputs: Readonly<Record<string, Wire>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** The nodes of a program by name. */
export type ProgramNodes = Readonly<Record<string, ProgramNode>>;

/** A wire for every input of an operation, or one for each member of a list; what is optional may be left out. */
type Wires<O> =
  O extends Operation<infer S, infer _A, infer _C>
    ? { readonly [K in RequiredInput<S>]: OneOrList<Wire, K, ListInput<S>> } & {
        readonly [K in OptionalInput<S>]?: Wire;
      }
    : never;

type Settings<O> =
  O extends Operation<infer _S, infer A, infer _C>
    ? Readonly<Record<never, never>> extends AttributeArguments<A>
      ? [attributes?: AttributeArguments<A>]
      : [attributes: AttributeArguments<A>]
    : never;

/** A node: the names of its inputs and attributes are those of the record of its operation. */
export const node = <const O extends AnyOperation>(
  operation: O,
  inputs: Wires<O>,
  ...[attributes = {}]: Settings<O>
): ProgramNode => ({ operation, inputs: flattened<Wire>(inputs), attributes });

/** A node by a name that is known to be one. */
export function nodeOf(nodes: ProgramNodes, name: string): ProgramNode {
  const found = nodes[name];
  if (found === undefined) throw new TypeError(`there is no node ${name}`);
  return found;
}
