import type { Law } from '../law.ts';

/** All that is said of it follows from its record. */
export const laws: readonly Law[] = [];
