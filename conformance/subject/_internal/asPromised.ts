import { Rejected, Unsupported } from '../../../properties/law.ts';
import type { AnyOperation } from '../../../spec/operation.ts';
import type { Request } from '../exchange.ts';
import type { Promised } from '../profile.ts';

const allFinite = ({ inputs, cotangents }: Pick<Request, 'inputs' | 'cotangents'>): boolean =>
  [...Object.values(inputs), ...Object.values(cotangents)].every(({ data }) => data.every(Number.isFinite));

const isEmpty = ({ inputs }: Pick<Request, 'inputs'>): boolean =>
  Object.values(inputs).some(({ shape }) => shape.includes(0));

/**
 * Makes a call that may hold NaN or infinities, as the profile has it. Throws Unsupported where what becomes of them is
 * declared to be undefined, or to be a refusal and the call is refused; where the record itself allows a refusal, the law says.
 * What is refused and was empty is marked.
 */
export async function asPromised<T>(
  operation: AnyOperation,
  { nonfinite }: Pick<Promised, 'nonfinite'>,
  request: Pick<Request, 'inputs' | 'cotangents'>,
  call: () => Promise<T>,
): Promise<T> {
  const strange = nonfinite !== 'propagates' && !allFinite(request);
  if (strange && nonfinite === 'undefined') {
    throw new Unsupported('NaN and infinities in the inputs are declared to be undefined');
  }
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    if (strange && operation.special !== 'rejects') {
      throw new Unsupported(`NaN and infinities in the inputs are declared to be refused: ${error.message}`);
    }
    throw isEmpty(request) ? new Rejected(error.message, error.accident, true) : error;
  }
}
