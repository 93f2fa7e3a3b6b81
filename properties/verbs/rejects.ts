import type { Tensor } from '../../spec/tensor.ts';
import { type Context, type Observation, Rejected } from '../law.ts';

/**
 * The call must raise an error; returning anything is the failure, except an answer that says as much (`honest`): NaN for a mean
 * over nothing, minus infinity for the logarithm of an empty sum. Of an answer to a call that does not fit, outputs may be missing.
 */
export async function rejects<Outputs>(
  call: Promise<Outputs>,
  rule: string,
  honest: (outputs: Partial<Outputs>) => boolean = () => false,
): Promise<Observation> {
  try {
    if (honest(await call)) return { ratio: 0, what: rule };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    if (!error.accident) return { ratio: 0, what: rule };
    const received = `an accident, which refuses nothing: '${error.message}'`;
    return { ratio: Number.POSITIVE_INFINITY, what: rule, expected: 'an error', received };
  }
  return { ratio: Number.POSITIVE_INFINITY, what: rule, expected: 'an error', received: 'a result' };
}

/** There is no answer to these inputs: an error, or NaN or an infinity where that is how the implementation says it. */
export const hasNoAnswer = (
  call: Promise<Readonly<Record<string, Tensor>>>,
  rule: string,
  { refusal }: Pick<Context, 'refusal'>,
): Promise<Observation> =>
  rejects(
    call,
    rule,
    (outputs) =>
      refusal === 'nan' &&
      Object.values(outputs).some((output) => output?.data.some((value) => !Number.isFinite(value)) ?? false),
  );
