/** The quotient, where 0 over anything is 0: what nothing depends on has gradient zero also where a gap closes. */
export const quotient = (numerator: number, denominator: number): number =>
  numerator === 0 ? 0 : numerator / denominator;
