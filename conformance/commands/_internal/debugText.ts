import { printable } from '../../present/_internal/escape.ts';
import { callsText } from '../../report/callsText.ts';
import type { TracedCall } from '../../subject/traced.ts';

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** What `replay --verbose` prints in front: every call with what went in and came out, and what the adapter wrote, stacks among it. */
export function debugText(calls: readonly TracedCall[], output: string): string {
  const made = calls.length === 0 ? 'no call was made' : callsText(calls);
  const written = output === '' ? 'nothing' : printable(output);
  return `calls\n${indented(made)}\n\nthe adapter wrote\n${indented(written)}\n\n`;
}
