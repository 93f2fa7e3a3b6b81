import type { Attributes } from '../attribute.ts';
import { kindOf } from '../attributeKinds.ts';
import { memberName, operandOf } from '../lists.ts';
import { nodeOf, type ProgramNode, type ProgramNodes, type Wire } from '../programNode.ts';
import { type Operand, parseSignature } from '../signature.ts';

/** The parts of a program that are wired together. */
export interface Wired {
  readonly id: string;
  readonly signature: string;
  readonly nodes: ProgramNodes;
  readonly results: Readonly<Record<string, Wire>>;
  readonly recomputed: readonly string[];
  readonly unused: readonly string[];
}

/** What a wire may carry. */
type Source = Pick<Operand, 'integer' | 'optional' | 'list'>;

/**
 * The nodes of a program, each after those that it is made of.
 *
 * Throws TypeError that names the node, the rule and what was received: where a wire comes from nowhere, an input is left open, labels
 * and numbers are confused, a node is made of itself or nothing is made of it, or a name is none of the operation.
 */
export function orderOf(program: Wired): readonly string[] {
  const { id, nodes, results, recomputed } = program;
  const misfit: Misfit = (field, rule) => new TypeError(`${id}/${field}: ${rule}`);
  const { inputs, outputs } = parseSignature(program.signature);
  if ([...inputs, ...outputs].some((operand) => operand.batched)) {
    throw misfit('signature', `a program names its batch axes, and has no "..."; got ${program.signature}`);
  }
  if ([...inputs, ...outputs].some((operand) => operand.list)) {
    throw misfit(
      'signature',
      `a program takes and gives no lists, whose members it could not name; got ${program.signature}`,
    );
  }
  const sources = sourcesOf(program);
  const used = new Set<Wire>();
  const carry: Carry = (field, what, wire, { integer, optional }) => {
    // The members of a list are as many as the sizes say, which are not known here.
    const source = sources.get(wire) ?? sources.get(wire.replace(/\.\d+$/, ''));
    if (source === undefined || source.list !== (sources.get(wire) === undefined)) {
      const known = listed(sources.keys());
      throw misfit(field, `${what} is "${wire}", which is no input and no output of a node; there is ${known}`);
    }
    if (source.integer !== integer)
      throw misfit(field, `${what} is ${typeName(integer)}, and "${wire}" is ${typeName(source.integer)}`);
    if (source.optional && !optional) throw misfit(field, `${what} must be given, and "${wire}" may be left out`);
    used.add(wire);
  };
  for (const [name, one] of Object.entries(nodes)) requireFit(`nodes.${name}`, one, carry, misfit);
  const order = sorted(nodes, misfit);
  for (const output of outputs) {
    const wire = results[output.name];
    if (wire === undefined) throw misfit(`results.${output.name}`, 'comes from nowhere');
    carry(`results.${output.name}`, output.name, wire, output);
  }
  const stranger = Object.keys(results).find((name) => !outputs.some((output) => output.name === name));
  if (stranger !== undefined)
    throw misfit(`results.${stranger}`, `is no output; there is ${listed(outputs.map(nameOf))}`);
  const unused = inputs.find(({ name }) => !used.has(name) && !program.unused.includes(name));
  if (unused !== undefined) throw misfit('signature', `nothing is made of ${unused.name}`);
  const idle = Object.keys(nodes).find((name) => ![...used].some((wire) => wire.startsWith(`${name}.`)));
  if (idle !== undefined) throw misfit(`nodes.${idle}`, 'nothing is made of it');
  const unknown = recomputed.find((name) => !Object.hasOwn(nodes, name));
  if (unknown !== undefined)
    throw misfit('recomputed', `"${unknown}" is no node; there is ${listed(Object.keys(nodes))}`);
  return order;
}

type Misfit = (field: string, rule: string) => TypeError;
/** Notes that a wire is used, and refuses one that does not carry what is asked for. */
type Carry = (field: string, what: string, wire: Wire, to: Source) => void;

/** What every wire carries. */
function sourcesOf({ signature, nodes }: Wired): ReadonlyMap<Wire, Source> {
  const sources = new Map<Wire, Source>(parseSignature(signature).inputs.map((input) => [input.name, input]));
  for (const [name, { operation }] of Object.entries(nodes)) {
    for (const output of parseSignature(operation.signature).outputs) sources.set(`${name}.${output.name}`, output);
  }
  return sources;
}

/** Whether a node has what its operation takes, and nothing else. */
function requireFit(field: string, { operation, inputs, attributes }: ProgramNode, carry: Carry, misfit: Misfit): void {
  const takes = parseSignature(operation.signature).inputs;
  for (const [name, wire] of Object.entries(inputs)) {
    const input = takes.find((one) => one.name === operandOf(name) && one.list === (name !== operandOf(name)));
    if (input === undefined)
      throw misfit(field, `${operation.id} has no input "${name}"; it has ${listed(takes.map(nameOf))}`);
    carry(field, `${name} of ${operation.id}`, wire, input);
  }
  const given = new Set(Object.keys(inputs).map(operandOf));
  const open = takes.find(({ name, optional }) => !optional && !given.has(name));
  if (open !== undefined) throw misfit(field, `${operation.id} needs ${open.name}; got ${listed(Object.keys(inputs))}`);
  const known: Attributes = operation.attributes ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = known[name];
    if (attribute === undefined)
      throw misfit(field, `${operation.id} has no attribute "${name}"; it has ${listed(Object.keys(known))}`);
    const kind = kindOf(attribute);
    if (!kind.contains(attribute, value))
      throw misfit(field, `${name} of ${operation.id} must ${kind.rule(attribute)}, got ${JSON.stringify(value)}`);
  }
  const lacking = Object.entries(known).find(
    ([name, one]) => attributes[name] === undefined && !('default' in one && one.default !== undefined),
  );
  if (lacking !== undefined) throw misfit(field, `${operation.id} needs the attribute ${lacking[0]}`);
}

/** Depth first: a node comes after what it reads. */
function sorted(nodes: ProgramNodes, misfit: Misfit): string[] {
  const order: string[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    if (order.includes(name)) return;
    const path = [...above, name];
    if (above.includes(name))
      throw misfit(`nodes.${name}`, `is made of itself: ${path.slice(path.indexOf(name)).join(' <- ')}`);
    for (const wire of Object.values(nodeOf(nodes, name).inputs)) {
      if (wire.includes('.')) visit(wire.slice(0, wire.indexOf('.')), path);
    }
    order.push(name);
  };
  for (const name of Object.keys(nodes)) visit(name, []);
  return order;
}

const nameOf = ({ name, list }: Operand): string => (list ? memberName(name, 0) : name);
const listed = (names: Iterable<string>): string => [...names].join(', ') || 'none';
const typeName = (integer: boolean): string => (integer ? 'int32' : 'floating-point');
