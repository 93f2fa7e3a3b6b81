import { outputShapes } from '../spec/evaluate.ts';
import { type AnyProgram, isProgram } from '../spec/program.ts';
import { nodeOf, type Wire } from '../spec/programNode.ts';
import { parseSignature } from '../spec/signature.ts';
import { type Tensor, tensorOf } from '../spec/tensor.ts';
import { beyondReach } from './generators/batchAxes.ts';
import { type CallOptions, type Subject, Unsupported } from './law.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;
/** How far an implementation takes what a node may be given: batches, numbers of axes, nothing at all. */
type Reach = Parameters<typeof beyondReach>[2];
type Results = Promise<Record<string, Tensor>>;

/** The implementation, asked for programs too: they are run call by call, and their pullback is the chain rule through their nodes. */
export function throughNodes(on: Subject, reach: Reach): Subject {
  const call = (operation: object, inputs: Tensors, attributes: never, options: CallOptions) =>
    isProgram(operation)
      ? run(on, operation, inputs, reach)
      : on(operation as never, inputs as never, attributes, options);
  const gradient = (
    operation: object,
    inputs: Tensors,
    cotangents: Tensors,
    attributes: never,
    options: CallOptions,
  ) =>
    isProgram(operation)
      ? pullback(on, operation, inputs, cotangents, reach)
      : on.gradient(operation as never, inputs as never, cotangents as never, attributes, options);
  // Its types are those of the subject; a program has neither attributes nor layouts.
  return Object.assign(call, on, { gradient }) as unknown as Subject;
}

/** The results of a program by name. */
async function run(on: Subject, program: AnyProgram, inputs: Tensors, reach: Reach): Results {
  const values = valuesOf(on, program, inputs, reach);
  for (const name of program.order) await values.forward(name);
  return Object.fromEntries(
    await Promise.all(namedResults(program).map(async ([output, wire]) => [output, await values.at(wire)])),
  );
}

const namedResults = ({ results }: AnyProgram): [output: string, wire: Wire][] => Object.entries(results);

/** The values on the wires of a program; what was thrown away is computed again where it is asked for. */
function valuesOf(on: Subject, program: AnyProgram, inputs: Tensors, reach: Reach) {
  const known = new Map<Wire, Tensor | undefined>(Object.entries(inputs));
  const forward = async (name: string): Promise<void> => {
    const { operation, attributes } = nodeOf(program.nodes, name);
    const operands = await operandsOf(name);
    const why = beyondReach(operation, operands, reach);
    if (why !== undefined) throw new Unsupported(why);
    const outputs = await on(operation, operands as never, attributes);
    for (const [output, tensor] of Object.entries<Tensor>(outputs)) known.set(`${name}.${output}`, tensor);
  };
  const at = async (wire: Wire): Promise<Tensor> => {
    const dot = wire.indexOf('.');
    if (!known.has(wire) && dot > 0) await forward(wire.slice(0, dot));
    // What is not computed was given, as the record was checked to have it.
    return known.get(wire) as Tensor;
  };
  const operandsOf = async (name: string): Promise<Record<string, Tensor>> => {
    const operands: Record<string, Tensor> = {};
    for (const [input, wire] of Object.entries(nodeOf(program.nodes, name).inputs)) {
      const tensor = await at(wire);
      if (tensor !== undefined) operands[input] = tensor;
    }
    return operands;
  };
  const forget = (): void => {
    for (const wire of known.keys())
      if (program.recomputed.some((name) => wire.startsWith(`${name}.`))) known.delete(wire);
  };
  const overflown = (): boolean =>
    [...known.values()].some((tensor) => tensor?.data.some((one) => !Number.isFinite(one)));
  return { forward, at, operandsOf, forget, overflown };
}

/** The gradient of every floating-point input that was given: nodes in reverse, cotangents added up where a value is used twice. */
async function pullback(on: Subject, program: AnyProgram, inputs: Tensors, cotangents: Tensors, reach: Reach): Results {
  const values = valuesOf(on, program, inputs, reach);
  for (const name of program.order) await values.forward(name);
  // What overflows on the way is a matter of the results; it has no derivative to hand on.
  if (values.overflown()) throw new Unsupported('a value on the way lies beyond the data type');
  values.forget();
  const sums = new Map<Wire, Tensor>();
  const add = (wire: Wire, tensor: Tensor | undefined): void => {
    if (tensor === undefined) return;
    const sum = sums.get(wire);
    sums.set(wire, sum === undefined ? tensor : plus(sum, tensor));
  };
  for (const [output, wire] of namedResults(program)) add(wire, cotangents[output]);
  for (const name of program.order.toReversed()) {
    const { operation, inputs: wires, attributes } = nodeOf(program.nodes, name);
    const given = await values.operandsOf(name);
    const dtype = Object.values(cotangents).find((one) => one !== undefined)?.dtype ?? 'float64';
    const shapes = Object.entries(outputShapes(operation, given, attributes));
    if (!shapes.some(([output]) => sums.has(`${name}.${output}`))) continue;
    if (!on.hasGradient(operation)) throw new Unsupported(`the adapter has no gradient of ${operation.id}`);
    const own = shapes.map(([output, shape]) => [
      output,
      sums.get(`${name}.${output}`) ?? tensorOf(dtype, shape, zeros(shape)),
    ]);
    const gradients = await on.gradient(operation, given as never, Object.fromEntries(own), attributes);
    for (const [input, wire] of Object.entries(wires)) add(wire, gradients[input]);
  }
  const floats = parseSignature(program.signature).inputs.filter(({ integer, name }) => !integer && inputs[name]);
  return Object.fromEntries(
    floats.map(({ name }) => {
      const { dtype, shape } = inputs[name] as Tensor;
      return [name, sums.get(name) ?? tensorOf(dtype, shape, zeros(shape))];
    }),
  );
}

const zeros = (shape: readonly number[]): number[] =>
  new Array<number>(shape.reduce((size, one) => size * one, 1)).fill(0);

/** The sum, rounded once to the data type. */
const plus = (a: Tensor, b: Tensor): Tensor =>
  tensorOf(
    a.dtype,
    a.shape,
    Array.from(a.data, (value, at) => value + (b.data[at] ?? Number.NaN)),
  );
