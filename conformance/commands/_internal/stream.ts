import { closeSync, openSync, writeSync } from 'node:fs';
import type { Progress } from '../../judge/checkOptions.ts';
import { jsonOf } from '../../report/reportFile.ts';
import { toolVersion } from '../../toolVersion.ts';
import { whyNot } from './outputs.ts';

/** Writes what a run finds as it comes, a line of JSON each: what is killed leaves behind what it had found. */
export interface Stream {
  readonly write: (event: Progress) => void;
  readonly close: () => void;
}

/** Opens a stream of results. Its first line says what is judged, every other is a clause as it was judged. */
export function streamTo(path: string): Stream {
  // Nothing is left behind by a run that never began.
  let file: number | undefined;
  let broken = false;
  return {
    write(event) {
      if (broken) return;
      try {
        file ??= openSync(path, 'w');
        writeSync(file, `${jsonOf(lineOf(event))}\n`);
      } catch (error) {
        broken = true;
        process.stderr.write(`warning: ${path} cannot be written: ${whyNot(error)}\n`);
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

function lineOf(event: Progress): object {
  if (event.kind === 'clause') return { kind: 'clause', clause: event.clause };
  const { name, version } = event.adapter;
  return {
    kind: 'started',
    tool: 'tensor-laws',
    version: toolVersion(),
    adapter: { name, version },
    planned: event.planned,
  };
}
