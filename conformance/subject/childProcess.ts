import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Subject } from '../../properties/law.ts';
import { type Answer, ask, stop, written } from './_internal/ask.ts';
import { batches } from './_internal/batches.ts';
import { history } from './_internal/history.ts';
import { ending, type Launched, LoadFailure, launch } from './_internal/launch.ts';
import { launchCommand } from './_internal/launchCommand.ts';
import { type Death, patienceWith } from './_internal/patience.ts';
import { adapterFile } from './adapterFile.ts';
import { commandOf } from './command.ts';
import { createSubject } from './createSubject.ts';
import type { Description } from './description.ts';
import type { Reply, Request } from './exchange.ts';
import { type Limits, limitsOf } from './limits.ts';

export { LoadFailure } from './_internal/launch.ts';

export interface ChildOptions {
  /** Path of the adapter's module or of its folder, from `cwd`; or `exec:` and a command that speaks the protocol. */
  readonly adapterPath: string;
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly limits?: Partial<Limits>;
  /** NODE_ENV of the process; default: that of this one. */
  readonly nodeEnv?: string | undefined;
  /** Whether the errors of the library are written with their stacks, to be read in `output`. Default false. */
  readonly trace?: boolean;
}

/** What to do where a module lies in a package of CommonJS, which reads its file as none. */
function moduleHint(path: string, message: string): string {
  const [, kind] = /\.([tj]s)$/.exec(path) ?? [];
  const isScript = /outside a module|Unexpected token 'export'|in CommonJS|not defined in ES module scope/.test(
    message,
  );
  return kind === undefined || !isScript ? '' : `\nIn a package of CommonJS a module is to be called .m${kind}.`;
}

/** Calls that cross in one message at the most. */
const mostAtOnce = 64;

/** An adapter in a process of its own, which can be stopped. */
export interface ChildSubject {
  readonly subject: Subject;
  readonly description: Description;
  /** The calls that its process was given since it started, the latest last; the older ones of very many are forgotten. */
  calls(): readonly Request[];
  /** The calls of the process that came to its end last, up to those that were under way; undefined where none has since `judging`. */
  ended(): readonly Request[] | undefined;
  /** How many calls were made in all, in whichever process. */
  made(): number;
  /** One call as it crosses, whatever comes of it. */
  send(request: Request): Promise<Reply>;
  /** From here on calls are made for this clause: an operation that is no longer called says for which one it came to that. */
  judging(clause: string): void;
  /** Ends the process, and all that calls have left behind in it; the next call starts another. */
  restart(): Promise<void>;
  close(): Promise<void>;
  /** Closes it, and gives what its last process wrote to its standard streams, the end of much. */
  output(): Promise<string>;
}

/**
 * Loads an adapter in a process of its own.
 *
 * A call that lasts too long, takes too much memory or ends the process is answered as timed out or crashed; the process is
 * started again for the next one. Throws LoadFailure when the adapter cannot be loaded; the message names its path.
 */
