import type { AttributeValue } from '../../../spec/attribute.ts';
import { gathered, operandOf } from '../../../spec/lists.ts';
import { type Operand, parseSignature } from '../../../spec/signature.ts';
import { arrayTypeOf, type Tensor } from '../../../spec/tensor.ts';
import type { TracedCall } from '../../subject/traced.ts';
import { attributesOfCall, firstLine, literal, mostCalls, mostElements } from './callParts.ts';

type Tensors = Readonly<Record<string, Tensor | undefined>>;

/** Code that makes calls of an adapter, which `adapter` names, one statement a line; what comes out of each is logged. */
export function callsCode(calls: readonly TracedCall[]): string[] {
  const name = namer();
  const lines = calls
    .slice(0, mostCalls)
    .flatMap((call, at) => callCode(call, calls.length === 1 ? 'result' : `result${at + 1}`, name));
  if (calls.length > mostCalls) lines.push(`// and ${calls.length - mostCalls} more calls, which the replay makes`);
  return lines;
}

/** Gives every tensor one name: that of the input or output as which it first occurs, with a number where it is taken. */
type Namer = (tensor: Tensor, wanted: string) => { readonly name: string; readonly fresh: boolean };

function namer(): Namer {
  const names = new Map<Tensor, string>();
  const taken = new Set(['adapter']);
  return (tensor, wanted) => {
    const known = names.get(tensor);
    if (known !== undefined) return { name: known, fresh: false };
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
    taken.add(name);
    names.set(tensor, name);
    return { name, fresh: true };
  };
}

function callCode(call: TracedCall, result: string, name: Namer): string[] {
  const { operation, kind, layouts } = call;
  const lines: string[] = [];
  const { inputs: operands, outputs: results } = parseSignature(operation.signature);
  const natives = (tensors: Tensors, views: TracedCall['layouts'], of: readonly Operand[]): [string, string][] => {
    const codes = Object.entries(tensors).flatMap(([operand, tensor]): [string, string][] => {
      if (tensor === undefined) return [];
      const named = name(tensor, operand.replace('.', ''));
      if (named.fresh) lines.push(`const ${named.name} = ${tensorCode(tensor)};`);
      const view = views[operand] ?? 'contiguous';
      return [
        [operand, view === 'contiguous' ? `adapter.toNative(${named.name})` : `adapter.layouts.${view}(${named.name})`],
      ];
    });
    return Object.entries(gathered(Object.fromEntries(codes), of)).map(([operand, code]) => [
      operand,
      typeof code === 'object' ? `[${code.join(', ')}]` : String(code),
    ]);
  };
  const record = (entries: readonly [string, string][]) =>
    `{ ${entries.map(([key, code]) => `${key}: ${code}`).join(', ')} }`;
  if (call.storage === 'shared') lines.push('// the data of all inputs are views of one buffer, at different offsets');
  if (call.storage === 'aliased') lines.push('// equal inputs are one and the same value');
  const inputs = record(natives(call.inputs, layouts, operands));
  const attributes = attributesCode(call);
  const bare = results.length === 1;
  if (kind === 'gradient') {
    const cotangents = natives(call.cotangents, call.cotangentLayouts ?? {}, results);
    const cotangent = bare ? (cotangents[0]?.[1] ?? 'undefined') : record(cotangents);
    lines.push(`const ${result} = await adapter.gradients['${operation.id}'](${inputs}, ${cotangent}, ${attributes});`);
  } else {
    lines.push(`const ${result} = await adapter.operations['${operation.id}'](${inputs}, ${attributes});`);
  }
  if (call.outputs === undefined)
    return [...lines, `console.log(${result}); // ${firstLine(call.error ?? 'gives no result')}`];
  for (const [output, tensor] of Object.entries(call.outputs)) {
    const [whole, at] = [operandOf(output), output.split('.')[1]];
    const place = at === undefined ? '' : `[${at}]`;
    const value = bare && kind !== 'gradient' ? `${result}${place}` : `${result}.${whole}${place}`;
    if (tensor.shape.length === 0) {
      // A scalar may come as a plain number, which fromNative need not know.
      lines.push(`console.log(${value});`);
      continue;
    }
    const expected = `{ dtype: '${tensor.dtype}', shape: [${tensor.shape.join(', ')}] }`;
    const plain = output.replace('.', '');
    const named = name(tensor, kind === 'gradient' ? `${plain}Gradient` : plain);
    lines.push(`const ${named.name} = adapter.fromNative(${value}, ${expected});`, `console.log(${named.name});`);
  }
  return lines;
}

/** The neutral tensor as code with the same bits; a long one is shortened, and says so. */
function tensorCode({ dtype, shape, data }: Tensor): string {
  const kind = arrayTypeOf[dtype].name;
  const first = data[0] ?? 0;
  const values = Array.from(data.subarray(0, mostElements), literal).join(', ');
  let array = `${kind}.of(${values})`;
  if (data.length > 8 && data.every((value) => Object.is(value, first))) {
    array = `new ${kind}(${data.length}).fill(${literal(first)})`;
  } else if (data.length > mostElements) {
    array = `${kind}.of(${values}, /* ${data.length - mostElements} more, which the replay has */)`;
  }
  return `{ dtype: '${dtype}', shape: [${shape.join(', ')}], data: ${array} }`;
}

/** The attributes as the adapter receives them. */
function attributesCode(call: TracedCall): string {
  const code = (value: AttributeValue | undefined): string =>
    typeof value === 'number' ? literal(value) : (JSON.stringify(value)?.replaceAll(',', ', ') ?? 'undefined');
  const entries = Object.entries(attributesOfCall(call)).map(([key, value]) => `${key}: ${code(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
