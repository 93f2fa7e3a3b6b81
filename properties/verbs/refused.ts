import { Rejected } from '../law.ts';

/** What a call gives; undefined where it is refused, for inputs that may be refused; falling over them is no refusal. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Rejected && !error.accident) return undefined;
    throw error;
  }
}
