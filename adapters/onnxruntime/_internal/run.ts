import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Attribute, type Constant, type ElementType, elementTypes, type Graph, modelOf } from './model.ts';

export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** What it says where an operator has no kernel for a type, or no such type. */
const missing =
  /Could not find an implementation|NOT_IMPLEMENTED|does not support double|Type 'tensor\(\w+\)' of input parameter .* is invalid/;

const most = 200;
const sessions = new Map<string, InferenceSession>();

async function orUnsupported<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof Error && missing.test(error.message) ? new Unsupported(error.message) : error;
  }
}

const sessionOf = (graph: Graph): Promise<InferenceSession> =>
  orUnsupported(InferenceSession.create(modelOf(graph), { intraOpNumThreads: 1, logSeverityLevel: 4 }));

/** The session of a graph: kept, for to make one takes longer than most calls. */
async function keptSessionOf(graph: Graph): Promise<InferenceSession> {
  const key = JSON.stringify(graph);
  const session = sessions.get(key) ?? (await sessionOf(graph));
  sessions.delete(key);
  sessions.set(key, session);
  for (const [first, old] of sessions) {
    if (sessions.size <= most) break;
    sessions.delete(first);
    await old.release();
  }
  return session;
}

export const typeOf = ({ type }: Tensor): ElementType => {
  if (type in elementTypes) return type as ElementType;
  throw new Unsupported(`no ${type}`);
};

/** Calls a graph. What draws at random has a session of its own each time, for a session goes on where its last call ended. */
export async function runGraph(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
  { fresh = false } = {},
): Promise<Readonly<Record<string, Tensor>>> {
  if (!fresh) return orUnsupported((await keptSessionOf(graph)).run(feeds));
  const session = await sessionOf(graph);
  try {
    return await orUnsupported(session.run(feeds));
  } finally {
    await session.release();
  }
}

/** An operand is a tensor, a constant of the model, or left out. */
export type Operand = Tensor | Constant | undefined;

interface Options {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** The types of the results; by default there is one, of the type of the first operand. */
  readonly results?: readonly ElementType[];
  readonly opset?: number;
  readonly fresh?: boolean;
}

const isTensor = (operand: Operand): operand is Tensor => operand instanceof Tensor;

const numbered = (value: number | object): void => {
  if (typeof value === 'number') whole(value);
};

/** Calls one operator: a model with it alone. */
export async function run(
  op: string,
  operands: readonly Operand[],
  { attributes = {}, results, opset, fresh = false }: Options = {},
): Promise<readonly Tensor[]> {
  const named = operands.map((operand, at) => [operand === undefined ? '' : `x${at}`, operand] as const);
  const feeds = Object.fromEntries(named.filter((one): one is [string, Tensor] => isTensor(one[1])));
  const constants = Object.fromEntries(
    named.filter((one): one is [string, Constant] => one[1] !== undefined && !isTensor(one[1])),
  );
  for (const value of Object.values(attributes)) if (typeof value !== 'string') [value].flat().forEach(numbered);
  const first = operands.find(isTensor);
  const types = results ?? (first === undefined ? [] : [typeOf(first)]);
  const outputs = types.map((type, at) => [`y${at}`, type] as const);
  const graph = {
    inputs: Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, typeOf(tensor)])),
    constants,
    nodes: [{ op, inputs: named.map(([name]) => name), outputs: outputs.map(([name]) => name), attributes }],
    outputs: Object.fromEntries(outputs),
    ...(opset === undefined ? {} : { opset }),
  };
  const given = await runGraph(graph, feeds, { fresh });
  return outputs.map(([name]) => given[name] as Tensor);
}

/** A number of the model that is none, or no integer, cannot be written. */
function whole(value: number): number {
  if (!Number.isInteger(value)) throw new Unsupported('attributes of the format are integers');
  return value;
}

export const integers = (values: readonly number[], shape: readonly number[] = [values.length]): Constant => ({
  type: 'int64',
  shape,
  values: values.map(whole),
});

export const scalar = (type: ElementType, value: number): Constant => ({ type, shape: [], values: [value] });

/** Attributes are of single precision, whatever the tensors are. */
export function single(value: number): Attribute {
  if (Number.isFinite(value) && Math.fround(value) !== value)
    throw new Unsupported('attributes are of single precision');
  return { float: value };
}
