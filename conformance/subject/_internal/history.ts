import type { Request } from '../exchange.ts';

const mostCalls = 4096;
const mostBytes = 2 ** 26;

/** The calls that a process was given since it started, the latest last. */
export interface History {
  add(request: Request): void;
  clear(): void;
  calls(): readonly Request[];
}

const bytesOf = ({ inputs, cotangents }: Request): number =>
  [...Object.values(inputs), ...Object.values(cotangents)].reduce((sum, { data }) => sum + data.byteLength, 0);

/** A history of bounded size: of very many calls, or very large ones, the older half is forgotten. */
export function history(): History {
  let calls: Request[] = [];
  let bytes = 0;
  return {
    add(request) {
      calls.push(request);
      bytes += bytesOf(request);
      if (calls.length <= mostCalls && bytes <= mostBytes) return;
      calls = calls.slice(Math.ceil(calls.length / 2));
      bytes = calls.reduce((sum, call) => sum + bytesOf(call), 0);
    },
    clear() {
      calls = [];
      bytes = 0;
    },
    calls: () => calls,
  };
}
