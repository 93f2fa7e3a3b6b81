import type { Subject } from '../../properties/law.ts';
import type { Adapter } from '../adapter.ts';
import { createSubject } from './createSubject.ts';
import { describe, readAdapter } from './description.ts';
import type { Reply } from './exchange.ts';
import { answer } from './host.ts';

export interface InProcessOptions {
  /** Milliseconds that a call may wait for a promise; a loop that never yields cannot be stopped here. Default 10 000. */
  readonly limit?: number;
}

/** An adapter reached by plain calls: for tests and planted faults. One that hangs or exits takes its caller with it. */
export function inProcessSubject<Native>(adapter: Adapter<Native>, { limit = 10_000 }: InProcessOptions = {}): Subject {
  const loose = readAdapter(adapter);
  return createSubject(describe(loose), async (operation, request) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Reply>((resolve) => {
      const message = `${operation.id} gave no result within ${limit / 1000} s`;
      timer = setTimeout(() => resolve({ kind: 'timedOut', message }), limit);
    });
    try {
      return await Promise.race([answer(loose, operation, request), late]);
    } finally {
      clearTimeout(timer);
    }
  });
}
