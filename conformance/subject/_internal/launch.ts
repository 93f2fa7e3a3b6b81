import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Description } from '../description.ts';
import type { Reply, Request } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import { traceVariable } from '../trace.ts';
import { isFromChild, type ToChild } from './messages.ts';
import { treeOf } from './processTree.ts';

/** A process that has loaded an adapter, in whatever language, and the way in which calls reach it. */
export interface Launched {
  readonly process: ChildProcess;
  readonly description: Description;
  /** What it last wrote to stdout and stderr. */
  output(): string;
  /** Hands over calls, to be answered one after another; `failed` is told what it does instead, as the rest of a sentence on it. */
  post(
    requests: readonly Request[],
    answered: (replies: readonly Reply[]) => void,
    failed: (what: string) => void,
  ): void;
  /** Ends it at once, and whatever it has started. */
  kill(): void;
  /** Lets it end by itself, for a while. */
  dismiss?(): Promise<void>;
}

/** Thrown when an adapter cannot be loaded or is none. */
export class LoadFailure extends Error {
  override readonly name = 'LoadFailure';
}

const tail = 4096;

/** Keeps the end of what a stream carries; reading it also keeps the writer from blocking. */
export function collect(streams: readonly (Readable | null)[]): () => string {
  let text = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      text = (text + chunk).slice(-tail);
    });
  }
  return () => text.trim();
}

/** Variables that the test runner sets in its workers, which would make a library behave as under test. */
const runnerVariables = /^(VITEST|TEST$|VITE_|DEV$|PROD$|SSR$|MODE$|BASE_URL$)/;

export function environment({ nodeEnv, trace = false }: LaunchOptions): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !runnerVariables.test(name) && name !== 'NODE_ENV');
  return {
    ...Object.fromEntries(kept),
    ...(nodeEnv === undefined ? {} : { NODE_ENV: nodeEnv }),
    ...(trace ? { [traceVariable]: '1' } : {}),
  };
}

export interface LaunchOptions {
  readonly cwd: string;
  readonly limits: Limits;
  /** NODE_ENV as the user has it. */
  readonly nodeEnv: string | undefined;
  /** Whether it writes the errors of the library with their stacks. Default false. */
  readonly trace?: boolean | undefined;
}

/** Starts a process and waits until it has loaded the adapter, whose module has this URL. Throws LoadFailure. */
export async function launch(url: string, options: LaunchOptions): Promise<Launched> {
  const { cwd, limits } = options;
  const main = fileURLToPath(new URL(`./childMain${extname(import.meta.url)}`, import.meta.url));
  const child = fork(main, [url], {
    cwd,
    env: environment(options),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${Math.ceil(limits.memory / 2 ** 20)}`,
      // Before 22.18 Node reads TypeScript only when it is told to.
      ...(process.features.typescript ? [] : ['--experimental-strip-types']),
    ],
  });
  const output = collect([child.stdout, child.stderr]);
  const description = await new Promise<Description>((resolve, reject) => {
    let refusal: string | undefined;
    const fail = (message: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      const written = withoutInternals(output());
      reject(new LoadFailure(written === '' ? message : `${message}:\n${written}`));
    };
    const timer = setTimeout(() => fail(`was not loaded within ${limits.start / 1000} s`), limits.start);
    child.on('message', (message) => {
      if (!isFromChild(message)) return;
      if (message.type === 'refused') refusal = message.message;
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      resolve(message.description);
    });
    child.once('error', (error) => fail(`cannot be run: ${error.message}`));
    child.once('close', (code, signal) => {
      fail(refusal ?? `ended its process while it was loaded, ${ending(code, signal)}`);
    });
  });
  for (const event of ['message', 'close', 'error']) child.removeAllListeners(event);
  // What goes wrong with the channel shows as the end of the process, to whoever waits for a reply.
  child.on('error', () => {});
  let [lastId, awaited]: [number, ((replies: readonly Reply[]) => void) | undefined] = [0, undefined];
  child.on('message', (received: unknown) => {
    if (!isFromChild(received) || received.type !== 'replies' || received.id !== lastId) return;
    const answered = awaited;
    awaited = undefined;
    answered?.(received.replies);
  });
  return {
    process: child,
    description,
    output,
    post(requests, answered, failed) {
      awaited = answered;
      child.send({ id: ++lastId, requests } satisfies ToChild, (error) => {
        // A process that has ended is told of by its end.
        if (error !== null) setTimeout(failed, 100, `could not be sent: ${error.message}`);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** What a process wrote, without the frames of Node's own that a reader cannot do anything about. */
const withoutInternals = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^ +at .*node:|^Node\.js v/.test(line))
    .join('\n')
    .trim();

/** How a process ended, in words. A shell says 128 and its number for the signal that ended a command. */
export function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `by ${signal}`;
  const [meant] = Object.entries(constants.signals).find(([, number]) => number + 128 === code) ?? [];
  return `with exit code ${code ?? 'unknown'}${meant === undefined ? '' : ` (${meant})`}`;
}

/** Resident memory of a process and of all that it has started, in bytes; undefined where the system does not tell. */
export function residentMemory(pid: number): number | undefined {
  const known = treeOf(pid).flatMap((one) => residentMemoryOf(one) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, bytes) => sum + bytes, 0);
}

function residentMemoryOf(pid: number): number | undefined {
  try {
    const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}

/** What a process has done so far. */
export interface Activity {
  /** Processor time of all its threads together, in milliseconds. */
  readonly spent: number;
  /** Whether it runs, or would if there were a processor for it; else it waits for something. */
  readonly isRunning: boolean;
}

/** What a process and all that it has started have done so far; undefined where the system does not tell. */
export function activityOf(pid: number): Activity | undefined {
  const known = treeOf(pid).flatMap((one) => activityOfOne(one) ?? []);
  if (known.length === 0) return undefined;
  return {
    spent: known.reduce((sum, { spent }) => sum + spent, 0),
    isRunning: known.some(({ isRunning }) => isRunning),
  };
}

function activityOfOne(pid: number): Activity | undefined {
  try {
    // Behind the name of the command, which may hold anything: the state, and user and system time, in hundredths, as 12th and 13th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isFinite(ticks) ? { spent: ticks * 10, isRunning: fields[0] === 'R' } : undefined;
  } catch {
    return undefined;
  }
}
