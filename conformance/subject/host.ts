import type { Layout } from '../../properties/law.ts';
import { flattened, gathered, operandOf } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { dtypeOf, type Operand, parseSignature } from '../../spec/signature.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { disposing } from './_internal/disposing.ts';
import { type Expected, expectedGradients, expectedOutputs } from './_internal/expected.ts';
import { copyTensor, Malformed, readTensor } from './_internal/readTensor.ts';
import { inOneBuffer, isSame } from './_internal/storage.ts';
import type { LooseAdapter } from './description.ts';
import { describeValue, isUnsupported, messageOf, nameOf, type Reply, type Request, type Tensors } from './exchange.ts';
import { promisedOf } from './profile.ts';
import { traceError } from './trace.ts';

/** The library's own values by name; of lists member by member, or as the lists that the library is given. */
type Natives = Readonly<Record<string, unknown>>;

/** Elements of a result that nothing was expected of, above which it is not carried. */
const unexpectedLimit = 2 ** 16;

/**
 * Calls an adapter as a request says and checks what it gives: the same in the judge's process and in a child's. What the adapter made
 * for the call is handed back to it, where it disposes of its values.
 *
 * Never throws for anything that the adapter does.
 */
export const answer = (adapter: LooseAdapter, operation: AnyOperation, request: Request): Promise<Reply> =>
  disposing(adapter, (watched) =>
    request.kind === 'echo' ? echo(watched, request) : answerCall(watched, operation, request),
  );

/** What an adapter makes of tensors, read back without a call. */
async function echo(adapter: LooseAdapter, { inputs, layouts }: Request): Promise<Reply> {
  let natives: Natives;
  try {
    natives = nativesOf(adapter, inputs, layouts, 'own');
  } catch (error) {
    return thrown(error);
  }
  try {
    const inputsAfter: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(inputs))
      inputsAfter[name] = await readTensor(adapter, natives[name], tensor, `tensor ${name}`);
    return { kind: 'returned', outputs: {}, inputsAfter };
  } catch (error) {
    return unreadable(error);
  }
}

