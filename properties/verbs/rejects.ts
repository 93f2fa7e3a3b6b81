import { type Observation, Rejected } from '../law.ts';

/** The call must raise an error; returning anything at all is the failure. */
export async function rejects(call: Promise<unknown>, rule: string): Promise<Observation> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Rejected) return { ratio: 0, what: rule };
    throw error;
  }
  return { ratio: Number.POSITIVE_INFINITY, what: rule, expected: 'an error', received: 'a result' };
}
