import type { Arithmetic } from '../../notation.ts';

/** In what information is measured: natural logarithms unless bits are asked for. */
export const units = { unit: { kind: 'choice', options: ['nats', 'bits'], default: 'nats', clause: 'R1' } } as const;

export const rejects = { R1: 'unit must be nats or bits' } as const;

/** A number of nats in the unit that is asked for. */
export const inUnit = <T>(nats: T, unit: string, { div, log, constant }: Arithmetic<T>): T =>
  unit === 'bits' ? div(nats, log(constant(2))) : nats;

/** What becomes of numbers that are no distribution. */
export const freedom = 'what is no distribution may be taken as it comes, normalised or refused';

export const kinks = 'at a probability 0 the logarithm has no derivative';
