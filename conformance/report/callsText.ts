import { gathered } from '../../spec/lists.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import type { Tensor } from '../../spec/tensor.ts';
import type { TracedCall } from '../subject/traced.ts';
import { attributesOfCall, firstLine, literal, mostCalls, mostElements } from './_internal/callParts.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** The calls of a failing case in words that any language can be written from. */
export function callsText(calls: readonly TracedCall[]): string {
  const lines = calls.slice(0, mostCalls).flatMap(callLines);
  if (calls.length > mostCalls) lines.push(`and ${calls.length - mostCalls} more calls, which the replay makes`);
  return lines.join('\n');
}

function callLines(call: TracedCall): string[] {
  const { operation, kind, inputs, cotangents, layouts, storage, outputs, error } = call;
  const signature = parseSignature(operation.signature);
  const attributes = Object.entries(attributesOfCall(call)).map(
    ([name, value]) => `  ${name} = ${typeof value === 'number' ? literal(value) : JSON.stringify(value)}`,
  );
  const given = [
    ...valueLines(inputs, signature.inputs, layouts),
    ...attributes,
    ...(kind === 'gradient' ? valueLines(cotangents, signature.outputs, call.cotangentLayouts ?? {}, 'upstream ') : []),
    ...(storage === 'shared' ? ['  all inputs are views of one buffer'] : []),
    ...(storage === 'aliased' ? ['  equal inputs are one and the same value'] : []),
  ];
  const came =
    outputs === undefined
      ? [`  -> ${firstLine(error ?? 'no result')}`]
      : valueLines(outputs, kind === 'gradient' ? signature.inputs : signature.outputs, {}, '-> ');
  return [`${kind === 'gradient' ? 'gradient of ' : ''}${operation.id}`, ...given, ...came];
}

function valueLines(
  tensors: Tensors,
  operands: readonly Operand[],
  layouts: Readonly<Record<string, string | undefined>>,
  before = '',
): string[] {
  const texts = Object.entries(tensors).map(([name, tensor]): [string, string] => {
    const layout = layouts[name] ?? 'contiguous';
    return [name, `${tensorText(tensor)}${layout === 'contiguous' ? '' : `, ${layout} in memory`}`];
  });
  return Object.entries(gathered(Object.fromEntries(texts), operands)).map(
    ([name, text]) => `  ${before}${name} = ${Array.isArray(text) ? `[${text.join('; ')}]` : text}`,
  );
}

function tensorText({ dtype, shape, data }: Tensor): string {
  const first = data[0] ?? 0;
  const kind = `${dtype}[${shape.join(', ')}]`;
  if (data.length > 8 && data.every((value) => Object.is(value, first)))
    return `${kind} of ${literal(first)} throughout`;
  const values = Array.from(data.subarray(0, mostElements), literal).join(', ');
  const more = data.length > mostElements ? `, and ${data.length - mostElements} more, which the replay has` : '';
  return `${kind} (${values}${more})`;
}
