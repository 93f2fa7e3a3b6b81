import type { AnyOperation } from '../../../spec/operation.ts';
import { type AnyProgram, isProgram } from '../../../spec/program.ts';
import { nodeOf } from '../../../spec/programNode.ts';
import { sourceText } from './sourceText.ts';

/** The definition of an operation as it is written; that of a program is its wiring, a call a line. */
export function definitionText(operation: AnyOperation): string {
  if (isProgram(operation)) return wiringText(operation);
  return operation.definition === undefined ? '' : sourceText(operation.definition);
}

function wiringText({ nodes, order, results, recomputed }: AnyProgram): string {
  const calls = order.map((name) => {
    const { operation, inputs, attributes } = nodeOf(nodes, name);
    const given = Object.entries({ ...inputs, ...attributes }).map(([input, value]) => `${input}: ${value}`);
    const again = recomputed.includes(name) ? '  (thrown away, and computed again for the gradient)' : '';
    return `${name} = ${operation.id}(${given.join(', ')})${again}`;
  });
  return [...calls, ...Object.entries(results).map(([output, wire]) => `${output} = ${wire}`)].join('\n');
}
