import { Rejected, Unsupported } from '../../../properties/law.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { Request } from '../exchange.ts';
import type { Promised } from '../profile.ts';

const allFinite = ({ inputs, cotangents }: Pick<Request, 'inputs' | 'cotangents'>): boolean =>
  [...Object.values(inputs), ...Object.values(cotangents)].every(({ data }) => data.every(Number.isFinite));

/**
 * Makes a call that may hold NaN or infinities, as the profile has it. Throws Unsupported where what becomes of them is
 * declared to be undefined, or to be a refusal and the call is refused; where the record itself allows a refusal, the law says.
 */
export async function asPromised<T>(
  operation: AnyOperation,
  { nonfinite }: Pick<Promised, 'nonfinite'>,
  request: Pick<Request, 'inputs' | 'cotangents'>,
  call: () => Promise<T>,
): Promise<T> {
  if (nonfinite === 'propagates' || allFinite(request)) return call();
  if (nonfinite === 'undefined') throw new Unsupported('NaN and infinities in the inputs are declared to be undefined');
  if (operation.special === 'rejects') return call();
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new Unsupported(`NaN and infinities in the inputs are declared to be refused: ${error.message}`);
  }
}
