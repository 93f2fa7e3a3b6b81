import { basename } from 'node:path';
import { commandOf } from '../subject/command.ts';
import type { TracedCall } from '../subject/traced.ts';
import { callsCode } from './_internal/callCode.ts';
import { callsText } from './callsText.ts';

/** Code that makes the calls of a failing case, to be run beside the adapter; of a command, the calls in words. */
export function snippetOf(calls: readonly TracedCall[], adapterPath: string): string {
  if (commandOf(adapterPath) !== undefined) return callsText(calls);
  const file = basename(adapterPath);
  const runs = /\.([cm]?)ts$/.exec(file)?.[1];
  return [
    `// Runs with node as a file beside ${file}, ending in ${runs === undefined ? '.mjs' : `.${runs}ts`}.`,
    `import adapter from './${file}';`,
    '',
    ...callsCode(calls),
  ].join('\n');
}
