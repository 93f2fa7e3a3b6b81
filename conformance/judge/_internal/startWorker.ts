import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Starts a process that judges. */
export const startWorker = (): ChildProcess =>
  fork(fileURLToPath(new URL(`./workerMain${extname(import.meta.url)}`, import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      // Before 22.18 Node reads TypeScript only when it is told to.
      ...(process.features.typescript ? [] : ['--experimental-strip-types']),
    ],
  });
