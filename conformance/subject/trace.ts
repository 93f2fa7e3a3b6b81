import { describeValue } from './exchange.ts';

/** Set to 1 in the process of an adapter whose errors are to be written to its standard error, with their stacks. */
export const traceVariable = 'TENSOR_LAWS_TRACE';

/** Writes what an adapter threw, where that is wanted. */
export function traceError(thrown: unknown): void {
  if (process.env[traceVariable] !== '1') return;
  try {
    console.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : `threw ${describeValue(thrown)}`);
  } catch {
    // What cannot be printed was told as that already.
  }
}
