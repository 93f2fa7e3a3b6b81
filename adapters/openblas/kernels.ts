import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Problem {
  readonly dtype: 'float64' | 'float32';
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

interface Answer {
  readonly library?: string;
  readonly decompositions?: readonly string[];
  readonly milliseconds?: number;
  readonly value?: number;
  readonly bytes?: number;
}

const PYTHONS = ['python3', '/usr/bin/python3'];

/**
 * The products of OpenBLAS and the decompositions of its LAPACK through NumPy on one thread, in a child process that stays until `close` and times its own calls.
 * Throws where no Python has a NumPy that is linked to OpenBLAS.
 */
export async function load() {
  for (const python of PYTHONS) {
    const worker = start(python);
    const description = await worker.ask({ do: 'describe' }).catch(() => undefined);
    const { library, decompositions = [] } = description?.header ?? {};
    if (library === 'openblas') return kernels(worker, decompositions);
    worker.close();
  }
  throw new Error('no python3 with a NumPy on OpenBLAS');
}

function kernels({ ask, close }: ReturnType<typeof start>, decompositions: readonly string[]) {
  let count = 0;
  const timed = async (request: object): Promise<number> => {
    const { milliseconds = Number.NaN, value = Number.NaN } = (await ask(request)).header;
    if (!Number.isFinite(value)) throw new Error('openblas: a result is not finite');
    return milliseconds;
  };
  return {
    close,
    decomposition(operation: string, n: number, a: Float64Array) {
      if (!decompositions.includes(operation)) return undefined;
      const name = `${count++}`;
      const ready = ask({ do: 'matrix', name, n }, [bytesOf(a)]);
      return {
        run: (calls: number) => ready.then(() => timed({ do: 'decompose', name, operation, calls })),
        /** Reads none: LAPACK's results are compared elsewhere. */
        result: () => [],
      };
    },
    product({ dtype, m, n, k }: Problem, a: Float64Array | Float32Array, b: Float64Array | Float32Array) {
      const name = `${count++}`;
      const ready = ask({ do: 'operands', name, dtype, m, n, k }, [bytesOf(a), bytesOf(b)]);
      const multiply = async (calls: number): Promise<number> => {
        await ready;
        return timed({ do: 'multiply', name, calls });
      };
      return {
        run: multiply,
        result: async (): Promise<ArrayLike<number>> => {
          await multiply(1);
          const { payload } = await ask({ do: 'result', name });
          const copy = Uint8Array.from(payload).buffer;
          return dtype === 'float64' ? new Float64Array(copy) : new Float32Array(copy);
        },
      };
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

interface Reply {
  readonly header: Answer;
  readonly payload: Buffer;
}

/** A child that answers requests one at a time, in order. */
function start(python: string) {
  const script = fileURLToPath(new URL('products.py', import.meta.url));
  const child: ChildProcess = spawn(python, [script], {
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('openblas: no pipes to the child process');
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`openblas: ${python} ended with code ${code}`)));
  });
  gone.catch(() => {}); // whoever waits for an answer is told
  stdin.on('error', () => {});
  const next = reader(stdout);
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(request: object, payloads: readonly Uint8Array[] = []): Promise<Reply> {
      const reply = last.then(() => {
        stdin.write(`${JSON.stringify(request)}\n`);
        for (const payload of payloads) stdin.write(payload);
        return Promise.race([next(), gone]);
      });
      last = reply.catch(() => {});
      return reply;
    },
    close: (): void => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

/** Reads answers, each a line of JSON and the bytes it announces, from a stream. */
function reader(stream: NodeJS.ReadableStream): () => Promise<Reply> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { value, done } = await chunks.next();
    if (done === true) throw new Error('openblas: the child process closed its output');
    held = Buffer.concat([held, value]);
  };
  const take = (size: number): Buffer => {
    const taken = held.subarray(0, size);
    held = held.subarray(size);
    return taken;
  };
  return async () => {
    while (!held.includes(10)) await more();
    const line = take(held.indexOf(10) + 1);
    const header = JSON.parse(line.toString()) as Answer;
    while (held.length < (header.bytes ?? 0)) await more();
    return { header, payload: take(header.bytes ?? 0) };
  };
}
