import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Subject } from '../../properties/law.ts';
import { ask, stop, written } from './_internal/ask.ts';
import { batches } from './_internal/batches.ts';
import { history } from './_internal/history.ts';
import { ending, type Launched, LoadFailure, launch } from './_internal/launch.ts';
import { type Death, patienceWith } from './_internal/patience.ts';
import { adapterFile } from './adapterFile.ts';
import { createSubject } from './createSubject.ts';
import type { Description } from './description.ts';
import type { Reply, Request } from './exchange.ts';
import { type Limits, limitsOf } from './limits.ts';

export { LoadFailure } from './_internal/launch.ts';

export interface ChildOptions {
  /** Path of the adapter's module or of its folder, from `cwd`. */
  readonly adapterPath: string;
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly limits?: Partial<Limits>;
  /** NODE_ENV of the process; default: that of this one. */
  readonly nodeEnv?: string | undefined;
}

/** Calls that cross in one message at the most. */
const mostAtOnce = 64;

/** An adapter in a process of its own, which can be stopped. */
export interface ChildSubject {
  readonly subject: Subject;
  readonly description: Description;
  /** The calls that its process was given since it started, the latest last; the older ones of very many are forgotten. */
  calls(): readonly Request[];
  /** How many calls were made in all, in whichever process. */
  made(): number;
  /** One call as it crosses, whatever comes of it. */
  send(request: Request): Promise<Reply>;
  /** From here on calls are made for this clause: an operation that is no longer called says for which one it came to that. */
  judging(clause: string): void;
  /** Ends the process, and all that calls have left behind in it; the next call starts another. */
  restart(): Promise<void>;
  close(): Promise<void>;
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
  const url = pathToFileURL(resolve(cwd, adapterPath)).href;
  const nodeEnv = 'nodeEnv' in options ? options.nodeEnv : process.env['NODE_ENV'];
  const start = () => launch({ url, cwd, limits, nodeEnv });
  let running: Launched | undefined;
  try {
    running = await start();
  } catch (error) {
    if (error instanceof LoadFailure) throw new LoadFailure(`${adapterPath} ${error.message}`);
    throw error;
  }
  const { description } = running;
  const patience = patienceWith(limits);
  const past = history();
  let idleDeath: { readonly operation: string | undefined; readonly message: string } | undefined;
  let lastOperation: string | undefined;
  let closed = false;
  let made = 0;
  let during: string | undefined;

  const watchIdle = (launched: Launched): void => {
    launched.process.once('exit', (code, signal) => {
      if (running !== launched) return;
      running = undefined;
      idleDeath = {
        operation: lastOperation,
        message: `the process ended after the call, ${ending(code, signal)}${written(launched)}`,
      };
    });
  };
  watchIdle(running);

  const exchange = async (request: Request): Promise<Reply> => {
    if (closed) return { kind: 'crashed', message: 'the adapter was closed before this call', untried: true };
    const refusal = patience.refusal(request.operation);
    if (refusal !== undefined) return refusal;
    // A process that died between calls is the doing of the operation that was called last, if of any.
    if (idleDeath !== undefined) {
      const { operation, message } = idleDeath;
      idleDeath = undefined;
      const death: Death = { kind: 'crashed', message };
      if (operation !== undefined) patience.died(operation, 0, death, during);
      if (operation === request.operation) return death;
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
      watchIdle(running);
      past.clear();
    }
    lastOperation = request.operation;
    past.add(request);
    made++;
    const launched = running;
    const started = performance.now();
    const { replies, death } = await ask(launched, [request], patience.limit(request.operation), limits.memory);
    const elapsed = performance.now() - started;
    if (death === undefined) {
      patience.answered(request.operation, elapsed);
      return replies[0] ?? { kind: 'internal', message: 'the process of the adapter sent no reply' };
    }
    running = undefined;
    idleDeath = undefined;
    patience.died(request.operation, elapsed, death, during);
    return death;
  };

  /**
   * Several calls in one message, which the process takes one after another; undefined where there is something to look at first,
   * or where the process came to its end: then each is to be made by itself, so that the end has one cause.
   */
  const exchangeAtOnce = async (requests: readonly [Request, ...Request[]]): Promise<readonly Reply[] | undefined> => {
    const launched = running;
    const isDoubtful = ({ operation }: Request) =>
      patience.isSlow(operation) ||
      patience.refusal(operation) !== undefined ||
      patience.limit(operation) < limits.call;
    if (closed || idleDeath !== undefined || launched === undefined || requests.some(isDoubtful)) return undefined;
    lastOperation = requests.at(-1)?.operation;
    for (const request of requests) past.add(request);
    const started = performance.now();
    const { replies } = await ask(launched, requests, limits.call, limits.memory);
    if (replies === undefined) {
      running = undefined;
      idleDeath = undefined;
      return undefined;
    }
    made += requests.length;
    const each = (performance.now() - started) / requests.length;
    for (const { operation } of requests) patience.answered(operation, each);
    return replies;
  };

  const calls = batches<Request, Reply>(mostAtOnce, async (requests) => {
    const [first, ...others] = requests;
    const together = first === undefined || others.length === 0 ? undefined : await exchangeAtOnce([first, ...others]);
    if (together !== undefined) return together;
    const replies: Reply[] = [];
    for (const request of requests) replies.push(await exchange(request));
    return replies;
  });
  const end = async (): Promise<void> => {
    const launched = running;
    running = undefined;
    if (launched !== undefined) await stop(launched);
  };
  return {
    subject: createSubject(description, (_operation, request) => calls.add(request)),
    description,
    calls: past.calls,
    made: () => made,
    send: calls.add,
    judging(clause) {
      during = clause;
    },
    restart: () => calls.between(() => end().then(past.clear)),
    async close() {
      if (closed) return;
      closed = true;
      await end();
    },
  };
}