export async function childSubject(options: ChildOptions): Promise<ChildSubject> {
  const cwd = options.cwd ?? process.cwd();
  const limits = limitsOf('ci', options.limits);
  const adapterPath = adapterFile(options.adapterPath, cwd);
  const nodeEnv = 'nodeEnv' in options ? options.nodeEnv : process.env['NODE_ENV'];
  const command = commandOf(adapterPath);
  const launching = { cwd, limits, nodeEnv, trace: options.trace };
  const start = () =>
    command === undefined
      ? launch(pathToFileURL(resolve(cwd, adapterPath)).href, launching)
      : launchCommand(command, launching);
  let running: Launched | undefined;
  try {
    running = await start();
  } catch (error) {
    if (error instanceof LoadFailure)
      throw new LoadFailure(`${command ?? adapterPath} ${error.message}${moduleHint(adapterPath, error.message)}`);
    throw error;
  }
  const { description } = running;
  let latest = running;
  const patience = patienceWith(limits);
  const past = history();
  /** Deaths between calls, which the next call of the operation that was called last is told of. */
  const idleDeaths = new Map<string, { readonly death: Death; readonly calls: readonly Request[] }>();
  let ended: readonly Request[] | undefined;
  let lastOperation: string | undefined;
  let closed = false;
  let made = 0;
  /** Milliseconds that calls took, all together. */
  let spent = 0;
  /** Whether the process owes a reply: its end is then told by that. */
  let isAsked = false;
  let during: string | undefined;

  const over = (): void => {
    running = undefined;
    ended = past.calls();
  };
  const watchIdle = (launched: Launched): void => {
    launched.process.once('exit', (code, signal) => {
      if (running !== launched || isAsked) return;
      over();
      if (lastOperation === undefined) return;
      const message = `the process ended after the call, ${ending(code, signal)}${written(launched)}`;
      const death: Death = { kind: 'crashed', message };
      idleDeaths.set(lastOperation, { death, calls: past.calls() });
      patience.died(lastOperation, 0, death, during);
    });
  };
  watchIdle(running);
  const asked = async (launched: Launched, requests: readonly [Request, ...Request[]], limit: number) => {
    lastOperation = requests.at(-1)?.operation;
    for (const request of requests) past.add(request);
    made += requests.length;
    isAsked = true;
    const answer = await ask(launched, requests, limit, limits.memory);
    isAsked = false;
    spent += answer.spent;
    if (answer.death !== undefined) over();
    return answer;
  };

  const exchange = async (request: Request): Promise<Reply> => {
    if (closed) return { kind: 'crashed', message: 'the adapter was closed before this call', untried: true };
    const refusal = patience.refusal(request.operation);
    if (refusal !== undefined) return refusal;
    // A process that died between calls is the doing of the operation that was called last.
    const idle = idleDeaths.get(request.operation);
    if (idle !== undefined) {
      idleDeaths.delete(request.operation);
      ended = idle.calls;
      return idle.death;
    }
    if (running === undefined) {
      try {
        running = await start();
      } catch (error) {
        if (!(error instanceof LoadFailure)) throw error;
        const death: Death = {
          kind: 'crashed',
          message: `the adapter could not be started again: it ${error.message}`,
        };
        patience.died(request.operation, 0, death, during);
        return death;
      }
      latest = running;
      watchIdle(running);
      past.clear();
    }
    const answer = await asked(running, [request], patience.limit(request.operation));
    if (answer.death === undefined) {
      patience.answered(request.operation, answer.spent);
      return answer.replies[0] ?? { kind: 'internal', message: 'the process of the adapter sent no reply' };
    }
    patience.died(request.operation, answer.spent, answer.death, during);
    return answer.death;
  };

  /**
   * Several calls in one message, which the process takes one after another; undefined where there is something to look at first.
   */
  const exchangeAtOnce = async (requests: readonly [Request, ...Request[]]): Promise<Answer | undefined> => {
    const launched = running;
    const isDoubtful = ({ operation }: Request) =>
      idleDeaths.has(operation) ||
      patience.isSlow(operation) ||
      patience.refusal(operation) !== undefined ||
      patience.limit(operation) < limits.call;
    if (closed || launched === undefined || requests.some(isDoubtful)) return undefined;
    const answer = await asked(launched, requests, limits.call);
    if (answer.death !== undefined) return answer;
    const each = answer.spent / requests.length;
    for (const { operation } of requests) patience.answered(operation, each);
    return answer;
  };

  const exchangeEach = async (requests: readonly Request[]): Promise<readonly Reply[]> => {
    const replies: Reply[] = [];
    for (const request of requests) replies.push(await exchange(request));
    return replies;
  };

  /**
   * Where a process comes to its end among several calls, each is made again by itself, so that the end has one cause. Where none
   * ends a process like that, the last is told of the end; from then on its operation is called by itself.
   */
  const exchangeAll = async (requests: readonly Request[]): Promise<readonly Reply[]> => {
    const [first, ...others] = requests;
    const together = first === undefined || others.length === 0 ? undefined : await exchangeAtOnce([first, ...others]);
    if (together?.replies !== undefined) return together.replies;
    const [calls, spentTogether] = [ended, spent];
    const replies = await exchangeEach(requests);
    const death = together?.death;
    // Calls that last as long one by one are late together for no other reason.
    const isLate = death?.kind === 'timedOut' && spent - spentTogether > limits.call;
    if (death === undefined || isLate || replies.some(({ kind }) => kind === 'crashed' || kind === 'timedOut'))
      return replies;
    ended = calls;
    patience.died(requests.at(-1)?.operation ?? '', 0, death, during);
    return replies.with(-1, death);
  };

  const calls = batches<Request, Reply>(mostAtOnce, exchangeAll);
  const end = async (): Promise<void> => {
    const launched = running;
    running = undefined;
    if (launched !== undefined) await stop(launched, !isAsked);
  };
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await end();
  };
  return {
    subject: createSubject(description, (_operation, request) => calls.add(request)),
    description,
    calls: past.calls,
    ended: () => ended,
    made: () => made,
    send: calls.add,
    judging(clause) {
      during = clause;
      ended = undefined;
    },
    restart: () => calls.between(() => end().then(past.clear)),
    close,
    async output() {
      await close();
      // A process that it left behind may keep its streams open.
      const ended = ({ stdout, stderr }: Launched['process']) =>
        Promise.all([stdout, stderr].map((stream) => stream === null || stream.closed || once(stream, 'close')));
      await Promise.race([ended(latest.process), sleep(1000, undefined, { ref: false })]);
      return latest.output();
    },
  };
}