async function answerCall(adapter: LooseAdapter, operation: AnyOperation, request: Request): Promise<Reply> {
  let due: Record<string, Expected> | undefined;
  try {
    due = request.kind === 'gradient' ? expectedGradients(operation, request) : expectedOutputs(operation, request);
  } catch (error) {
    return { kind: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  let [inputs, cotangents]: [Natives, Natives] = [{}, {}];
  let value: unknown;
  try {
    const signature = parseSignature(operation.signature);
    inputs = gathered(nativesOf(adapter, request.inputs, request.layouts, request.storage), signature.inputs);
    cotangents = gathered(
      nativesOf(adapter, request.cotangents, request.cotangentLayouts, 'own'),
      request.kind === 'gradient' ? signature.outputs : [],
    );
    value = await call(adapter, operation, request, inputs, cotangents);
  } catch (error) {
    return thrown(error);
  }
  try {
    const outputs =
      due === undefined
        ? await accepted(adapter, operation, request.kind, value)
        : await readOutputs(adapter, operation, request.kind, value, due);
    const given = { ...request.inputs, ...request.cotangents };
    const inputsAfter = request.readBack ? await readBack(adapter, operation, { ...inputs, ...cotangents }, given) : {};
    return { kind: 'returned', outputs, inputsAfter };
  } catch (error) {
    return unreadable(error);
  }
}

function thrown(error: unknown): Reply {
  traceError(error);
  const name = nameOf(error);
  const kind = isUnsupported(error) ? 'unsupported' : 'rejected';
  return { kind, message: messageOf(error), ...(name === undefined ? {} : { name }) };
}

function unreadable(error: unknown): Reply {
  traceError(error);
  return { kind: isUnsupported(error) ? 'unsupported' : 'malformed', message: messageOf(error) };
}

/** The library's own values of some tensors, in the layouts that are asked for. Each is made of a copy. */
function nativesOf(
  adapter: LooseAdapter,
  tensors: Tensors,
  layouts: Request['layouts'],
  storage: Request['storage'],
): Natives {
  const made: { readonly tensor: Tensor; readonly native: unknown }[] = [];
  return Object.fromEntries(
    Object.entries(storage === 'shared' ? inOneBuffer(tensors) : tensors).map(([name, tensor]) => {
      const known = storage === 'aliased' ? made.find((one) => isSame(one.tensor, tensor)) : undefined;
      if (known !== undefined) return [name, known.native];
      const own = storage === 'shared' ? tensor : copyTensor(tensor);
      const native = laidOut(adapter, own, layouts[name] ?? 'contiguous');
      made.push({ tensor, native });
      return [name, native];
    }),
  );
}

function laidOut(adapter: LooseAdapter, tensor: Tensor, layout: Layout): unknown {
  if (layout === 'contiguous') return adapter.toNative(tensor);
  const convert = adapter.layouts?.[layout];
  if (convert === undefined) throw Object.assign(new Error(`no ${layout} layout`), { name: 'Unsupported' });
  return convert(tensor);
}

function call(
  adapter: LooseAdapter,
  operation: AnyOperation,
  request: Request,
  inputs: Natives,
  cotangents: Natives,
): unknown {
  const { attributes } = request;
  const table = request.kind === 'gradient' ? (adapter.gradients ?? {}) : adapter.operations;
  if (table[operation.id] === undefined) {
    throw Object.assign(new Error(`no ${request.kind} of ${operation.id}`), { name: 'Unsupported' });
  }
  // Called as a method, for adapters whose operations say `this`.
  if (request.kind === 'forward') return table[operation.id]?.(inputs, attributes);
  const [only, ...others] = parseSignature(operation.signature).outputs;
  const cotangent = others.length === 0 && only !== undefined ? cotangents[only.name] : cotangents;
  return table[operation.id]?.(inputs, cotangent, attributes);
}

/** A result as a record by name: a single output may come bare. */
function byName(operation: AnyOperation, kind: Request['kind'], value: unknown, names: readonly string[]): Natives {
  const [only, ...others] = names;
  if (kind === 'forward' && only !== undefined && others.length === 0) {
    const keys = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) ? Object.keys(value) : [];
    return keys.length === 1 && keys[0] === only ? (value as Natives) : { [only]: value };
  }
  if (typeof value !== 'object' || value === null) {
    const what = kind === 'gradient' ? `the gradient of ${operation.id}` : operation.id;
    throw new Malformed(`${what} must return a record { ${names.join(', ')} }, got ${describeValue(value)}`);
  }
  return value as Natives;
}

/** The members of the lists of a record one by one. Throws Malformed for a list of another length than is due, or for none. */
function memberwise(natives: Natives, operands: readonly Operand[], names: readonly string[], label: string): Natives {
  const lists = operands.filter(({ list }) => list).map(({ name }) => name);
  return lists.reduce((all, list) => {
    const count = names.filter((name) => name !== list && operandOf(name) === list).length;
    const { [list]: value, ...others } = all;
    if (Array.isArray(value) ? value.length === count : value === undefined && count === 0)
      return { ...others, ...flattened({ [list]: value as unknown[] }) };
    throw new Malformed(`${label} ${list} must be a list of ${count}, got ${describeValue(value)}`);
  }, natives);
}

async function readOutputs(
  adapter: LooseAdapter,
  operation: AnyOperation,
  kind: Request['kind'],
  value: unknown,
  due: Readonly<Record<string, Expected>>,
): Promise<Tensors> {
  const label = kind === 'gradient' ? 'the gradient of' : 'output';
  const { inputs, outputs } = parseSignature(operation.signature);
  const wanted = Object.keys(due);
  const operands = kind === 'gradient' ? inputs.filter(({ list, integer }) => list && !integer) : outputs;
  const names = [...new Set([...operands.map(({ name }) => name), ...wanted.map(operandOf)])];
  const natives = memberwise(byName(operation, kind, value, names), operands, wanted, `${operation.id}: ${label}`);
  const { wider } = promisedOf(adapter.profile, operation.id);
  const read: Record<string, Tensor> = {};
  const others = Array.isArray(natives) ? [] : Object.keys(natives).filter((name) => due[name] === undefined);
  for (const [name, expected] of Object.entries(due)) {
    const one = { ...expected, wider };
    if (natives[name] === undefined && others.length > 0)
      throw new Malformed(`${operation.id}: ${label} ${name} is missing, got ${others.join(', ')}`);
    read[name] = await readTensor(adapter, natives[name], one, `${operation.id}: ${label} ${name}`);
  }
  return read;
}

async function readBack(
  adapter: LooseAdapter,
  operation: AnyOperation,
  operands: Natives,
  given: Tensors,
): Promise<Tensors> {
  const read: Record<string, Tensor> = {};
  const { inputs, outputs } = parseSignature(operation.signature);
  const label = `${operation.id}: after the call operand`;
  const natives = memberwise(operands, [...inputs, ...outputs], Object.keys(given), label);
  for (const [name, tensor] of Object.entries(given)) {
    read[name] = await readTensor(adapter, natives[name], tensor, `${label} ${name}`);
  }
  return read;
}

/** What came back of a call that nothing could be expected of, as far as it can be read; only that it came matters. */
async function accepted(
  adapter: LooseAdapter,
  operation: AnyOperation,
  kind: Request['kind'],
  value: unknown,
): Promise<Tensors> {
  if (kind === 'gradient') return {};
  const read: Record<string, Tensor> = {};
  const { outputs } = parseSignature(operation.signature);
  for (const operand of outputs) {
    const { name } = operand;
    try {
      const native = byName(
        operation,
        kind,
        value,
        outputs.map((output) => output.name),
      )[name];
      const dtype = dtypeOf(operand, 'float64');
      const shown =
        typeof native === 'number' && !operand.complex
          ? tensorOf(dtype, [], [native])
          : await adapter.fromNative(native, { dtype, shape: [] });
      const tensor = shown as Tensor;
      if (tensor.data.length <= unexpectedLimit) read[name] = await readTensor(adapter, native, tensor, name);
    } catch {
      // It cannot be read; that it was returned is all there is to say.
    }
  }
  return read;
}
