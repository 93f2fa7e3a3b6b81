import { type ChildProcess, spawn } from 'node:child_process';
import { records } from '../../../spec/lazy.generated.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { toolVersion } from '../../toolVersion.ts';
import { type Description, MalformedAdapter } from '../description.ts';
import type { Reply, Request } from '../exchange.ts';
import { type Answered, protocolVersion, type Ready, runMessage, type ToSubject } from '../protocol.ts';
import { dialogueWith } from './dialogue.ts';
import { collect, ending, environment, type Launched, type LaunchOptions, LoadFailure } from './launch.ts';
import { onLines } from './lines.ts';
import { killTree } from './processTree.ts';
import { describeReady, replyOf } from './remote.ts';

/** Milliseconds that a subject has to end by itself once it was told to. */
const farewell = 1000;

/**
 * Starts a command that speaks the protocol of PROTOCOL.md over its standard streams, and waits until it has said what it is. Throws
 * LoadFailure.
 *
 * It leads a process group of its own, so that a wrapper is ended together with what it wraps.
 */
export async function launchCommand(command: string, options: LaunchOptions): Promise<Launched> {
  const { cwd, limits } = options;
  const child = spawn(command, {
    shell: true,
    cwd,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const kill = (): void => {
    if (child.pid !== undefined) killTree(child.pid);
  };
  process.on('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  // A subject that is gone shows as the end of its process.
  child.stdin.on('error', () => {});
  const say = (message: ToSubject): void => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  const ready = Promise.withResolvers<Ready>();
  const dialogue = dialogueWith(ready.resolve, (what) => {
    ready.reject(new LoadFailure(what));
    kill();
  });
  onLines(child.stdout, dialogue.hear, (length) => dialogue.breakOff(`wrote a line of more than ${length} characters`));
  const printed = collect([child.stderr]);
  const output = (): string => [printed(), dialogue.strayOutput()].filter((text) => text !== '').join('\n');
  say({ type: 'start', protocol: protocolVersion, tool: toolVersion() });
  const description = await described(child, ready, limits.start).catch((error: unknown) => {
    kill();
    if (!(error instanceof LoadFailure)) throw error;
    throw new LoadFailure(output() === '' ? error.message : `${error.message}:\n${output()}`);
  });
  child.on('error', () => {});

  let lastId = 0;
  return {
    process: child,
    description,
    output,
    kill,
    post(requests, answered, failed) {
      void callsOf(requests, () => ++lastId).then((calls) => {
        const read = (answers: readonly Answered[]) => void repliesTo(calls, answers, description).then(answered);
        dialogue.awaitAnswers(
          calls.map(({ id }) => id),
          read,
          failed,
        );
        for (const { id, operation, request } of calls) say(runMessage(id, operation, request));
      });
    },
    async dismiss() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      say({ type: 'stop' });
      child.stdin.end();
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, farewell).unref())]);
    },
  };
}

/** What a subject says it is. Throws LoadFailure where it does not, or not in time. */
async function described(child: ChildProcess, ready: PromiseWithResolvers<Ready>, limit: number): Promise<Description> {
  const fail = (message: string): void => ready.reject(new LoadFailure(message));
  const late = `did not say that it is ready within ${limit / 1000} s (is what it writes flushed after every line?)`;
  const timer = setTimeout(fail, limit, late);
  child.once('error', (error) => fail(`cannot be run: ${error.message}`));
  child.once('close', (code, signal) => fail(`ended its process before it was ready, ${ending(code, signal)}`));
  try {
    return describeReady(await ready.promise);
  } catch (error) {
    throw error instanceof MalformedAdapter ? new LoadFailure(error.message) : error;
  } finally {
    clearTimeout(timer);
    for (const event of ['close', 'error']) child.removeAllListeners(event);
  }
}

/** A call with the id by which it crosses, and the record of its operation. */
interface Call {
  readonly id: number;
  readonly operation: AnyOperation;
  readonly request: Request;
}

const callsOf = (requests: readonly Request[], nextId: () => number): Promise<readonly Call[]> =>
  Promise.all(
    requests.map(async (request) => {
      const operation = await records[request.operation]?.();
      if (operation === undefined) throw new Error(`${request.operation} is not in the specification`);
      return { id: nextId(), operation, request };
    }),
  );

async function repliesTo(
  calls: readonly Call[],
  answers: readonly Answered[],
  description: Description,
): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  // An answer for each call.
  for (const [at, { operation, request }] of calls.entries())
    replies.push(await replyOf(description, operation, request, answers[at] as Answered));
  return replies;
}
