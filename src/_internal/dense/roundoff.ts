/** The unit roundoff of double precision, and the distance from 1 to the next number. */
export const u = 2 ** -53;
export const eps = 2 * u;
