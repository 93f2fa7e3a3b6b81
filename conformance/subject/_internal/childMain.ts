import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import { records } from '../../../spec/lazy.generated.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import { describe, type LooseAdapter, MalformedAdapter, readAdapter } from '../description.ts';
import { clip, messageOf, type Reply, type Request } from '../exchange.ts';
import { answer } from '../host.ts';
import { traceError } from '../trace.ts';
import type { FromChild, ToChild } from './messages.ts';

/*
 * The process of an adapter: loads the module whose URL is its argument, says what it is, then answers requests one at a time.
 */

// An adapter that never yields cannot notice that the judge is gone, so a second thread does.
new Worker(
  `const parent = process.ppid;
   setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`,
  { eval: true, stdout: false, stderr: false },
).unref();

const send = (message: FromChild): Promise<void> =>
  new Promise((resolve) => process.send?.(message, () => resolve()) ?? resolve());

/** Whether nothing waits to be written. */
let isKept = true;

/** A process that is killed keeps nothing of what it compiled, unless that is written before: soon, and once for what came at once. */
function keepCompiled(): void {
  if (!isKept) return;
  isKept = false;
  setTimeout(() => {
    isKept = true;
    flushCompileCache();
  }, 200).unref();
}

/** Records that calls have needed: to import one again for each of a hundred thousand calls would cost more than most of them. */
const known = new Map<string, AnyOperation>();

async function loadRecord(id: string): Promise<AnyOperation | undefined> {
  const operation = await records[id]?.();
  if (operation === undefined) return undefined;
  known.set(id, operation);
  // The first call of an operation may load more than its record.
  keepCompiled();
  return operation;
}

/** Errors that escaped from the adapter outside of any call's promise, by the operation that was called last: its next call is told. */
const escaped = new Map<string | undefined, string>();
let current: string | undefined;

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    const what = event === 'uncaughtException' ? 'an error escaped' : 'a promise was rejected and nobody looked';
    traceError(error);
    escaped.set(current, `${what}: ${messageOf(error)}`);
  });
}
process.on('disconnect', () => process.exit());

async function replyTo(adapter: LooseAdapter, request: Request): Promise<Reply> {
  const operation = known.get(request.operation) ?? (await loadRecord(request.operation));
  if (operation === undefined) return { kind: 'internal', message: `${request.operation} is not in the specification` };
  current = operation.id;
  const reply = await answer(adapter, operation, request);
  // Rejections that the call left behind are reported once the microtasks are done.
  await new Promise(setImmediate);
  const message = escaped.get(operation.id);
  escaped.delete(operation.id);
  return message === undefined ? reply : { kind: 'crashed', message };
}

async function load(url: string): Promise<LooseAdapter> {
  const module: { readonly default?: unknown } = await import(url);
  let exported = await module.default;
  // CommonJS that was compiled from a module.
  if (typeof exported === 'object' && exported !== null && '__esModule' in exported && 'default' in exported) {
    exported = exported.default;
  }
  return readAdapter(exported);
}

/** An error of loading with the place where it stands: the head of the stack names file and line. */
function loadFailure(error: unknown): string {
  if (error instanceof MalformedAdapter) return error.message;
  if (error instanceof SyntaxError) return 'cannot be loaded';
  const stack = error instanceof Error ? error.stack : undefined;
  const lines = (stack ?? messageOf(error)).split('\n').filter((line) => !line.includes('(node:internal'));
  return clip(`cannot be loaded: ${lines.slice(0, 8).join('\n')}`);
}

try {
  const adapter = await load(process.argv[2] ?? '');
  const message = escaped.get(undefined);
  if (message !== undefined) throw new Error(message);
  let queue = Promise.resolve();
  process.on('message', (message: ToChild) => {
    queue = queue.then(async () => {
      const replies: Reply[] = [];
      for (const request of message.requests) replies.push(await replyTo(adapter, request));
      await send({ type: 'replies', id: message.id, replies });
    });
  });
  await send({ type: 'ready', description: describe(adapter) });
  keepCompiled();
} catch (error) {
  await send({ type: 'refused', message: loadFailure(error) });
  if (!(error instanceof SyntaxError)) process.exit(1);
  // Only Node's own last words say where a syntax error stands.
  process.removeAllListeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
  throw error;
}
